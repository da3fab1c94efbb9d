#include "rule/rule.h"

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct finding *finding;

	if (config->file != CONFIG_APPLICATION_HOST)
		return;
	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];

		if (!xml_attribute(check->document, section->element,
				   "configSource"))
			continue;
		finding = report_at(
			check,
			at_attribute(check, section->element, "configSource"),
			"configSource on section '%s', which only a "
			"web.config may have",
			shown(check, section->path));
		finding_help(check, finding,
			     "IIS says: \"Unrecognized attribute "
			     "'configSource'\" (0x8007000d); put the section "
			     "of the other file here in its place");
	}
}

const struct rule rule_config_source = {
	.id = "config-source",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a section of applicationHost.config is to come from "
		   "another file, which IIS does not do",
	.references = {
		REFERENCE_FILE_ERRORS,
		REFERENCE_HTTP_500_19,
	},
	.unless = { "section-decl-missing" },
	.check_file = check_file,
};
