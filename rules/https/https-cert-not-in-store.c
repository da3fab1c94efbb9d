#include "rule/rule.h"

static void check_bound(struct check *check, const struct bound *bound)
{
	struct slice name = http_record_store(bound->record);
	const struct cert_store *searched;
	struct finding *finding;
	bool proof;

	if (bound->first)
		return;
	searched = store_searched(check, name, &proof);
	if (!searched)
		return;
	finding = report_bound(check, bound,
			       "certificate %s of %s is not in store %s: "
			       "HTTPS does not come up (HttpEvent 15021)",
			       thumbprint_print(&bound->record->sha1).digits,
			       bound_target(check, bound), shown(check, name));
	finding_help(check, finding,
		     "import the certificate with its private key into store "
		     "%s of the machine, or select another one in the https "
		     "binding",
		     shown(check, name));
	note_searched(check, finding, searched, proof);
}

const struct rule rule_https_cert_not_in_store = {
	.id = "https-cert-not-in-store",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "http.sys uses a certificate that is not on the server",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
		REFERENCE_SSL_DIAGNOSTICS,
		REFERENCE_BINDING_MONITORING,
	},
	.check_bound = check_bound,
};
