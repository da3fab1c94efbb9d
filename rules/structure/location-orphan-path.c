#include "rule/rule.h"

enum {
	/* Parts of a path, the site included, that are looked at. */
	PARTS_MAX = 64,
	/* More applications than that are not searched for a near path. */
	APPLICATIONS_MAX = 1000,
	/* Nor are they for each of many findings. */
	SPELLED_MAX = 100,
};

static void add_path(struct check *check, struct table *known,
		     const struct application *application,
		     struct slice directory)
{
	struct slice site = application->site->name, path = application->path;

	while (slice_ends(path, SLICE("/")))
		path.len--;
	while (slice_ends(directory, SLICE("/")))
		directory.len--;
	table_add(known,
		  arena_printf(check->arena, "%.*s%.*s%.*s", (int)site.len,
			       site.at, (int)path.len, path.at,
			       (int)directory.len, directory.at),
		  0);
}

/* "Site/app", "Site/app/directory" of all sites. */
static void make_known(struct check *check, struct table *known)
{
	const struct config *config = check->config;

	if (known->arena)
		return;
	table_init(known, check->arena, TABLE_NOCASE, config->site_count);
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->application_count; j++) {
			const struct application *application =
				&site->applications[j];

			add_path(check, known, application, SLICE(""));
			for (size_t k = 0; k < application->directory_count;
			     k++)
				add_path(check, known, application,
					 application->directories[k].path);
		}
	}
}

/* Does the path begin with that of an application or virtual directory? */
static bool is_known(const struct table *known, struct slice path)
{
	struct slice rest = path, part;
	uint32_t ignored;

	slice_cut(&rest, '/', &part);
	for (size_t i = 1; i < PARTS_MAX && slice_cut(&rest, '/', &part); i++) {
		size_t end = (size_t)(part.at + part.len - path.at);

		if (table_get(known, slice_take(path, end), &ignored))
			return true;
	}
	return false;
}

static struct slice near_path(const struct check *check,
			      const struct site *site, struct slice below)
{
	struct spell spell = spell_start(below);

	if (site->application_count > APPLICATIONS_MAX ||
	    check->count > SPELLED_MAX)
		return spell.best;
	for (size_t i = 0; i < site->application_count; i++)
		spell_offer(&spell, site->applications[i].path);
	return spell.best;
}

static void report(struct check *check, const struct location *location,
		   const struct site *site, struct slice below)
{
	struct finding *finding =
		report_at(check, at_value(check, location->element, "path"),
			  "'%s' is no application or virtual directory of "
			  "site '%s', nor below one: a left-over, unless it "
			  "is a folder or a file",
			  shown(check, below), shown(check, site->name));
	struct slice near;

	if (!may_tell(check))
		return;
	near = near_path(check, site, below);
	if (near.len)
		finding_help(check, finding, "did you mean '%s%s'?",
			     shown(check, site->name), shown(check, near));
	else
		finding_help(check, finding,
			     "if it is no longer there, delete the location");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct table known = { .arena = NULL };

	if (config->file == CONFIG_WEB || !config->site_count ||
	    check->document->error.fault != XML_FINE)
		return;
	for (size_t i = 0; i < config->location_count; i++) {
		const struct location *location = &config->locations[i];
		struct slice rest = location->path, name;
		const struct site *site;

		if (!slice_cut(&rest, '/', &name) || !rest.len)
			continue;
		site = config_site_named(config, name);
		if (!site || !site->application_count)
			continue;
		make_known(check, &known);
		if (!is_known(&known, location->path))
			report(check, location, site,
			       slice_skip(location->path, name.len));
	}
}

const struct rule rule_location_orphan_path = {
	.id = "location-orphan-path",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a location is of a path that its site does not list",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.unless = { "location-path-form" },
	.check_file = check_file,
};
