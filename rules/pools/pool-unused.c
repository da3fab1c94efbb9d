#include "rule/rule.h"

/* Is it the pool of applications that will be added? */
static bool is_default(const struct check *check,
		       const struct application_pool *pool)
{
	const struct xml_document *document = check->document;
	struct slice name;

	CONFIG_EACH_SECTION (check->config, "system.applicationHost/sites",
			     section) {
		const struct xml_element *defaults = xml_child(
			document, section->element, "applicationDefaults");

		if (defaults &&
		    xml_value(document, defaults, "applicationPool", &name) &&
		    slice_eq_nocase(name, pool->name))
			return true;
	}
	return false;
}

/* Pools that IIS, .NET and IIS Express bring. */
static bool is_stock(struct slice name)
{
	static const char *const names[] = {
		"DefaultAppPool",
		"Classic .NET AppPool",
		".NET v2.0",
		".NET v2.0 Classic",
		".NET v4.5",
		".NET v4.5 Classic",
		"ASP.NET v4.0",
		"ASP.NET v4.0 Classic",
		"Clr4IntegratedAppPool",
		"Clr4ClassicAppPool",
		"Clr2IntegratedAppPool",
		"Clr2ClassicAppPool",
		"UnmanagedClassicAppPool",
	};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (slice_is_nocase(name, names[i]))
			return true;
	return false;
}

static void check_pool(struct check *check, const struct application_pool *pool)
{
	struct finding *finding;

	if (pool->first_user || !check->config->site_count ||
	    check->document->error.fault != XML_FINE || is_stock(pool->name) ||
	    config_pool(check->config, pool->name) != pool ||
	    is_default(check, pool))
		return;
	finding = report_at(check, at_value(check, pool->element, "name"),
			    "application pool '%s' runs no application",
			    shown(check, pool->name));
	finding_help(check, finding, "delete it, if nobody needs it");
}

const struct rule rule_pool_unused = {
	.id = "pool-unused",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application pool runs no application",
	.references = {
		REFERENCE_POOL,
	},
	.check_pool = check_pool,
};
