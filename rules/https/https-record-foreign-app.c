#include "rule/rule.h"

#define APPLICATION_AD_FS "{5d89a20c-beab-4389-9447-324788eb944a}"

static void check_file(struct check *check)
{
	const struct record_use *uses = record_uses(check);
	const struct http_record *records;
	size_t count;

	records = http_sys_records(check->inventory, &count);
	for (size_t i = 0; uses && i < count; i++) {
		const struct http_record *record = &records[i];
		const struct binding *first = uses[i].first;
		struct finding *finding;

		if (!first || !record->application.len ||
		    record_is_of_iis(record) || record_has_no_owner(record))
			continue;
		finding = report_at(
			check,
			at_value(check, first->element, "bindingInformation"),
			"%s is served by a record of http.sys for %s that is "
			"not of IIS but of application %s%s: another product "
			"may own the port, and change the certificate",
			target_shown(check, first, uses[i].count),
			shown(check, record->name),
			shown(check, record->application),
			slice_is_nocase(record->application, APPLICATION_AD_FS)
				? " (AD FS)"
				: "");
		finding_help(check, finding,
			     "move one of the two to another port or address; "
			     "if the record was made by hand for this site, "
			     "select the certificate again in the https "
			     "binding, so that IIS makes its own");
		note_record(check, finding, record);
	}
}

const struct rule rule_https_record_foreign_app = {
	.id = "https-record-foreign-app",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "an https binding is served by a record of http.sys "
		   "that belongs to another product",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
	},
	.unless = {
		"https-record-null",
	},
	.check_file = check_file,
};
