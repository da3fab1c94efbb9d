/*
 * Records of http.sys: whose they are, and what the file makes of them.
 */
#include "rule/rule.h"

static bool is_of_all_addresses(const struct http_record *record)
{
	return slice_is(record->host, "0.0.0.0") ||
	       slice_is(record->host, "::");
}

const struct http_record *record_instead(const struct check *check,
					 const struct binding *binding)
{
	const struct inventory *inventory = check->inventory;
	const struct endpoint *endpoint = &binding->endpoint;
	const struct http_record *by_address, *record = NULL;
	struct binding plain = *binding;

	plain.ssl_flags = 0;
	by_address = http_sys_serving(inventory, &plain);
	if (by_address && !is_of_all_addresses(by_address))
		return by_address;
	if (endpoint->host.len)
		record = http_sys_find(inventory, HTTP_RECORD_HOST,
				       endpoint->host, endpoint->port);
	if (!record)
		record = http_sys_find(inventory, HTTP_RECORD_CENTRAL_STORE,
				       SLICE(""), endpoint->port);
	return record ? record : by_address;
}

const char *record_shown(struct check *check, const struct http_record *record)
{
	if (record->kind == HTTP_RECORD_CENTRAL_STORE)
		return words(check, "port %u (central store)",
			     (unsigned)record->port);
	return shown(check, record->name);
}

bool record_is_of_iis(const struct http_record *record)
{
	return slice_is_nocase(record->application, HTTP_APPLICATION_IIS) ||
	       slice_is_nocase(record->application,
			       HTTP_APPLICATION_IIS_EXPRESS);
}

const struct xml_element *sites_element(const struct check *check)
{
	const struct section *section =
		config_sections(check->config, "system.applicationHost/sites");

	return section ? section->element : NULL;
}

bool record_has_no_owner(const struct http_record *record)
{
	return slice_is(record->application, HTTP_APPLICATION_NONE);
}

bool record_is_null(const struct http_record *record)
{
	return !record->has_hash && !record->hash_damaged &&
	       record->kind != HTTP_RECORD_CENTRAL_STORE;
}

static void add_use(struct check *check, struct record_use *uses,
		    const struct http_record *records,
		    const struct binding *binding)
{
	const struct http_record *record = binding_record(check, binding);
	struct record_use *use;

	if (record) {
		use = &uses[record - records];
		if (!use->first)
			use->first = binding;
		use->count++;
		return;
	}
	if (binding->endpoint.valid)
		record = record_instead(check, binding);
	if (record)
		uses[record - records].instead = true;
}

const struct record_use *record_uses(struct check *check)
{
	const struct config *config = check->config;
	const struct http_record *records;
	struct record_use *uses;
	size_t count;

	records = http_sys_records(check->inventory, &count);
	uses = ARENA_ARRAY(check->arena, struct record_use, count);
	for (size_t i = 0; uses && i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			if (config->sites[i].bindings[j].https)
				add_use(check, uses, records,
					&config->sites[i].bindings[j]);
	return uses;
}
