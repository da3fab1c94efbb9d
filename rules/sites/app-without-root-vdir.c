#include "rule/rule.h"

static bool is_root(struct check *check,
		    const struct virtual_directory *directory)
{
	struct setting path;

	if (directory->path.len)
		return path_means_root(directory->path);
	/* An empty one is told by vdir-path-invalid. */
	return config_value(check->config, scope_of(directory->element), "",
			    "path", &path) &&
	       path.where && path_means_root(path.value);
}

static void check_application(struct check *check,
			      const struct application *application)
{
	struct finding *finding;

	for (size_t i = 0; i < application->directory_count; i++)
		if (is_root(check, &application->directories[i]))
			return;
	if (check->document->error.fault != XML_FINE)
		return;
	finding = report_at(check, at_element(check, application->element),
			    "application '%s' has no virtual directory \"/\": "
			    "it has no content, and IIS leaves it out",
			    shown(check, application->path));
	finding_help(check, finding,
		     "add <virtualDirectory path=\"/\" physicalPath=\"…\" />, "
		     "or delete the application");
}

const struct rule rule_app_without_root_vdir = {
	.id = "app-without-root-vdir",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application has no root virtual directory",
	.references = {
		REFERENCE_SITES_STRUCTURE,
		REFERENCE_FILE_ERRORS,
	},
	.check_application = check_application,
};
