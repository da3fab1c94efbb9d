#include "rule/rule.h"

#define LOGGING "system.webServer/httpLogging"

/* What load balancers and monitors ask for, by its name. */
static bool is_probe(struct slice path)
{
	static const char *const parts[] = { "health", "heartbeat", "alive",
					     "probe" };
	static const char *const starts[] = { "ping", "ready", "monitor",
					      "status" };
	size_t slash = slice_find_last(path, '/');
	struct slice name =
		slash == SIZE_MAX ? path : slice_skip(path, slash + 1);

	for (size_t i = 0; i < LENGTH(parts); i++)
		if (slice_search_nocase(name, slice_of(parts[i])) != SIZE_MAX)
			return true;
	for (size_t i = 0; i < LENGTH(starts); i++)
		if (slice_starts_nocase(name, slice_of(starts[i])))
			return true;
	return false;
}

static void tell(struct check *check, const struct setting *setting,
		 const char *attribute, const struct xml_element *whom)
{
	struct place place = at_setting(check, setting, attribute, whom);
	struct finding *finding =
		report_hit(check, place, whom,
			   "'%s' turns the log off: requests leave no trace",
			   shown(check, setting->value));

	finding_help(check, finding,
		     "remove %s; to keep the log small, leave out the folder "
		     "that a load balancer asks for, in a location of its own",
		     attribute);
}

/* Is the value `true` written at, or above, this path? */
static bool is_unlogged(const struct check *check, struct slice path,
			struct setting *setting)
{
	return config_value(check->config, scope_at(LOGGING, path), "",
			    "dontLog", setting) &&
	       setting->where &&
	       slice_is_nocase(slice_trim(setting->value), "true");
}

static void check_paths(struct check *check, const struct site *site)
{
	struct setting own, setting;

	if (!is_unlogged(check, site->name, &own))
		own.where = NULL;
	if (own.where && !is_probe(site->name))
		tell(check, &own, "dontLog", site->element);
	for (size_t i = 0; i < site->application_count; i++) {
		const struct application *at = &site->applications[i];
		struct slice path = config_application_path(check->config, at);

		if (!slice_eq_nocase(path, site->name) && !is_probe(path) &&
		    is_unlogged(check, path, &setting) &&
		    setting.where != own.where)
			tell(check, &setting, "dontLog", at->element);
	}
}

static bool has_unlogged(const struct check *check)
{
	struct slice value;

	CONFIG_EACH_SECTION (check->config, LOGGING, section)
		if (xml_value(check->document, section->element, "dontLog",
			      &value) &&
		    slice_is_nocase(slice_trim(value), "true"))
			return true;
	return false;
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	bool central = log_is_central(check);
	bool unlogged = has_unlogged(check);
	struct setting setting;

	for (size_t i = 0; i < config->site_count && !config->express; i++) {
		const struct site *site = &config->sites[i];

		if (!site->http && !site->https)
			continue;
		if (unlogged)
			check_paths(check, site);
		if (!central && !is_probe(site->name) &&
		    config_value(config, scope_of(site->element), "logFile",
				 "enabled", &setting) &&
		    slice_is_nocase(slice_trim(setting.value), "false"))
			tell(check, &setting, "enabled", site->element);
	}
}

const struct rule rule_log_per_site_disabled = {
	.id = "log-per-site-disabled",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a site or an application does not log its requests",
	.references = {
		REFERENCE_LOG_FILE,
		"https://learn.microsoft.com/iis/configuration/system.webse"
		"rver/httplogging",
	},
	.check_file = check_file,
};
