#include "rule/rule.h"

/* "1.3.6.1.5.5.7.3.2 and 2 more" */
static const char *usages(struct check *check, const struct cert_list *list)
{
	uint32_t more = list->count - 1;
	const char *first = shown(check, list->items[0]);

	return more ? words(check, "%s and %u more", first, (unsigned)more)
		    : first;
}

static void check_bound(struct check *check, const struct bound *bound)
{
	struct cert_details details =
		cert_view_details(check->inventory, bound->first);
	struct finding *finding;

	if (cert_allows(&details, CERT_USAGE_SERVER) != CERT_NO)
		return;
	finding = report_bound(check, bound,
			       "certificate %s of %s is for %s, expected "
			       "server authentication (" CERT_USAGE_SERVER
			       "): clients refuse it (CERT_E_WRONG_USAGE "
			       "0x800b0110)",
			       thumbprint_print(&bound->record->sha1).digits,
			       bound_target(check, bound),
			       usages(check, &details.usages));
	finding_help(check, finding,
		     "have a certificate issued with the extended key usage "
		     "server authentication, or select another one in the "
		     "https binding");
}

const struct rule rule_https_cert_eku = {
	.id = "https-cert-eku",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_LISTING | NEEDS_HTTP_SYS,
	.since = "0.1",
	.summary = "a certificate in use is not for servers",
	.references = {
		REFERENCE_SSL_TROUBLESHOOTING,
	},
	.check_bound = check_bound,
};
