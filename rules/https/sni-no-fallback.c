#include "rule/rule.h"

/* What the https bindings of a port tell. */
struct port {
	const struct binding *first; /* of a site that starts */
	size_t count;		     /* of such bindings */
	bool fallback;		     /* there is one for whoever has no SNI */
};

struct search {
	struct table known;
	struct port *ports;
	uint32_t count;
};

static struct port *find_port(struct search *search, const uint32_t *number)
{
	struct slice key = { (const char *)number, sizeof(*number) };
	uint32_t index = search->count;

	if (table_add(&search->known, key, index))
		search->count++;
	else if (!table_get(&search->known, key, &index))
		return NULL;
	return &search->ports[index];
}

/* http.sys keeps the record of a site that is stopped. */
static void look(struct check *check, struct search *search,
		 const struct binding *binding)
{
	struct port *port = find_port(search, &binding->endpoint.port);

	if (!port)
		return;
	if (!(binding->ssl_flags & SSL_FLAGS_BY_NAME) ||
	    !binding->ssl_flags_valid)
		port->fallback = true;
	else if (!port->fallback && site_is_started(check, binding->site)) {
		if (!port->first)
			port->first = binding;
		port->count++;
	}
}

static bool has_record(const struct inventory *inventory, uint32_t port)
{
	return http_sys_find(inventory, HTTP_RECORD_ADDRESS, SLICE("0.0.0.0"),
			     port) ||
	       http_sys_find(inventory, HTTP_RECORD_ADDRESS, SLICE("::"), port);
}

static void report(struct check *check, const struct port *port)
{
	uint32_t number = port->first->endpoint.port;
	struct finding *finding;

	finding = report_at(
		check,
		at_value(check, port->first->element, "bindingInformation"),
		"port %u has no https binding for clients without SNI: they "
		"cannot connect",
		(unsigned)number);
	finding_help(check, finding,
		     "if old agents, probes of a load balancer or clients "
		     "that connect by address have to get through, add a "
		     "binding \"*:%u:\" without sslFlags and select a "
		     "certificate for it",
		     (unsigned)number);
	if (port->count > 1)
		note_at(check, finding,
			at_value(check, port->first->element, "sslFlags"),
			"this is the first of %zu bindings of the port, all "
			"with SNI or the central certificate store",
			port->count);
}

static size_t count_https(const struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			count += config->sites[i].bindings[j].https;
	return count;
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct search search = {
		.ports = ARENA_ARRAY(check->arena, struct port,
				     count_https(config)),
	};

	table_init(&search.known, check->arena, TABLE_EXACT, 0);
	for (size_t i = 0; search.ports && i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++) {
			const struct binding *binding =
				&config->sites[i].bindings[j];

			if (binding->https && binding->endpoint.valid)
				look(check, &search, binding);
		}
	for (uint32_t i = 0; i < search.count; i++)
		if (search.ports[i].first && !search.ports[i].fallback &&
		    !has_record(check->inventory,
				search.ports[i].first->endpoint.port))
			report(check, &search.ports[i]);
}

const struct rule rule_sni_no_fallback = {
	.id = "sni-no-fallback",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "all https bindings of a port use SNI or the central "
		   "certificate store",
	.references = {
		REFERENCE_SNI,
	},
	.check_file = check_file,
};
