#include "rule/rule.h"

static void check_bound(struct check *check, const struct bound *bound)
{
	struct cert_details details =
		cert_view_details(check->inventory, bound->first);
	struct finding *finding;

	if (details.dns_names.known != CERT_LIST_COMPLETE ||
	    details.addresses.known != CERT_LIST_COMPLETE ||
	    details.dns_names.count || details.addresses.count)
		return;
	finding = report_bound(check, bound,
			       "certificate %s of %s has no subject "
			       "alternative name: browsers do not look at the "
			       "common name any more and refuse the site",
			       thumbprint_print(&bound->record->sha1).digits,
			       bound_target(check, bound));
	finding_help(check, finding,
		     "have the certificate issued again, with all host names "
		     "as DNS names of the subject alternative name");
}

const struct rule rule_https_cert_no_san = {
	.id = "https-cert-no-san",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate in use has no subject alternative name",
	.references = {
		REFERENCE_SSL_DIAGNOSTICS,
	},
	.unless = {
		"https-cert-name",
	},
	.check_bound = check_bound,
};
