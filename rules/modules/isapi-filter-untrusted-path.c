#include "rule/rule.h"

static void check_file(struct check *check)
{
	report_untrusted(check, "system.webServer/isapiFilters", "path",
			 "ISAPI filter");
}

const struct rule rule_isapi_filter_untrusted_path = {
	.id = "isapi-filter-untrusted-path",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an ISAPI filter is loaded from a folder that is not "
		   "trusted",
	.references = {
		REFERENCE_IIS_BACKDOORS,
		REFERENCE_T1505_004,
	},
	.check_file = check_file,
};
