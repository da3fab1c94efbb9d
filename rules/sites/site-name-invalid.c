#include "rule/rule.h"

static const char *wrong(struct slice name)
{
	if (!name.len)
		return "is empty";
	if (slice_find(name, '/') != SIZE_MAX)
		return "has a '/'";
	if (slice_find(name, '?') != SIZE_MAX)
		return "has a '?'";
	return "is refused by the schema";
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;

	if (!is_of_sites(fault) ||
	    fault->definition->validator != SCHEMA_SITE_NAME)
		return;
	finding = report_at(
		check, at_fault_value(check, fault),
		"site name '%s' %s: IIS cannot read <sites>",
		fault_value(check, fault),
		wrong(xml_attribute_value(check->document, fault->attribute)));
	finding_help(check, finding,
		     "%s\nwrite another name, and the same one in every "
		     "<location path>",
		     value_sentence(check, fault));
}

static void check_site(struct check *check, const struct site *site)
{
	struct slice name = site->name;
	bool backslash = slice_find(name, '\\') != SIZE_MAX;
	struct finding *finding;

	if ((!backslash && slice_find(name, ':') == SIZE_MAX) ||
	    slice_find(name, '/') != SIZE_MAX ||
	    slice_find(name, '?') != SIZE_MAX)
		return;
	finding = report_at(check, at_value(check, site->element, "name"),
			    "site name '%s' has a '%s', which IIS Manager "
			    "refuses in names",
			    shown(check, name), backslash ? "\\" : ":");
	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "write another name, and the same one in every "
		     "<location path>");
}

const struct rule rule_site_name_invalid = {
	.id = "site-name-invalid",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the name of a site has characters that it must not have",
	.references = {
		REFERENCE_SITE,
		REFERENCE_FILE_ERRORS,
	},
	.check_fault = check_fault,
	.check_site = check_site,
};
