#include "rule/rule.h"

/* Nobody asks for the identity of a pool that IIS Express shows. */
static void check_pool(struct check *check, const struct application_pool *pool)
{
	struct finding *finding;
	struct setting identity;

	if (check->config->express || !pool->first_user ||
	    !slice_is_nocase(pool_value(check, pool, "processModel",
					"identityType", &identity),
			     "SpecificUser") ||
	    pool_has_account(check, pool, "userName"))
		return;
	finding = report_hit(
		check,
		at_setting(check, &identity, "identityType", pool->element),
		pool->element,
		"SpecificUser without userName: the pool is "
		"disabled when its first worker process starts, "
		"and requests are answered with 503");
	finding_help(check, finding,
		     "write userName and password, or another identityType; "
		     "the events are WAS 5021, 5057 and 5059");
}

const struct rule rule_pool_identity_incomplete = {
	.id = "pool-identity-incomplete",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an application pool is to run as a user that is not named",
	.references = {
		REFERENCE_PROCESS_MODEL,
	},
	.check_pool = check_pool,
};
