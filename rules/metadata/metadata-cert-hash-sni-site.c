#include "rule/rule.h"

static const struct binding *first_https(const struct site *site)
{
	size_t i = 0;

	while (!site->bindings[i].https)
		i++;
	return &site->bindings[i];
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct site *site = property->key->site;
	const struct binding *binding;
	struct finding *finding;
	bool central;

	if (!hash_is_live(property) || !hash_is_of_site(property) ||
	    site->https_by_address)
		return;
	binding = first_https(site);
	central = binding->ssl_flags & SSL_FLAG_CENTRAL_STORE;
	finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate hash %s, but all https bindings of site \"%s\" "
		"use SNI or the central store, and the ABO mapper knows "
		"neither: when a service that uses it starts, it sets a "
		"certificate for the whole endpoint %s",
		thumbprint_print(&property->hash->thumbprint).digits,
		shown(check, site->name), endpoint_shown(check, binding));
	finding_help(check, finding,
		     "back up the file, delete this property (and the one "
		     "with id 5511 beside it), and look with netsh http show "
		     "sslcert for a record of the address and port that no "
		     "site needs");
	note_at(check, finding, at_value(check, binding->element, "sslFlags"),
		"this binding uses %s", central ? "the central store" : "SNI");
}

const struct rule rule_metadata_cert_hash_sni_site = {
	.id = "metadata-cert-hash-sni-site",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "customMetadata holds a certificate hash for a site whose "
		   "https bindings all use SNI or the central store",
	.references = {
		REFERENCE_KB2025598,
		"https://learn.microsoft.com/en-us/iis/get-started/whats-ne"
		"w-in-iis-8/iis-80-server-name-indication-sni-ssl-scalabili"
		"ty",
	},
	.unless = {
		"metadata-cert-hash-unknown",
		"metadata-cert-hash-bad-cert",
		"https-cert-user-key",
	},
	.check_property = check_property,
};
