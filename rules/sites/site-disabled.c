#include "rule/rule.h"

static void check_site(struct check *check, const struct site *site)
{
	struct setting start;
	struct finding *finding;

	if (!config_value(check->config, scope_of(site->element), "",
			  "serverAutoStart", &start) ||
	    !start.where || !slice_is_nocase(slice_trim(start.value), "false"))
		return;
	finding = report_hit(check,
			     at_value(check, start.where, "serverAutoStart"),
			     site->element,
			     "serverAutoStart is false: a site does not start "
			     "with IIS");
	finding_help(check, finding,
		     "leave serverAutoStart out if the site is to run, or "
		     "delete the site if it is not needed any more");
}

const struct rule rule_site_disabled = {
	.id = "site-disabled",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "a site does not start with IIS",
	.references = {
		REFERENCE_SITE,
	},
	.check_site = check_site,
};
