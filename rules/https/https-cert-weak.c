#include "rule/rule.h"

enum { RSA_BITS_MIN = 2048 };

/* The signature of a root is not looked at by anybody. */
static bool is_signed_weakly(const struct cert_details *details,
			     const struct cert *cert)
{
	return details->signature_weak == CERT_YES &&
	       !(details->issuer.len &&
		 slice_eq(details->issuer, cert->subject));
}

static void check_bound(struct check *check, const struct bound *bound)
{
	struct cert_details details =
		cert_view_details(check->inventory, bound->first);
	bool short_key = details.public_key == CERT_PUBLIC_KEY_RSA &&
			 details.key_bits && details.key_bits < RSA_BITS_MIN;
	bool weak = bound->view.cert &&
		    is_signed_weakly(&details, bound->view.cert);
	const char *key = "", *signature = "";
	struct finding *finding;

	if (!short_key && !weak)
		return;
	if (short_key)
		key = words(check, "an RSA key of %u bits, expected %d or more",
			    (unsigned)details.key_bits, RSA_BITS_MIN);
	if (weak)
		signature = words(check,
				  "a signature that clients no longer "
				  "accept (%s)",
				  shown(check, details.signature));
	finding = report_bound(check, bound, "certificate %s of %s has %s%s%s",
			       thumbprint_print(&bound->record->sha1).digits,
			       bound_target(check, bound), key,
			       short_key && weak ? ", and " : "", signature);
	finding_help(check, finding,
		     "have a certificate issued for a new key: RSA with 2048 "
		     "bits or more or ECDSA, signed with SHA-256");
}

const struct rule rule_https_cert_weak = {
	.id = "https-cert-weak",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate in use has a weak key or signature",
	.references = {
		REFERENCE_SSL_DIAGNOSTICS,
	},
	.check_bound = check_bound,
};
