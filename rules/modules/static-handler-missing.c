#include "rule/rule.h"

/* Does the handler take any file that is asked for? */
static bool takes_all(struct slice paths, struct slice verbs)
{
	struct slice path;

	if (slice_find(verbs, '*') == SIZE_MAX &&
	    !slice_list_has(verbs, SLICE("GET")))
		return false;
	while (slice_cut(&paths, ',', &path)) {
		path = slice_trim(path);
		if (slice_is(path, "*") || slice_is(path, "*.*") ||
		    slice_is(path, "/*"))
			return true;
	}
	return false;
}

/* StaticFileModule, or what answers everything: a proxy, ASP.NET Core, … */
static bool serves_files(const struct check *check, const struct served *served)
{
	const struct xml_document *document = check->document;
	struct slice none = { "", 0 };

	for (size_t i = 0; i < served->handler_entries.count; i++) {
		const struct xml_element *at = served->handler_entries.at[i];
		struct slice modules = none, path = none, verb = none;

		xml_value(document, at, "modules", &modules);
		xml_value(document, at, "path", &path);
		xml_value(document, at, "verb", &verb);
		if (slice_list_has(modules, SLICE("StaticFileModule")) ||
		    takes_all(path, verb))
			return true;
	}
	return false;
}

/*
 * Only what the root level of this file begins is known in full; and a server
 * without the module is not meant to serve files.
 */
static bool is_known(const struct check *check, const struct served *served)
{
	const struct config *config = check->config;
	const struct section *root = config_section_at(
		config, "system.webServer/handlers", SLICE(""));

	return root &&
	       config_native_module(config, SLICE("StaticFileModule")) &&
	       served->handlers && served->handlers->schema &&
	       config_is_whole(config, root) &&
	       config_is_whole(config, served->handlers);
}

static void check_served(struct check *check, const struct served *served)
{
	struct finding *finding;

	/* Of places with the same handlers, the first. */
	if (!is_known(check, served) ||
	    !slice_eq_nocase(served->path, served->handlers->location) ||
	    serves_files(check, served))
		return;
	finding = report_at(check, at_element(check, served->handlers->element),
			    "no handler here serves files: images, style "
			    "sheets and pages without a handler of their own "
			    "are answered with 404.4");
	finding_help(check, finding,
		     "add, as the last one, <add name=\"StaticFile\" "
		     "path=\"*\" verb=\"*\" modules=\"StaticFileModule,"
		     "DefaultDocumentModule,DirectoryListingModule\" "
		     "resourceType=\"Either\" requireAccess=\"Read\" />");
}

const struct rule rule_static_handler_missing = {
	.id = "static-handler-missing",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "no handler serves files",
	.references = {
		REFERENCE_HTTP_STATUS,
	},
	.check_served = check_served,
};
