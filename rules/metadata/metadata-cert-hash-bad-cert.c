#include "rule/rule.h"

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	struct cert_view found;
	struct finding *finding;
	unsigned faults;
	bool proof;

	if (!hash_is_live(property))
		return;
	found = hash_view(check, property);
	/* Of keys that only a user has, https-cert-user-key speaks. */
	faults = cert_view_faults(&found, check->now) &
		 ~(unsigned)CERT_FAULTS_USER_KEY;
	if (!faults)
		return;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate %s %s: when a service that uses the IIS 6 "
		"metabase (ABO mapper) starts, %s loses HTTPS",
		thumbprint_print(&property->hash->thumbprint).digits,
		faults_shown(check, &found, faults, hash_store(property)),
		hash_target(check, property));
	finding_help(check, finding, "%s", hash_repair);
	note_at(check, finding, at_cert(check, found.cert),
		"the certificate is listed here");
	if (faults & CERT_FAULTS_PLACE)
		note_at(check, finding,
			at_store(check, hash_searched(check, property, &proof)),
			"store %s is listed here, without it",
			shown(check, hash_store(property)));
}

const struct rule rule_metadata_cert_hash_bad_cert = {
	.id = "metadata-cert-hash-bad-cert",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING,
	.since = "0.1",
	.summary = "customMetadata holds the hash of a certificate with which "
		   "HTTPS cannot work",
	.references = {
		REFERENCE_KB2025598,
		REFERENCE_SSL_TROUBLESHOOTING,
		REFERENCE_SSL_STOPS_WORKING,
	},
	.check_property = check_property,
};
