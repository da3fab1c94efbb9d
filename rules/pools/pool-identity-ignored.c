#include "rule/rule.h"

static void check_pool(struct check *check, const struct application_pool *pool)
{
	struct setting identity, user;
	struct finding *finding;

	if (pool_is_specific_user(check, pool) ||
	    !pool_value(check, pool, "processModel", "userName", &user).len ||
	    !user.where)
		return;
	pool_value(check, pool, "processModel", "identityType", &identity);
	finding = report_hit(
		check, at_value(check, user.where, "userName"), pool->element,
		"account '%s' is not used: the pool runs as %s",
		shown(check, user.value), shown(check, identity.value));
	finding_help(check, finding,
		     "remove userName and password, or write "
		     "identityType=\"SpecificUser\"");
}

const struct rule rule_pool_identity_ignored = {
	.id = "pool-identity-ignored",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an application pool has an account that it does not use",
	.references = {
		REFERENCE_PROCESS_MODEL,
	},
	.check_pool = check_pool,
};
