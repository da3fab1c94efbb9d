#include "rule/rule.h"

/* What parts of IIS and .NET ask for themselves, without a handler. */
static bool is_of_product(struct slice key)
{
	static const char *const known[] = {
		"aspnet_isapi.dll",
		"webengine4.dll",
		"webengine.dll",
		"webdav.dll",
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is_nocase(path_file(key), known[i]))
			return true;
	return false;
}

static bool is_executed(const struct check *check,
			const struct xml_element *handlers)
{
	struct slice rest = entry_value(check, handlers, "accessPolicy");
	struct slice flag;

	while (slice_cut(&rest, ',', &flag))
		if (slice_is_nocase(slice_trim(flag), "Execute"))
			return true;
	return false;
}

/*
 * May clients name a program in the URL? Handlers such as ISAPI-dll are there
 * everywhere, but need Execute in accessPolicy.
 */
static bool may_be_asked_for(const struct check *check)
{
	CONFIG_EACH_SECTION (check->config, "system.webServer/handlers",
			     section)
		if (is_executed(check, section->element))
			return true;
	return false;
}

/* Other arguments are another rule's. */
static void add_script(struct check *check, void *context,
		       const struct served *served,
		       const struct xml_element *handler)
{
	struct slice script = entry_value(check, handler, "scriptProcessor");

	(void)served;
	if (script.len)
		table_add(context, script_program(script_key(check, script)),
			  0);
}

static void check_file(struct check *check)
{
	struct restrictions restrictions;
	struct table used;
	uint32_t ignored;

	if (check->document->error.fault != XML_FINE ||
	    !config_sections(check->config, "system.webServer/handlers") ||
	    may_be_asked_for(check) || !find_restrictions(check, &restrictions))
		return;
	table_init(&used, check->arena, TABLE_NOCASE, 0);
	each_handler(check, &used, add_script);
	for (size_t i = 0; i < restrictions.entries.count; i++) {
		const struct xml_element *entry = restrictions.entries.at[i];
		struct slice path = entry_value(check, entry, "path");
		struct slice key = script_key(check, path);

		if (is_of_product(key) ||
		    table_get(&used, script_program(key), &ignored) ||
		    !setting_is(check, scope_of(entry), "", "allowed", "true"))
			continue;
		report_at(check, at_value(check, entry, "path"),
			  "'%s' may run, but no handler of this file runs it",
			  shown(check, path));
	}
}

const struct rule rule_isapi_restriction_dangling = {
	.id = "isapi-restriction-dangling",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a program or DLL is allowed to run that no handler runs",
	.references = {
		REFERENCE_ISAPI_CGI_RESTRICTION,
	},
	.check_file = check_file,
};
