#include "rule/rule.h"

#define LOG "system.applicationHost/log"

/* Does the site itself say something about its log? */
static bool has_own_log(const struct check *check, const struct site *site)
{
	const struct xml_document *document = check->document;
	const struct xml_element *log =
		xml_child(document, site->element, "logFile");

	return log &&
	       (xml_attribute_count(document, log) || xml_first(document, log));
}

static void check_file(struct check *check)
{
	struct hit hit = { .count = 0 };
	struct finding *finding;
	struct setting mode;

	if (!log_is_central(check) ||
	    !config_value(check->config, scope_at(LOG, SLICE("")), "",
			  "centralLogFileMode", &mode))
		return;
	for (size_t i = 0; i < check->config->site_count; i++)
		if (has_own_log(check, &check->config->sites[i]))
			hit_add(&hit, &check->config->sites[i]);
	if (!hit.count)
		return;
	finding = report_at(
		check, at_setting(check, &mode, "centralLogFileMode", NULL),
		"with '%s' all sites write to one log: the <logFile> of %s is "
		"ignored",
		shown(check, mode.value), hit_shown(check, &hit));
	finding_help(check, finding,
		     "remove <logFile> from the sites, or set "
		     "centralLogFileMode to Site");
	note_hit(check, finding, &hit, "has settings for a log of its own");
}

const struct rule rule_log_central_overrides = {
	.id = "log-central-overrides",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "central logging ignores the log settings of sites",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.appli"
		"cationhost/log/",
		REFERENCE_LOG_FILE,
	},
	.check_file = check_file,
};
