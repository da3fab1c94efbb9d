#include "rule/rule.h"

enum { PORTS = 65536 };

/* Has the site a host name on all addresses of a port? */
static bool is_named(const struct binding *binding)
{
	return binding->endpoint.host.len &&
	       slice_is(binding->endpoint.address, "*");
}

/* Does it take every request to one address, of those from outside? */
static bool is_greedy(const struct binding *binding)
{
	const struct endpoint *endpoint = &binding->endpoint;

	return !endpoint->host.len && !address_is_wildcard(endpoint->address) &&
	       !address_is_loopback(endpoint->address);
}

/* HTTPS has a rule of its own. */
static bool is_http(const struct binding *binding)
{
	return endpoint_kind(binding) == ENDPOINT_HTTP;
}

/* Bindings of other sites among those that are named. */
static bool has_foreign(const struct binding_list *list,
			const struct site *site)
{
	for (size_t i = 0; i < list->count && i < BINDINGS_NAMED; i++)
		if (list->named[i]->site != site)
			return true;
	return false;
}

static void look_at(struct check *check, struct binding_list *lists,
		    const struct binding *binding)
{
	const struct binding_list *list = &lists[binding->endpoint.port];
	struct finding *finding;

	if (!is_greedy(binding) || !has_foreign(list, binding->site))
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element,
		"binding \"%s\" takes all requests to this address: host names "
		"that are bound to * are not found by it",
		shown(check, binding->information));
	finding_help(check, finding,
		     "if the names resolve to this address, bind this site to "
		     "* with a host name, or the names to the address, too");
	binding_list_note(check, finding, list, "bound to *:");
}

static void each_http(struct check *check, struct binding_list *lists,
		      void (*look)(struct check *check,
				   struct binding_list *lists,
				   const struct binding *binding))
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->binding_count; j++)
			if (is_http(&site->bindings[j]) &&
			    site_is_started(check, site))
				look(check, lists, &site->bindings[j]);
	}
}

static void add_named(struct check *check, struct binding_list *lists,
		      const struct binding *binding)
{
	(void)check;
	if (is_named(binding))
		binding_list_add(&lists[binding->endpoint.port], binding);
}

static void check_file(struct check *check)
{
	struct binding_list *lists =
		ARENA_ARRAY(check->arena, struct binding_list, PORTS);

	if (!lists)
		return;
	each_http(check, lists, add_named);
	each_http(check, lists, look_at);
}

const struct rule rule_binding_ip_shadows_host = {
	.id = "binding-ip-shadows-host",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a binding of a fixed address takes requests from host "
		   "names that are bound to all addresses",
	.references = {
		REFERENCE_SSL_WINDOWS,
	},
	.check_file = check_file,
};
