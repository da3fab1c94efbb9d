#include "rule/rule.h"

static void check_file(struct check *check)
{
	if (check->document->error.fault == XML_TRUNCATED)
		report_fault(check);
}

const struct rule rule_file_truncated = {
	.id = "file-truncated",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file is empty or ends before its elements are closed",
	.references = {
		REFERENCE_CONFIG_HISTORY,
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
