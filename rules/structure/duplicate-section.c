#include "rule/rule.h"

/* Of what is neither known nor declared, it is not sure that it is one. */
static bool is_known(const struct section *section)
{
	return section->schema || section->declaration;
}

static void report(struct check *check, const struct section *section,
		   const struct section *first)
{
	const char *path = shown(check, section->path);
	const char *place = "at root level";
	struct finding *finding;

	if (section->place && section->location.len)
		place = words(check, "for location '%s'",
			      shown(check, section->location));
	else if (section->place)
		place = "for the location without a path";
	finding = report_at(check, at_element(check, section->element),
			    "section '%s' stands twice %s", path, place);
	note_at(check, finding, at_element(check, first->element),
		"first here");
	finding_help(check, finding,
		     "IIS says: \"Config section '%s' already defined. "
		     "Sections must only appear once per config file. See the "
		     "help topic <location> for exceptions\" (0x800700b7); "
		     "merge the two",
		     path);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i], *first;

		if (!is_known(section))
			continue;
		first = config_section_before(config, section);
		/* Of both kinds: section-root-and-dot-location. */
		if (first && !first->place == !section->place)
			report(check, section, first);
	}
}

const struct rule rule_duplicate_section = {
	.id = "duplicate-section",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a section stands twice at root level or for one location",
	.references = {
		REFERENCE_CONFIGURATION,
		REFERENCE_HTTP_500_19,
		"https://github.com/elmah/Elmah/issues/259",
	},
	.check_file = check_file,
};
