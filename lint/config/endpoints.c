#include "config/build.h"

struct endpoint endpoint_parse(struct slice information)
{
	struct endpoint endpoint = { .valid = false };
	size_t colon = slice_find_last(information, ':');
	struct slice rest;

	if (colon == SIZE_MAX)
		return endpoint;
	endpoint.host = slice_skip(information, colon + 1);
	rest = slice_take(information, colon);
	colon = slice_find_last(rest, ':');
	if (colon == SIZE_MAX)
		return endpoint;
	endpoint.address = slice_take(rest, colon);
	if (!endpoint.address.len)
		endpoint.address = SLICE("*");
	endpoint.valid =
		slice_u32(slice_skip(rest, colon + 1), &endpoint.port) &&
		endpoint.port >= 1 && endpoint.port <= 65535;
	return endpoint;
}

static bool shares_certificate(const struct binding *binding)
{
	return binding->https && binding->endpoint.valid &&
	       !(binding->ssl_flags & SSL_FLAGS_BY_NAME);
}

/*
 * "IP:port". 0.0.0.0 is how http.sys writes "*". The key of the usual
 * spelling is the front of the binding itself.
 */
static struct slice endpoint_key(struct arena *arena,
				 const struct binding *binding)
{
	const struct endpoint *endpoint = &binding->endpoint;
	struct slice address = endpoint->address;
	char c = binding->information.at[address.len + 1];

	if (slice_is(address, "0.0.0.0"))
		address = SLICE("*");
	else if (address.at == binding->information.at && c != '0')
		return slice_take(binding->information,
				  slice_find_last(binding->information, ':'));
	return arena_printf(arena, "%.*s:%u", (int)address.len, address.at,
			    (unsigned)endpoint->port);
}

static void add_to_group(struct config *config, struct binding *binding)
{
	struct slice key = endpoint_key(config->arena, binding);
	struct endpoint_group *group;
	uint32_t index = (uint32_t)config->group_count;

	if (table_add(&config->endpoints, key, index))
		config->group_count++;
	else if (!table_get(&config->endpoints, key, &index))
		return;
	group = &config->groups[index];
	binding->group = group;
	if (group->last)
		group->last->next_in_group = binding;
	else
		group->first = binding;
	group->last = binding;
}

void build_endpoints(struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			count += shares_certificate(
				&config->sites[i].bindings[j]);
	config->groups =
		ARENA_ARRAY(config->arena, struct endpoint_group, count);
	table_init(&config->endpoints, config->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; config->groups && i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			if (shares_certificate(&config->sites[i].bindings[j]))
				add_to_group(config,
					     &config->sites[i].bindings[j]);
}
