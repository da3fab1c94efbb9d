#include "rule/rule.h"

/* A site that redirects is there for http: hsts-redirect-without-443. */
static const struct xml_element *find(struct check *check,
				      const struct hsts *hsts)
{
	if (hsts->site->https || hsts->redirect ||
	    config_is_proxied(check->config, hsts->site))
		return NULL;
	return hsts->enabled_at;
}

static void tell(struct check *check, const struct xml_element *written,
		 const struct hit *hit)
{
	struct finding *finding = report_at(
		check, at_value(check, written, "enabled"),
		"HSTS is on for %s, but there is no https binding: the header "
		"goes with answers over https only, so it is never sent",
		hit_shown(check, hit));

	finding_help(check, finding,
		     "add an https binding with a certificate, or set enabled "
		     "to false for this site");
	note_hit(check, finding, hit, "has no https binding");
}

static void check_file(struct check *check)
{
	each_hsts(check, find, tell);
}

const struct rule rule_hsts_without_https = {
	.id = "hsts-without-https",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "HSTS is on for a site without https binding",
	.references = {
		REFERENCE_HSTS,
	},
	.check_file = check_file,
};
