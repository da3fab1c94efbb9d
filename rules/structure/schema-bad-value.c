#include "rule/rule.h"

static const char *expected(struct check *check, const struct fault *fault)
{
	switch ((enum schema_type)fault->definition->type) {
	case SCHEMA_BOOL:
		return "true or false";
	case SCHEMA_UINT:
		return "a number from 0 to 4294967295";
	case SCHEMA_INT:
		return "a number from -2147483648 to 2147483647";
	case SCHEMA_INT64:
		return "a number";
	case SCHEMA_TIMESPAN:
		if (fault->definition->unit == SCHEMA_CLOCK)
			return "a time span such as 00:20:00";
		return fault->definition->unit == SCHEMA_MINUTES
			       ? "a number of minutes"
			       : "a number of seconds";
	case SCHEMA_ENUM:
		return words(check, "one of %s", member_names(check, fault));
	case SCHEMA_FLAGS:
	case SCHEMA_STRING:
		break;
	}
	return "a text";
}

static const char *wrong_name(const struct fault *fault)
{
	switch ((enum schema_validator)fault->definition->validator) {
	case SCHEMA_POOL_NAME:
		return "cannot be the name of an application pool";
	case SCHEMA_SITE_NAME:
		return "cannot be the name of a site";
	case SCHEMA_APPLICATION_PATH:
		return "cannot be the path of an application";
	default:
		return "cannot be the path of a virtual directory";
	}
}

/* What is wrong, behind "attribute: 'value' ". */
static const char *wrong(struct check *check, const struct fault *fault)
{
	struct slice part = fault->verdict.part;

	if (fault->verdict.problem == VALUE_NOT_OF_TYPE &&
	    fault->definition->type == SCHEMA_FLAGS)
		return words(check, "holds '%s', which is not one of %s",
			     fault_part(check, fault, part),
			     member_names(check, fault));
	switch (fault->verdict.problem) {
	case VALUE_NUMBER:
		return words(check,
			     "holds the number %s where a name is expected",
			     fault_part(check, fault, part));
	case VALUE_TOO_NEW:
		return words(check,
			     "holds '%s', which is known only from %s on",
			     fault_part(check, fault, part),
			     version_name(fault->verdict.member->since));
	case VALUE_EMPTY:
		return "is empty and must not be";
	case VALUE_BAD_NAME:
		return wrong_name(fault);
	case VALUE_NOT_TRIMMED:
		return "begins or ends with white space";
	default:
		return words(check, "is not %s", expected(check, fault));
	}
}

static const char *advice(struct check *check, const struct fault *fault)
{
	const struct schema *schema = check->config->schema;
	struct spell spell = spell_start(fault->verdict.part);

	if (fault->definition->type == SCHEMA_BOOL) {
		spell_offer(&spell, SLICE("true"));
		spell_offer(&spell, SLICE("false"));
	}
	for (uint32_t i = 0; i < fault->definition->member_count; i++) {
		const struct schema_member *member =
			&schema->members[fault->definition->first_member + i];

		if (!schema_too_new(schema, member->since))
			spell_offer(&spell, schema_text(schema, member->name));
	}
	if (spell.best.len && fault->verdict.problem == VALUE_NOT_OF_TYPE)
		return words(check, "did you mean '%s'?",
			     shown(check, spell.best));
	if (fault->verdict.problem == VALUE_BAD_NAME)
		return fault->verdict.part.len == 1
			       ? words(check, "'%s' is not allowed",
				       fault_part(check, fault,
						  fault->verdict.part))
			       : "choose another one";
	return "";
}

/* Tools have always written numbers there. */
static bool may_be_number(const struct fault *fault)
{
	return fault->verdict.problem == VALUE_NUMBER &&
	       slice_is(fault->section->path,
			"system.applicationHost/customMetadata");
}

static void check_fault(struct check *check, const struct fault *fault)
{
	const char *sentence, *hint;
	struct finding *finding;

	if (fault->kind != FAULT_BAD_VALUE || may_be_number(fault) ||
	    is_of_sites(fault) || is_of_pools(fault))
		return;
	finding = report_at(check, at_fault_value(check, fault), "%s '%s' %s",
			    fault_name(check, fault), fault_value(check, fault),
			    wrong(check, fault));
	if (is_of_dotnet(fault) || fault->verdict.problem == VALUE_NUMBER)
		finding_severity(check, finding, SEVERITY_WARNING);
	if (!may_tell(check))
		return;
	sentence = value_sentence(check, fault);
	hint = advice(check, fault);
	if (*sentence || *hint)
		finding_help(check, finding, "%s%s%s", sentence,
			     *sentence && *hint ? "; " : "", hint);
}

const struct rule rule_schema_bad_value = {
	.id = "schema-bad-value",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the value of an attribute is not of its type",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_FILE_ERRORS,
	},
	.unless = { "metadata-bad-value", "metadata-cert-hash-malformed",
		    "ssl-flags-value" },
	.check_fault = check_fault,
};
