#include "rule/rule.h"

/* Of more words in one value, nobody needs to be told. */
enum { WORDS_MAX = 8 };

static const char *const known[] = {
	"integratedMode",     "classicMode",	    "ISAPIMode",
	"managedHandler",     "bitness32",	    "bitness64",
	"runtimeVersionv1.1", "runtimeVersionv2.0", "runtimeVersionv4.0",
};

static bool is_known(struct slice token)
{
	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is(token, known[i]))
			return true;
	/* The second one is of a vendor. */
	return slice_starts(token, SLICE("appPoolName=")) ||
	       slice_is(token, "winx86_64");
}

/* Did somebody write another separator than a comma? */
static bool is_list(struct slice token)
{
	for (size_t i = 0; i < token.len; i++)
		if (ascii_is_space(token.at[i]) || token.at[i] == ';' ||
		    token.at[i] == '|')
			return true;
	return false;
}

static const char *advice(struct check *check, struct slice token)
{
	struct spell spell = spell_start(token);

	if (is_list(token))
		return "preconditions are separated by commas";
	for (size_t i = 0; i < LENGTH(known); i++)
		spell_offer(&spell, slice_of(known[i]));
	if (!spell.best.len)
		return "IIS knows integratedMode, classicMode, "
		       "managedHandler, bitness32, bitness64, "
		       "runtimeVersionv2.0 and runtimeVersionv4.0";
	return words(check,
		     slice_eq_nocase(token, spell.best)
			     ? "write '%s': letter case counts"
			     : "did you mean '%s'?",
		     shown(check, spell.best));
}

static const char *sentence(const struct check *check,
			    const struct xml_element *entry)
{
	return xml_is(check->document, xml_parent(check->document, entry),
		      "globalModules")
		       ? "\nIIS-W3SVC-WP 2296 says: \"The Module name … has an "
			 "invalid precondition\""
		       : "";
}

static void see(struct check *check, const struct xml_element *entry,
		struct slice precondition)
{
	struct finding *finding;
	struct slice token;
	size_t count = 0;

	while (count < WORDS_MAX && precondition_cut(&precondition, &token)) {
		if (is_known(token))
			continue;
		count++;
		finding = report_at(
			check, at_value(check, entry, "preCondition"),
			"'%s' is no precondition that IIS knows, "
			"so '%s' is not loaded",
			shown(check, token),
			shown(check, entry_value(check, entry, "name")));
		if (!may_tell(check))
			continue;
		finding_help(check, finding, "%s%s", advice(check, token),
			     sentence(check, entry));
	}
}

static void check_file(struct check *check)
{
	each_precondition(check, see);
}

const struct rule rule_precondition_unknown = {
	.id = "precondition-unknown",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a precondition is none that IIS knows",
	.references = {
		REFERENCE_MODULE_EVENTS,
		REFERENCE_PRECONDITIONS,
	},
	.check_file = check_file,
};
