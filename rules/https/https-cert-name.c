#include "rule/rule.h"

/* 'only for "a", "b" and 3 more names' */
static const char *names_shown(struct check *check,
			       const struct cert_details *details)
{
	enum { NAMES_SHOWN = 2 };
	const struct cert_list *list = &details->dns_names;
	const char *text = "";
	uint32_t i;

	if (!list->count)
		return words(check, "\"%s\"",
			     shown(check, details->common_name));
	for (i = 0; i < list->count && i < NAMES_SHOWN; i++)
		text = words(check, "%s%s\"%s\"", text, i ? ", " : "",
			     shown(check, list->items[i]));
	if (list->count > i)
		text = words(check, "%s and %u more", text,
			     (unsigned)(list->count - i));
	return text;
}

static void check_binding(struct check *check, const struct binding *binding)
{
	struct slice host = binding->endpoint.host;
	const struct http_record *record;
	const struct cert *first;
	struct cert_details details;
	struct finding *finding;

	if (!binding->https || !binding->endpoint.valid || !host.len)
		return;
	record = binding_record(check, binding);
	first = record && record->has_hash
			? inventory_find(check->inventory, &record->sha1)
			: NULL;
	details = cert_view_details(check->inventory, first);
	if (cert_matches_host(&details, host) != CERT_NO)
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element,
		"host \"%s\", but certificate %s is for %s: browsers "
		"warn of the site (CERT_E_CN_NO_MATCH 0x800b010f)",
		shown(check, host), thumbprint_print(&record->sha1).digits,
		names_shown(check, &details));
	finding_help(check, finding,
		     "select a certificate for this host name in the https "
		     "binding, or have one issued");
	note_record(check, finding, record);
	note_listed(check, finding, first);
}

const struct rule rule_https_cert_name = {
	.id = "https-cert-name",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "the host name of an https binding is not among the names "
		   "of its certificate",
	.references = {
		REFERENCE_SSL_DIAGNOSTICS,
		REFERENCE_BINDING_MONITORING,
	},
	.check_binding = check_binding,
};
