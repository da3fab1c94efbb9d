#include "rule/rule.h"

/* The names of the key's attributes, or their values: "a, b". */
static const char *list(struct check *check, const struct fault *fault,
			bool values)
{
	const char *text = "";

	for (size_t i = 0; i < fault->key_count; i++)
		text = words(check, "%s%s%s", text, i ? ", " : "",
			     values ? fault_key_value(check, &fault->keys[i])
				    : shown(check, fault->keys[i].name));
	return text;
}

static const char *sentence(struct check *check, const struct fault *fault)
{
	return words(check,
		     fault->keys[0].unique
			     ? "Cannot add duplicate collection entry of type "
			       "'%s' with unique key attribute '%s' set to '%s'"
			     : "Cannot add duplicate collection entry of type "
			       "'%s' with combined key attributes '%s' "
			       "respectively set to '%s'",
		     fault_name(check, fault), list(check, fault, false),
		     list(check, fault, true));
}

/*
 * What IIS says of an id that two sites have is not known
 * (facts: iis-configuration-system 11).
 */
static bool is_site_id(const struct fault *fault)
{
	return fault->keys[0].unique && slice_is(fault->keys[0].name, "id") &&
	       slice_is(fault->section->path, "system.applicationHost/sites");
}

static void help(struct check *check, struct finding *finding,
		 const struct fault *fault, bool beside)
{
	const char *advice =
		beside ? "remove one of the two"
		       : "remove it, or <remove> the inherited one before it";

	if (is_site_id(fault))
		finding_help(check, finding,
			     "IIS refuses the section (0x800700b7); give one "
			     "of the two another id, or remove it");
	else
		finding_help(check, finding,
			     "IIS says: \"%s\" (0x800700b7); %s",
			     sentence(check, fault), advice);
}

/* The last attribute of the key that is written tells most. */
static struct place place_of(struct check *check, const struct fault *fault)
{
	for (size_t i = fault->key_count; i > 0 && may_tell(check); i--) {
		const struct xml_attribute *written =
			xml_attribute_named(check->document, fault->element,
					    fault->keys[i - 1].name);

		if (written)
			return (struct place){ .element = fault->element,
					       .at = xml_value_span(written) };
	}
	return at_element(check, fault->element);
}

/* Does the other one stand in the same element? */
static bool is_beside(const struct check *check, const struct fault *fault)
{
	return xml_parent(check->document, fault->element) ==
	       xml_parent(check->document, fault->other);
}

/* "globalModules/add": an "add" alone tells nothing. */
static const char *entry_name(struct check *check, const struct fault *fault)
{
	return slice_is(fault->name, "add") ? known_name(check, fault)
					    : fault_name(check, fault);
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;
	bool beside;

	if (fault->kind != FAULT_DUPLICATE)
		return;
	beside = is_beside(check, fault);
	finding = report_at(check, place_of(check, fault),
			    "'%s' with %s '%s' is there already%s",
			    entry_name(check, fault), list(check, fault, false),
			    list(check, fault, true),
			    beside ? "" : ", inherited from a level above");
	note_at(check, finding, at_element(check, fault->other), "first here");
	if (may_tell(check))
		help(check, finding, fault, beside);
}

const struct rule rule_duplicate_collection_entry = {
	.id = "duplicate-collection-entry",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "two entries of a collection have the same key",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_FILE_ERRORS,
		"https://github.com/certbot/certbot/issues/9088",
	},
	.unless = { "metadata-duplicate-key", "metadata-duplicate-property" },
	.check_fault = check_fault,
};
