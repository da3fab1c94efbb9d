#include "rule/rule.h"

static bool has_unknown(const struct check *check,
			const struct xml_element *element)
{
	XML_EACH_CHILD (check->document, element, child)
		if (!config_schema_of(check->config, child))
			return true;
	return false;
}

/* Is there something that may be a binding in a wrong spelling? */
static bool is_misspelt(const struct check *check, const struct site *site)
{
	const struct xml_element *bindings =
		xml_child(check->document, site->element, "bindings");

	return has_unknown(check, site->element) ||
	       (bindings && has_unknown(check, bindings));
}

static void check_site(struct check *check, const struct site *site)
{
	struct finding *finding;

	/*
	 * A site without applications is not filled in, and told as such. What
	 * stands behind an error of the file is not known.
	 */
	if (site->binding_count || !site->application_count ||
	    check->document->error.fault != XML_FINE ||
	    !site_is_started(check, site) || is_misspelt(check, site))
		return;
	finding = report_at(check, at_value(check, site->element, "name"),
			    "site \"%s\" has no binding: nobody reaches it",
			    shown(check, site->name));
	finding_help(check, finding,
		     "add a binding, or delete the site; a template is marked "
		     "as such by serverAutoStart=\"false\" (WAS 5043: \"valid "
		     "site bindings could not be configured or no site "
		     "bindings exist\")");
}

const struct rule rule_site_without_binding = {
	.id = "site-without-binding",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a site that is to start has no binding",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.application"
		"host/sites/site/bindings/",
		REFERENCE_BINDING,
	},
	.check_site = check_site,
};
