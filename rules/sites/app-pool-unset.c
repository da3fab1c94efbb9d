#include "rule/rule.h"

/*
 * A program that hosts the web core needs no pools: its file has none.
 */
static void check_application(struct check *check,
			      const struct application *application)
{
	struct finding *finding;
	struct setting pool;
	bool found = config_value(check->config, scope_of(application->element),
				  "", "applicationPool", &pool);

	/* What is written and empty is refused by the schema. */
	if ((found && (pool.value.len || pool.where)) ||
	    !check->config->pool_count ||
	    check->document->error.fault != XML_FINE)
		return;
	finding = report_at(check, at_element(check, application->element),
			    "no application pool, of its own or from "
			    "applicationDefaults: nothing runs the "
			    "application");
	if (check->config->express)
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "write applicationPool, here or in the "
		     "<applicationDefaults> of <sites>");
}

const struct rule rule_app_pool_unset = {
	.id = "app-pool-unset",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application has no application pool",
	.references = {
		REFERENCE_APPLICATION,
		REFERENCE_POOL,
	},
	.check_application = check_application,
};
