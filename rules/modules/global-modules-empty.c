#include "rule/rule.h"

/*
 * Windows writes an empty list for the activation service alone, without the
 * web server: then nothing else of the file is about requests either.
 */
static bool is_for_requests(const struct config *config)
{
	size_t count;
	const struct served *const *served = config_served(config, &count);

	for (size_t i = 0; served && i < count; i++)
		if (served[i]->module_entries.count ||
		    served[i]->handler_entries.count)
			return true;
	for (size_t i = 0; i < config->site_count; i++)
		if (config->sites[i].http || config->sites[i].https)
			return true;
	return false;
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	const struct section *section =
		config_section_at(config, NATIVE_SECTION, SLICE(""));
	struct finding *finding;
	struct entries entries;

	if (!section || config->file != CONFIG_APPLICATION_HOST ||
	    !config_is_whole(config, section) ||
	    !config_entries(config, section, "", &entries) || entries.count ||
	    !is_for_requests(config))
		return;
	finding = report_at(check, at_element(check, section->element),
			    "globalModules has no module, so no request can "
			    "be answered");
	finding_help(check, finding,
		     "restore the section from a backup (appcmd list backup, "
		     "or %%SystemDrive%%\\inetpub\\history)\nIIS-W3SVC-WP "
		     "2298 says: \"The globalModules list is empty. No "
		     "requests can be served successfully.\"");
}

const struct rule rule_global_modules_empty = {
	.id = "global-modules-empty",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "globalModules has no module left",
	.references = {
		REFERENCE_MODULE_EVENTS,
		REFERENCE_GLOBAL_MODULES,
	},
	.unless = { "config-source" },
	.check_file = check_file,
};
