#include "rule/rule.h"

/* Ports that IIS Express reserves with certificates when it is installed. */
enum { EXPRESS_FIRST = 44300, EXPRESS_LAST = 44399 };

/* What the file has of https. */
struct use {
	bool https;    /* a binding */
	bool served;   /* one with a record */
	bool wildcard; /* SNI for a host with "*": its record is not known */
};

static struct use look(const struct check *check)
{
	const struct config *config = check->config;
	struct use use = { .https = false };

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++) {
			const struct binding *binding =
				&config->sites[i].bindings[j];

			if (!binding->https)
				continue;
			use.https = true;
			use.served |= binding_record(check, binding) != NULL;
			use.wildcard |= slice_find(binding->endpoint.host,
						   '*') != SIZE_MAX;
		}
	return use;
}

static bool is_orphan(const struct http_record *record,
		      const struct record_use *use, bool wildcard)
{
	return !use->first && !use->instead && !record_is_null(record) &&
	       slice_is_nocase(record->application, HTTP_APPLICATION_IIS) &&
	       (record->port < EXPRESS_FIRST || record->port > EXPRESS_LAST) &&
	       !(wildcard && record->kind == HTTP_RECORD_HOST);
}

static bool is_fixed_address(const struct http_record *record)
{
	return record->kind == HTTP_RECORD_ADDRESS &&
	       !slice_is(record->host, "0.0.0.0") &&
	       !slice_is(record->host, "::");
}

static void check_file(struct check *check)
{
	const struct xml_element *sites = sites_element(check);
	const struct record_use *uses = record_uses(check);
	const struct http_record *records;
	struct use use = look(check);
	struct by_name by_name;
	size_t count;

	/* A listing of which nothing fits is of another server. */
	if (!sites || !uses || (use.https && !use.served))
		return;
	records = http_sys_records(check->inventory, &count);
	by_name_find(check, &by_name);
	for (size_t i = 0; i < count; i++) {
		const struct http_record *record = &records[i];
		struct finding *finding;

		/* What comes before SNI is for https-ip-shadows-sni. */
		if (!is_orphan(record, &uses[i], use.wildcard) ||
		    record_shadows(check, &by_name, record))
			continue;
		finding = report_at(check, at_element(check, sites),
				    "http.sys has a record of IIS for %s that "
				    "no https binding uses%s",
				    shown(check, record->name),
				    is_fixed_address(record)
					    ? ": at this address it answers "
					      "before all others of the port"
					    : "");
		finding_help(check, finding,
			     "if no other product needs it, delete it with: "
			     "netsh http delete sslcert");
		note_record(check, finding, record);
	}
}

const struct rule rule_https_record_orphan = {
	.id = "https-record-orphan",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_HTTP_SYS | NEEDS_WHOLE,
	.since = "0.1",
	.summary = "http.sys has a certificate of IIS that no https "
		   "binding uses",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
	},
	.check_file = check_file,
};
