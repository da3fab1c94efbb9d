#include "rule/rule.h"

static void check_bound(struct check *check, const struct bound *bound)
{
	struct finding *finding;

	if (!(cert_view_faults(&bound->view, check->now) & CERT_FAULT_EXPIRED))
		return;
	finding = report_bound(check, bound,
			       "certificate %s of %s expired%s: browsers "
			       "refuse the site (CERT_E_EXPIRED 0x800b0101)",
			       thumbprint_print(&bound->record->sha1).digits,
			       bound_target(check, bound),
			       on_day(check, &bound->view.not_after));
	finding_help(check, finding, "%s",
		     bound->newer ? "select the newer certificate in the https "
				    "binding"
				  : "renew the certificate, import it into the "
				    "store of the machine and select it in the "
				    "https binding");
	if (bound->newer)
		note_at(check, finding, at_cert(check, bound->newer),
			"certificate %s for the same names is listed here",
			thumbprint_print(&bound->newer->sha1).digits);
}

const struct rule rule_https_cert_expired = {
	.id = "https-cert-expired",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate in use has expired",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
		REFERENCE_SSL_DIAGNOSTICS,
	},
	.check_bound = check_bound,
};
