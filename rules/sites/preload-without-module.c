#include "rule/rule.h"

#define MODULE "ApplicationInitializationModule"

/* Why the module cannot act, or null: it can, or nobody knows. */
static const char *missing(const struct check *check,
			   const struct application *application)
{
	const struct config *config = check->config;
	const struct served *served;

	if (!config_has_native_modules(config))
		return NULL;
	if (native_is_missing(check, SLICE(MODULE)))
		return "is not installed: <globalModules> does not have it";
	served = config_served_for(config, application);
	if (!served || !served->modules || !served->modules->schema ||
	    !config_is_whole(config, served->modules) ||
	    served_has_module(served, SLICE(MODULE)))
		return NULL;
	return "is not among the <modules> there";
}

static void check_application(struct check *check,
			      const struct application *application)
{
	struct scope scope = scope_of(application->element);
	struct finding *finding;
	struct setting preload;
	const char *why;

	if (!config_value(check->config, scope, "", "preloadEnabled",
			  &preload) ||
	    !slice_is_nocase(slice_trim(preload.value), "true"))
		return;
	why = missing(check, application);
	if (!why)
		return;
	finding = report_hit(check,
			     at_setting(check, &preload, "preloadEnabled",
					application->element),
			     application->element,
			     "'%s' starts nothing: the module " MODULE " %s",
			     shown(check, preload.value), why);
	finding_help(check, finding, "%s, or remove preloadEnabled",
		     native_is_missing(check, SLICE(MODULE))
			     ? "install the feature Application Initialization "
			       "(Web-AppInit), which registers the module"
			     : "add the module to <modules> again");
}

const struct rule rule_preload_without_module = {
	.id = "preload-without-module",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application is to be preloaded, but the module for it "
		   "is missing",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.webse"
		"rver/applicationinitialization/",
	},
	.unless = { "schema-unknown-attribute" },
	.check_application = check_application,
};
