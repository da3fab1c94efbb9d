#include "rule/rule.h"

/* In a web.config .NET reads it, and needs no schema. */
static bool for_dotnet(const struct check *check, const struct section *section)
{
	return check->config->file == CONFIG_WEB &&
	       xml_attribute(check->document, section->declaration->element,
			     "type");
}

static void report(struct check *check, const struct section *section)
{
	const char *path = shown(check, section->path);
	struct finding *finding =
		report_at(check, at_element(check, section->element),
			  "no schema is known for section '%s': its content "
			  "has not been checked",
			  path);

	note_at(check, finding,
		at_element(check, section->declaration->element),
		"declared here");
	finding_help(check, finding,
		     "give the schema file of the product that brings the "
		     "section with --schema; if the server has none either, "
		     "IIS says as soon as it is asked for the section: \"The "
		     "configuration section '%s' cannot be read because it is "
		     "missing schema\"",
		     path);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct table told = { .arena = NULL };

	if (!config->schema)
		return;
	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];

		if (section->schema || !section->declaration ||
		    for_dotnet(check, section))
			continue;
		if (!told.arena)
			table_init(&told, check->arena, TABLE_EXACT, 16);
		if (table_add(&told, section->path, 0))
			report(check, section);
	}
}

const struct rule rule_section_schema_missing = {
	.id = "section-schema-missing",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "no schema is known for a section of the file",
	.references = {
		"https://learn.microsoft.com/iis/develop/extending-iis-con"
		"figuration/configuration-extensibility",
		REFERENCE_FILE_ERRORS,
	},
	.check_file = check_file,
};
