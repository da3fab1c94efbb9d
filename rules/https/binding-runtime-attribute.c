#include "rule/rule.h"

static bool is_runtime(struct slice name)
{
	return slice_is(name, "certificateHash") ||
	       slice_is(name, "certificateStoreName") ||
	       slice_is(name, "isDsMapperEnabled");
}

static void look(struct check *check, const struct xml_element *element)
{
	const struct xml_document *document = check->document;
	size_t count = xml_attribute_count(document, element);
	const char *first = NULL, *names = "";
	struct finding *finding;

	for (size_t i = 0; i < count; i++) {
		struct slice name = xml_attribute_name(
			document, xml_attribute_at(document, element, i));

		if (!is_runtime(name))
			continue;
		names = words(check, "%s%s%.*s", names, first ? " and " : "",
			      (int)name.len, name.at);
		if (!first)
			first = arena_copy(check->arena, name).at;
	}
	if (!first)
		return;
	finding = report_at(
		check, at_attribute(check, element, first),
		"binding with %s, which IIS does not read from the file: the "
		"certificate is what http.sys has for the endpoint",
		names);
	finding_help(check, finding,
		     "delete it, select the certificate in the https binding "
		     "and check with: netsh http show sslcert");
}

/* Nearly all bindings have no attribute but the two that they must have. */
static bool is_plain(const struct check *check, const struct binding *binding)
{
	return binding->protocol.len && binding->information.len &&
	       xml_attribute_count(check->document, binding->element) == 2;
}

static void check_binding(struct check *check, const struct binding *binding)
{
	if (!is_plain(check, binding) && !binding_is_inherited(check, binding))
		look(check, binding->element);
}

static void check_file(struct check *check)
{
	each_default_binding(check, look);
}

const struct rule rule_binding_runtime_attribute = {
	.id = "binding-runtime-attribute",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a binding has an attribute that exists only while IIS "
		   "runs",
	.references = {
		"https://github.com/lextm/iis_schema",
		REFERENCE_BINDING,
	},
	.check_file = check_file,
	.check_binding = check_binding,
};
