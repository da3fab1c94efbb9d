#include "rule/rule.h"

#define LOG "system.applicationHost/log"

static bool is_unc(const struct check *check, struct scope scope,
		   const char *below, struct setting *directory)
{
	return config_value(check->config, scope, below, "directory",
			    directory) &&
	       path_kind(slice_trim(directory->value)) == PATH_UNC;
}

static void help(struct check *check, struct finding *finding)
{
	finding_help(check, finding,
		     "write to a local disk, and move finished files to the "
		     "share by a task");
}

static void check_site(struct check *check, const struct site *site)
{
	struct scope scope = scope_of(site->element);
	struct setting directory;

	if (!is_unc(check, scope, "logFile", &directory) ||
	    !site_keeps_log(check, site))
		return;
	help(check, report_hit(check,
			       at_setting(check, &directory, "directory",
					  site->element),
			       site->element,
			       "the log is written to '%s': while the share "
			       "cannot be reached, requests are not logged",
			       shown(check, directory.value)));
}

/* The one log of all sites. */
static void check_file(struct check *check)
{
	struct scope scope = scope_at(LOG, SLICE(""));
	const char *below = "centralW3CLogFile";
	struct setting directory;

	if (!log_is_central(check))
		return;
	if (setting_is(check, scope, "", "centralLogFileMode", "CentralBinary"))
		below = "centralBinaryLogFile";
	if (!is_unc(check, scope, below, &directory) ||
	    setting_is(check, scope, below, "enabled", "false"))
		return;
	help(check,
	     report_at(check, at_setting(check, &directory, "directory", NULL),
		       "the log of all sites is written to '%s': while the "
		       "share cannot be reached, requests are not logged",
		       shown(check, directory.value)));
}

const struct rule rule_log_dir_unc = {
	.id = "log-dir-unc",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the log of requests is written to a UNC path",
	.references = {
		REFERENCE_LOG_FILE,
	},
	.check_file = check_file,
	.check_site = check_site,
};
