#include "rule/rule.h"

enum {
	/* More modules than that are not searched for a name that is near. */
	MODULES_MAX = 1000,
	/* Nor are they for each of many findings. */
	SPELLED_MAX = 100,
};

/* Of a part of a list, nobody knows what is missing. */
static const struct section *whole_list(const struct config *config,
					struct entries *entries)
{
	const struct section *section =
		config_section_at(config, NATIVE_SECTION, SLICE(""));

	return section && config_is_whole(config, section) &&
			       config_entries(config, section, "", entries) &&
			       entries->count
		       ? section
		       : NULL;
}

static const char *near(struct check *check, struct slice name,
			const struct entries *entries)
{
	struct spell spell = spell_start(name);

	if (entries->count > MODULES_MAX || check->count > SPELLED_MAX)
		return "";
	for (size_t i = 0; i < entries->count; i++)
		spell_offer(&spell, entry_value(check, entries->at[i], "name"));
	return spell.best.len ? words(check, "did you mean '%s'? ",
				      shown(check, spell.best))
			      : "";
}

static void see(struct check *check, const struct xml_element *entry,
		const struct entries *entries)
{
	struct slice name = entry_value(check, entry, "name");
	struct finding *finding;

	if (!name.len || slice_trim(entry_value(check, entry, "type")).len ||
	    config_native_module(check->config, name))
		return;
	finding = report_at(check, at_value(check, entry, "name"),
			    "module '%s' has no type, and globalModules has "
			    "none of this name",
			    shown(check, name));
	if (!may_tell(check))
		return;
	finding_help(check, finding,
		     "%sinstall the module, or delete the entry and the "
		     "handlers that use it; requests fail with 500.19 or "
		     "500.21 and 0x8007000d",
		     near(check, name, entries));
}

static void check_file(struct check *check)
{
	struct entries entries;

	if (!whole_list(check->config, &entries))
		return;
	CONFIG_EACH_SECTION (check->config, "system.webServer/modules", section)
		XML_EACH_CHILD (check->document, section->element, child)
			if (xml_is(check->document, child, "add"))
				see(check, child, &entries);
}

const struct rule rule_module_not_registered = {
	.id = "module-not-registered",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a native module is in modules, but not in globalModules",
	.references = {
		REFERENCE_HTTP_500_21,
		REFERENCE_GLOBAL_MODULES,
	},
	.check_file = check_file,
};
