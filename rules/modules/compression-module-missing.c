#include "rule/rule.h"

static const struct kind {
	const char *attribute, *module, *feature;
} kinds[] = {
	{ "doStaticCompression", "StaticCompressionModule",
	  "Static Content Compression (Web-Stat-Compression)" },
	{ "doDynamicCompression", "DynamicCompressionModule",
	  "Dynamic Content Compression (Web-Dyn-Compression)" },
};

/* The first section that turns it on, or null. */
static const struct section *turned_on(const struct check *check,
				       const char *attribute)
{
	struct slice value;

	CONFIG_EACH_SECTION (check->config, "system.webServer/urlCompression",
			     section)
		if (xml_value(check->document, section->element, attribute,
			      &value) &&
		    slice_is_nocase(slice_trim(value), "true"))
			return section;
	return NULL;
}

static void check_kind(struct check *check, const struct kind *kind)
{
	struct slice module = slice_of(kind->module);
	const struct section *section = turned_on(check, kind->attribute);
	struct finding *finding;

	if (!section || !native_is_missing(check, module) ||
	    module_is_named(check, module))
		return;
	finding = report_at(
		check, at_value(check, section->element, kind->attribute),
		"%s is on, but nothing is compressed: <globalModules> has no "
		"%s",
		kind->attribute, kind->module);
	finding_help(check, finding, "install the feature %s", kind->feature);
}

static void check_file(struct check *check)
{
	for (size_t i = 0; i < LENGTH(kinds); i++)
		check_kind(check, &kinds[i]);
}

const struct rule rule_compression_module_missing = {
	.id = "compression-module-missing",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "compression is turned on, but its module is not installed",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.webse"
		"rver/urlcompression",
	},
	.check_file = check_file,
};
