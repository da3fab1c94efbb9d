#include "rule/rule.h"

#define HISTORY "system.applicationHost/configHistory"

static void check_file(struct check *check)
{
	struct scope scope = scope_at(HISTORY, SLICE(""));
	struct setting path;
	struct finding *finding;

	if (check->config->express ||
	    setting_is(check, scope, "", "enabled", "false") ||
	    !config_value(check->config, scope, "", "path", &path) ||
	    path_kind(slice_trim(path.value)) != PATH_UNC)
		return;
	finding = report_at(check, at_setting(check, &path, "path", NULL),
			    "'%s' is on another machine: Windows then keeps no "
			    "configuration history at all",
			    shown(check, path.value));
	finding_help(check, finding,
		     "give a folder of this machine, and copy the history to "
		     "the share by other means");
}

const struct rule rule_config_history_unc = {
	.id = "config-history-unc",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the folder of the configuration history is a UNC path",
	.references = {
		"https://learn.microsoft.com/previous-versions/windows/it-p"
		"ro/windows-server-2008-R2-and-2008/cc735104(v=ws.10)",
		REFERENCE_CONFIG_HISTORY,
	},
	.check_file = check_file,
};
