#include "rule/rule.h"

/* More directories with one path are not compared with each other. */
enum { SHARED_MAX = 16 };

struct user {
	const struct virtual_directory *directory;
	struct slice url;
	struct user *next; /* of the same path */
};

struct users {
	struct table by_path; /* number of the first with the path */
	struct user *items;
	uint32_t count;
};

static bool is_above(struct slice upper, struct slice lower)
{
	return slice_is(upper, "/") ||
	       (lower.len > upper.len && lower.at[upper.len] == '/' &&
		slice_starts_nocase(lower, upper));
}

/* With false, IIS reads no web.config of the folders below. */
static bool reads_below(const struct check *check,
			const struct virtual_directory *directory)
{
	return !setting_is(check, scope_of(directory->element), "",
			   "allowSubDirConfig", "false");
}

/* Then its settings are kept here, and it needs no web.config. */
static bool has_handlers_here(const struct check *check,
			      const struct virtual_directory *directory)
{
	struct slice path =
		config_application_path(check->config, directory->application);
	const struct section *section = config_section_at(
		check->config, "system.webServer/handlers", path);

	return section && slice_eq_nocase(section->location, path);
}

static void report(struct check *check, const struct user *upper,
		   const struct user *lower)
{
	const struct virtual_directory *directory = lower->directory;
	struct setting path, other;
	struct finding *finding;

	if (!reads_below(check, upper->directory) ||
	    !reads_below(check, directory) ||
	    has_handlers_here(check, directory) ||
	    !directory_path(check, directory, &path) ||
	    !directory_path(check, upper->directory, &other))
		return;
	finding = report_hit(
		check, at_directory_path(check, directory, &path),
		directory->element,
		"physicalPath '%s' is also that of '%s', which stands above: "
		"its web.config counts twice",
		shown(check, path.value), shown(check, upper->url));
	finding_help(check, finding,
		     "give each a folder of its own; else IIS answers 500.19, "
		     "\"Cannot add duplicate collection entry\" (0x800700b7), "
		     "as soon as that web.config adds to a list");
	note_at(check, finding,
		at_directory_path(check, upper->directory, &other),
		"also here");
}

/* The first that stands above or below is enough. */
static void compare(struct check *check, const struct user *user,
		    const struct user *other)
{
	for (size_t i = 0; other && i < SHARED_MAX; i++, other = other->next) {
		if (is_above(other->url, user->url)) {
			report(check, other, user);
			return;
		}
		if (is_above(user->url, other->url)) {
			report(check, user, other);
			return;
		}
	}
}

static void add(struct check *check, struct users *users,
		const struct virtual_directory *directory)
{
	struct user *user = &users->items[users->count];
	struct setting path;
	struct slice key;
	uint32_t number;

	if (!directory_path(check, directory, &path))
		return;
	key = path_canonical(check, path.value);
	user->directory = directory;
	user->url = directory_url(check, directory);
	if (table_get(&users->by_path, key, &number)) {
		struct user *first = &users->items[number];

		compare(check, user, first);
		user->next = first->next;
		first->next = user;
	}
	table_add(&users->by_path, key, users->count++);
}

static void check_site(struct check *check, const struct site *site)
{
	struct users users = { .count = 0 };
	size_t count = 0;

	for (size_t i = 0; i < site->application_count; i++)
		count += site->applications[i].directory_count;
	if (count < 2)
		return;
	users.items = ARENA_ARRAY(check->arena, struct user, count);
	if (!users.items)
		return;
	table_init(&users.by_path, check->arena, TABLE_NOCASE, count);
	for (size_t i = 0; i < site->application_count; i++) {
		const struct application *at = &site->applications[i];

		for (size_t j = 0; j < at->directory_count; j++)
			add(check, &users, &at->directories[j]);
	}
}

const struct rule rule_same_physical_path = {
	.id = "same-physical-path",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "two paths of a site, one above the other, have one folder",
	.references = {
		REFERENCE_DUPLICATE_ENTRY,
		REFERENCE_VIRTUAL_DIRECTORY,
	},
	.check_site = check_site,
};
