#include "rule/rule.h"

static void check_site(struct check *check, const struct site *site)
{
	struct scope scope = scope_of(site->element);
	struct setting format, plugin;
	struct finding *finding;

	if (!setting_is(check, scope, "logFile", "logFormat", "Custom") ||
	    (config_value(check->config, scope, "logFile",
			  "customLogPluginClsid", &plugin) &&
	     slice_trim(plugin.value).len) ||
	    !site_keeps_log(check, site) ||
	    !config_value(check->config, scope, "logFile", "logFormat",
			  &format))
		return;
	finding = report_hit(
		check, at_setting(check, &format, "logFormat", site->element),
		site->element,
		"'%s' leaves the log to a component, but customLogPluginClsid "
		"names none",
		shown(check, format.value));
	finding_help(check, finding,
		     "set customLogPluginClsid to the class id of the "
		     "component, or logFormat to W3C, the default");
}

const struct rule rule_log_custom_plugin = {
	.id = "log-custom-plugin",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a log of custom format does not say which component "
		   "writes it",
	.references = {
		REFERENCE_LOG_FILE,
	},
	.check_site = check_site,
};
