#include "rule/rule.h"

/* The group of a binding's endpoint, if another site's hash came first. */
static const struct metadata_property *
rival(const struct binding *binding, const struct metadata_property *property)
{
	const struct metadata_property *first =
		binding->group ? binding->group->hash : NULL;

	if (!first || first->key->site == binding->site ||
	    thumbprint_eq(&first->hash->thumbprint,
			  &property->hash->thumbprint))
		return NULL;
	return first;
}

static void report_rival(struct check *check, const struct binding *binding,
			 const struct metadata_property *property,
			 const struct metadata_property *first)
{
	struct finding *finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate hash %s of %s, but %s on the same endpoint %s has "
		"another one: when a service that uses the IIS 6 metabase "
		"(ABO mapper) starts, both get the certificate that it sets "
		"last",
		thumbprint_print(&property->hash->thumbprint).digits,
		hash_target(check, property), hash_target(check, first),
		endpoint_shown(check, binding));

	finding_help(check, finding,
		     "delete both properties, then give the endpoint one "
		     "certificate with all host names, or each binding its "
		     "own with SNI");
	note_at(check, finding, at_value(check, first->element, "value"),
		"certificate hash %s of %s",
		thumbprint_print(&first->hash->thumbprint).digits,
		hash_target(check, first));
}

static void report_lonely(struct check *check, const struct binding *binding,
			  const struct metadata_property *property)
{
	const struct binding *other = binding->group->without_hash;
	struct finding *finding = report_at(
		check, at_value(check, property->element, "value"),
		"certificate hash %s of %s decides for site \"%s\" too, which "
		"shares the endpoint %s and has none: when a service that "
		"uses the IIS 6 metabase (ABO mapper) starts, both get this "
		"certificate or lose HTTPS",
		thumbprint_print(&property->hash->thumbprint).digits,
		hash_target(check, property), shown(check, other->site->name),
		endpoint_shown(check, binding));

	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding, "%s", hash_repair);
	note_at(check, finding,
		at_value(check, other->element, "bindingInformation"),
		"site \"%s\" has no certificate hash of its own",
		shown(check, other->site->name));
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct site *site = property->key->site;

	if (!hash_is_live(property) || !hash_is_of_site(property) ||
	    site->certificate_hash != property)
		return;
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct metadata_property *first =
			rival(&site->bindings[i], property);

		if (first) {
			report_rival(check, &site->bindings[i], property,
				     first);
			return;
		}
	}
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct endpoint_group *group = site->bindings[i].group;

		if (group && group->hash == property && group->without_hash) {
			report_lonely(check, &site->bindings[i], property);
			return;
		}
	}
}

const struct rule rule_metadata_cert_hash_conflict = {
	.id = "metadata-cert-hash-conflict",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "sites that share an https endpoint have different "
		   "certificate hashes in customMetadata",
	.references = {
		REFERENCE_KB2025598,
		"https://learn.microsoft.com/en-us/troubleshoot/developer/w"
		"ebapps/iis/www-authentication-authorization/change-ip-port"
		"-wildcard-certificate-site-fail",
	},
	.unless = {
		"metadata-cert-hash-unknown",
		"metadata-cert-hash-bad-cert",
		"https-cert-user-key",
	},
	.check_property = check_property,
};
