#include "rule/rule.h"

static void check_fault(struct check *check, const struct fault *fault)
{
	if (is_of_sites(fault) &&
	    fault->definition->validator == SCHEMA_APPLICATION_PATH)
		report_path_fault(check, fault, "application path");
}

static void check_application(struct check *check,
			      const struct application *application)
{
	report_odd_path(check, application->element, application->path,
			"application path");
}

const struct rule rule_app_path_invalid = {
	.id = "app-path-invalid",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the path of an application is not of the form of a path",
	.references = {
		REFERENCE_SITE_APPLICATION,
		REFERENCE_FILE_ERRORS,
	},
	.check_fault = check_fault,
	.check_application = check_application,
};
