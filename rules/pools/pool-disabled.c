#include "rule/rule.h"

static void check_pool(struct check *check, const struct application_pool *pool)
{
	const struct application *user;
	struct finding *finding;
	struct setting start;

	/* IIS Express starts what it is told to. */
	if (check->config->express ||
	    !slice_is_nocase(pool_value(check, pool, "", "autoStart", &start),
			     "false"))
		return;
	user = pool_started_user(check, pool);
	if (!user)
		return;
	finding = report_hit(
		check, at_setting(check, &start, "autoStart", pool->element),
		pool->element,
		"the pool does not start with the service, and "
		"sites that do are answered with 503");
	finding_help(
		check, finding,
		"write autoStart=\"true\", or serverAutoStart=\"false\" on "
		"the sites as well");
	note_at(check, finding, at_element(check, user->element),
		"an application of site '%s' runs in it",
		shown(check, user->site->name));
}

const struct rule rule_pool_disabled = {
	.id = "pool-disabled",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an application pool that does not start serves a site that does",
	.references = {
		REFERENCE_POOL,
	},
	.check_pool = check_pool,
};
