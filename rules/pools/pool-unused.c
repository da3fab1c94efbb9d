#include "rule/rule.h"

/* The pool in the <applicationDefaults> of an element, if it has them. */
static void add_default(const struct check *check,
			const struct xml_element *owner, struct table *names)
{
	const struct xml_element *defaults =
		xml_child(check->document, owner, "applicationDefaults");
	struct slice name;

	if (defaults &&
	    xml_value(check->document, defaults, "applicationPool", &name))
		table_add(names, name, 0);
}

/* The pools of applications that will be added. */
static void find_defaults(const struct check *check, struct table *names)
{
	const struct config *config = check->config;

	table_init(names, check->arena, TABLE_NOCASE, 0);
	CONFIG_EACH_SECTION (config, "system.applicationHost/sites", section)
		add_default(check, section->element, names);
	for (size_t i = 0; i < config->site_count; i++)
		add_default(check, config->sites[i].element, names);
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

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct table defaults;
	uint32_t ignored;

	if (!config->site_count || check->document->error.fault != XML_FINE)
		return;
	find_defaults(check, &defaults);
	for (size_t i = 0; i < config->pool_count; i++) {
		const struct application_pool *pool = &config->pools[i];
		struct finding *finding;

		if (pool->first_user || is_stock(pool->name) ||
		    config_pool(config, pool->name) != pool ||
		    table_get(&defaults, pool->name, &ignored))
			continue;
		finding =
			report_at(check, at_value(check, pool->element, "name"),
				  "application pool '%s' runs no application",
				  shown(check, pool->name));
		finding_help(check, finding, "delete it, if nobody needs it");
	}
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
	.check_file = check_file,
};
