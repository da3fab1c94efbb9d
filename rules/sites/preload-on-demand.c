#include "rule/rule.h"

static bool is_on_demand(const struct check *check,
			 const struct application_pool *pool,
			 struct setting *mode)
{
	return slice_is_nocase(pool_value(check, pool, "", "startMode", mode),
			       "OnDemand");
}

static bool ends_when_idle(const struct check *check,
			   const struct application_pool *pool,
			   struct setting *timeout)
{
	struct slice value =
		pool_value(check, pool, "processModel", "idleTimeout", timeout);
	int64_t seconds;

	return value_time_span(value, &seconds) && seconds > 0;
}

static void check_application(struct check *check,
			      const struct application *application)
{
	const struct application_pool *pool = application->pool;
	struct setting preload, why;
	struct finding *finding;
	bool on_demand;

	/* IIS Express has no service that would start pools. */
	if (!pool || check->config->express ||
	    !config_value(check->config, scope_of(application->element), "",
			  "preloadEnabled", &preload) ||
	    !slice_is_nocase(slice_trim(preload.value), "true") ||
	    !preload.where)
		return;
	on_demand = is_on_demand(check, pool, &why);
	if (!on_demand && !ends_when_idle(check, pool, &why))
		return;
	finding = report_hit(
		check, at_value(check, preload.where, "preloadEnabled"),
		application->element, "%s",
		on_demand ? "preloaded only when the first request has started "
			    "the pool, as its startMode is OnDemand"
			  : "preloaded, and ended when the pool is idle: the "
			    "next request waits for the start again");
	finding_help(check, finding,
		     "write startMode=\"AlwaysRunning\" and "
		     "idleTimeout=\"00:00:00\" on the pool");
	note_at(check, finding, at_element(check, pool->element),
		"the pool '%s'", shown(check, pool->name));
}

const struct rule rule_preload_on_demand = {
	.id = "preload-on-demand",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application is preloaded, and its pool waits for the first request",
	.references = {
		REFERENCE_APPLICATION,
		REFERENCE_POOL,
	},
	.check_application = check_application,
};
