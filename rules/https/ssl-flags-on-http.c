#include "rule/rule.h"

static void check_binding(struct check *check, const struct binding *binding)
{
	struct finding *finding;

	if (binding->https || !binding->protocol.len || !binding->ssl_flags)
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "sslFlags"),
		binding->site->element,
		"sslFlags %u on a binding of protocol \"%s\", where it means "
		"nothing",
		(unsigned)binding->ssl_flags, shown(check, binding->protocol));
	finding_help(check, finding,
		     "leave sslFlags out, or write protocol=\"https\" if this "
		     "was to be HTTPS");
}

const struct rule rule_ssl_flags_on_http = {
	.id = "ssl-flags-on-http",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a binding that is not https has sslFlags",
	.references = {
		REFERENCE_BINDING,
	},
	.unless = { "ssl-flags-version" },
	.check_binding = check_binding,
};
