#include "rule/rule.h"

/* Protocols that one message names. */
enum { NAMED_MAX = 4 };

/* What a site binds, and what its applications enable. */
struct protocols {
	struct table bound, enabled;
};

static bool has(const struct table *table, struct slice protocol)
{
	uint32_t ignored;

	return table_get(table, protocol, &ignored);
}

static bool enabled_in(const struct check *check,
		       const struct application *application,
		       struct setting *setting)
{
	return config_value(check->config, scope_of(application->element), "",
			    "enabledProtocols", setting);
}

static void tell_https(struct check *check, const struct setting *setting,
		       const struct application *application)
{
	struct finding *finding = report_hit(
		check, at_value(check, setting->where, "enabledProtocols"),
		application->element,
		"\"https\" is no protocol of an application: http stands for "
		"both");

	finding_help(check, finding,
		     "write http; WAS 5181: \"The protocol 'HTTPS' is not "
		     "allowed in the property enabledProtocols\"");
}

static void tell_unbound(struct check *check, const struct setting *setting,
			 const struct site *site, struct slice protocol)
{
	struct finding *finding = report_at(
		check, at_value(check, setting->where, "enabledProtocols"),
		"protocol \"%s\" is enabled, but the site has no binding of it",
		shown(check, protocol));

	finding_help(check, finding,
		     "add the binding to site \"%s\", or take the protocol out",
		     shown(check, site->name));
}

/*
 * What defaults enable for all applications need not be bound everywhere;
 * what somebody wrote for this application was meant for its site.
 */
static void check_enabled(struct check *check,
			  const struct application *application,
			  const struct table *bound)
{
	struct setting setting;
	struct slice rest, protocol;

	if (!enabled_in(check, application, &setting) || !setting.where)
		return;
	rest = setting.value;
	while (slice_cut(&rest, ',', &protocol)) {
		protocol = slice_trim(protocol);
		if (slice_is_nocase(protocol, "https"))
			tell_https(check, &setting, application);
		else if (protocol.len && !slice_is_nocase(protocol, "http") &&
			 setting.where == application->element &&
			 !has(bound, protocol))
			tell_unbound(check, &setting, application->site,
				     protocol);
	}
}

/* Is it a binding that an application has to enable, and none does? */
static bool is_unused(const struct binding *binding,
		      const struct table *enabled)
{
	enum binding_form form = binding_form(binding->protocol);

	return (form == FORM_PORT_HOST || form == FORM_HOST) &&
	       !has(enabled, binding->protocol);
}

/*
 * Installing WCF activation binds all its protocols to the first site, so
 * that such bindings are there and unused is common.
 */
static void check_bound(struct check *check, const struct site *site,
			const struct table *enabled)
{
	const struct binding *first = NULL;
	struct finding *finding;
	const char *names = "";
	size_t count = 0;

	for (size_t i = 0; i < site->binding_count; i++) {
		const struct binding *binding = &site->bindings[i];

		if (!is_unused(binding, enabled))
			continue;
		first = first ? first : binding;
		if (count++ < NAMED_MAX)
			names = words(check, "%s%s%s", names,
				      *names ? ", " : "",
				      shown(check, binding->protocol));
	}
	if (!first)
		return;
	finding = report_hit(check, at_value(check, first->element, "protocol"),
			     site->element,
			     "bound to %s%s, which no application of the site "
			     "enables: nobody answers there",
			     names, count > NAMED_MAX ? ", …" : "");
	finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "if the protocol is to be served, add it to "
		     "enabledProtocols of the application, as \"http,%s\"",
		     shown(check, first->protocol));
}

static void collect(struct check *check, const struct site *site,
		    struct protocols *protocols)
{
	table_init(&protocols->bound, check->arena, TABLE_NOCASE, 0);
	table_init(&protocols->enabled, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < site->binding_count; i++)
		table_add(&protocols->bound, site->bindings[i].protocol, 0);
	for (size_t i = 0; i < site->application_count; i++) {
		struct slice rest, protocol;
		struct setting setting;

		if (!enabled_in(check, &site->applications[i], &setting))
			continue;
		rest = setting.value;
		while (slice_cut(&rest, ',', &protocol))
			table_add(&protocols->enabled, slice_trim(protocol), 0);
	}
}

/* Most sites speak http alone, and say nothing about it. */
static bool is_plain(const struct check *check, const struct site *site)
{
	for (size_t i = 0; i < site->binding_count; i++)
		if (binding_form(site->bindings[i].protocol) != FORM_ENDPOINT)
			return false;
	for (size_t i = 0; i < site->application_count; i++) {
		struct setting setting;

		if (enabled_in(check, &site->applications[i], &setting) &&
		    !slice_is_nocase(setting.value, "http"))
			return false;
	}
	return true;
}

static void check_site(struct check *check, const struct site *site)
{
	struct protocols protocols;

	if (is_plain(check, site))
		return;
	collect(check, site, &protocols);
	for (size_t i = 0; i < site->application_count; i++)
		check_enabled(check, &site->applications[i], &protocols.bound);
	check_bound(check, site, &protocols.enabled);
}

const struct rule rule_enabled_protocols_mismatch = {
	.id = "enabled-protocols-mismatch",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "the protocols that an application enables are not those "
		   "of its site",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.application"
		"host/sites/site/application",
	},
	.unless = { "binding-unknown-protocol" },
	.check_site = check_site,
};
