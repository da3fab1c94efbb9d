#include "rule/rule.h"

/* What runs the file that is asked for itself when there is no program. */
static bool runs_itself(const char *module, struct slice path)
{
	static const struct {
		const char *module, *ending;
	} known[] = {
		{ "IsapiModule", ".dll" }, { "IsapiModule", ".isa" },
		{ "CgiModule", ".exe" },   { "CgiModule", ".com" },
		{ "CgiModule", ".cgi" },
	};
	struct slice ending = slice_skip(path, slice_find_last(path, '.'));

	/* Without an ending, any file may be asked for. */
	if (!ending.len || slice_find(ending, '*') != SIZE_MAX ||
	    slice_find(ending, '/') != SIZE_MAX)
		return true;
	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is(slice_of(module), known[i].module) &&
		    slice_is_nocase(ending, known[i].ending))
			return true;
	return false;
}

/* The module that needs a scriptProcessor for this handler; or null. */
static const char *needs_program(const struct check *check,
				 const struct xml_element *handler)
{
	static const char *const modules[] = { "IsapiModule", "CgiModule" };
	struct slice rest = entry_value(check, handler, "path"), path;

	if (handler_uses(check, handler, "FastCgiModule"))
		return "FastCgiModule";
	for (size_t i = 0; i < LENGTH(modules); i++) {
		if (!handler_uses(check, handler, modules[i]))
			continue;
		while (slice_cut(&rest, ',', &path))
			if (!runs_itself(modules[i], slice_trim(path)))
				return modules[i];
		return NULL;
	}
	return NULL;
}

static void check_program(struct check *check,
			  const struct xml_element *handler)
{
	const char *module = needs_program(check, handler);
	struct finding *finding;

	if (!module ||
	    slice_trim(entry_value(check, handler, "scriptProcessor")).len)
		return;
	finding = report_at(
		check, at_value(check, handler, "modules"),
		"handler '%s' for '%s' has no scriptProcessor: %s has nothing "
		"to run",
		shown(check, entry_value(check, handler, "name")),
		shown(check, entry_value(check, handler, "path")), module);
	finding_help(check, finding,
		     "write the path of the %s in scriptProcessor, or remove "
		     "the handler",
		     slice_is(slice_of(module), "IsapiModule") ? "DLL"
							       : "program");
}

/* Without modules=, it is the managed handler that type= names. */
static bool is_managed(const struct check *check,
		       const struct xml_element *handler)
{
	return !slice_trim(entry_value(check, handler, "modules")).len ||
	       handler_uses(check, handler, "ManagedPipelineHandler");
}

static void check_handler(struct check *check, void *context,
			  const struct served *served,
			  const struct xml_element *handler)
{
	struct finding *finding;

	(void)context;
	(void)served;
	if (slice_trim(entry_value(check, handler, "type")).len)
		return;
	if (!is_managed(check, handler)) {
		check_program(check, handler);
		return;
	}
	finding = report_at(
		check, at_value(check, handler, "name"),
		"handler '%s' has neither modules nor a type: nothing handles "
		"its requests",
		shown(check, entry_value(check, handler, "name")));
	finding_help(check, finding,
		     "write the .NET class in type, or the native module in "
		     "modules");
}

static void check_file(struct check *check)
{
	each_handler(check, NULL, check_handler);
}

const struct rule rule_handler_incomplete = {
	.id = "handler-incomplete",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a handler does not say what handles its requests",
	.references = {
		REFERENCE_HANDLER,
	},
	.unless = { "schema-missing-attribute", "schema-unknown-attribute" },
	.check_file = check_file,
};
