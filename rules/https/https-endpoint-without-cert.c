#include "rule/rule.h"

/* The record of http.sys that bindings lack, and how many they are. */
struct lack {
	const struct binding *binding;
	size_t count;
};

struct search {
	struct check *check;
	struct table known;
	struct lack *lacks;
	uint32_t count;
	bool served; /* some https binding has a record */
};

/* "0.0.0.0:443", "www.contoso.example:443", "443 of the central store" */
static struct slice record_name(struct check *check,
				const struct binding *binding)
{
	const struct endpoint *endpoint = &binding->endpoint;
	struct slice host = endpoint->address;

	if (binding->ssl_flags & SSL_FLAG_CENTRAL_STORE)
		return arena_printf(check->arena, "port %u (central store)",
				    (unsigned)endpoint->port);
	if (binding->ssl_flags & SSL_FLAG_SNI)
		host = endpoint->host;
	else if (slice_is(host, "*"))
		host = SLICE("0.0.0.0");
	return arena_printf(check->arena, "%.*s:%u", (int)host.len, host.at,
			    (unsigned)endpoint->port);
}

/* How http.sys stores the wildcard host of an SNI binding is not known. */
static bool is_unknown(const struct binding *binding)
{
	return !binding->https || !binding->endpoint.valid ||
	       ((binding->ssl_flags & SSL_FLAGS_BY_NAME) == SSL_FLAG_SNI &&
		(!binding->endpoint.host.len ||
		 slice_find(binding->endpoint.host, '*') != SIZE_MAX));
}

static void look(struct search *search, const struct binding *binding)
{
	uint32_t index;

	if (binding_record(search->check, binding)) {
		search->served = true;
		return;
	}
	if (!site_is_started(search->check, binding->site))
		return;
	index = search->count;
	if (table_add(&search->known, record_name(search->check, binding),
		      index))
		search->lacks[search->count++].binding = binding;
	else if (!table_get(&search->known, record_name(search->check, binding),
			    &index))
		return;
	search->lacks[index].count++;
}

/* Why the listing may not prove that a record is missing; null: it does. */
static const char *doubt_of(const struct search *search, size_t records)
{
	if (!http_sys_complete(search->check->inventory))
		return "only a warning: this listing does not show all records";
	if (records && !search->served)
		return "only a warning: no https binding has a record in this "
		       "listing; is it of another server?";
	return NULL;
}

static void report_lack(struct search *search, const struct lack *lack)
{
	struct check *check = search->check;
	const struct binding *binding = lack->binding;
	const struct http_record *instead = record_instead(check, binding);
	const struct http_record *records;
	struct finding *finding;
	const char *doubt;
	size_t count;
	const char *more = lack->count == 1
				   ? ""
				   : words(check, " (and %zu more of its kind)",
					   lack->count - 1);

	records = http_sys_records(check->inventory, &count);
	doubt = doubt_of(search, count);
	finding = report_at(
		check, at_value(check, binding->element, "bindingInformation"),
		"http.sys has no certificate for %s, which this https binding%s "
		"needs: %s%s",
		shown(check, record_name(check, binding)), more,
		instead ? "clients get that of " : "no browser can connect",
		instead ? record_shown(check, instead) : "");
	finding_help(check, finding,
		     "select the certificate again in the https binding, or "
		     "add it with: netsh http add sslcert");
	if (instead)
		note_record(check, finding, instead);
	else if (count)
		note_at(check, finding, at_record(check, records), "%s",
			doubt ? doubt : "the records of http.sys begin here");
	if (instead || doubt)
		finding_severity(check, finding, SEVERITY_WARNING);
}

static size_t count_bindings(const struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->site_count; i++)
		count += config->sites[i].binding_count;
	return count;
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct search search = {
		.check = check,
		.lacks = ARENA_ARRAY(check->arena, struct lack,
				     count_bindings(config)),
	};

	table_init(&search.known, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; search.lacks && i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			if (!is_unknown(&config->sites[i].bindings[j]))
				look(&search, &config->sites[i].bindings[j]);
	for (uint32_t i = 0; i < search.count; i++)
		report_lack(&search, &search.lacks[i]);
}

const struct rule rule_https_endpoint_without_cert = {
	.id = "https-endpoint-without-cert",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "http.sys has no certificate for an https binding",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
		REFERENCE_SSL_DIAGNOSTICS,
		REFERENCE_BINDING,
	},
	.check_file = check_file,
};
