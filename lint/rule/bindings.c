#include "rule/rule.h"

const char *ssl_flags_shown(struct check *check, uint32_t flags)
{
	static const struct {
		uint32_t flag;
		const char *meaning;
	} known[] = {
		{ SSL_FLAG_SNI, "SNI" },
		{ SSL_FLAG_CENTRAL_STORE, "central store" },
		{ 4, "no HTTP/2" },
		{ 8, "no OCSP stapling" },
		{ 16, "no QUIC" },
		{ 32, "no TLS 1.3" },
		{ 64, "no legacy TLS" },
		{ SSL_FLAG_NEGOTIATE, "negotiate client certificate" },
	};
	const char *text = "";

	for (size_t i = 0; i < LENGTH(known); i++) {
		if (!(flags & known[i].flag))
			continue;
		flags &= ~known[i].flag;
		text = words(check, "%s%s%u (%s)", text,
			     !*text  ? ""
			     : flags ? ", "
				     : " and ",
			     (unsigned)known[i].flag, known[i].meaning);
	}
	return text;
}

bool binding_is_inherited(const struct check *check,
			  const struct binding *binding)
{
	const struct xml_element *bindings =
		xml_parent(check->document, binding->element);

	return xml_parent(check->document, bindings) != binding->site->element;
}

static void each_binding_of(struct check *check,
			    const struct xml_element *defaults,
			    void (*look)(struct check *check,
					 const struct xml_element *element))
{
	const struct xml_document *document = check->document;
	const struct xml_element *bindings =
		defaults ? xml_child(document, defaults, "bindings") : NULL;

	if (!bindings)
		return;
	XML_EACH_CHILD (document, bindings, child)
		if (xml_is(document, child, "binding"))
			look(check, child);
}

void each_default_binding(struct check *check,
			  void (*look)(struct check *check,
				       const struct xml_element *element))
{
	CONFIG_EACH_SECTION (check->config, "system.applicationHost/sites",
			     section)
		each_binding_of(check,
				xml_child(check->document, section->element,
					  "siteDefaults"),
				look);
}

bool site_is_started(const struct check *check, const struct site *site)
{
	return !setting_is(check, scope_of(site->element), "",
			   "serverAutoStart", "false");
}

bool address_is_wildcard(struct slice address)
{
	return slice_is(address, "*") || slice_is(address, "0.0.0.0") ||
	       slice_is(address, "[::]") || slice_is(address, "::");
}

bool address_is_loopback(struct slice address)
{
	return slice_starts(address, SLICE("127.")) ||
	       slice_is(address, "[::1]") || slice_is(address, "::1");
}

void binding_list_add(struct binding_list *list, const struct binding *binding)
{
	if (list->count < BINDINGS_NAMED)
		list->named[list->count] = binding;
	list->count++;
}

void binding_list_note(struct check *check, struct finding *finding,
		       const struct binding_list *list, const char *what)
{
	size_t named =
		list->count < BINDINGS_NAMED ? list->count : BINDINGS_NAMED;
	size_t rest = list->count - named;

	if (!finding || finding->untold)
		return;
	for (size_t i = 0; i < named; i++) {
		const struct binding *binding = list->named[i];
		bool counts = rest && i + 1 == named;

		if (binding->element == finding->element && !counts)
			continue;
		note_at(check, finding,
			at_value(check, binding->element, "bindingInformation"),
			"%s \"%s\" of site \"%s\"%s", what,
			shown(check, binding->information),
			shown(check, binding->site->name),
			counts ? words(check, ", and %zu more", rest) : "");
	}
}

static bool is_by_name(const struct binding *binding)
{
	return https_is_known(binding) &&
	       binding->ssl_flags & SSL_FLAGS_BY_NAME;
}

static size_t count_by_name(const struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			count += is_by_name(&config->sites[i].bindings[j]);
	return count;
}

/* An address of version 6 is bare in records and in brackets in bindings. */
static struct slice endpoint_key(const struct check *check,
				 struct slice address, uint32_t port)
{
	bool bare = slice_find(address, ':') != SIZE_MAX &&
		    !slice_starts(address, SLICE("["));

	return arena_printf(check->arena, "%s%.*s%s:%u", bare ? "[" : "",
			    (int)address.len, address.at, bare ? "]" : "",
			    (unsigned)port);
}

static struct slice port_key(const uint32_t *port)
{
	return (struct slice){ (const char *)port, sizeof(*port) };
}

/* The number of the list, which may be new; false without memory. */
static bool add_list(const struct check *check, struct by_name *by_name,
		     const struct endpoint *endpoint, uint32_t *index)
{
	bool all = address_is_wildcard(endpoint->address);
	struct table *table = all ? &by_name->by_port : &by_name->by_endpoint;
	struct slice key =
		all ? port_key(&endpoint->port)
		    : endpoint_key(check, endpoint->address, endpoint->port);

	if (table_get(table, key, index))
		return true;
	*index = by_name->count;
	if (!table_add(table, key, *index))
		return false;
	by_name->count++;
	return true;
}

static void add_by_name(const struct check *check, struct by_name *by_name,
			const struct binding *binding)
{
	uint32_t index;

	if (!add_list(check, by_name, &binding->endpoint, &index))
		return;
	binding_list_add(&by_name->lists[index], binding);
	if (!by_name->served)
		by_name->served = binding_record(check, binding) != NULL;
}

bool by_name_find(const struct check *check, struct by_name *by_name)
{
	const struct config *config = check->config;
	size_t count = count_by_name(config);

	*by_name = (struct by_name){
		.lists = ARENA_ARRAY(check->arena, struct binding_list, count),
	};
	table_init(&by_name->by_port, check->arena, TABLE_EXACT, 0);
	table_init(&by_name->by_endpoint, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; by_name->lists && i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++) {
			const struct binding *binding =
				&config->sites[i].bindings[j];

			if (is_by_name(binding) &&
			    site_is_started(check, binding->site))
				add_by_name(check, by_name, binding);
		}
	return by_name->count;
}

const struct binding_list *by_name_at(const struct check *check,
				      const struct by_name *by_name,
				      struct slice address, uint32_t port)
{
	uint32_t index;
	bool found =
		address_is_wildcard(address)
			? table_get(&by_name->by_port, port_key(&port), &index)
			: table_get(&by_name->by_endpoint,
				    endpoint_key(check, address, port), &index);

	return found ? &by_name->lists[index] : NULL;
}

const struct binding_list *record_shadows(const struct check *check,
					  const struct by_name *by_name,
					  const struct http_record *record)
{
	const struct binding_list *list;

	/* A listing of which nothing fits is of another server. */
	if (!by_name->served || record->kind != HTTP_RECORD_ADDRESS ||
	    address_is_wildcard(record->host) ||
	    address_is_loopback(record->host))
		return NULL;
	list = by_name_at(check, by_name, record->host, record->port);
	if (!list)
		list = by_name_at(check, by_name, SLICE("*"), record->port);
	return list && !record_covers(check, record, list) ? list : NULL;
}
