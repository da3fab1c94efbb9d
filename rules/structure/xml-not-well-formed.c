#include "rule/rule.h"

static bool is_ours(enum xml_fault fault)
{
	return fault == XML_MALFORMED || fault == XML_TOO_DEEP ||
	       fault == XML_TOO_MANY;
}

static void check_file(struct check *check)
{
	const struct xml_error *error = &check->document->error;
	struct finding *finding;

	if (!is_ours(error->fault))
		return;
	finding = report_text(check, error->at, "%.*s", (int)error->message.len,
			      error->message.at);
	if (error->related_message)
		note_text(check, finding, error->related, "%s",
			  error->related_message);
	finding_help(check, finding, "%s", file_repair);
}

const struct rule rule_xml_not_well_formed = {
	.id = "xml-not-well-formed",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file is not well-formed XML",
	.references = {
		"https://learn.microsoft.com/troubleshoot/developer/webapps/"
		"iis/health-diagnostic-performance/http-error-500-19-webpage",
		"https://learn.microsoft.com/iis/configuration/"
		"system.applicationhost/confighistory",
	},
	.check_file = check_file,
};
