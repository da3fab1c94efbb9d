#include "rule/rule.h"

enum { KEY_TYPE = 1002 };

struct paths {
	struct check *check;
	/*
	 * "<site id>/<path>" of all virtual directories; made for the first
	 * key that needs it.
	 */
	struct table known;
	bool made;
};

/* What follows LM/W3SVC/<number>/ROOT, with its "/"; false for other keys. */
static bool path_below_root(const struct metadata_key *key, struct slice *path)
{
	struct slice root = SLICE("ROOT/");

	if (!key->site || !slice_starts_nocase(key->below, root))
		return false;
	*path = slice_skip(key->below, root.len - 1);
	return true;
}

/* Does the key say itself that it is about a folder or a file? */
static bool is_plain(const struct metadata_key *key)
{
	for (size_t i = 0; i < key->property_count; i++) {
		const struct metadata_property *property = &key->properties[i];

		if (property->id == KEY_TYPE &&
		    (slice_is_nocase(property->value, "IIsWebDirectory") ||
		     slice_is_nocase(property->value, "IIsWebFile")))
			return true;
	}
	return false;
}

static void add_path(struct paths *paths, uint32_t id, struct slice application,
		     struct slice directory)
{
	struct slice name;

	while (slice_ends(application, SLICE("/")))
		application.len--;
	while (slice_ends(directory, SLICE("/")))
		directory.len--;
	name = arena_printf(paths->check->arena, "%u%.*s%.*s", (unsigned)id,
			    (int)application.len, application.at,
			    (int)directory.len, directory.at);
	table_add(&paths->known, name, 0);
}

static void add_site(struct paths *paths, const struct site *site)
{
	for (size_t i = 0; i < site->application_count; i++) {
		const struct application *application = &site->applications[i];
		struct slice root = { "", 0 };

		add_path(paths, site->id, application->path, root);
		for (size_t j = 0; j < application->directory_count; j++)
			add_path(paths, site->id, application->path,
				 application->directories[j].path);
	}
}

static void make_known(struct paths *paths)
{
	const struct config *config = paths->check->config;

	if (paths->made)
		return;
	paths->made = true;
	table_init(&paths->known, paths->check->arena, TABLE_NOCASE,
		   config->site_count);
	for (size_t i = 0; i < config->site_count; i++)
		add_site(paths, &config->sites[i]);
}

static bool is_known(struct paths *paths, const struct metadata_key *key,
		     struct slice path)
{
	struct arena *arena = paths->check->arena;
	struct slice id, location;
	uint32_t ignored;

	make_known(paths);
	id = arena_printf(arena, "%u%.*s", (unsigned)key->site_id,
			  (int)path.len, path.at);
	location = arena_printf(arena, "%.*s%.*s", (int)key->site->name.len,
				key->site->name.at, (int)path.len, path.at);
	return table_get(&paths->known, id, &ignored) ||
	       config_has_location(paths->check->config, location);
}

static void report(struct check *check, const struct metadata_key *key,
		   struct slice path)
{
	const char *command = key_delete_command(check, key);
	struct finding *finding;

	finding = report_at(check, at_value(check, key->element, "path"),
			    "\"%s\" is no application, virtual directory or "
			    "location of site \"%s\": a left-over, unless "
			    "it is a folder or a file",
			    shown(check, path), shown(check, key->site->name));
	finding_help(check, finding, "if it is no longer there, delete it%s%s",
		     command ? ": " : "", command ? command : "");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct paths paths = { .check = check };

	if (!config->key_count || check->document->error.fault != XML_FINE)
		return;
	for (size_t i = 0; i < config->key_count; i++) {
		const struct metadata_key *key = &config->keys[i];
		struct slice path;

		if (path_below_root(key, &path) && !is_plain(key) &&
		    !is_known(&paths, key, path))
			report(check, key, path);
	}
}

const struct rule rule_metadata_orphan_path = {
	.id = "metadata-orphan-path",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "customMetadata holds settings of a path that the site "
		   "does not have",
	.references = {
		REFERENCE_CUSTOM_METADATA_KEY,
	},
	.check_file = check_file,
};
