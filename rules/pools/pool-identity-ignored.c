#include "rule/rule.h"

/* The processModel of the defaults, if a pool runs as the account there. */
static const struct xml_element *used_defaults(const struct check *check)
{
	const struct config *config = check->config;
	struct setting user;

	for (size_t i = 0; i < config->pool_count; i++) {
		const struct application_pool *pool = &config->pools[i];

		if (pool_is_specific_user(check, pool) &&
		    pool_value(check, pool, "processModel", "userName", &user)
			    .len &&
		    user.where &&
		    !xml_is_within(check->document, user.where, pool->element))
			return user.where;
	}
	return NULL;
}

static void tell(struct check *check, const struct application_pool *pool,
		 const struct setting *user)
{
	const struct xml_document *document = check->document;
	bool own = xml_is_within(document, user->where, pool->element);
	struct finding *finding;
	struct setting identity;

	pool_value(check, pool, "processModel", "identityType", &identity);
	finding = report_hit(
		check, at_value(check, user->where, "userName"), pool->element,
		"account '%s' is not used: %s%s", shown(check, user->value),
		own ? "the pool runs as " : "identityType is not SpecificUser",
		own ? shown(check, identity.value) : "");
	/* Who wrote both knows as what the pool runs. */
	if (identity.where == user->where)
		finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "remove userName and password, or write "
		     "identityType=\"SpecificUser\"");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	const struct xml_element *used = used_defaults(check);
	struct slice identity;

	/* What is missing may say SpecificUser. */
	if (config->express || check->document->error.fault != XML_FINE)
		return;
	for (size_t i = 0; i < config->pool_count; i++) {
		const struct application_pool *pool = &config->pools[i];
		struct setting user;

		if (pool_is_specific_user(check, pool) ||
		    !pool_value(check, pool, "processModel", "userName", &user)
			     .len ||
		    !user.where || user.where == used)
			continue;
		/* Defaults of a user, and a pool that wants none of it. */
		if (xml_value(check->document, user.where, "identityType",
			      &identity) &&
		    slice_is_nocase(slice_trim(identity), "SpecificUser"))
			continue;
		tell(check, pool, &user);
	}
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
	.check_file = check_file,
};
