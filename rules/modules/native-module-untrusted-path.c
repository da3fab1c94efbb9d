#include "rule/rule.h"

static void check_file(struct check *check)
{
	report_untrusted(check, NATIVE_SECTION, "image", "native module");
}

const struct rule rule_native_module_untrusted_path = {
	.id = "native-module-untrusted-path",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a native module is loaded from a folder that is not "
		   "trusted",
	.references = {
		REFERENCE_IIS_BACKDOORS,
		REFERENCE_T1505_004,
		REFERENCE_IIS_MODULES_HUNT,
	},
	.check_file = check_file,
};
