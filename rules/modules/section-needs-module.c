#include "rule/rule.h"

/* What makes a section one that must be read by its module. */
enum content {
	ENTRIES,   /* an entry of this name that is not turned off */
	ENABLED,   /* enabled="true" */
	ATTRIBUTE, /* this attribute */
	BELOW,	   /* a child element with enabled="true" */
};

struct need {
	const char *section;
	enum content content;
	const char *name;
	const char *module;
	const char *image;
	const char *product;
};

static const struct need needs[] = {
	{ "system.webServer/rewrite/globalRules", ENTRIES, "rule",
	  "RewriteModule", "rewrite.dll", "URL Rewrite" },
	{ "system.webServer/rewrite/rules", ENTRIES, "rule", "RewriteModule",
	  "rewrite.dll", "URL Rewrite" },
	{ "system.webServer/rewrite/outboundRules", ENTRIES, "rule",
	  "RewriteModule", "rewrite.dll", "URL Rewrite" },
	{ "system.webServer/aspNetCore", ATTRIBUTE, "processPath",
	  "AspNetCoreModuleV2", "aspnetcorev2.dll", "the .NET Hosting Bundle" },
	{ "system.webServer/httpPlatform", ATTRIBUTE, "processPath",
	  "httpPlatformHandler", "httpPlatformHandler.dll",
	  "HttpPlatformHandler" },
	{ "system.webServer/security/dynamicIpSecurity", BELOW, "",
	  "DynamicIpRestrictionModule", "diprestr.dll",
	  "IP and Domain Restrictions (Web-IP-Security)" },
	{ "system.webServer/applicationInitialization", ENTRIES, "add",
	  "ApplicationInitializationModule", "warmup.dll",
	  "Application Initialization (Web-AppInit)" },
	{ "system.webServer/cors", ENABLED, "enabled", "CorsModule",
	  "iiscors.dll", "the IIS CORS module" },
	{ "system.webServer/proxy", ENABLED, "enabled",
	  "ApplicationRequestRouting", "requestRouter.dll",
	  "Application Request Routing" },
	{ "webFarms", ENTRIES, "webFarm", "ApplicationRequestRouting",
	  "requestRouter.dll", "Application Request Routing" },
};

static bool says(const struct check *check, const struct xml_element *element,
		 const char *value)
{
	struct slice enabled;

	return xml_value(check->document, element, "enabled", &enabled) &&
	       slice_is_nocase(slice_trim(enabled), value);
}

static bool has_content(const struct check *check, const struct need *need,
			const struct xml_element *section)
{
	struct slice value;

	if (need->content == ENABLED)
		return says(check, section, "true");
	if (need->content == ATTRIBUTE)
		return xml_value(check->document, section, need->name,
				 &value) &&
		       value.len;
	XML_EACH_CHILD (check->document, section, child) {
		if (need->content == BELOW
			    ? says(check, child, "true")
			    : xml_is(check->document, child, need->name) &&
				      !says(check, child, "false"))
			return true;
	}
	return false;
}

/* Is it there under another name, or told of by other rules? */
static bool is_known(const struct check *check, const struct need *need)
{
	struct slice older = SLICE("AspNetCoreModule");
	struct slice module = slice_of(need->module);
	bool core = slice_starts(module, older);

	return native_has_image(check, slice_of(need->image)) ||
	       module_is_named(check, module) ||
	       (core && (!native_is_missing(check, older) ||
			 module_is_named(check, older)));
}

/* The first section that holds something, or null. */
static const struct section *first_used(const struct check *check,
					const struct need *need)
{
	CONFIG_EACH_SECTION (check->config, need->section, section)
		if (has_content(check, need, section->element))
			return section;
	return NULL;
}

static bool check_need(struct check *check, const struct need *need)
{
	const struct section *section;
	struct finding *finding;

	if (!config_sections(check->config, need->section) ||
	    !native_is_missing(check, slice_of(need->module)))
		return false;
	section = first_used(check, need);
	if (!section || is_known(check, need))
		return false;
	finding = report_at(check, at_element(check, section->element),
			    "the module that reads '%s' is not installed: "
			    "<globalModules> has no %s",
			    need->section, need->module);
	finding_help(check, finding, "install %s, or remove the section",
		     need->product);
	return true;
}

/* A module that is missing is told once; its sections stand together. */
static void check_file(struct check *check)
{
	const char *told = "";

	for (size_t i = 0; i < LENGTH(needs); i++)
		if (strcmp(told, needs[i].module) &&
		    check_need(check, &needs[i]))
			told = needs[i].module;
}

const struct rule rule_section_needs_module = {
	.id = "section-needs-module",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a section is configured whose module is not installed",
	.references = {
		REFERENCE_HTTP_500_19,
	},
	.unless = { "section-decl-missing" },
	.check_file = check_file,
};
