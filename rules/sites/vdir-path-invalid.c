#include "rule/rule.h"

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;
	const char *why;

	if (!is_of_sites(fault) ||
	    fault->definition->validator != SCHEMA_DIRECTORY_PATH)
		return;
	why = path_refused(
		xml_attribute_value(check->document, fault->attribute));
	finding = report_at(
		check, at_fault_value(check, fault),
		"virtual directory path '%s' %s: IIS cannot read <sites>",
		fault_value(check, fault),
		why ? why : "is refused by the schema");
	finding_help(
		check, finding,
		"%s\nwrite the path as it stands in URLs, such as \"/shop\"",
		value_sentence(check, fault));
}

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	const char *odd = path_odd(directory->path);
	struct finding *finding;

	if (!odd || path_refused(directory->path))
		return;
	finding = report_at(
		check, at_value(check, directory->element, "path"),
		"virtual directory path '%s' %s: no request gets there",
		shown(check, directory->path), odd);
	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "IIS compares the path of a request when escapes are "
		     "decoded and slashes made '/' and single; write the path "
		     "like that");
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
