#include "rule/rule.h"

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

static void tell_unbound(struct check *check,
			 const struct application *application,
			 struct slice protocol)
{
	struct finding *finding = report_at(
		check,
		at_value(check, application->element, "enabledProtocols"),
		"protocol \"%s\" is enabled, but the site has no binding of it",
		shown(check, protocol));

	finding_help(check, finding,
		     "add the binding to site \"%s\", or take the protocol out",
		     shown(check, application->site->name));
}

/*
 * What defaults enable for all applications need not be bound everywhere;
 * what somebody wrote for this application was meant for its site.
 */
static void check_own(struct check *check,
		      const struct application *application, struct slice list,
		      struct table *bound)
{
	const struct site *site = application->site;
	struct slice protocol;
	uint32_t ignored;

	if (slice_is_nocase(list, "http") || secret_value(list))
		return;
	if (!bound->arena) {
		table_init(bound, check->arena, TABLE_NOCASE, 0);
		for (size_t i = 0; i < site->binding_count; i++)
			table_add(bound, site->bindings[i].protocol, 0);
	}
	while (slice_cut(&list, ',', &protocol)) {
		protocol = slice_trim(protocol);
		if (protocol.len && !slice_is_nocase(protocol, "http") &&
		    !slice_is_nocase(protocol, "https") &&
		    !table_get(bound, protocol, &ignored))
			tell_unbound(check, application, protocol);
	}
}

/*
 * Bindings that an application has to enable, and none does. Installing WCF
 * activation binds all its protocols to the first site, so this is common.
 */
static void check_bound(struct check *check, const struct site *site,
			unsigned enabled)
{
	const struct binding *first = NULL;
	struct finding *finding;
	const char *names = "";

	for (size_t i = 0; i < site->binding_count; i++) {
		const struct binding *binding = &site->bindings[i];
		unsigned bit =
			protocol_bit(binding->protocol) & PROTOCOLS_TO_ENABLE;

		if (!(bit & ~enabled))
			continue;
		enabled |= bit;
		first = first ? first : binding;
		names = words(check, "%s%s%s", names, *names ? ", " : "",
			      shown(check, binding->protocol));
	}
	if (!first)
		return;
	finding = report_hit(check, at_value(check, first->element, "protocol"),
			     site->element,
			     "bound to %s, which no application of the site "
			     "enables: nobody answers there",
			     names);
	finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "if the protocol is to be served, add it to "
		     "enabledProtocols of the application, as \"http,%s\"",
		     shown(check, first->protocol));
}

static void check_one(struct check *check, const struct site *site,
		      struct enabled_lists *lists)
{
	/* What stands behind an error of the file is not known. */
	bool whole = check->document->error.fault == XML_FINE;
	struct table bound = { .arena = NULL };
	unsigned enabled = 0;

	for (size_t i = 0; i < site->application_count; i++) {
		const struct application *application = &site->applications[i];
		struct setting setting;
		unsigned bits;

		if (!config_value(check->config, scope_of(application->element),
				  "", "enabledProtocols", &setting))
			continue;
		bits = enabled_bits(check, lists, application, &setting);
		enabled |= bits;
		if (setting.where && bits & PROTOCOL_HTTPS)
			tell_https(check, &setting, application);
		if (whole && setting.where == application->element)
			check_own(check, application, setting.value, &bound);
	}
	if (whole)
		check_bound(check, site, enabled);
}

static void check_file(struct check *check)
{
	struct enabled_lists lists = { .of_all = { .where = NULL } };

	for (size_t i = 0; i < check->config->site_count; i++)
		check_one(check, &check->config->sites[i], &lists);
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
	.check_file = check_file,
};
