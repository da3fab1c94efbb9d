#include "rule/rule.h"

enum { VALUES_MAX = 6 };

static const struct {
	const char *attribute;
	/* Letter case does not matter. Null behind the last. */
	const char *values[VALUES_MAX + 1];
	const char *expected;
} rows[] = {
	{ "allowDefinition",
	  { "Everywhere", "MachineToApplication", "MachineToRootWeb",
	    "MachineToWebRoot", "AppHostOnly", "MachineOnly" },
	  "Everywhere, MachineToApplication, MachineToRootWeb, AppHostOnly or "
	  "MachineOnly" },
	/* .NET takes Inherit as well. */
	{ "overrideModeDefault",
	  { "Allow", "Deny", "Inherit" },
	  "Allow or Deny" },
	{ "allowLocation", { "true", "false" }, "true or false" },
};

static void check_value(struct check *check, const struct xml_element *element,
			size_t row)
{
	const char *const *known = rows[row].values;
	struct slice value;
	struct spell spell;
	struct finding *finding;

	if (!xml_value(check->document, element, rows[row].attribute, &value))
		return;
	value = slice_trim(value);
	for (size_t i = 0; known[i]; i++)
		if (slice_is_nocase(value, known[i]))
			return;
	finding = report_at(
		check, at_value(check, element, rows[row].attribute),
		"'%s' is no value of %s: expected %s", shown(check, value),
		rows[row].attribute, rows[row].expected);
	if (!may_tell(check))
		return;
	spell = spell_start(value);
	for (size_t i = 0; known[i]; i++)
		spell_offer(&spell, slice_of(known[i]));
	if (spell.best.len)
		finding_help(check, finding, "write '%.*s'",
			     (int)spell.best.len, spell.best.at);
	else
		finding_help(check, finding,
			     "correct it, or delete the attribute: without "
			     "it, the default is %s",
			     known[0]);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->declaration_count; i++)
		for (size_t row = 0; row < LENGTH(rows); row++)
			check_value(check, config->declarations[i].element,
				    row);
}

const struct rule rule_section_decl_attribute = {
	.id = "section-decl-attribute",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a section's declaration says in unknown words where the "
		   "section is allowed",
	.references = {
		REFERENCE_CONFIGURATION,
		REFERENCE_LOCKING,
	},
	.check_file = check_file,
};
