#include "rule/rule.h"

/* For each host name, the first https binding that has a record. */
static void find_https(struct check *check, struct table *hosts,
		       const struct http_record *records)
{
	const struct config *config = check->config;

	table_init(hosts, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++) {
			const struct binding *binding =
				&config->sites[i].bindings[j];
			const struct http_record *record =
				binding->https && binding->endpoint.host.len
					? binding_record(check, binding)
					: NULL;

			if (record && record->has_hash)
				table_add(hosts, binding->endpoint.host,
					  (uint32_t)(record - records));
		}
}

/* The record for the host name of any ftp binding of the site. */
static const struct http_record *find_record(const struct site *site,
					     const struct table *hosts,
					     const struct http_record *records)
{
	uint32_t index;

	for (size_t i = 0; i < site->binding_count; i++)
		if (slice_is_nocase(site->bindings[i].protocol, "ftp") &&
		    site->bindings[i].endpoint.host.len &&
		    table_get(hosts, site->bindings[i].endpoint.host, &index))
			return &records[index];
	return NULL;
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	const struct http_record *records;
	struct table hosts;
	size_t count;

	records = http_sys_records(check->inventory, &count);
	find_https(check, &hosts, records);
	for (size_t i = 0; i < config->site_count; i++) {
		const struct http_record *record =
			find_record(&config->sites[i], &hosts, records);
		struct finding *finding;
		struct ftp_hash hash;

		if (!record || !ftp_hash(check, &config->sites[i], &hash) ||
		    !hash.valid || hash.sample ||
		    thumbprint_eq(&hash.sha1, &record->sha1))
			continue;
		finding = report_hit(
			check, at_value(check, hash.where, "serverCertHash"),
			config->sites[i].element,
			"certificate %s, but HTTPS has %s for the same host "
			"name: the next renewal may forget one of them",
			thumbprint_print(&hash.sha1).digits,
			thumbprint_print(&record->sha1).digits);
		finding_help(check, finding,
			     "if one certificate is meant for both, select it "
			     "in the FTP SSL settings of IIS Manager");
		note_record(check, finding, record);
	}
}

const struct rule rule_ftp_cert_differs_from_https = {
	.id = "ftp-cert-differs-from-https",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "FTP and HTTPS use different certificates for one "
		   "host name",
	.references = {
		REFERENCE_FTP_SSL,
	},
	.unless = {
		"ftp-cert-hash-unknown",
		"ftp-cert-bad",
	},
	.check_file = check_file,
};
