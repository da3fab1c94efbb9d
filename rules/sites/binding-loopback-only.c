#include "rule/rule.h"

static bool is_loopback(const struct binding *binding)
{
	const struct endpoint *endpoint = &binding->endpoint;

	return endpoint->valid &&
	       (address_is_loopback(endpoint->address) ||
		slice_is_nocase(endpoint->host, "localhost"));
}

static void check_site(struct check *check, const struct site *site)
{
	struct finding *finding;

	/* What stands behind an error of the file is not known. */
	if (check->config->express || !site->binding_count ||
	    check->document->error.fault != XML_FINE)
		return;
	for (size_t i = 0; i < site->binding_count; i++)
		if (!is_loopback(&site->bindings[i]))
			return;
	finding = report_hit(check,
			     at_value(check, site->bindings[0].element,
				      "bindingInformation"),
			     site->element,
			     "all bindings are of this machine alone: nobody "
			     "else reaches the site");
	finding_help(check, finding,
		     "right for what stands behind a proxy on the same "
		     "machine; else bind it to * with a host name");
}

const struct rule rule_binding_loopback_only = {
	.id = "binding-loopback-only",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "a site is bound to the machine itself alone",
	.references = {
		REFERENCE_BINDING,
	},
	.unless = { "binding-syntax" },
	.check_site = check_site,
};
