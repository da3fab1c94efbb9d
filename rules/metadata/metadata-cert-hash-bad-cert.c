#include "rule/rule.h"

enum { WRONG_PLACE = CERT_FAULT_USER_STORE | CERT_FAULT_OTHER_STORE };

/* The reasons as "a, b and c". */
static const char *join(struct check *check, const char *const *parts,
			size_t count)
{
	const char *text = count ? parts[0] : "";

	for (size_t i = 1; i < count; i++)
		text = words(check, "%s%s%s", text,
			     i + 1 < count ? ", " : " and ", parts[i]);
	return text;
}

static const char *where(struct check *check, const struct cert_view *found,
			 unsigned faults,
			 const struct metadata_property *property)
{
	const char *name = shown(check, hash_store(property));
	const struct cert_store *store =
		inventory_store_of(check->inventory, found->cert);

	if (faults & CERT_FAULT_USER_STORE)
		return words(check,
			     "is only in a user's store, not in %s of "
			     "the machine (CRYPT_E_NOT_FOUND "
			     "0x80092004)",
			     name);
	return words(check,
		     "is in %s, not in %s (CRYPT_E_NOT_FOUND "
		     "0x80092004)",
		     store_shown(check, store), name);
}

static const char *reasons(struct check *check, const struct cert_view *found,
			   unsigned faults,
			   const struct metadata_property *property)
{
	static const struct {
		unsigned fault;
		const char *text;
	} key_faults[] = {
		{ CERT_FAULT_NO_KEY, "has no private key (0x80070520)" },
		{ CERT_FAULT_KEY_MISSING, "has lost its private key (Schannel "
					  "36870, NTE_BAD_KEYSET 0x80090016)" },
		{ CERT_FAULT_KEY_UNUSABLE, "has a private key that does not "
					   "work (Schannel 36870)" },
	};
	const char *parts[4];
	size_t count = 0;

	if (faults & CERT_FAULT_EXPIRED)
		parts[count++] = words(check, "expired%s (W3SVC-WP 2245)",
				       on_day(check, &found->not_after));
	if (faults & CERT_FAULT_NOT_YET_VALID)
		parts[count++] =
			words(check, "becomes valid only%s (W3SVC-WP 2245)",
			      on_day(check, &found->not_before));
	for (size_t i = 0; i < LENGTH(key_faults); i++)
		if (faults & key_faults[i].fault)
			parts[count++] = key_faults[i].text;
	if (faults & WRONG_PLACE)
		parts[count++] = where(check, found, faults, property);
	return join(check, parts, count);
}

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
	faults = cert_view_faults(&found, check->now);
	if (!faults)
		return;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate %s %s: when a service that uses the IIS 6 "
		"metabase (ABO mapper) starts, %s loses HTTPS",
		thumbprint_print(&property->hash->thumbprint).digits,
		reasons(check, &found, faults, property),
		hash_target(check, property));
	finding_help(check, finding, "%s", hash_repair);
	note_at(check, finding, at_cert(check, found.cert),
		"the certificate is listed here");
	if (faults & WRONG_PLACE)
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
		"https://learn.microsoft.com/en-us/troubleshoot/developer/w"
		"ebapps/iis/www-authentication-authorization/troubleshootin"
		"g-ssl-related-issues-server-certificate",
		REFERENCE_SSL_STOPS_WORKING,
	},
	.check_property = check_property,
};
