#include "rule/rule.h"

/* Names that are compared with a wrong one: no server has more adapters. */
enum { OFFERED_MAX = 64 };

struct adapters {
	struct table names;
	struct entries entries;
};

/* http.sys and the FTP service need no entry. */
static const char *const own[] = { "http", "https", "ftp" };

static bool is_own(struct slice protocol)
{
	for (size_t i = 0; i < LENGTH(own); i++)
		if (slice_is_nocase(protocol, own[i]))
			return true;
	return false;
}

static struct slice name_of(const struct check *check,
			    const struct xml_element *adapter)
{
	struct slice name = { "", 0 };

	xml_value(check->document, adapter, "name", &name);
	return name;
}

/* False if the file does not say which there are. */
static bool find_adapters(struct check *check, struct adapters *adapters)
{
	const struct config *config = check->config;
	const struct section *section = config_sections(
		config, "system.applicationHost/listenerAdapters");

	if (!section || !config_is_whole(config, section) ||
	    !config_entries(config, section, "", &adapters->entries))
		return false;
	table_init(&adapters->names, check->arena, TABLE_NOCASE,
		   adapters->entries.count);
	for (size_t i = 0; i < adapters->entries.count; i++)
		table_add(&adapters->names,
			  name_of(check, adapters->entries.at[i]), 0);
	return true;
}

static struct slice nearest(const struct check *check,
			    const struct adapters *adapters,
			    struct slice protocol)
{
	struct spell spell = spell_start(protocol);

	for (size_t i = 0; i < LENGTH(own); i++)
		spell_offer(&spell, slice_of(own[i]));
	for (size_t i = 0; i < adapters->entries.count && i < OFFERED_MAX; i++)
		spell_offer(&spell, name_of(check, adapters->entries.at[i]));
	return spell.best;
}

static void tell(struct check *check, const struct adapters *adapters,
		 const struct binding *binding)
{
	struct slice best;
	struct finding *finding = report_hit(
		check, at_value(check, binding->element, "protocol"),
		binding->site->element,
		"protocol \"%s\" has no entry in listenerAdapters: nothing "
		"listens on this binding",
		shown(check, binding->protocol));

	if (!finding || finding->untold)
		return;
	best = nearest(check, adapters, binding->protocol);
	if (best.len)
		finding_help(check, finding, "did you mean \"%s\"?",
			     shown(check, best));
	else
		finding_help(check, finding,
			     "install the feature that listens for it, such "
			     "as WCF non-HTTP activation for net.tcp, or "
			     "delete the binding");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct adapters adapters;
	uint32_t ignored;

	if (!find_adapters(check, &adapters))
		return;
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->binding_count; j++) {
			struct slice protocol = site->bindings[j].protocol;

			if (protocol.len && !is_own(protocol) &&
			    !table_get(&adapters.names, protocol, &ignored) &&
			    !secret_value(protocol))
				tell(check, &adapters, &site->bindings[j]);
		}
	}
}

const struct rule rule_binding_unknown_protocol = {
	.id = "binding-unknown-protocol",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "nothing listens for the protocol of a binding",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.application"
		"host/listeneradapters/",
		REFERENCE_BINDING,
	},
	.unless = { "schema-bad-value" },
	.check_file = check_file,
};
