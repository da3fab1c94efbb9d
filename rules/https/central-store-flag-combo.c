#include "rule/rule.h"

static void check_binding(struct check *check, const struct binding *binding)
{
	uint32_t other = binding->ssl_flags & SSL_FLAGS_PROTOCOL;
	struct finding *finding;

	if (!binding->https || !other ||
	    !(binding->ssl_flags & SSL_FLAG_CENTRAL_STORE))
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "sslFlags"),
		binding->site->element,
		"sslFlags %u combines the central certificate store (2) with "
		"%s, which does not go together",
		(unsigned)binding->ssl_flags, ssl_flags_shown(check, other));
	finding_help(check, finding,
		     "write %u; http.sys has one record for all bindings of "
		     "the port that use the central store",
		     (unsigned)(binding->ssl_flags & ~other));
}

const struct rule rule_central_store_flag_combo = {
	.id = "central-store-flag-combo",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "sslFlags combines the central certificate store with "
		   "flags that it does not go together with",
	.references = {
		REFERENCE_WIN_ACME,
		REFERENCE_BINDING,
	},
	.unless = { "ssl-flags-version" },
	.check_binding = check_binding,
};
