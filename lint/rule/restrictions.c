#include "rule/rule.h"

static const char path[] = "system.webServer/security/isapiCgiRestriction";

bool find_restrictions(struct check *check, struct restrictions *restrictions)
{
	const struct config *config = check->config;
	struct scope scope = scope_at(path, SLICE(""));
	struct entries *entries = &restrictions->entries;

	*restrictions = (struct restrictions){ .section = NULL };
	restrictions->section = config_section_at(config, path, SLICE(""));
	if (!restrictions->section ||
	    !config_entries(config, restrictions->section, "", entries))
		return false;
	restrictions->other_isapis =
		setting_is(check, scope, "", "notListedIsapisAllowed", "true");
	restrictions->other_cgis =
		setting_is(check, scope, "", "notListedCgisAllowed", "true");
	table_init(&restrictions->scripts, check->arena, TABLE_NOCASE,
		   entries->count);
	table_init(&restrictions->programs, check->arena, TABLE_NOCASE,
		   entries->count);
	for (size_t i = 0; i < entries->count; i++) {
		struct slice key = script_key(
			check, entry_value(check, entries->at[i], "path"));

		table_add(&restrictions->scripts, key, (uint32_t)i);
		table_add(&restrictions->programs, script_program(key),
			  (uint32_t)i);
	}
	return true;
}

bool restrictions_hold(const struct check *check,
		       const struct restrictions *restrictions,
		       const struct served *served)
{
	return config_section_at(check->config, path,
				 served->handlers->location) ==
	       restrictions->section;
}

const struct xml_element *
restriction_of(const struct restrictions *restrictions,
	       const struct table *table, struct slice key)
{
	uint32_t number;

	return table_get(table, key, &number) ? restrictions->entries.at[number]
					      : NULL;
}

bool restriction_allows(const struct check *check,
			const struct restrictions *restrictions,
			const struct xml_element *entry,
			const struct xml_element *handler)
{
	if (entry)
		return setting_is(check, scope_of(entry), "", "allowed",
				  "true");
	return handler_uses(check, handler, "IsapiModule")
		       ? restrictions->other_isapis
		       : restrictions->other_cgis;
}

struct slice restricted_script(const struct check *check,
			       const struct xml_element *handler)
{
	if (!handler_uses(check, handler, "IsapiModule") &&
	    !handler_uses(check, handler, "CgiModule"))
		return SLICE("");
	return slice_trim(entry_value(check, handler, "scriptProcessor"));
}
