#include "rule/rule.h"

static const char help[] =
	"delete the record with netsh http delete sslcert, then select the "
	"certificate again in the https binding";

static void report_served(struct check *check, const struct http_record *record,
			  const struct record_use *use)
{
	struct place place =
		at_value(check, use->first->element, "bindingInformation");
	const char *target = target_shown(check, use->first, use->count);
	const char *name = shown(check, record->name);
	struct finding *finding;

	if (record_is_null(record))
		finding = report_at(check, place,
				    "the record of http.sys for %s has no "
				    "certificate hash: %s has no HTTPS",
				    name, target);
	else
		finding = report_at(check, place,
				    "the record of http.sys for %s, which "
				    "serves %s, has an application id of "
				    "zeros: it was not made by IIS",
				    name, target);
	if (!record_is_null(record))
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding, "%s", help);
	note_record(check, finding, record);
}

/* Of a record of IIS that serves nobody. */
static void report_idle(struct check *check, const struct http_record *record)
{
	const struct xml_element *sites = sites_element(check);
	struct finding *finding;

	if (!sites)
		return;
	finding = report_at(check, at_element(check, sites),
			    "the record of http.sys for %s has no certificate "
			    "hash, and no https binding uses it",
			    shown(check, record->name));
	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "delete the record with netsh http delete sslcert");
	note_record(check, finding, record);
}

static void check_file(struct check *check)
{
	const struct record_use *uses = record_uses(check);
	const struct http_record *records;
	size_t count;

	records = http_sys_records(check->inventory, &count);
	for (size_t i = 0; uses && i < count; i++) {
		const struct http_record *record = &records[i];

		if (uses[i].first &&
		    (record_is_null(record) || record_has_no_owner(record)))
			report_served(check, record, &uses[i]);
		else if (!uses[i].first && record_is_null(record) &&
			 record_is_of_iis(record))
			report_idle(check, record);
	}
}

const struct rule rule_https_record_null = {
	.id = "https-record-null",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "the record of http.sys for an https binding has no "
		   "certificate, or no owner",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
	},
	.check_file = check_file,
};
