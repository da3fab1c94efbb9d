#include "rule/rule.h"

static void check_site(struct check *check, const struct site *site)
{
	struct finding *finding;

	if (!site->has_id || (site->id && site->id <= INT32_MAX))
		return;
	finding =
		report_at(check, at_value(check, site->element, "id"),
			  site->id ? "id %u is above 2147483647: old programs "
				     "take it for a negative number"
				   : "id %u: ASP.NET does not work in a site "
				     "with this number",
			  (unsigned)site->id);
	if (!site->id)
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "write a number from 1 to 2147483647 that no other site "
		     "has, and change the keys LM/W3SVC/%u of customMetadata "
		     "with it",
		     (unsigned)site->id);
}

const struct rule rule_site_id_range = {
	.id = "site-id-range",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "the id of a site is 0 or above 2147483647",
	.references = {
		REFERENCE_SITE,
	},
	.check_site = check_site,
};
