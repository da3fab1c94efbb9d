#include "rule/rule.h"

static void check_bound(struct check *check, const struct bound *bound)
{
	unsigned faults = cert_view_faults(&bound->view, check->now);
	struct finding *finding;

	if (!(faults & (CERT_FAULT_NO_KEY | CERT_FAULT_KEY_UNUSABLE)))
		return;
	finding = report_bound(
		check, bound,
		"certificate %s of %s %s: no browser can connect (%s)",
		thumbprint_print(&bound->record->sha1).digits,
		bound_target(check, bound),
		faults & CERT_FAULT_NO_KEY
			? "has no private key"
			: "has a private key that did not pass its test",
		faults & CERT_FAULT_NO_KEY ? "Schannel 36869, 0x80070520"
					   : "Schannel 36870");
	finding_help(check, finding,
		     "if the server has the key, link it again with: certutil "
		     "-repairstore %s %s; otherwise import the PFX file that "
		     "holds certificate and key into the store of the machine",
		     shown(check, http_record_store(bound->record)),
		     thumbprint_print(&bound->record->sha1).digits);
}

const struct rule rule_https_cert_no_key = {
	.id = "https-cert-no-key",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate in use has no private key, or one that "
		   "does not work",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
		REFERENCE_SSL_0X80070520,
	},
	.check_bound = check_bound,
};
