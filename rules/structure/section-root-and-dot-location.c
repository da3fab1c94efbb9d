#include "rule/rule.h"

static void report(struct check *check, const struct section *section,
		   const struct section *first)
{
	const char *path = shown(check, section->path);
	struct finding *finding =
		report_at(check, at_element(check, section->element),
			  "section '%s' stands at root level and in a "
			  "location without a path, which is the same place",
			  path);

	note_at(check, finding, at_element(check, first->element),
		first->place ? "in the location here" : "at root level here");
	finding_help(check, finding,
		     "IIS says: \"Config section '%s' already defined. "
		     "Sections must only appear once per config file. See the "
		     "help topic <location> for exceptions\" (0x800700b7); "
		     "keep one of the two, with the settings of both",
		     path);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i], *first;

		if (section->location.len ||
		    (!section->schema && !section->declaration))
			continue;
		first = config_section_before(config, section);
		/* Of one kind: duplicate-section. */
		if (first && !first->place != !section->place)
			report(check, section, first);
	}
}

const struct rule rule_section_root_and_dot_location = {
	.id = "section-root-and-dot-location",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a section stands both at root level and in a location "
		   "without a path",
	.references = {
		REFERENCE_LOCKING,
		REFERENCE_CONFIGURATION,
	},
	.check_file = check_file,
};
