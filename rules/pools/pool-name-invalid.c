#include "rule/rule.h"

/* The service leaves out pools with longer names; this is the number that
 * everybody knows, and nobody has a source for. */
enum { NAME_MAX_KNOWN = 64 };

static const char *wrong(struct check *check, struct slice name)
{
	if (!name.len)
		return "is empty";
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] && strchr("|<>&\"/\\[]+=;:,?*@", name.at[i]))
			return words(check, "has a '%c'", name.at[i]);
	return "is refused by the schema";
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;

	if (!is_of_pools(fault))
		return;
	finding =
		report_at(check, at_fault_value(check, fault),
			  "application pool name '%s' %s: IIS cannot read "
			  "<applicationPools>",
			  fault_value(check, fault),
			  wrong(check, xml_attribute_value(check->document,
							   fault->attribute)));
	finding_help(check, finding,
		     "%s\nwrite a name without any of |<>&\"/\\[]+=;:,?*@ and "
		     "the same one in every applicationPool",
		     value_sentence(check, fault));
}

static size_t count_characters(struct slice text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += (text.at[i] & 0xc0) != 0x80;
	return count;
}

static void check_pool(struct check *check, const struct application_pool *pool)
{
	size_t count = count_characters(pool->name);
	struct finding *finding;

	if (count <= NAME_MAX_KNOWN)
		return;
	finding = report_at(check, at_value(check, pool->element, "name"),
			    "application pool name of %zu characters: WAS "
			    "leaves out pools with more than %d",
			    count, NAME_MAX_KNOWN);
	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "write a shorter name, and the same one in every "
		     "applicationPool; the events are WAS 5050 and 5051");
}

const struct rule rule_pool_name_invalid = {
	.id = "pool-name-invalid",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the name of an application pool is one that IIS does not take",
	.references = {
		REFERENCE_POOL,
		REFERENCE_FILE_ERRORS,
	},
	.check_fault = check_fault,
	.check_pool = check_pool,
};
