#include "rule/rule.h"

/* Files that transform others have it; IIS never reads them. */
static bool is_transform(struct slice name)
{
	return slice_is(name,
			"http://schemas.microsoft.com/XML-Document-Transform");
}

static void check_file(struct check *check)
{
	const struct xml_element *root = xml_root(check->document);
	struct finding *finding;
	struct slice name;

	if (!root || !xml_value(check->document, root, "xmlns", &name) ||
	    !name.len || is_transform(name))
		return;
	finding = report_at(check, at_value(check, root, "xmlns"),
			    "namespace '%s' on the root element, where IIS "
			    "expects none",
			    shown(check, name));
	finding_help(check, finding,
		     "delete xmlns=\"…\"; whether IIS reads a file with a "
		     "namespace is not known");
}

const struct rule rule_xml_namespace = {
	.id = "xml-namespace",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "the root element has a namespace",
	.references = {
		REFERENCE_APPLICATION_HOST,
	},
	.unless = { "root-not-configuration" },
	.check_file = check_file,
};
