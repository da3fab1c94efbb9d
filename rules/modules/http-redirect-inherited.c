#include "rule/rule.h"

#define REDIRECT "system.webServer/httpRedirect"

static bool is_on(const struct check *check, struct slice path,
		  const char *attribute)
{
	return setting_is(check, scope_at(REDIRECT, path), "", attribute,
			  "true");
}

static bool has_host(const struct site *site, struct slice host)
{
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct binding *at = &site->bindings[i];

		if (at->endpoint.valid &&
		    (!at->endpoint.host.len ||
		     slice_eq_nocase(at->endpoint.host, host)))
			return true;
	}
	return false;
}

/* Is it the folder, or below? */
static bool is_below(struct slice path, struct slice folder)
{
	return slice_starts_nocase(path, folder) &&
	       (path.len == folder.len || path.at[folder.len] == '/');
}

/*
 * Does it lead somewhere else on this site, or into the application that is
 * redirected? To another host a site moves with all that is below.
 */
static bool is_unwanted(const struct application *application,
			struct slice destination)
{
	size_t scheme = slice_search(destination, SLICE("://"));
	struct slice host, rest;

	if (!destination.len)
		return false;
	if (scheme == SIZE_MAX)
		return destination.at[0] == '/';
	rest = slice_skip(destination, scheme + 3);
	host = slice_take(rest, slice_find(rest, '/'));
	rest = slice_skip(rest, host.len);
	host = slice_take(host, slice_find(host, ':'));
	return has_host(application->site, host) &&
	       is_below(rest, application->path);
}

/* Is the redirection that of a level above? */
static bool is_inherited(const struct check *check, struct slice path,
			 const struct xml_element *where)
{
	const struct section *own =
		config_section_at(check->config, REDIRECT, path);

	return !own || own->element != where ||
	       !slice_eq_nocase(own->location, path);
}

static void check_one(struct check *check,
		      const struct application *application)
{
	const struct config *config = check->config;
	struct slice path = config_application_path(config, application);
	struct scope scope = scope_at(REDIRECT, path);
	struct setting enabled, destination;
	struct finding *finding;

	if (!config_value(config, scope, "", "enabled", &enabled) ||
	    !enabled.where ||
	    !slice_is_nocase(slice_trim(enabled.value), "true") ||
	    !is_inherited(check, path, enabled.where) ||
	    !config_value(config, scope, "", "destination", &destination) ||
	    !destination.where ||
	    !is_unwanted(application, slice_trim(destination.value)) ||
	    is_on(check, path, "childOnly") ||
	    is_on(check, path, "exactDestination"))
		return;
	finding = report_hit(check,
			     at_setting(check, &destination, "destination",
					application->element),
			     application->element,
			     "applications below inherit the redirection to "
			     "'%s'",
			     shown(check, destination.value));
	finding_help(check, finding,
		     "set childOnly=\"true\", or turn the redirection off in "
		     "a location of each application that is to answer itself");
}

static bool is_any_on(const struct check *check)
{
	struct slice enabled;

	CONFIG_EACH_SECTION (check->config, REDIRECT, section)
		if (xml_value(check->document, section->element, "enabled",
			      &enabled) &&
		    slice_is_nocase(slice_trim(enabled), "true"))
			return true;
	return false;
}

static void check_file(struct check *check)
{
	if (!is_any_on(check) ||
	    native_is_missing(check, SLICE("HttpRedirectionModule")))
		return;
	for (size_t i = 0; i < check->config->site_count; i++) {
		const struct site *site = &check->config->sites[i];

		for (size_t j = 0; j < site->application_count; j++)
			check_one(check, &site->applications[j]);
	}
}

const struct rule rule_http_redirect_inherited = {
	.id = "http-redirect-inherited",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "applications inherit a redirection from the level above",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.webse"
		"rver/httpredirect/",
	},
	.check_file = check_file,
};
