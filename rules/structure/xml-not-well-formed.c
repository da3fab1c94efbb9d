#include "rule/rule.h"

static bool is_ours(enum xml_fault fault)
{
	return fault == XML_MALFORMED || fault == XML_TOO_DEEP ||
	       fault == XML_TOO_MANY;
}

static void check_file(struct check *check)
{
	if (is_ours(check->document->error.fault))
		report_fault(check);
}

const struct rule rule_xml_not_well_formed = {
	.id = "xml-not-well-formed",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file is not well-formed XML",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_CONFIG_HISTORY,
	},
	.check_file = check_file,
};
