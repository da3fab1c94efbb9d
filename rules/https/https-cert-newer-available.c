#include "rule/rule.h"

static void check_bound(struct check *check, const struct bound *bound)
{
	const char *end = on_day(check, &bound->view.not_after);
	struct finding *finding;

	if (!bound->newer)
		return;
	finding =
		report_bound(check, bound,
			     "certificate %s of %s%s%s, although the newer one "
			     "%s for the same names is in store %s",
			     thumbprint_print(&bound->record->sha1).digits,
			     bound_target(check, bound), *end ? " ends" : "",
			     end, thumbprint_print(&bound->newer->sha1).digits,
			     shown(check, http_record_store(bound->record)));
	finding_help(check, finding,
		     "select the newer certificate in the https binding");
	note_at(check, finding, at_cert(check, bound->newer),
		"the newer certificate is listed here; it ends%s",
		on_day(check, &bound->newer->not_after));
}

const struct rule rule_https_cert_newer_available = {
	.id = "https-cert-newer-available",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate is in use although a newer one for the "
		   "same names is there",
	.references = {
		REFERENCE_BINDING_MONITORING,
	},
	.unless = {
		"https-cert-expired",
	},
	.check_bound = check_bound,
};
