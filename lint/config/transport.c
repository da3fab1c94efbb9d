#include "config/transport.h"

#include <string.h>

enum { HTTPS_PORT = 443 };

static bool is_true(const struct config *config, const struct site *site,
		    const char *attribute, const struct xml_element **where)
{
	struct setting setting;
	bool found = config_value(config, scope_of(site->element), "hsts",
				  attribute, &setting);

	*where = found ? setting.where : NULL;
	return found && slice_is_nocase(setting.value, "true");
}

static bool read_hsts(const struct config *config, const struct site *site,
		      struct hsts *hsts)
{
	const struct xml_element *ignored;
	struct setting age;

	if (!is_true(config, site, "enabled", &hsts->enabled_at))
		return false;
	hsts->site = site;
	hsts->include_subdomains =
		is_true(config, site, "includeSubDomains", &ignored);
	hsts->preload = is_true(config, site, "preload", &hsts->preload_at);
	hsts->redirect = is_true(config, site, "redirectHttpToHttps",
				 &hsts->redirect_at);
	hsts->has_max_age = config_value(config, scope_of(site->element),
					 "hsts", "max-age", &age) &&
			    slice_u32(slice_trim(age.value), &hsts->max_age);
	hsts->max_age_at = hsts->has_max_age ? age.where : NULL;
	return true;
}

static void find_hsts(const struct config *config, struct transport *transport)
{
	struct vector found;
	struct hsts hsts, *copy;

	vector_init(&found, config->arena->memory, sizeof(struct hsts));
	for (size_t i = 0; i < config->site_count; i++) {
		if (!read_hsts(config, &config->sites[i], &hsts))
			continue;
		copy = vector_push(&found);
		if (copy)
			*copy = hsts;
		else
			config->arena->failed = true;
	}
	transport->hsts = ARENA_ARRAY(config->arena, struct hsts, found.count);
	if (transport->hsts && found.count)
		memcpy(transport->hsts, found.items,
		       found.count * sizeof(struct hsts));
	transport->hsts_count = transport->hsts ? found.count : 0;
	vector_free(&found);
}

const struct hsts *config_hsts(const struct config *config, size_t *count)
{
	struct transport *transport = config->transport;

	if (!transport->has_hsts)
		find_hsts(config, transport);
	transport->has_hsts = true;
	*count = transport->hsts_count;
	return transport->hsts;
}

/* Does the element give the variable HTTPS, or ask a proxy about it? */
static bool tells_of_proxy(const struct xml_document *document,
			   const struct xml_element *element)
{
	struct slice name, input;

	if ((xml_is(document, element, "add") ||
	     xml_is(document, element, "set")) &&
	    xml_value(document, element, "name", &name) &&
	    slice_is_nocase(name, "HTTPS"))
		return true;
	if (!xml_value(document, element, "input", &input))
		return false;
	return slice_search_nocase(input, SLICE("X_FORWARDED_PROTO")) !=
		       SIZE_MAX ||
	       slice_search_nocase(input, SLICE("X_ARR_SSL")) != SIZE_MAX;
}

/* Elements nest at most XML_DEPTH_MAX deep, so recursion is bounded. */
static bool any_tells_of_proxy(const struct xml_document *document,
			       const struct xml_element *parent)
{
	XML_EACH_CHILD (document, parent, child)
		if (tells_of_proxy(document, child) ||
		    any_tells_of_proxy(document, child))
			return true;
	return false;
}

static void mark_proxied(const struct config *config,
			 struct transport *transport,
			 const struct section *section)
{
	const struct site *site = config_section_site(config, section);

	if ((section->location.len && !site) ||
	    !any_tells_of_proxy(config->document, section->element))
		return;
	if (site)
		transport->proxied[site - config->sites] = true;
	else
		transport->all_proxied = true;
}

static void find_proxied(const struct config *config,
			 struct transport *transport)
{
	static const char *const paths[] = {
		"system.webServer/rewrite/allowedServerVariables",
		"system.webServer/rewrite/globalRules",
		"system.webServer/rewrite/rules",
	};

	transport->proxied =
		ARENA_ARRAY(config->arena, bool, config->site_count);
	for (size_t i = 0; transport->proxied && i < LENGTH(paths); i++)
		CONFIG_EACH_SECTION (config, paths[i], section)
			mark_proxied(config, transport, section);
}

bool config_is_proxied(const struct config *config, const struct site *site)
{
	struct transport *transport = config->transport;

	if (!transport->has_proxied)
		find_proxied(config, transport);
	transport->has_proxied = true;
	return transport->all_proxied ||
	       (transport->proxied && transport->proxied[site - config->sites]);
}

/* "*.contoso.com" is found as ".contoso.com", a binding for all hosts as "". */
static void find_hosts(const struct config *config, struct table *hosts)
{
	table_init(hosts, config->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->binding_count; j++) {
			const struct binding *binding = &site->bindings[j];
			struct slice host = binding->endpoint.host;

			if (!binding->https || !binding->endpoint.valid ||
			    binding->endpoint.port != HTTPS_PORT)
				continue;
			table_add(hosts,
				  slice_starts(host, SLICE("*."))
					  ? slice_skip(host, 1)
					  : host,
				  0);
		}
	}
}

bool config_has_https_443(const struct config *config, struct slice host)
{
	struct transport *transport = config->transport;
	const struct table *hosts = &transport->hosts_443;
	uint32_t ignored;

	if (!transport->has_hosts)
		find_hosts(config, &transport->hosts_443);
	transport->has_hosts = true;
	if (!host.len)
		return hosts->count;
	return table_get(hosts, host, &ignored) ||
	       table_get(hosts, slice_skip(host, slice_find(host, '.')),
			 &ignored) ||
	       table_get(hosts, SLICE(""), &ignored);
}
