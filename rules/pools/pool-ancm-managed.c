#include "rule/rule.h"

static bool is_core(const struct check *check, const struct xml_element *entry)
{
	struct slice modules;

	return xml_value(check->document, entry, "modules", &modules) &&
	       slice_starts(slice_trim(modules), SLICE("AspNetCoreModule"));
}

/* A handler of ASP.NET Core that the application's own settings bring. */
static const struct xml_element *core_handler(const struct check *check,
					      const struct served *served)
{
	for (size_t i = 0; i < served->handler_entries.count; i++)
		if (is_core(check, served->handler_entries.at[i]))
			return served->handler_entries.at[i];
	return NULL;
}

static void check_application(struct check *check,
			      const struct application *application)
{
	const struct application_pool *pool = application->pool;
	const struct served *served;
	const struct xml_element *handler;
	struct finding *finding;
	struct setting version;

	if (!pool ||
	    !pool_value(check, pool, "", "managedRuntimeVersion", &version).len)
		return;
	served = config_served_for(check->config, application);
	handler = served ? core_handler(check, served) : NULL;
	if (!handler)
		return;
	finding = report_hit(check,
			     at_setting(check, &version,
					"managedRuntimeVersion", pool->element),
			     application->element,
			     "the pool loads the CLR %s, which ASP.NET Core "
			     "does not use",
			     shown(check, version.value));
	finding_help(check, finding,
		     "write managedRuntimeVersion=\"\" (No Managed Code), "
		     "unless other applications of the pool need it");
	note_at(check, finding, at_element(check, handler),
		"the handler of ASP.NET Core");
}

const struct rule rule_pool_ancm_managed = {
	.id = "pool-ancm-managed",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the application pool of an ASP.NET Core application loads the CLR of .NET Framework",
	.references = {
		REFERENCE_POOL,
	},
	.check_application = check_application,
};
