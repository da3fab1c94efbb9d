#include "rule/rule.h"

static void check_bound(struct check *check, const struct bound *bound)
{
	struct finding *finding;

	if (!(cert_view_faults(&bound->view, check->now) &
	      CERT_FAULT_NOT_YET_VALID))
		return;
	finding = report_bound(check, bound,
			       "certificate %s of %s becomes valid only%s: "
			       "until then browsers refuse the site "
			       "(CERT_E_EXPIRED 0x800b0101)",
			       thumbprint_print(&bound->record->sha1).digits,
			       bound_target(check, bound),
			       on_day(check, &bound->view.not_before));
	finding_help(check, finding,
		     "select a certificate that is valid today in the https "
		     "binding; check the clock of the server");
}

const struct rule rule_https_cert_not_yet_valid = {
	.id = "https-cert-not-yet-valid",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate in use is not valid yet",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
		REFERENCE_SSL_DIAGNOSTICS,
	},
	.check_bound = check_bound,
};
