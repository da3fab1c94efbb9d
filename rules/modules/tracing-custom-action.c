#include "rule/rule.h"

#define TRACING "system.webServer/tracing/traceFailedRequests"
#define LOGGING "traceFailedRequestsLogging"

/* Does the site write traces, and may they start programs? */
static bool runs_actions(const struct check *check, const struct site *site)
{
	struct scope scope = scope_of(site->element);

	return setting_is(check, scope, LOGGING, "customActionsEnabled",
			  "true") &&
	       setting_is(check, scope, LOGGING, "enabled", "true");
}

/* The first site that does, or null. */
static const struct site *first_site(const struct check *check)
{
	for (size_t i = 0; i < check->config->site_count; i++)
		if (runs_actions(check, &check->config->sites[i]))
			return &check->config->sites[i];
	return NULL;
}

static void tell(struct check *check, const struct xml_element *trace,
		 const struct site *site)
{
	struct finding *finding;
	struct slice program;

	if (!xml_value(check->document, trace, "customActionExe", &program) ||
	    !slice_trim(program).len)
		return;
	finding = report_at(check, at_value(check, trace, "customActionExe"),
			    "'%s' is started by requests: each that fails as "
			    "described here runs it",
			    shown(check, program));
	note_at(check, finding, at_value(check, site->element, "name"),
		"site \"%s\" allows custom actions", shown(check, site->name));
	finding_help(check, finding,
		     "remove customActionExe when the search for the fault is "
		     "over, and set customActionsEnabled to false");
}

static void check_file(struct check *check)
{
	const struct site *first = first_site(check);

	if (!first)
		return;
	CONFIG_EACH_SECTION (check->config, TRACING, section) {
		const struct site *site = first;

		if (section->location.len) {
			site = config_section_site(check->config, section);
			if (!site || !runs_actions(check, site))
				continue;
		}
		XML_EACH_CHILD (check->document, section->element, trace)
			if (xml_is(check->document, trace, "add"))
				tell(check, trace, site);
	}
}

const struct rule rule_tracing_custom_action = {
	.id = "tracing-custom-action",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a failing request starts a program",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.webse"
		"rver/tracing/tracefailedrequests/",
	},
	.check_file = check_file,
};
