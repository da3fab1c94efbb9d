#include "rule/rule.h"

/* Do listings prove that the site would go on, with the other certificate? */
static bool is_proven(struct check *check,
		      const struct metadata_property *property)
{
	struct cert_view view = hash_view(check, property);

	return view.in_store && view.not_after.known &&
	       !cert_view_faults(&view, check->now);
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct http_record *other;
	struct finding *finding;

	if (!hash_is_live(property) || !hash_is_of_site(property) ||
	    hash_in_use(check, property, &other) != CERT_NO)
		return;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate hash %s, but %s uses certificate %s: when a "
		"service that uses the IIS 6 metabase (ABO mapper) starts, the "
		"site goes back to the one that stands here (HttpEvent 15300)",
		thumbprint_print(&property->hash->thumbprint).digits,
		hash_target(check, property),
		thumbprint_print(&other->sha1).digits);
	finding_help(check, finding, "%s", hash_repair);
	note_record(check, finding, other);
	if (is_proven(check, property)) {
		finding_severity(check, finding, SEVERITY_WARNING);
		note_listed(check, finding, hash_view(check, property).cert);
	}
}

const struct rule rule_metadata_cert_hash_mismatch = {
	.id = "metadata-cert-hash-mismatch",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "customMetadata holds the hash of another "
		   "certificate than the one in use",
	.references = {
		REFERENCE_KB2025598,
		REFERENCE_BINDINGS_DELETED,
	},
	.unless = {
		"metadata-cert-hash-unknown",
		"metadata-cert-hash-bad-cert",
		"metadata-cert-hash-conflict",
		"https-cert-user-key",
	},
	.check_property = check_property,
};
