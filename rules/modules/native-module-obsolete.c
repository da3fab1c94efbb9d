#include "rule/rule.h"

/* Was the target made after the last setup that brought the module? */
static bool is_too_new(enum target target)
{
	return target >= TARGET_2022 && target != TARGET_EXPRESS;
}

static void see(struct check *check, const struct xml_element *entry)
{
	struct slice image = entry_value(check, entry, "image");
	struct finding *finding;

	if (!slice_ends(path_canonical(check, image),
			SLICE("\\system32\\inetsrv\\aspnetcore.dll")))
		return;
	finding = report_at(check, at_value(check, entry, "image"),
			    "'%s' is version 1 of the ASP.NET Core Module, "
			    "which setups of .NET Core 3.0 and later do not "
			    "bring",
			    shown(check, path_file(image)));
	if (is_too_new(check->circumstances->target))
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "without the file, no worker process starts: event 2280, "
		     "\"The Module DLL … failed to load\", and 503; let "
		     "applications use AspNetCoreModuleV2 and delete the "
		     "entry");
}

static void check_file(struct check *check)
{
	if (!check->config->express)
		each_native(check, see);
}

const struct rule rule_native_module_obsolete = {
	.id = "native-module-obsolete",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a native module is no longer delivered",
	.references = {
		"https://github.com/dotnet/aspnetcore/issues/19149",
		"https://github.com/dotnet/aspnetcore/issues/1583",
	},
	.check_file = check_file,
};
