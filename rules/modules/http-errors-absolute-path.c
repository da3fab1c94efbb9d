#include "rule/rule.h"

#define ERRORS "system.webServer/httpErrors"

static bool is_absolute(struct slice path)
{
	switch (path_kind(slice_trim(path))) {
	case PATH_DRIVE:
	case PATH_DRIVE_RELATIVE:
	case PATH_UNC:
	case PATH_DEVICE:
	case PATH_VARIABLE:
		return true;
	default:
		return false;
	}
}

static void check_path(struct check *check, const struct xml_element *error,
		       const char *attribute)
{
	struct finding *finding;
	struct slice path;

	if (!xml_value(check->document, error, attribute, &path) ||
	    !is_absolute(path))
		return;
	finding = report_at(check, at_value(check, error, attribute),
			    "'%s' is an absolute path, which a web.config may "
			    "not give: IIS answers 500.19",
			    shown(check, path));
	finding_help(check, finding,
		     "give a path relative to the root of the site; absolute "
		     "ones belong into applicationHost.config, where "
		     "allowAbsolutePathsWhenDelegated can allow them here");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	if (config->file != CONFIG_WEB)
		return;
	CONFIG_EACH_SECTION (config, ERRORS, section) {
		if (setting_is(check, scope_at(ERRORS, section->location), "",
			       "allowAbsolutePathsWhenDelegated", "true"))
			continue;
		XML_EACH_CHILD (check->document, section->element, error) {
			if (!xml_is(check->document, error, "error") ||
			    !setting_is(check, scope_of(error), "",
					"responseMode", "File"))
				continue;
			check_path(check, error, "prefixLanguageFilePath");
			check_path(check, error, "path");
		}
	}
}

const struct rule rule_http_errors_absolute_path = {
	.id = "http-errors-absolute-path",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a web.config gives an absolute path of an error page",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.webse"
		"rver/httperrors/",
		"https://github.com/tjanczuk/iisnode/issues/578",
	},
	.check_file = check_file,
};
