#include "rule/rule.h"

static void report(struct check *check, const struct declaration *declaration)
{
	const char *path = shown(check, declaration->path);
	struct finding *finding =
		report_at(check, at_value(check, declaration->element, "name"),
			  "section '%s' is declared twice", path);

	note_at(check, finding,
		at_value(check, declaration->first->element, "name"),
		"first declared here");
	finding_help(check, finding,
		     "IIS says: \"There is a duplicate '%s' section defined\" "
		     "(0x800700b7); delete one of the two",
		     path);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->declaration_count; i++)
		if (config->declarations[i].first)
			report(check, &config->declarations[i]);
}

const struct rule rule_section_decl_duplicate = {
	.id = "section-decl-duplicate",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "<configSections> declares a section twice",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_APPLICATION_HOST,
		REFERENCE_FILE_ERRORS,
	},
	.check_file = check_file,
};
