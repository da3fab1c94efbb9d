#include <string.h>

#include "rule/rule.h"

static bool is_of_elements(struct slice lock)
{
	return slice_is(lock, "lockElements") ||
	       slice_is(lock, "lockAllElementsExcept");
}

/*
 * What IIS says of lists of elements, or of all but some, is not known
 * (facts: iis-configuration-system 11).
 */
static void help(struct check *check, struct finding *finding,
		 const struct fault *fault, bool elements)
{
	struct slice lock =
		xml_attribute_name(check->document, fault->attribute);
	struct spell spell = elements ? meant_element(check, fault)
				      : meant_attribute(check, fault);
	const char *hint = meant(check, &spell);

	if (slice_is(lock, "lockAttributes"))
		finding_help(check, finding,
			     "IIS says: \"lockAttributes contains unknown "
			     "attribute '%s'\"%s",
			     shown(check, fault->name), hint);
	else if (*hint)
		finding_help(check, finding, "%s", hint + strlen("; "));
}

static void check_fault(struct check *check, const struct fault *fault)
{
	const char *lock, *kind;
	struct finding *finding;
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
	if (may_tell(check))
		help(check, finding, fault, elements);
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
