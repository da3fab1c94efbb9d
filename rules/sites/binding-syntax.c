#include "rule/rule.h"

static bool is_http(const struct binding *binding)
{
	return binding->https || slice_is_nocase(binding->protocol, "http");
}

static void check_binding(struct check *check, const struct binding *binding)
{
	struct endpoint_trouble trouble;
	struct finding *finding;
	bool seen;

	if (!binding->information.len ||
	    !endpoint_trouble(check, binding_form(binding->protocol),
			      binding->information, &trouble) ||
	    secret_value(binding->information))
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element, "%s binding \"%s\": %s",
		shown(check, binding->protocol),
		shown(check, binding->information), trouble.wrong);
	if (!trouble.sure)
		finding_severity(check, finding, SEVERITY_WARNING);
	seen = trouble.sure && trouble.seen && is_http(binding);
	finding_help(check, finding, "%s%s%s", trouble.expected,
		     seen ? "; what IIS tells: " : "",
		     seen ? trouble.seen : "");
}

const struct rule rule_binding_syntax = {
	.id = "binding-syntax",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the text of a binding has not the form of its protocol",
	.references = {
		REFERENCE_BINDING,
		REFERENCE_FILE_ERRORS,
	},
	.unless = { "schema-bad-value" },
	.check_binding = check_binding,
};
