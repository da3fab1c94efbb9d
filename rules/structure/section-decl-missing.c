#include "rule/rule.h"

/* Only so many findings are worth a search for what was meant. */
enum { SEARCHES_MAX = 20 };

/* Modules and features that declare their sections when they are installed. */
static const struct product {
	const char *path; /* a section or a group */
	const char *name;
} products[] = {
	{ "system.webServer/rewrite", "the module URL Rewrite" },
	{ "system.webServer/aspNetCore", "the ASP.NET Core Module" },
	{ "system.webServer/httpPlatform", "the module HttpPlatformHandler" },
	{ "system.webServer/cors", "the IIS CORS module" },
	{ "system.webServer/iisnode", "the module iisnode" },
	{ "system.webServer/proxy", "Application Request Routing" },
	{ "system.webServer/diskCache", "Application Request Routing" },
	{ "webFarms", "Application Request Routing" },
	{ "system.webServer/webdav", "the feature WebDAV Publishing" },
	{ "system.ftpServer", "the feature FTP Server" },
	{ "system.webServer/management/dbManager", "IIS Database Manager" },
	{ "system.webServer/management/delegation", "Web Deploy" },
	{ "system.webServer/wdeploy", "Web Deploy" },
};

static const struct product *product_of(struct slice path)
{
	for (size_t i = 0; i < LENGTH(products); i++) {
		struct slice known = slice_of(products[i].path);

		if (slice_starts(path, known) &&
		    (path.len == known.len || path.at[known.len] == '/'))
			return &products[i];
	}
	return NULL;
}

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
			  const struct product *product)
{
	struct slice meant = { "", 0 };

	if (product)
		return words(check,
			     "install %s on the server, which declares it, "
			     "or remove the section",
			     product->name);
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
		   const struct product *product)
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
		const struct product *product;

		if (!is_missing(config, section))
			continue;
		product = product_of(section->path);
		if (table_add(&told,
			      product ? slice_of(product->name) : section->path,
			      0))
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
