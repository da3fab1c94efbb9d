#include "rule/rule.h"

/* Only so many findings are worth a search for what was meant. */
enum { SEARCHES_MAX = 20 };

/*
 * A declaration that cannot be read, of which configsections-content tells:
 * it may be the one that is missing.
 */
static bool is_unreadable(const struct check *check,
			  const struct xml_element *group)
{
	const struct xml_document *document = check->document;
	struct slice name;

	XML_EACH_CHILD (document, group, child) {
		if (xml_is(document, child, "section"))
			continue;
		if (!xml_is(document, child, "sectionGroup") &&
		    slice_starts_nocase(xml_name(document, child),
					SLICE("section")))
			return true;
		if (xml_is(document, child, "sectionGroup") &&
		    (!xml_value(document, child, "name", &name) || !name.len ||
		     is_unreadable(check, child)))
			return true;
	}
	return false;
}

/* A file without <configSections> may have one that is spelt otherwise. */
static bool is_missing(const struct config *config,
		       const struct section *section)
{
	if (!config_is_whole(config, section))
		return false;
	return !config_is_declared(config, section) ||
	       (!config->declared &&
		slice_starts_nocase(section->path, SLICE("configSection")));
}

static const char *advice(struct check *check, const struct section *section,
			  const char *product)
{
	struct slice meant = { "", 0 };

	if (product)
		return words(check,
			     "install %s on the server, which declares it, "
			     "or remove the section",
			     product);
	if (section->schema)
		return "declare it, or remove the section";
	if (check->count <= SEARCHES_MAX)
		meant = section_meant(check, section->path);
	if (!meant.len)
		return "declare it, install what declares it, or remove the "
		       "section";
	return words(check,
		     slice_eq_nocase(meant, section->path)
			     ? "write '%s': letter case matters"
			     : "did you mean '%s'?",
		     shown(check, meant));
}

static void report(struct check *check, const struct section *section,
		   const char *product)
{
	struct finding *finding;

	finding = report_at(check, at_element(check, section->element),
			    "section '%s' is not declared in <configSections>",
			    shown(check, section->path));
	if (check->config->file == CONFIG_WEB)
		finding_severity(check, finding, SEVERITY_WARNING);
	if (may_tell(check))
		finding_help(
			check, finding,
			"IIS says: \"The configuration section '%s' cannot be "
			"read because it is missing a section declaration\" "
			"(0x80070032), or nothing but 0x8007000d; %s",
			shown(check, section_name(section->path)),
			advice(check, section, product));
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct table told;

	if (config->declared && is_unreadable(check, config->declared))
		return;
	table_init(&told, check->arena, TABLE_EXACT, 4);
	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];
		const char *product;

		if (!is_missing(config, section))
			continue;
		product = section_product(section->path);
		if (table_add(&told,
			      product ? slice_of(product) : section->path, 0))
			report(check, section, product);
	}
}

const struct rule rule_section_decl_missing = {
	.id = "section-decl-missing",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a section of the file is not declared in <configSections>",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_APPLICATION_HOST,
		REFERENCE_FILE_ERRORS,
	},
	.check_file = check_file,
};
