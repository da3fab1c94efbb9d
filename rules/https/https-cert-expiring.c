#include "rule/rule.h"

enum { DAY = 24 * 60 * 60 };

/* " in 12 days", if it is known that precisely. */
static const char *in_days(struct check *check, const struct cert_time *end)
{
	int64_t days;

	if (!days_left(check, end, &days))
		return "";
	if (days < 1)
		return ", today";
	return words(check, ", in %lld day%s", (long long)days,
		     days == 1 ? "" : "s");
}

static void check_bound(struct check *check, const struct bound *bound)
{
	const struct cert_time *end = &bound->view.not_after;
	int64_t days = check->circumstances->expiring_days;
	struct finding *finding;

	if (cert_time_before(end, check->now) ||
	    !cert_time_before(end, check->now + days * DAY))
		return;
	finding = report_bound(check, bound, "certificate %s of %s expires%s%s",
			       thumbprint_print(&bound->record->sha1).digits,
			       bound_target(check, bound), on_day(check, end),
			       in_days(check, end));
	finding_help(check, finding,
		     "renew the certificate, import it into the store of the "
		     "machine and select it in the https binding; "
		     "--expiring-days sets how early this is told");
}

const struct rule rule_https_cert_expiring = {
	.id = "https-cert-expiring",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate in use expires soon",
	.references = {
		REFERENCE_BINDING_MONITORING,
		REFERENCE_SSL_TROUBLESHOOTING,
	},
	.unless = {
		"https-cert-newer-available",
	},
	.check_bound = check_bound,
};
