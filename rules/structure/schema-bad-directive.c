#include "rule/rule.h"

/* "add" or "add, remove, clear": what the collection takes. */
static const char *directives(struct check *check, const struct fault *fault)
{
	const struct schema *schema = check->config->schema;
	const struct schema_text all[] = { fault->collection->add,
					   fault->collection->remove,
					   fault->collection->clear };
	const char *names = "";

	for (size_t i = 0; i < LENGTH(all); i++)
		if (all[i].len)
			names = words(
				check, "%s%s%s", names, *names ? ", " : "",
				shown(check, schema_text(schema, all[i])));
	return names;
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;

	if (fault->kind != FAULT_BAD_DIRECTIVE)
		return;
	finding = report_at(check, at_element(check, fault->element),
			    "'%s' does not take <%s>", known_name(check, fault),
			    fault_name(check, fault));
	if (is_of_dotnet(fault))
		finding_severity(check, finding, SEVERITY_INFO);
	if (may_tell(check))
		finding_help(check, finding,
			     "IIS says: \"Unrecognized element '%s'\" "
			     "(0x8007000d); this collection takes: %s",
			     fault_name(check, fault),
			     directives(check, fault));
}

const struct rule rule_schema_bad_directive = {
	.id = "schema-bad-directive",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a collection does not take this directive",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_CONFIGURATION,
	},
	.unless = { "metadata-section-spelling" },
	.check_fault = check_fault,
};
