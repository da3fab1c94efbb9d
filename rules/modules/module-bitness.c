#include "rule/rule.h"

/* Entries that name a DLL for worker processes. */
static const struct kind {
	const char *section, *entry, *attribute, *what, *consequence;
} kinds[] = {
	{ "system.webServer/globalModules", "add", "image", "native module",
	  "IIS-W3SVC-WP 2282, \"The Module DLL … could not be loaded due to a "
	  "configuration problem\", stops the worker processes: 503" },
	{ "system.webServer/isapiFilters", "filter", "path", "ISAPI filter",
	  "clients see 500.0: \"LoadLibraryEx on ISAPI filter … failed\"" },
	{ "system.webServer/handlers", "add", "scriptProcessor", "handler",
	  "what it handles fails with 500.0 and 0x800700c1" },
};

static const char *const tokens[] = {
	[BITNESS_UNKNOWN] = "",
	[BITNESS_32] = "bitness32",
	[BITNESS_64] = "bitness64",
};

/* A scriptProcessor runs in the worker process for IsapiModule alone. */
static bool is_loaded(struct check *check, const struct kind *kind,
		      const struct xml_element *entry)
{
	if (!xml_is(check->document, entry, kind->entry) ||
	    setting_is(check, scope_of(entry), "", "enabled", "false"))
		return false;
	return strcmp(kind->attribute, "scriptProcessor") != 0 ||
	       slice_list_has(entry_value(check, entry, "modules"),
			      SLICE("IsapiModule"));
}

static void note_pool(struct check *check, struct finding *finding,
		      const struct application_pool *pool)
{
	static const char attribute[] = "enable32BitAppOnWin64";
	struct setting setting = { .where = NULL };

	config_value(check->config, scope_of(pool->element), "", attribute,
		     &setting);
	note_at(check, finding,
		at_setting(check, &setting, attribute, pool->element),
		"enable32BitAppOnWin64 of '%s' is %s", shown(check, pool->name),
		shown(check, setting.value));
}

static void see(struct misfits *misfits, const struct kind *kind,
		const struct section *section, const struct xml_element *entry)
{
	struct check *check = misfits->check;
	struct slice value = entry_value(check, entry, kind->attribute);
	struct slice precondition = entry_value(check, entry, "preCondition");
	enum bitness bitness = path_bitness(path_canonical(check, value));
	const struct application_pool *pool;
	struct finding *finding;

	if (bitness == BITNESS_UNKNOWN ||
	    slice_list_has(precondition, slice_of(tokens[bitness])) ||
	    !is_loaded(check, kind, entry))
		return;
	pool = misfit_pool(misfits, section, precondition, bitness);
	if (!pool)
		return;
	finding = report_at(
		check, at_value(check, entry, kind->attribute),
		"%s '%s' is a DLL of %s bits, and application pool '%s' of %s "
		"bits loads it",
		kind->what, shown(check, entry_value(check, entry, "name")),
		bitness == BITNESS_32 ? "32" : "64", shown(check, pool->name),
		bitness == BITNESS_32 ? "64" : "32");
	finding_help(check, finding,
		     "add preCondition '%s', and a second entry for the DLL of "
		     "the other kind of pools if there is one\n%s",
		     tokens[bitness], kind->consequence);
	note_pool(check, finding, pool);
}

static void check_file(struct check *check)
{
	struct misfits misfits = { .check = check };

	if (check->config->express)
		return;
	for (size_t i = 0; i < LENGTH(kinds); i++)
		CONFIG_EACH_SECTION (check->config, kinds[i].section, section)
			XML_EACH_CHILD (check->document, section->element,
					child)
				see(&misfits, &kinds[i], section, child);
}

const struct rule rule_module_bitness = {
	.id = "module-bitness",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an application pool loads a DLL of the other bitness",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_PRECONDITIONS,
		"https://github.com/tjanczuk/iisnode/issues/267",
	},
	.check_file = check_file,
};
