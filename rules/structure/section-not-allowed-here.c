#include "rule/rule.h"

/* Schemas of a server say nothing of scopes; its stock declarations do. */
static enum schema_scope scope_of_section(const struct section *section)
{
	const struct schema_section *known =
		schema_section(&schema_builtin, section->path);

	if (!known)
		known = section->schema;
	return known ? (enum schema_scope)known->scope : SCHEMA_EVERYWHERE;
}

static void report(struct check *check, const struct section *section,
		   const char *file)
{
	const char *path = shown(check, section->path);
	struct finding *finding =
		report_at(check, at_element(check, section->element),
			  "section '%s' is not allowed in a web.config, only "
			  "in %s",
			  path, file);

	finding_help(check, finding,
		     "IIS says: \"This configuration section cannot be used "
		     "at this path\"; move its settings to %s of the server, "
		     "or delete it here",
		     file);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	if (config->file != CONFIG_WEB)
		return;
	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];
		enum schema_scope scope = scope_of_section(section);

		if (scope == SCHEMA_APP_HOST_ONLY)
			report(check, section, "applicationHost.config");
		else if (scope == SCHEMA_MACHINE_ONLY)
			report(check, section, "machine.config");
	}
}

const struct rule rule_section_not_allowed_here = {
	.id = "section-not-allowed-here",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a web.config has a section that only a file above it may "
		   "have",
	.references = {
		REFERENCE_CONFIGURATION,
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
