#include "rule/rule.h"

static const char providers[] =
	"system.applicationHost/serviceAutoStartProviders";

enum {
	/* Of more providers, none is looked for that may have been meant. */
	NEAR_MAX = 1000,
	/* Nor is one for each of many findings. */
	SPELLED_MAX = 100,
};

/* Letter case counts. */
static void read_providers(const struct check *check, struct table *names)
{
	struct slice name;

	table_init(names, check->arena, TABLE_EXACT, 0);
	CONFIG_EACH_SECTION (check->config, providers, section)
		XML_EACH_CHILD (check->document, section->element, child)
			if (xml_is(check->document, child, "add") &&
			    xml_value(check->document, child, "name", &name))
				table_add(names, name, 0);
}

static struct slice near_by(const struct check *check,
			    const struct table *names, struct slice wanted)
{
	struct spell spell = spell_start(wanted);

	if (names->count > NEAR_MAX || check->count > SPELLED_MAX)
		return spell.best;
	for (size_t i = 0; i < names->count; i++)
		spell_offer(&spell, names->entries[i].key);
	return spell.best;
}

static void tell(struct check *check, const struct application *application,
		 const struct setting *provider, const struct table *names)
{
	struct finding *finding = report_hit(
		check,
		at_setting(check, provider, "serviceAutoStartProvider",
			   application->element),
		application->element,
		"autostart provider '%s' does not exist: the application is "
		"not started ahead of its first request",
		shown(check, provider->value));
	struct slice meant;

	if (!finding)
		return;
	meant = near_by(check, names, provider->value);
	finding_help(
		check, finding,
		"%s%s%sadd it to <serviceAutoStartProviders>, letter case "
		"included, or remove serviceAutoStartEnabled; the event is "
		"W3SVC-WP 2302",
		meant.len ? "did you mean '" : "",
		meant.len ? shown(check, meant) : "", meant.len ? "'? " : "");
}

static void look(struct check *check, const struct application *application,
		 const struct table *names)
{
	struct scope scope = scope_of(application->element);
	struct setting provider;
	uint32_t ignored;

	if (setting_is(check, scope, "", "serviceAutoStartEnabled", "true") &&
	    config_value(check->config, scope, "", "serviceAutoStartProvider",
			 &provider) &&
	    provider.value.len && !table_get(names, provider.value, &ignored))
		tell(check, application, &provider, names);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	const struct section *section = config_sections(config, providers);
	struct table names;

	if (section ? !config_is_whole(config, section)
		    : check->document->error.fault != XML_FINE)
		return;
	read_providers(check, &names);
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->application_count; j++)
			look(check, &site->applications[j], &names);
	}
}

const struct rule rule_autostart_provider_missing = {
	.id = "autostart-provider-missing",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application is started by a provider that does not exist",
	.references = {
		REFERENCE_APPLICATION,
	},
	.check_file = check_file,
};
