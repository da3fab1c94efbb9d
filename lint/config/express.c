/*
 * IIS Express, recognised by what the file holds
 * (facts: rule-catalogue 3, item 8).
 */
#include "config/build.h"

static bool is_of_express(struct slice value)
{
	static const char *const variables[] = {
		"%IIS_USER_HOME%",
		"%IIS_BIN%",
		"%IIS_SITES_HOME%",
	};

	for (size_t i = 0; i < LENGTH(variables); i++)
		if (slice_starts_nocase(value, slice_of(variables[i])))
			return true;
	return false;
}

/* Where the project's own copy lies, and that of the user. */
static bool has_express_path(const struct config *config)
{
	struct slice name = slice_of(config->document->source->name);

	return slice_search_nocase(name, SLICE(".vs/")) != SIZE_MAX ||
	       slice_search_nocase(name, SLICE(".vs\\")) != SIZE_MAX ||
	       slice_search_nocase(name, SLICE("IISExpress")) != SIZE_MAX;
}

static bool has_express_pool(const struct config *config)
{
	static const char *const names[] = {
		"Clr4IntegratedAppPool",   "Clr4ClassicAppPool",
		"Clr2IntegratedAppPool",   "Clr2ClassicAppPool",
		"UnmanagedClassicAppPool",
	};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (config_pool(config, slice_of(names[i])))
			return true;
	return false;
}

static bool has_express_module(const struct config *config)
{
	CONFIG_EACH_SECTION (config, "system.webServer/globalModules", section)
		XML_EACH_CHILD (config->document, section->element, child)
			if (is_of_express(own_value(config, child, "image")))
				return true;
	return false;
}

static bool has_express_folder(const struct config *config)
{
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];
		struct setting setting;

		if (config_value(config, scope_of(site->element), "logFile",
				 "directory", &setting) &&
		    is_of_express(setting.value))
			return true;
		for (size_t j = 0; j < site->application_count; j++) {
			const struct application *at = &site->applications[j];

			for (size_t k = 0; k < at->directory_count; k++)
				if (is_of_express(
					    at->directories[k].physical_path))
					return true;
		}
	}
	return false;
}

void recognise_express(struct config *config)
{
	bool targeted =
		config->schema && config->schema->target == TARGET_EXPRESS;

	config->express =
		config->file == CONFIG_APPLICATION_HOST &&
		(targeted || has_express_path(config) ||
		 has_express_pool(config) || has_express_module(config) ||
		 has_express_folder(config));
}
