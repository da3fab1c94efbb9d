#include "rule/rule.h"

static void check_binding(struct check *check, const struct binding *binding)
{
	struct finding *finding;

	if (!https_is_known(binding) || binding->endpoint.host.len ||
	    (binding->ssl_flags & SSL_FLAGS_BY_NAME) != SSL_FLAG_SNI)
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element,
		"binding \"%s\" uses SNI (sslFlags %u) and has no host name: "
		"http.sys cannot choose a certificate for it, and HTTPS does "
		"not come up",
		shown(check, binding->information),
		(unsigned)binding->ssl_flags);
	finding_help(check, finding,
		     "write the host name behind the last colon, or take the "
		     "1 out of sslFlags and select the certificate again");
}

const struct rule rule_sni_without_host = {
	.id = "sni-without-host",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an https binding uses SNI and has no host name",
	.references = {
		REFERENCE_BINDING,
		REFERENCE_SNI,
		REFERENCE_WIN_ACME,
	},
	.check_binding = check_binding,
};
