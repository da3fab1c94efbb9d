#include "rule/rule.h"

static const struct xml_element *find(struct check *check,
				      const struct hsts *hsts)
{
	(void)check;
	if (!hsts->site->https || !hsts->has_max_age || hsts->max_age)
		return NULL;
	return hsts->max_age_at ? hsts->max_age_at : hsts->enabled_at;
}

static void tell(struct check *check, const struct xml_element *written,
		 const struct hit *hit)
{
	struct slice value;
	bool is_written =
		xml_value(check->document, written, "max-age", &value);
	struct finding *finding = report_at(
		check,
		at_value(check, written, is_written ? "max-age" : "enabled"),
		"HSTS is on for %s with a max-age of 0%s: it tells browsers to "
		"forget that the site wants https",
		hit_shown(check, hit),
		is_written ? "" : ", which is the default");

	finding_help(check, finding,
		     "set max-age to the seconds that browsers shall remember "
		     "it, 31536000 for a year; to take HSTS back, 0 is right "
		     "for as long as browsers may still remember");
	note_hit(check, finding, hit, "takes this value");
}

static void check_file(struct check *check)
{
	each_hsts(check, find, tell);
}

const struct rule rule_hsts_max_age_zero = {
	.id = "hsts-max-age-zero",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "HSTS is on with a max-age of 0",
	.references = {
		REFERENCE_HSTS,
	},
	.check_file = check_file,
};
