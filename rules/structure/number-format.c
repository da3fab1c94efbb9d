#include "rule/rule.h"

static void check_fault(struct check *check, const struct fault *fault)
{
	struct slice value;
	struct finding *finding;

	if (fault->kind != FAULT_NUMBER_FORMAT)
		return;
	value = xml_attribute_value(check->document, fault->attribute);
	finding = report_at(
		check, at_fault_value(check, fault), "%s '%s' %s",
		fault_name(check, fault), fault_value(check, fault),
		slice_starts_nocase(slice_trim(value), SLICE("0x"))
			? "is hexadecimal: it is not sure that IIS reads it so"
			: "has a zero in front");
	finding_help(check, finding, "write a decimal number");
}

const struct rule rule_number_format = {
	.id = "number-format",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "a number is hexadecimal, or has zeros in front",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.check_fault = check_fault,
};
