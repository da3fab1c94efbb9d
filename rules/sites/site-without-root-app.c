#include "rule/rule.h"

static void check_site(struct check *check, const struct site *site)
{
	struct finding *finding;

	/* Left to a program that fills it in, as hosts of the web core do. */
	if (!site->application_count && !site->binding_count)
		return;
	for (size_t i = 0; i < site->application_count; i++)
		if (path_means_root(site->applications[i].path))
			return;
	if (check->document->error.fault != XML_FINE)
		return;
	finding = report_at(check, at_element(check, site->element),
			    "site '%s' has no application \"/\": IIS leaves "
			    "it out",
			    shown(check, site->name));
	finding_help(check, finding,
		     "add <application path=\"/\"> with a <virtualDirectory "
		     "path=\"/\">, or delete the site\n"
		     "event WAS 5161: \"Site %s has no root application "
		     "defined, so the site will be ignored.\"",
		     shown(check, site->name));
}

const struct rule rule_site_without_root_app = {
	.id = "site-without-root-app",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a site has no root application",
	.references = {
		REFERENCE_SITES_STRUCTURE,
		"http://blogs.iis.net/mvolo/archive/2012/11/30/remove-zom"
		"bie-websites-from-your-iis-server.aspx",
		REFERENCE_FILE_ERRORS,
	},
	.check_site = check_site,
};
