#include "rule/rule.h"

/* A year: less is refused by the lists of the browsers. */
enum { MAX_AGE_MIN = 31536000 };

static const struct xml_element *find(struct check *check,
				      const struct hsts *hsts)
{
	(void)check;
	if (!hsts->preload || !hsts->has_max_age || !hsts->site->https)
		return NULL;
	if (hsts->include_subdomains && hsts->max_age >= MAX_AGE_MIN)
		return NULL;
	return hsts->preload_at;
}

static void tell(struct check *check, const struct xml_element *written,
		 const struct hit *hit)
{
	struct finding *finding = report_at(
		check, at_value(check, written, "preload"),
		"HSTS of %s asks for preloading, but preload lists take sites "
		"only with includeSubDomains and a max-age of at least %d",
		hit_shown(check, hit), MAX_AGE_MIN);

	finding_help(check, finding,
		     "set includeSubDomains to true (every host below the name "
		     "must have https then) and max-age to %d, or preload to "
		     "false",
		     MAX_AGE_MIN);
	note_hit(check, finding, hit, "takes this value");
}

static void check_file(struct check *check)
{
	each_hsts(check, find, tell);
}

const struct rule rule_hsts_preload = {
	.id = "hsts-preload",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_HARDENING,
	.since = "0.1",
	.summary = "HSTS asks for preloading without meeting its terms",
	.references = {
		REFERENCE_HSTS,
	},
	.check_file = check_file,
};
