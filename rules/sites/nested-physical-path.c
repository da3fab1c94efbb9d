#include "rule/rule.h"

enum {
	/* Longer paths, beyond what most programs open, are left out. */
	PATH_LENGTH_MAX = 300,
	/* Folders above one that are looked up. */
	ABOVE_MAX = 16,
};

struct folders {
	struct table by_path; /* number of the first directory */
	const struct virtual_directory **items;
	uint32_t count;
};

static struct slice path_of(struct check *check,
			    const struct virtual_directory *directory,
			    struct setting *path)
{
	struct slice canonical = { "", 0 };

	if (directory_path(check, directory, path) &&
	    path->value.len <= PATH_LENGTH_MAX)
		canonical = path_canonical(check, path->value);
	return canonical;
}

static void add(struct check *check, const struct virtual_directory *directory,
		void *context)
{
	struct folders *folders = context;
	struct setting path;
	struct slice key = path_of(check, directory, &path);

	folders->items[folders->count] = directory;
	if (key.len)
		table_add(&folders->by_path, key, folders->count);
	folders->count++;
}

/* The folder above, but for drives and servers: {0} if there is none. */
static struct slice folder_above(struct slice path)
{
	size_t end = slice_find_last(path, '\\');

	path = slice_take(path, end == SIZE_MAX ? 0 : end);
	return slice_find_last(slice_skip(path, 2), '\\') == SIZE_MAX
		       ? slice_take(path, 0)
		       : path;
}

static const struct virtual_directory *find_outer(const struct folders *folders,
						  const struct site *site,
						  struct slice path)
{
	uint32_t number;

	path = folder_above(path);
	for (size_t i = 0; path.len && i < ABOVE_MAX; i++) {
		if (table_get(&folders->by_path, path, &number) &&
		    folders->items[number]->application->site != site)
			return folders->items[number];
		path = folder_above(path);
	}
	return NULL;
}

static void look_at(struct check *check,
		    const struct virtual_directory *directory, void *context)
{
	const struct virtual_directory *outer;
	struct setting path, other;
	struct finding *finding;

	outer = find_outer(context, directory->application->site,
			   path_of(check, directory, &path));
	if (!outer || !directory_path(check, outer, &other))
		return;
	finding = report_hit(
		check, at_directory_path(check, directory, &path),
		directory->element,
		"physicalPath '%s' lies in a folder of site '%s', which serves "
		"it too",
		shown(check, path.value),
		shown(check, outer->application->site->name));
	finding_help(check, finding,
		     "unless that is intended, move one of them: a request to "
		     "the other site gets the same files, under its own "
		     "authentication and handlers");
	note_at(check, finding, at_directory_path(check, outer, &other),
		"the folder around it");
}

static void check_file(struct check *check)
{
	struct folders folders = { .count = 0 };
	size_t count = 0;

	for (size_t i = 0; i < check->config->site_count; i++) {
		const struct site *site = &check->config->sites[i];

		for (size_t j = 0; j < site->application_count; j++)
			count += site->applications[j].directory_count;
	}
	folders.items = ARENA_ARRAY(check->arena,
				    const struct virtual_directory *, count);
	if (check->config->site_count < 2 || !folders.items)
		return;
	table_init(&folders.by_path, check->arena, TABLE_EXACT, count);
	each_directory(check, add, &folders);
	each_directory(check, look_at, &folders);
}

const struct rule rule_nested_physical_path = {
	.id = "nested-physical-path",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "a folder of a site lies in a folder of another site",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
	},
	.check_file = check_file,
};
