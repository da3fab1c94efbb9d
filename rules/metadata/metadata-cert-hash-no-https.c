#include "rule/rule.h"

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct site *site = property->key->site;
	struct finding *finding;

	if (!hash_is_of_site(property) || site->https || !property->hash ||
	    property->hash->state != HASH_GOOD)
		return;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate hash %s, but site \"%s\" has no https binding: it "
		"does nothing today, and takes hold of the first https binding "
		"that the site gets",
		thumbprint_print(&property->hash->thumbprint).digits,
		shown(check, site->name));
	finding_help(check, finding,
		     "back up the file and delete this property (and the one "
		     "with id 5511 beside it)");
	note_at(check, finding, at_element(check, site->element),
		"the site is here");
}

const struct rule rule_metadata_cert_hash_no_https = {
	.id = "metadata-cert-hash-no-https",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "customMetadata holds a certificate hash for a site "
		   "without https binding",
	.references = {
		REFERENCE_KB2025598,
	},
	.check_property = check_property,
};
