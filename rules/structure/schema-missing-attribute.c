#include "rule/rule.h"

/* Is one of the element's unknown attributes a slip of the missing one? */
static bool is_misspelt(const struct check *check, const struct fault *fault)
{
	const struct xml_document *document = check->document;
	size_t count = xml_attribute_count(document, fault->element);

	for (size_t i = 0; i < count; i++) {
		struct slice name = xml_attribute_name(
			document,
			xml_attribute_at(document, fault->element, i));
		struct spell spell = spell_start(name);

		spell_offer(&spell, fault->name);
		if (spell.best.len && !schema_attribute(check->config->schema,
							fault->known, name))
			return true;
	}
	return false;
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;

	if (fault->kind != FAULT_MISSING_ATTRIBUTE || is_misspelt(check, fault))
		return;
	finding = report_at(check, at_element(check, fault->element),
			    "'%s' lacks the attribute '%s', which it must have",
			    owner_name(check, fault), fault_name(check, fault));
	if (is_of_dotnet(fault))
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "IIS says: \"Missing required attribute '%s'\" "
		     "(0x8007000d); add it",
		     fault_name(check, fault));
}

const struct rule rule_schema_missing_attribute = {
	.id = "schema-missing-attribute",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an element lacks an attribute that it must have",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_FILE_ERRORS,
	},
	.unless = { "metadata-bad-value", "metadata-bad-path" },
	.check_fault = check_fault,
};
