#include "rule/rule.h"

static const char providers[] =
	"system.applicationHost/serviceAutoStartProviders";

/* Letter case counts. */
static bool exists(const struct check *check, const struct section *section,
		   struct slice wanted, struct slice *meant)
{
	const struct xml_document *document = check->document;
	struct spell spell = spell_start(wanted);
	struct slice name;

	if (section)
		XML_EACH_CHILD (document, section->element, child) {
			if (!xml_is(document, child, "add") ||
			    !xml_value(document, child, "name", &name))
				continue;
			if (slice_eq(name, wanted))
				return true;
			spell_offer(&spell, name);
		}
	*meant = spell.best;
	return false;
}

static void tell(struct check *check, const struct application *application,
		 const struct setting *provider, struct slice meant)
{
	struct finding *finding = report_hit(
		check,
		at_setting(check, provider, "serviceAutoStartProvider",
			   application->element),
		application->element,
		"autostart provider '%s' does not exist: the application is "
		"not started ahead of its first request",
		shown(check, provider->value));

	finding_help(
		check, finding,
		"%s%s%sadd it to <serviceAutoStartProviders>, letter case "
		"included, or remove serviceAutoStartEnabled; the event is "
		"W3SVC-WP 2302",
		meant.len ? "did you mean '" : "",
		meant.len ? shown(check, meant) : "", meant.len ? "'? " : "");
}

static void check_application(struct check *check,
			      const struct application *application)
{
	struct scope scope = scope_of(application->element);
	const struct section *section;
	struct setting provider;
	struct slice meant;

	if (!setting_is(check, scope, "", "serviceAutoStartEnabled", "true") ||
	    !config_value(check->config, scope, "", "serviceAutoStartProvider",
			  &provider) ||
	    !provider.value.len)
		return;
	section = config_sections(check->config, providers);
	if ((section && !config_is_whole(check->config, section)) ||
	    (!section && check->document->error.fault != XML_FINE) ||
	    exists(check, section, provider.value, &meant))
		return;
	tell(check, application, &provider, meant);
}

const struct rule rule_autostart_provider_missing = {
	.id = "autostart-provider-missing",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application is started by a provider that does not exist",
	.references = {
		REFERENCE_APPLICATION,
	},
	.check_application = check_application,
};
