#include "rule/rule.h"

/* Managed service accounts, and accounts of Windows and IIS. */
static bool needs_none(struct slice user)
{
	static const char *const domains[] = { "NT AUTHORITY\\", "NT SERVICE\\",
					       "IIS APPPOOL\\", "BUILTIN\\" };

	for (size_t i = 0; i < LENGTH(domains); i++)
		if (slice_starts_nocase(user, slice_of(domains[i])))
			return true;
	return slice_ends(user, SLICE("$"));
}

/*
 * Has another pool's account a password? If none has, they were taken out on
 * purpose, before the file was put into a repository.
 */
static bool others_have(const struct check *check)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->pool_count; i++)
		if (pool_has_account(check, &config->pools[i], "password"))
			return true;
	return false;
}

static void tell(struct check *check, const struct application_pool *pool,
		 const struct setting *user, bool stripped)
{
	struct finding *finding = report_hit(
		check, at_value(check, user->where, "userName"), pool->element,
		"account '%s' has no password: its worker process cannot log "
		"on",
		shown(check, user->value));

	if (stripped)
		finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "%s; the events are WAS 5021, 5057 and 5059, and requests "
		     "are answered with 503",
		     stripped ? "no account of the file has one: if they were "
				"taken out, put them in when you deploy"
			      : "set the password with IIS Manager or appcmd, "
				"which encrypt it");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	bool stripped = !others_have(check);

	for (size_t i = 0; i < config->pool_count && !config->express; i++) {
		const struct application_pool *pool = &config->pools[i];
		struct setting user;

		if (!pool_is_specific_user(check, pool) ||
		    pool_has_account(check, pool, "password") ||
		    !pool_value(check, pool, "processModel", "userName", &user)
			     .len ||
		    !user.where || needs_none(slice_trim(user.value)))
			continue;
		tell(check, pool, &user, stripped);
	}
}

const struct rule rule_pool_password_missing = {
	.id = "pool-password-missing",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the account of an application pool has no password",
	.references = {
		REFERENCE_PROCESS_MODEL,
	},
	.check_file = check_file,
};
