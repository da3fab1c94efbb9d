#include "rule/rule.h"

/*
 * The files that IIS Express comes with cache for 00:00:00, below the least
 * that the schema allows, and work (facts: iis-configuration-system 1.4).
 */
static bool works(const struct check *check, const struct fault *fault)
{
	int64_t seconds;

	return slice_is(fault->section->path, "system.webServer/caching") &&
	       slice_is(fault->name, "duration") &&
	       value_time_span(
		       xml_attribute_value(check->document, fault->attribute),
		       &seconds) &&
	       !seconds;
}

static const char *number(struct check *check,
			  const struct schema_attribute *definition,
			  int64_t value)
{
	return definition->type == SCHEMA_TIMESPAN
		       ? span_shown(check, value)
		       : words(check, "%lld", (long long)value);
}

static const char *wrong(struct check *check, const struct fault *fault)
{
	const struct schema_attribute *definition = fault->definition;

	if (fault->verdict.problem == VALUE_NOT_GRANULAR)
		return words(
			check, "is not a multiple of %s",
			number(check, definition, definition->granularity));
	return words(
		check, "is %s the range from %s to %s%s",
		definition->validator == SCHEMA_RANGE ? "outside of" : "in",
		number(check, definition, definition->min),
		number(check, definition, definition->max),
		definition->validator == SCHEMA_RANGE ? ""
						      : ", which is forbidden");
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;

	if (fault->kind != FAULT_OUT_OF_RANGE || works(check, fault))
		return;
	finding = report_at(check, at_fault_value(check, fault), "%s '%s' %s",
			    fault_name(check, fault), fault_value(check, fault),
			    wrong(check, fault));
	if (is_of_dotnet(fault))
		finding_severity(check, finding, SEVERITY_WARNING);
	if (may_tell(check))
		finding_help(check, finding, "%s",
			     value_sentence(check, fault));
}

const struct rule rule_schema_out_of_range = {
	.id = "schema-out-of-range",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a number or time span is outside of its range",
	.references = {
		REFERENCE_HTTP_500_19,
		"https://technet.microsoft.com/de-de/library/cc735211",
	},
	.check_fault = check_fault,
};
