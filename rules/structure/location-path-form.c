#include "rule/rule.h"

/* Without the name of a site at its front: that may have any of these. */
static struct slice behind_site(const struct config *config, struct slice path)
{
	struct slice rest = path, name;

	if (config->file != CONFIG_WEB && slice_cut(&rest, '/', &name) &&
	    config_site_named(config, name))
		return slice_skip(path, name.len);
	return path;
}

/* The character that does not belong into a path; 0 if there is none. */
static char odd_character(struct slice path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] && strchr("\\*?\"<>|", path.at[i]))
			return path.at[i];
	return 0;
}

/* What is wrong with the path, or null. */
static const char *problem(struct check *check, struct slice path)
{
	char odd;

	if (slice_search(path, SLICE("://")) != SIZE_MAX)
		return "is a URL";
	if (slice_starts(path, SLICE("/")))
		return "begins with '/'";
	odd = odd_character(behind_site(check->config, path));
	if (odd)
		return arena_printf(check->arena, "holds '%c'", odd).at;
	if (slice_ends(path, SLICE("/")))
		return "ends with '/'";
	return NULL;
}

static void check_location(struct check *check, const struct location *location)
{
	const char *wrong = problem(check, location->path);
	struct finding *finding;

	if (!wrong)
		return;
	if (check->config->file == CONFIG_WEB)
		finding = report_at(
			check, at_value(check, location->element, "path"),
			"path '%s' %s: expected a path below the folder of "
			"this file, such as 'app/folder'",
			shown(check, location->path), wrong);
	else
		finding = report_at(
			check, at_value(check, location->element, "path"),
			"path '%s' %s: expected a site and a path in it, "
			"such as 'Default Web Site/app/folder'",
			shown(check, location->path), wrong);
	finding_help(check, finding,
		     "separate the parts by one '/' each, with none at "
		     "either end, and without host name and port");
}

static void check_file(struct check *check)
{
	for (size_t i = 0; i < check->config->location_count; i++)
		check_location(check, &check->config->locations[i]);
}

const struct rule rule_location_path_form = {
	.id = "location-path-form",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the path of a location is not written as IIS writes paths",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.check_file = check_file,
};
