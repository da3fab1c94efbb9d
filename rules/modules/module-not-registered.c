#include "rule/rule.h"

static struct slice native_meant(struct check *check, struct slice name)
{
	const struct section *section = config_section_at(
		check->config, "system.webServer/globalModules", SLICE(""));
	struct entries entries = { .count = 0 };

	if (section)
		config_entries(check->config, section, "", &entries);
	return name_meant(check, &entries, name);
}

static void tell(struct check *check, const struct xml_element *entry,
		 struct slice name)
{
	struct finding *finding = report_at(
		check, at_value(check, entry, "name"),
		"module '%s' has no type and is not in <globalModules>: it is "
		"neither managed nor native",
		shown(check, name));
	struct slice best = { "", 0 };

	if (may_tell(check))
		best = native_meant(check, name);
	if (best.len)
		finding_help(check, finding,
			     "if it is '%s', write that: letter case counts",
			     shown(check, best));
	else
		finding_help(check, finding,
			     "install the module, or remove this entry and "
			     "the handlers that use it");
}

static void check_entry(struct check *check, const struct xml_element *entry)
{
	struct slice name = handler_value(check, entry, "name");

	if (name.len && !handler_value(check, entry, "type").len &&
	    !config_native_module(check->config, name))
		tell(check, entry, name);
}

/* Places with other handlers may share the modules. */
static bool is_new(struct table *seen, const struct served *served)
{
	struct slice key = { (const char *)&served->modules,
			     sizeof(served->modules) };

	return served->modules && table_add(seen, key, 0);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	const struct served *const *served;
	struct table seen;
	size_t count;

	if (config->file != CONFIG_APPLICATION_HOST ||
	    !config_has_native_modules(config) ||
	    check->document->error.fault != XML_FINE)
		return;
	served = config_served(config, &count);
	table_init(&seen, check->arena, TABLE_EXACT, 0);
	for (size_t i = 0; i < count; i++) {
		const struct entries *entries = &served[i]->module_entries;

		if (!is_new(&seen, served[i]))
			continue;
		for (size_t k = 0; k < entries->count; k++)
			if (handler_is_own(check, served[i]->modules,
					   entries->at[k]))
				check_entry(check, entries->at[k]);
	}
}

const struct rule rule_module_not_registered = {
	.id = "module-not-registered",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a native module is switched on, but is not in "
		   "<globalModules>",
	.references = {
		REFERENCE_HTTP_500,
		REFERENCE_GLOBAL_MODULES,
	},
	.check_file = check_file,
};
