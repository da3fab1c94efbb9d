#include "rule/rule.h"

static bool is_global(enum schema_scope scope)
{
	return scope == SCHEMA_APP_HOST_ONLY || scope == SCHEMA_MACHINE_ONLY;
}

/* System.Configuration has this one built in, with allowLocation="false". */
static bool is_refused(const struct section *section)
{
	return (section->declaration &&
		!section->declaration->allow_location) ||
	       slice_is(section->path, "configProtectedData");
}

/*
 * Is it of no use for a site? A declaration alone does not tell: it says in
 * which file the section may stand, and a location of applicationHost.config
 * stands there. What IIS itself declares so is for the whole server.
 */
static bool is_useless(const struct config *config,
		       const struct section *section)
{
	const struct schema_section *known;

	if (config->file != CONFIG_APPLICATION_HOST)
		return false;
	/* Schemas of a server say nothing of scopes. */
	known = schema_section(&schema_builtin, section->path);
	return known && is_global((enum schema_scope)known->scope) &&
	       (!section->declaration ||
		is_global(section->declaration->scope));
}

static void report(struct check *check, const struct section *section)
{
	bool refused = is_refused(section);
	struct finding *finding = report_at(
		check, at_element(check, section->element),
		"section '%s' in the location of '%s': %s",
		shown(check, section->path), shown(check, section->location),
		refused ? "its declaration does not allow it in locations"
			: "it is for the whole server, and has no effect "
			  "here");

	if (refused)
		finding_severity(check, finding, SEVERITY_ERROR);
	if (refused && section->declaration)
		note_at(check, finding,
			at_value(check, section->declaration->element,
				 "allowLocation"),
			"declared here");
	finding_help(check, finding,
		     "move it out of the location, below <configuration>");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];

		if (section->place && section->location.len &&
		    (is_refused(section) || is_useless(config, section)))
			report(check, section);
	}
}

const struct rule rule_location_section_not_allowed = {
	.id = "location-section-not-allowed",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a section that is for the whole server stands in the "
		   "location of a site",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.check_file = check_file,
};
