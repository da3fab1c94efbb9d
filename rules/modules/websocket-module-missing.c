#include "rule/rule.h"

#define MODULE "WebSocketModule"

/* Does the section set anything, other than to turn the feature off? */
static bool is_configured(const struct check *check,
			  const struct section *section)
{
	const struct xml_document *document = check->document;
	size_t count = xml_attribute_count(document, section->element);
	struct slice enabled = { "", 0 };

	xml_value(document, section->element, "enabled", &enabled);
	if (slice_is_nocase(slice_trim(enabled), "false"))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!slice_starts(
			    xml_attribute_name(
				    document,
				    xml_attribute_at(document, section->element,
						     i)),
			    SLICE("lock")))
			return true;
	return false;
}

/* The first handler of ASP.NET Core at any place, or null. */
static const struct xml_element *core_handler(const struct check *check,
					      const struct served *served)
{
	struct slice modules;

	for (size_t i = 0; i < served->handler_entries.count; i++)
		if (xml_value(check->document, served->handler_entries.at[i],
			      "modules", &modules) &&
		    slice_starts(slice_trim(modules),
				 SLICE("AspNetCoreModule")))
			return served->handler_entries.at[i];
	return NULL;
}

static void tell(struct check *check, struct place place, const char *what)
{
	struct finding *finding =
		report_at(check, place,
			  "%s, but the module " MODULE " is not installed: "
			  "<globalModules> does not have it",
			  what);

	finding_help(check, finding,
		     "install the feature WebSocket Protocol (Web-WebSockets) "
		     "if applications use WebSockets");
}

static void check_file(struct check *check)
{
	const struct served *const *served;
	const struct xml_element *handler;
	size_t count;

	if (!native_is_missing(check, SLICE(MODULE)) ||
	    module_is_named(check, SLICE(MODULE)))
		return;
	CONFIG_EACH_SECTION (check->config, "system.webServer/webSocket",
			     section) {
		if (!is_configured(check, section))
			continue;
		tell(check, at_element(check, section->element),
		     "WebSockets are configured");
		return;
	}
	served = config_served(check->config, &count);
	for (size_t i = 0; i < count; i++) {
		handler = core_handler(check, served[i]);
		if (!handler)
			continue;
		tell(check, at_value(check, handler, "modules"),
		     "ASP.NET Core can serve WebSockets");
		return;
	}
}

const struct rule rule_websocket_module_missing = {
	.id = "websocket-module-missing",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "WebSockets cannot work: their module is not installed",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.webse"
		"rver/websocket",
	},
	.unless = { "section-decl-missing" },
	.check_file = check_file,
};
