#include "rule/rule.h"

static void report(struct check *check, struct finding *finding,
		   struct place other, const char *note, const char *repair)
{
	note_at(check, finding, other, "%s", note);
	finding_help(check, finding,
		     "IIS says: \"Only one <configSections> element allowed.  "
		     "It must be the first child element of the root "
		     "<configuration> element\"; %s",
		     repair);
}

static void check_file(struct check *check)
{
	const struct xml_document *document = check->document;
	const struct xml_element *root = xml_root(document);
	const struct xml_element *declared = check->config->declared;
	const struct xml_element *first;

	if (!declared)
		return;
	first = xml_first(document, root);
	if (first != declared)
		report(check,
		       report_at(check, at_element(check, declared),
				 "<configSections> is not the first child of "
				 "<configuration>, as it must be"),
		       at_element(check, first), "this stands before it",
		       "move it to the top");
	for (const struct xml_element *child = xml_next(document, declared);
	     child; child = xml_next(document, child))
		if (xml_is(document, child, "configSections"))
			report(check,
			       report_at(check, at_element(check, child),
					 "second <configSections>, where only "
					 "one is allowed"),
			       at_element(check, declared),
			       "the first one is here",
			       "move its declarations into the first one");
}

const struct rule rule_configsections_position = {
	.id = "configsections-position",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "<configSections> is not the first child of "
		   "<configuration>, or there are two",
	.references = {
		REFERENCE_CONFIGURATION,
		REFERENCE_FILE_ERRORS,
	},
	.check_file = check_file,
};
