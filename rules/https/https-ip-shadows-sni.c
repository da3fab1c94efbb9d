#include "rule/rule.h"

struct search {
	struct check *check;
	struct by_name by_name;
	/* Bindings without SNI at fixed addresses, by number of the list. */
	struct binding_list *fixed;
	bool *used; /* records of http.sys that a binding has */
};

/* The record of the very address; null also if no listing tells. */
static const struct http_record *fixed_record(struct search *search,
					      const struct binding *binding)
{
	const struct inventory *inventory = search->check->inventory;
	const struct http_record *record =
		binding_record(search->check, binding);
	size_t count;

	if (!record || address_is_wildcard(record->host))
		return NULL;
	search->used[record - http_sys_records(inventory, &count)] = true;
	return record;
}

static const struct binding_list *list_at(const struct search *search,
					  struct slice address, uint32_t port)
{
	return by_name_at(search->check, &search->by_name, address, port);
}

static void report_same(struct check *check, const struct binding *binding,
			const struct binding_list *by_name)
{
	struct finding *finding = report_at(
		check, at_value(check, binding->element, "bindingInformation"),
		"binding without SNI at %s: http.sys answers there with its "
		"certificate before it looks at host names, and the "
		"certificates of bindings with SNI are never used",
		endpoint_shown(check, binding));

	finding_help(check, finding,
		     "set SNI (sslFlags=\"1\") and a host name here too, or "
		     "write \"*\" for the address");
	binding_list_note(check, finding, by_name, "never used:");
}

/* Which address a host name leads to is not known: this may well be meant. */
static void report_all(struct check *check, const struct binding_list *fixed,
		       const struct binding_list *by_name)
{
	const struct binding *binding = fixed->named[0];
	struct finding *finding = report_at(
		check, at_value(check, binding->element, "bindingInformation"),
		"binding without SNI at %s: http.sys answers there with its "
		"certificate, also for host names of bindings with SNI at "
		"all addresses",
		endpoint_shown(check, binding));

	finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "this is fine for an address that only this site uses; "
		     "otherwise write \"*\" for the address and use SNI");
	binding_list_note(check, finding, by_name, "not at this address:");
	if (fixed->count > 1)
		note_at(check, finding,
			at_value(check, fixed->named[1]->element,
				 "bindingInformation"),
			"%zu more binding%s of the kind, the next at %s",
			fixed->count - 1, fixed->count == 2 ? "" : "s",
			endpoint_shown(check, fixed->named[1]));
}

static void check_group(struct search *search, const struct binding *binding)
{
	const struct endpoint *endpoint = &binding->endpoint;
	const struct inventory *inventory = search->check->inventory;
	const struct http_record *record;
	const struct binding_list *same, *all;

	if (address_is_wildcard(endpoint->address))
		return;
	record = fixed_record(search, binding);
	if (!https_is_known(binding) || (!record && http_sys_given(inventory)))
		return;
	same = list_at(search, endpoint->address, endpoint->port);
	all = list_at(search, SLICE("*"), endpoint->port);
	if (same && !record_covers(search->check, record, same))
		report_same(search->check, binding, same);
	else if (!same && all && !address_is_loopback(endpoint->address) &&
		 !record_covers(search->check, record, all))
		binding_list_add(&search->fixed[all - search->by_name.lists],
				 binding);
}

/* A record of an address that no binding has: it beats host names too. */
static void check_record(struct search *search,
			 const struct http_record *record)
{
	struct check *check = search->check;
	const struct binding_list *names =
		record_shadows(check, &search->by_name, record);
	const struct binding *binding;
	struct finding *finding;

	if (!names)
		return;
	binding = names->named[0];
	finding = report_at(
		check, at_value(check, binding->element, "bindingInformation"),
		"http.sys has a record for %s, which is of no binding: at "
		"that address it comes before this binding, which has SNI",
		shown(check, record->name));
	if (record->application.len && !record_is_of_iis(record))
		finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "if nothing else needs it, delete it with: netsh http "
		     "delete sslcert ipport=%s",
		     shown(check, record->name));
	note_record(check, finding, record);
}

static void check_records(struct search *search)
{
	const struct http_record *records;
	size_t count;

	records = http_sys_records(search->check->inventory, &count);
	for (size_t i = 0; i < count; i++)
		if (!search->used[i])
			check_record(search, &records[i]);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct search search = { .check = check };
	size_t records;

	if (!by_name_find(check, &search.by_name))
		return;
	http_sys_records(check->inventory, &records);
	search.fixed = ARENA_ARRAY(check->arena, struct binding_list,
				   search.by_name.count);
	search.used = ARENA_ARRAY(check->arena, bool, records);
	if (!search.fixed || !search.used)
		return;
	for (size_t i = 0; i < config->group_count; i++)
		check_group(&search, config->groups[i].first);
	for (uint32_t i = 0; i < search.by_name.count; i++)
		if (search.fixed[i].count)
			report_all(check, &search.fixed[i],
				   &search.by_name.lists[i]);
	check_records(&search);
}

const struct rule rule_https_ip_shadows_sni = {
	.id = "https-ip-shadows-sni",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an https binding or a record of http.sys at a fixed "
		   "address comes before bindings with SNI",
	.references = {
		REFERENCE_SSL_WINDOWS,
		REFERENCE_SNI,
	},
	.check_file = check_file,
};
