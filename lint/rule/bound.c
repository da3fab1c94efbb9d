#include "rule/bound.h"

#include <stdarg.h>
#include <string.h>

/* Thumbprint and name of the store, which is told apart without its case. */
static struct slice bound_key(struct arena *arena,
			      const struct http_record *record)
{
	struct slice store = http_record_store(record);
	char *key = arena_alloc(arena, THUMBPRINT_SIZE + store.len, 1);

	if (!key)
		return (struct slice){ "", 0 };
	memcpy(key, record->sha1.sha1, THUMBPRINT_SIZE);
	for (size_t i = 0; i < store.len; i++)
		key[THUMBPRINT_SIZE + i] = ascii_lower(store.at[i]);
	return (struct slice){ key, THUMBPRINT_SIZE + store.len };
}

static void add_binding(struct result *result, struct table *known,
			const struct inventory *inventory,
			const struct binding *binding)
{
	const struct http_record *record = result->serving[binding->number];
	struct slice key;
	struct bound *bound;
	uint32_t index;

	if (!record || !record->has_hash)
		return;
	key = bound_key(&result->arena, record);
	if (table_get(known, key, &index)) {
		result->bounds[index].binding_count++;
		return;
	}
	if (!table_add(known, key, (uint32_t)result->bound_count))
		return;
	bound = &result->bounds[result->bound_count++];
	*bound = (struct bound){
		.record = record,
		.binding = binding,
		.binding_count = 1,
		.first = inventory_find(inventory, &record->sha1),
	};
	bound->view =
		cert_view(inventory, bound->first, http_record_store(record));
}

static size_t count_https(const struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			count += config->sites[i].bindings[j].https;
	return count;
}

/* Once for each binding: several rules ask for it. */
static void find_serving(struct result *result,
			 const struct inventory *inventory)
{
	const struct config *config = &result->config;

	result->serving =
		ARENA_ARRAY(&result->arena, const struct http_record *,
			    config->binding_count);
	for (size_t i = 0; result->serving && i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->binding_count; j++)
			result->serving[site->bindings[j].number] =
				http_sys_serving(inventory, &site->bindings[j]);
	}
}

void find_bound(struct result *result, const struct inventory *inventory,
		int64_t now)
{
	const struct config *config = &result->config;
	struct table known;

	if (!http_sys_given(inventory))
		return;
	result->bounds =
		ARENA_ARRAY(&result->arena, struct bound, count_https(config));
	find_serving(result, inventory);
	table_init(&known, &result->arena, TABLE_EXACT, 0);
	for (size_t i = 0;
	     result->serving && result->bounds && i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			if (config->sites[i].bindings[j].https)
				add_binding(result, &known, inventory,
					    &config->sites[i].bindings[j]);
	find_newer(result, inventory, now);
}

const char *target_shown(struct check *check, const struct binding *first,
			 size_t count)
{
	const char *site = shown(check, first->site->name);
	size_t more = count - 1;

	if (!more)
		return words(check, "site \"%s\"", site);
	return words(check, "site \"%s\" and %zu more https binding%s", site,
		     more, more == 1 ? "" : "s");
}

const char *bound_target(struct check *check, const struct bound *bound)
{
	return target_shown(check, bound->binding, bound->binding_count);
}

void note_record(struct check *check, struct finding *finding,
		 const struct http_record *record)
{
	if (record->has_hash)
		note_at(check, finding, at_record(check, record),
			"http.sys has certificate %s for %s, from store %s",
			thumbprint_print(&record->sha1).digits,
			record_shown(check, record),
			shown(check, http_record_store(record)));
	else
		note_at(check, finding, at_record(check, record),
			"this is the record of http.sys for %s",
			record_shown(check, record));
}

void note_listed(struct check *check, struct finding *finding,
		 const struct cert *cert)
{
	note_at(check, finding, at_cert(check, cert),
		"the certificate is listed here, in %s",
		store_shown(check, inventory_store_of(check->inventory, cert)));
}

struct finding *report_bound(struct check *check, const struct bound *bound,
			     const char *format, ...)
{
	const struct xml_element *element = bound->binding->element;
	struct finding *finding;
	const char *text = "";
	va_list args;

	va_start(args, format);
	if (may_tell(check))
		text = arena_vprintf(check->arena, format, args).at;
	va_end(args);
	finding =
		report_at(check, at_value(check, element, "bindingInformation"),
			  "%s", text);
	note_record(check, finding, bound->record);
	if (bound->view.cert)
		note_listed(check, finding, bound->view.cert);
	return finding;
}
