#include "rule/rule.h"

static bool is_of_elements(struct slice lock)
{
	return slice_is(lock, "lockElements") ||
	       slice_is(lock, "lockAllElementsExcept");
}

static struct spell find_meant(const struct schema *schema,
			       const struct fault *fault, bool elements)
{
	struct spell spell = spell_start(fault->name);

	if (!elements) {
		SCHEMA_EACH_ATTRIBUTE(schema, fault->known, attribute)
		spell_offer(&spell, schema_text(schema, attribute->name));
		return spell;
	}
	for (uint32_t i = fault->known->first_child; i != SCHEMA_NONE;
	     i = schema->elements[i].next)
		spell_offer(&spell,
			    schema_text(schema, schema->elements[i].name));
	return spell;
}

static void check_fault(struct check *check, const struct fault *fault)
{
	const char *lock, *kind;
	struct finding *finding;
	struct spell spell;
	bool elements;

	if (fault->kind != FAULT_LOCK_NAME)
		return;
	lock = fault_name(check, fault);
	elements = is_of_elements(
		xml_attribute_name(check->document, fault->attribute));
	kind = elements ? "element" : "attribute";
	finding = report_at(check, at_fault_value(check, fault),
			    "%s names '%s', and '%s' has no such %s", lock,
			    shown(check, fault->name), known_name(check, fault),
			    kind);
	if (!may_tell(check))
		return;
	spell = find_meant(check->config->schema, fault, elements);
	finding_help(check, finding,
		     "IIS says: \"%s contains unknown %s '%s'\"%s", lock, kind,
		     shown(check, fault->name), meant(check, &spell));
}

const struct rule rule_lock_unknown_name = {
	.id = "lock-unknown-name",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a list of what is locked names something unknown",
	.references = {
		REFERENCE_LOCKING,
		REFERENCE_FILE_ERRORS,
	},
	.check_fault = check_fault,
};
