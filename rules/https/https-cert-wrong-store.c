#include "rule/rule.h"

static void check_bound(struct check *check, const struct bound *bound)
{
	struct slice name = http_record_store(bound->record);
	unsigned faults =
		cert_view_faults(&bound->view, check->now) & CERT_FAULTS_PLACE;
	const struct cert_store *searched;
	struct finding *finding;
	bool proof;

	if (!faults)
		return;
	searched = store_searched(check, name, &proof);
	finding = report_bound(
		check, bound,
		"certificate %s of %s %s: HTTPS does not come up (HttpEvent "
		"15021)",
		thumbprint_print(&bound->record->sha1).digits,
		bound_target(check, bound),
		faults_shown(check, &bound->view, faults, name));
	finding_help(check, finding,
		     faults & CERT_FAULT_USER_STORE
			     ? "import the certificate with its private key "
			       "(PFX) directly into the store of the machine, "
			       "and select it in the https binding"
			     : "select the certificate again in the https "
			       "binding, so that http.sys gets the store in "
			       "which it is");
	note_at(check, finding, at_store(check, searched),
		"store %s is listed here, without it", shown(check, name));
}

const struct rule rule_https_cert_wrong_store = {
	.id = "https-cert-wrong-store",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "http.sys looks for a certificate in a store that does "
		   "not have it",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
		REFERENCE_SSL_DIAGNOSTICS,
	},
	.check_bound = check_bound,
};
