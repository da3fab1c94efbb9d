#include "rule/rule.h"

/* A port and the first of its bindings that lack a host name. */
struct port {
	const struct binding *first;
	size_t count;
};

struct search {
	struct table known;
	struct port *ports;
	uint32_t count;
};

static bool is_hostless(const struct binding *binding)
{
	return https_is_known(binding) && !binding->endpoint.host.len &&
	       binding->ssl_flags & SSL_FLAG_CENTRAL_STORE;
}

static void report(struct check *check, const struct binding *binding,
		   bool alone)
{
	struct finding *finding = report_at(
		check, at_value(check, binding->element, "bindingInformation"),
		"binding \"%s\" uses the central certificate store (sslFlags "
		"%u) and has no host name%s",
		shown(check, binding->information),
		(unsigned)binding->ssl_flags,
		alone ? ", by which the file of the certificate is found"
		      : ": there is no file of a certificate to find, and "
			"HTTPS does not come up");

	finding_help(check, finding,
		     "write the host name behind the last colon: the "
		     "certificate of www.contoso.example is the file "
		     "www.contoso.example.pfx or _.contoso.example.pfx");
	if (alone)
		finding_severity(check, finding, SEVERITY_WARNING);
}

static void look(struct check *check, struct search *search,
		 const struct binding *binding)
{
	const uint32_t *port = &binding->endpoint.port;
	struct slice key = { (const char *)port, sizeof(*port) };
	struct port *known;
	uint32_t index = search->count;

	if (table_add(&search->known, key, index))
		search->ports[search->count++].first = binding;
	else if (!table_get(&search->known, key, &index))
		return;
	known = &search->ports[index];
	if (++known->count == 2)
		report(check, known->first, false);
	if (known->count > 1)
		report(check, binding, false);
}

static size_t count_hostless(const struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			count += is_hostless(&config->sites[i].bindings[j]);
	return count;
}

/* One such binding of a port may be meant for whatever has no other one. */
static void check_file(struct check *check)
{
	const struct config *config = check->config;
	size_t count = count_hostless(config);
	struct search search = {
		.ports = ARENA_ARRAY(check->arena, struct port, count),
	};

	if (!count || !search.ports)
		return;
	table_init(&search.known, check->arena, TABLE_EXACT, 0);
	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			if (is_hostless(&config->sites[i].bindings[j]))
				look(check, &search,
				     &config->sites[i].bindings[j]);
	for (uint32_t i = 0; i < search.count; i++)
		if (search.ports[i].count == 1)
			report(check, search.ports[i].first, true);
}

const struct rule rule_central_store_without_host = {
	.id = "central-store-without-host",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an https binding uses the central certificate store and "
		   "has no host name",
	.references = {
		REFERENCE_BINDING,
		REFERENCE_CENTRAL_STORE,
		REFERENCE_WIN_ACME,
	},
	.check_file = check_file,
};
