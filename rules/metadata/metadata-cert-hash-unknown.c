#include "rule/rule.h"

/* The ADSI technique of IIS 6 packs two bytes a character, swapped. */
static bool matches_swapped(struct check *check,
			    const struct thumbprint *thumbprint)
{
	struct thumbprint swapped;

	for (size_t i = 0; i < THUMBPRINT_SIZE; i++)
		swapped.sha1[i] = thumbprint->sha1[i ^ 1];
	return inventory_find(check->inventory, &swapped);
}

static bool is_printable(struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.at[i] < ' ' || bytes.at[i] > '~')
			return false;
	return true;
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct certificate_hash *hash = property->hash;
	const struct cert_store *searched;
	struct finding *finding;
	const struct cert *misread;
	const char *what;
	bool proof;

	if (!hash_is_live(property) || hash_listed(check, property))
		return;
	searched = hash_searched(check, property, &proof);
	if (!searched)
		return;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate %s is not in store %s: when a service that uses "
		"the IIS 6 metabase (ABO mapper) starts, %s loses HTTPS "
		"(HttpEvent 15300, CRYPT_E_NOT_FOUND 0x80092004)",
		thumbprint_print(&hash->thumbprint).digits,
		shown(check, hash_store(property)),
		hash_target(check, property));
	finding_help(check, finding, "%s", hash_repair);
	note_searched(check, finding, searched, proof);
	misread = hash_misread(check, property, &what);
	if (misread)
		note_at(check, finding, at_cert(check, misread),
			"this is no thumbprint but the %s of the certificate "
			"that is listed here",
			what);
	else if (matches_swapped(check, &hash->thumbprint))
		note_at(check, finding,
			at_value(check, property->element, "value"),
			"a listed certificate has this hash with the two "
			"bytes of each pair swapped, as scripts for IIS 6 "
			"wrote it");
	else if (is_printable(hash->bytes))
		note_at(check, finding,
			at_value(check, property->element, "value"),
			"all 20 bytes are printable characters: this is a "
			"sample value, not a hash");
}

const struct rule rule_metadata_cert_hash_unknown = {
	.id = "metadata-cert-hash-unknown",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING,
	.since = "0.1",
	.summary = "customMetadata holds the hash of a certificate that is "
		   "not on the server",
	.references = {
		REFERENCE_KB2025598,
		REFERENCE_SSL_STOPS_WORKING,
	},
	.check_property = check_property,
};
