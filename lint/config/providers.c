/*
 * Providers of encryption (facts: iis-configuration-system 6).
 */
#include "config/build.h"

/* Of machine.config, and of redirection.config. */
static bool is_inherited(const struct config *config, struct slice name)
{
	return slice_is(name, "RsaProtectedConfigurationProvider") ||
	       slice_is(name, "DataProtectionConfigurationProvider") ||
	       (config->file == CONFIG_REDIRECTION &&
		slice_is(name, "IISRsaProvider"));
}

static void read_providers(const struct config *config, struct table *names)
{
	const struct section *section =
		config_sections(config, "configProtectedData");
	struct entries entries;

	table_init(names, config->arena, TABLE_NOCASE, 0);
	if (!section || !config_entries(config, section, "providers", &entries))
		return;
	for (size_t i = 0; i < entries.count; i++)
		table_add(names, own_value(config, entries.at[i], "name"), 0);
}

bool config_may_decrypt(const struct config *config, struct slice provider)
{
	uint32_t ignored;

	if (is_inherited(config, provider))
		return true;
	if (!config->providers->arena)
		read_providers(config, config->providers);
	return !config->providers->count ||
	       table_get(config->providers, provider, &ignored);
}
