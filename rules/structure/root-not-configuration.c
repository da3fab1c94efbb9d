#include "rule/rule.h"

static void check_file(struct check *check)
{
	const struct xml_document *document = check->document;
	const struct xml_element *root = xml_root(document);
	struct finding *finding;
	struct slice name;

	if (!root || xml_is(document, root, "configuration") ||
	    check->config->piece)
		return;
	name = xml_name(document, root);
	if (slice_is_nocase(name, "configuration")) {
		finding =
			report_at(check, at_text(xml_name_span(document, root)),
				  "root element \"%s\" must be written "
				  "\"configuration\": letter case matters",
				  shown(check, name));
		finding_help(check, finding,
			     "write <configuration> and </configuration>");
		return;
	}
	finding = report_at(check, at_text(xml_name_span(document, root)),
			    "root element \"%s\" instead of "
			    "\"configuration\": IIS cannot read the file, and "
			    "its content has not been checked",
			    shown(check, name));
	finding_help(check, finding, "%s",
		     check->config->extent == CONFIG_FRAGMENT
			     ? "a fragment begins with a section, a group of "
			       "sections, a <location> or a <site>"
			     : "if this is a part of a configuration, check "
			       "the whole applicationHost.config into which it "
			       "is put, or the part alone with --fragment");
}

const struct rule rule_root_not_configuration = {
	.id = "root-not-configuration",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the root element is not <configuration>",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.check_file = check_file,
};
