#include "rule/rule.h"

static void check_fault(struct check *check, const struct fault *fault)
{
	if (is_of_sites(fault) &&
	    fault->definition->validator == SCHEMA_DIRECTORY_PATH)
		report_path_fault(check, fault, "virtual directory path");
}

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	report_odd_path(check, directory->element, directory->path,
			"virtual directory path");
}

const struct rule rule_vdir_path_invalid = {
	.id = "vdir-path-invalid",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the path of a virtual directory is not of the form of a path",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
		REFERENCE_FILE_ERRORS,
	},
	.check_fault = check_fault,
	.check_directory = check_directory,
};
