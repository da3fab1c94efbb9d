#include "rule/rule.h"

static const char help[] =
	"delete the certificate from the store and import its PFX file "
	"directly into the store of the machine (Import-PfxCertificate "
	"-CertStoreLocation Cert:\\LocalMachine\\My), not into that of a user";

static const char *lost(unsigned faults)
{
	return faults & CERT_FAULT_USER_KEY
		       ? "has its private key in a key container of a user"
		       : "has a link to a private key that the machine does "
			 "not have";
}

static void check_bound(struct check *check, const struct bound *bound)
{
	unsigned faults = cert_view_faults(&bound->view, check->now) &
			  CERT_FAULTS_USER_KEY;

	if (faults)
		finding_help(
			check,
			report_bound(
				check, bound,
				"certificate %s of %s %s: HTTPS fails "
				"at the latest when the server "
				"restarts (Schannel 36870, "
				"NTE_BAD_KEYSET 0x80090016)",
				thumbprint_print(&bound->record->sha1).digits,
				bound_target(check, bound), lost(faults)),
			"%s", help);
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct http_record *other;
	struct cert_view view;
	struct finding *finding;
	unsigned faults;

	if (!hash_is_live(property))
		return;
	view = hash_view(check, property);
	faults = cert_view_faults(&view, check->now) & CERT_FAULTS_USER_KEY;
	/* The binding says it, if the site uses the certificate. */
	if (!faults || hash_in_use(check, property, &other) == CERT_YES)
		return;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate %s %s: when a service that uses the IIS 6 "
		"metabase (ABO mapper) starts, %s loses HTTPS (Schannel "
		"36870, NTE_BAD_KEYSET 0x80090016)",
		thumbprint_print(&property->hash->thumbprint).digits,
		lost(faults), hash_target(check, property));
	finding_help(check, finding, "%s", hash_repair);
	note_listed(check, finding, view.cert);
}

const struct rule rule_https_cert_user_key = {
	.id = "https-cert-user-key",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING,
	.since = "0.1",
	.summary = "a certificate has its private key where only a user "
		   "finds it, or nowhere",
	.references = {
		REFERENCE_SSL_STOPS_WORKING,
		REFERENCE_SSL_TROUBLESHOOTING,
	},
	.check_bound = check_bound,
	.check_property = check_property,
};
