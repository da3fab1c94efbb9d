#include "rule/rule.h"

static void report_spelling(struct check *check,
			    const struct xml_element *element)
{
	struct finding *finding = report_at(
		check, at_element(check, element),
		"\"%s\" must be written \"customMetadata\": IIS does not know "
		"the element, and does not read the file",
		shown(check, xml_name(check->document, element)));

	finding_help(check, finding,
		     "letter case matters in names of elements; articles print "
		     "this one in several ways, only customMetadata is right");
}

static void check_directives(struct check *check,
			     const struct xml_element *parent)
{
	const struct xml_document *document = check->document;

	XML_EACH_CHILD (document, parent, child) {
		struct finding *finding;

		if (!xml_is(document, child, "clear") &&
		    !xml_is(document, child, "remove"))
			continue;
		finding = report_at(
			check, at_element(check, child),
			"<%s> in customMetadata, which has no such element: "
			"IIS does not read the file",
			shown(check, xml_name(document, child)));
		finding_help(check, finding,
			     "delete it, and the entries that it was to take "
			     "away");
	}
}

static void check_section(struct check *check, const struct section *section)
{
	if (!slice_is_nocase(section->path,
			     "system.applicationHost/customMetadata"))
		return;
	if (!xml_is(check->document, section->element, "customMetadata"))
		report_spelling(check, section->element);
	check_directives(check, section->element);
	XML_EACH_CHILD (check->document, section->element, child)
		if (xml_is(check->document, child, "key"))
			check_directives(check, child);
}

static void check_file(struct check *check)
{
	for (size_t i = 0; i < check->config->section_count; i++)
		check_section(check, &check->config->sections[i]);
}

const struct rule rule_metadata_section_spelling = {
	.id = "metadata-section-spelling",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "customMetadata is misspelled, or holds an element that it "
		   "does not have",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.appli"
		"cationhost/custommetadata/",
	},
	.check_file = check_file,
};
