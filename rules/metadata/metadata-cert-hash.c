#include "rule/rule.h"

/* Point out what the listings do have, and what is missing. */
static void note_listings(struct check *check, struct finding *finding,
			  const struct metadata_property *property,
			  const struct cert *cert)
{
	const struct inventory *inventory = check->inventory;
	const char *name = shown(check, hash_store(property));

	if (cert) {
		note_at(check, finding, at_cert(check, cert),
			"the certificate is listed here, in %s; that "
			"it is in %s as well, where Windows looks, is "
			"neither proven nor ruled out",
			store_shown(check, inventory_store_of(inventory, cert)),
			name);
		return;
	}
	if (inventory_given(inventory))
		note_at(check, finding,
			at_store(check, inventory->stores.items),
			"no listing is of store %s of the machine; this "
			"one is of %s",
			name, store_shown(check, inventory->stores.items));
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	struct cert_view found;
	struct finding *finding;
	bool ignored;

	if (!hash_is_live(property))
		return;
	found = hash_view(check, property);
	if (found.cert ? found.in_store || cert_view_faults(&found, check->now)
		       : hash_searched(check, property, &ignored) != NULL)
		return;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate hash %s is left over from IIS 6: when a service "
		"that uses the IIS 6 metabase (ABO mapper) starts, the SSL "
		"binding of %s is deleted and made again from it, out of "
		"store %s (HttpEvent 15300)",
		thumbprint_print(&property->hash->thumbprint).digits,
		hash_target(check, property),
		shown(check, hash_store(property)));
	finding_help(check, finding,
		     "%s; to learn now whether HTTPS would survive, list the "
		     "store on the server and add --cert-store FILE",
		     hash_repair);
	note_listings(check, finding, property, found.cert);
}

const struct rule rule_metadata_cert_hash = {
	.id = "metadata-cert-hash",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "customMetadata holds a certificate hash that nothing "
		   "proves right",
	.references = {
		REFERENCE_KB2025598,
		REFERENCE_CERTIFICATE_DISAPPEARS,
		REFERENCE_BINDINGS_DELETED,
	},
	.unless = {
		"metadata-cert-hash-conflict",
		"metadata-cert-hash-mismatch",
		"metadata-cert-hash-scope",
		"metadata-cert-hash-sni-site",
	},
	.check_property = check_property,
};
