#include "rule/rule.h"

#define HISTORY "system.applicationHost/configHistory"

static void check_file(struct check *check)
{
	struct scope scope = scope_at(HISTORY, SLICE(""));
	struct setting enabled;
	struct finding *finding;

	if (check->config->express ||
	    !config_value(check->config, scope, "", "enabled", &enabled) ||
	    !slice_is_nocase(slice_trim(enabled.value), "false"))
		return;
	finding = report_at(check, at_setting(check, &enabled, "enabled", NULL),
			    "the configuration history is off: no copy of this "
			    "file is kept from which it could be restored");
	finding_help(check, finding,
		     "remove enabled: the history is on by default; where a "
		     "repository keeps the file, disable this rule");
}

const struct rule rule_config_history_off = {
	.id = "config-history-off",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the configuration history is turned off",
	.references = {
		REFERENCE_CONFIG_HISTORY,
	},
	.check_file = check_file,
};
