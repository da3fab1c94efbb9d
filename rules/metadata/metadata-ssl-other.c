#include "rule/rule.h"

/* Ids of the SSL block of the metabase, as far as they are documented. */
static const struct {
	uint32_t id;
	const char *name, *meaning, *today;
} documented[] = {
	{ 2021, "SecureBindings", "the https bindings of IIS 6",
	  "the bindings of the site" },
	{ 5500, "MD_SSL_PUBLIC_KEY", "the certificate of IIS 4",
	  "the certificate store of the machine" },
	{ 5501, "MD_SSL_PRIVATE_KEY", "the private key of IIS 4",
	  "the certificate store of the machine" },
	{ 5502, "MD_SSL_KEY_PASSWORD", "the password of a private key of IIS 4",
	  "the certificate store of the machine" },
	{ 5503, "MD_SSL_KEY_REQUEST", "a certificate request of IIS 4",
	  "the certificate store of the machine" },
	{ 5512, "SslCtlIdentifier", "issuers of client certificates to trust",
	  "sslctlidentifier of netsh http add sslcert" },
	{ 5517, "SslCtlStoreName", "the store of the issuers to trust",
	  "sslctlstorename of netsh http add sslcert" },
	{ 5519, "SslUseDsMapper", "client certificates in Active Directory",
	  "dsmapperusage of netsh http add sslcert" },
	{ 5521, "MD_SSL_ALWAYS_NEGO_CLIENT_CERT", "client certificates at once",
	  "clientcertnegotiation of netsh http add sslcert" },
};

enum { SSL_BLOCK_FIRST = 5500, SSL_BLOCK_LAST = 5599 };

static bool report_documented(struct check *check,
			      const struct metadata_property *property)
{
	for (size_t i = 0; i < LENGTH(documented); i++) {
		struct finding *finding;

		if (documented[i].id != property->id)
			continue;
		finding = report_at(
			check, at_value(check, property->element, "id"),
			"property %u (%s) on key \"%s\" is left over from "
			"IIS 6: %s",
			(unsigned)property->id, documented[i].name,
			shown(check, property->key->path),
			documented[i].meaning);
		finding_help(check, finding,
			     "review it and delete it when no program for IIS "
			     "6 needs it; since IIS 7 the place for this is "
			     "%s",
			     documented[i].today);
		return true;
	}
	return false;
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct metadata_key *key = property->key;
	uint32_t id = property->id;
	struct finding *finding;

	if (!property->has_id || id == METADATA_CERT_HASH ||
	    id == METADATA_CERT_STORE ||
	    (key->service == METADATA_SITE && !key->site) ||
	    report_documented(check, property))
		return;
	if (id < SSL_BLOCK_FIRST || id > SSL_BLOCK_LAST)
		return;
	finding = report_at(
		check, at_value(check, property->element, "id"),
		"property %u on key \"%s\" is in the block of the SSL "
		"settings of IIS 6 (5500 to 5599), and documented nowhere",
		(unsigned)id, shown(check, key->path));
	finding_help(check, finding,
		     "find out which program wrote it, and delete it when "
		     "none needs it");
}

const struct rule rule_metadata_ssl_other = {
	.id = "metadata-ssl-other",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "customMetadata holds other SSL settings of IIS 6",
	.references = {
		"https://learn.microsoft.com/en-us/iis/configuration/system"
		".applicationhost/custommetadata/",
		"https://github.com/microsoft/win32metadata",
	},
	.unless = { "metadata-secret-property" },
	.check_property = check_property,
};
