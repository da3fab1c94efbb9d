#include "rule/rule.h"

static void check_file(struct check *check)
{
	const struct xml_error *error = &check->document->error;
	struct finding *finding;

	if (error->fault != XML_TRUNCATED)
		return;
	finding = report_text(check, error->at, "%.*s", (int)error->message.len,
			      error->message.at);
	if (error->related_message)
		note_text(check, finding, error->related, "%s",
			  error->related_message);
	finding_help(check, finding, "%s", file_repair);
}

const struct rule rule_file_truncated = {
	.id = "file-truncated",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file is empty or ends before its elements are closed",
	.references = {
		"https://learn.microsoft.com/iis/configuration/"
		"system.applicationhost/confighistory",
		"https://learn.microsoft.com/troubleshoot/developer/webapps/"
		"iis/health-diagnostic-performance/http-error-500-19-webpage",
	},
	.check_file = check_file,
};
