#include "rule/rule.h"

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct http_record *other;
	struct cert_view found;
	struct finding *finding;
	const char *until;

	/* What is in the way of another certificate in use is not right. */
	if (!hash_is_live(property) ||
	    hash_in_use(check, property, &other) == CERT_NO)
		return;
	found = hash_view(check, property);
	if (!found.in_store || cert_view_faults(&found, check->now))
		return;
	until = on_day(check, &found.not_after);
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate hash %s is right today, but left over from IIS 6: "
		"once the certificate is renewed%s%s%s, a service that uses "
		"the IIS 6 metabase (ABO mapper) gives the old one back to %s",
		thumbprint_print(&property->hash->thumbprint).digits,
		*until ? " (it ends" : "", until, *until ? ")" : "",
		hash_target(check, property));
	finding_help(check, finding, "%s", hash_repair);
	note_at(check, finding, at_cert(check, found.cert),
		"the certificate is listed here, in %s",
		store_shown(check,
			    inventory_store_of(check->inventory, found.cert)));
}

const struct rule rule_metadata_cert_hash_ok = {
	.id = "metadata-cert-hash-ok",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING,
	.since = "0.1",
	.summary = "customMetadata holds a certificate hash that is right "
		   "until the certificate is renewed",
	.references = {
		REFERENCE_KB2025598,
		REFERENCE_BINDINGS_DELETED,
	},
	.unless = {
		"metadata-cert-hash-conflict",
		"metadata-cert-hash-scope",
		"metadata-cert-hash-sni-site",
	},
	.check_property = check_property,
};
