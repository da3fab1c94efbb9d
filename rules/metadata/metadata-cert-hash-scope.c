#include "rule/rule.h"

static const char service_help[] =
	"back up the file and delete this property; each site keeps the "
	"certificate of its https binding";

static const char lower_help[] = "back up the file and delete this property";

/* Services whose metabase data never moved to applicationHost.config. */
static bool stays_in_metabase(struct slice path, struct slice *service)
{
	slice_cut(&path, '/', service);
	return slice_is_nocase(*service, "LM") &&
	       slice_cut(&path, '/', service) &&
	       (slice_is_nocase(*service, "SMTPSVC") ||
		slice_is_nocase(*service, "NNTPSVC") ||
		slice_is_nocase(*service, "MSFTPSVC"));
}

static const char *consequence(struct check *check,
			       const struct metadata_key *key)
{
	struct slice service;

	if (key->service == METADATA_SITE)
		return words(check,
			     "is below site \"%s\", expected on "
			     "LM/W3SVC/%u: nothing makes a binding "
			     "from it here",
			     shown(check, key->site->name),
			     (unsigned)key->site_id);
	if (key->service == METADATA_W3SVC && key->below.len)
		return "is not on a site: nothing makes a binding from it";
	if (stays_in_metabase(key->normal, &service))
		return words(check,
			     "is about service %s, whose settings are "
			     "in MetaBase.xml: nothing reads it here",
			     shown(check, service));
	return "is not below LM/W3SVC: nothing reads it here";
}

static void report_service(struct check *check,
			   const struct metadata_property *property)
{
	struct thumbprint_text hash =
		thumbprint_print(&property->hash->thumbprint);
	struct finding *finding;

	if (!hash_is_live(property))
		finding = report_at(check,
				    at_value(check, property->element, "value"),
				    "certificate hash %s is on LM/W3SVC "
				    "without the flag Inherit, expected on "
				    "LM/W3SVC/<site id>: no site has it",
				    hash.digits);
	else
		finding = report_at(
			check, at_value(check, property->element, "value"),
			"certificate hash %s is on LM/W3SVC, which hands it "
			"down to all sites: when a service that uses the IIS "
			"6 metabase (ABO mapper) starts, every site without a "
			"hash of its own gets this certificate (HttpEvent "
			"15300)",
			hash.digits);
	finding_help(check, finding, "%s", service_help);
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct metadata_key *key = property->key;
	struct finding *finding;

	if (!property->hash || property->hash->state != HASH_GOOD)
		return;
	if (key->service == METADATA_SITE && (!key->site || !key->below.len))
		return;
	if (key->service == METADATA_W3SVC && !key->below.len) {
		report_service(check, property);
		return;
	}
	finding =
		report_at(check, at_value(check, property->element, "value"),
			  "certificate hash %s on key \"%s\" %s",
			  thumbprint_print(&property->hash->thumbprint).digits,
			  shown(check, key->path), consequence(check, key));
	finding_help(check, finding, "%s", lower_help);
	note_at(check, finding, at_value(check, key->element, "path"),
		"the key is here");
}

const struct rule rule_metadata_cert_hash_scope = {
	.id = "metadata-cert-hash-scope",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "customMetadata holds a certificate hash on a key that is "
		   "not that of a site",
	.references = {
		REFERENCE_SSL_CERT_HASH,
		"https://learn.microsoft.com/en-us/iis/manage/managing-your"
		"-configuration-settings/metabase-compatibility-with-iis-7-"
		"and-above",
	},
	.unless = {
		"metadata-cert-hash-unknown",
		"metadata-cert-hash-bad-cert",
		"https-cert-user-key",
	},
	.check_property = check_property,
};
