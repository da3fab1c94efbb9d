#include "rule/rule.h"

static void check_file(struct check *check)
{
	const struct xml_error *error = &check->document->error;
	struct finding *finding;

	if (error->fault != XML_HAS_DTD)
		return;
	finding = report_at(check, at_text(error->at),
			    "document type declaration: IIS does not read a "
			    "file that has one");
	finding_help(check, finding,
		     "delete the declaration, and write the text of its "
		     "entities where they are used; what stands behind it has "
		     "not been checked");
}

const struct rule rule_xml_dtd = {
	.id = "xml-dtd",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file has a document type declaration, which IIS does "
		   "not accept",
	.references = {
		"https://learn.microsoft.com/previous-versions/windows/desk"
		"top/ms752833(v=vs.85)",
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
