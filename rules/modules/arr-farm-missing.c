#include "rule/rule.h"

static void report(struct check *check, const struct farms *farms,
		   const struct rewrite_rule *rule, struct slice host)
{
	const char *advice = "define it in <webFarms>, or delete the rule that "
			     "was made for it";
	struct finding *finding =
		report_at(check, at_value(check, rule->action, "url"),
			  "no web farm is named '%s': requests that are "
			  "rewritten to it fail",
			  shown(check, host));
	struct slice near;

	if (!may_tell(check))
		return;
	near = rewrite_names_near(&farms->names, host);
	if (near.len)
		advice = words(check, "did you mean '%s'?", shown(check, near));
	finding_help(check, finding, "%s", advice);
}

static void check_file(struct check *check)
{
	struct rewrite_walk walk = rewrite_start(check);
	struct rewrite_rule rule;
	struct slice url, host;
	struct farms farms;

	if (!farms_read(check, &farms))
		return;
	while (rewrite_next(&walk, &rule))
		if (farms_leave(&farms, &rule, &url, &host) &&
		    farm_is_meant(&farms, &rule, host))
			report(check, &farms, &rule, host);
}

const struct rule rule_arr_farm_missing = {
	.id = "arr-farm-missing",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a rewrite rule sends requests to a web farm that is not "
		   "defined",
	.references = {
		REFERENCE_SERVER_FARMS,
	},
	.check_file = check_file,
};
