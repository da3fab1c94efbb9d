#include "rule/rule.h"

static void see(struct check *check, const struct xml_element *entry)
{
	struct slice name = entry_value(check, entry, "name");
	struct finding *finding;

	if (!name.len || native_module(name))
		return;
	finding = report_at(check, at_value(check, entry, "name"),
			    "native module '%s' belongs neither to IIS nor to "
			    "a well-known product",
			    shown(check, name));
	finding_help(check, finding,
		     "find out who installed it and check the signature of "
		     "its file: it sees every request, in each worker process");
}

static void check_file(struct check *check)
{
	each_native(check, see);
}

const struct rule rule_native_module_unknown = {
	.id = "native-module-unknown",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_HARDENING,
	.since = "0.1",
	.summary = "a native module is not one of the well-known ones",
	.references = {
		REFERENCE_IIS_MODULES_HUNT,
		REFERENCE_IIS_BACKDOORS,
	},
	.unless = {
		"native-module-untrusted-path",
	},
	.check_file = check_file,
};
