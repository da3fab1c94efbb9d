#include "rule/rule.h"

/* "*.contoso.example": a whole label, the first one. */
static bool is_wildcard(struct slice host)
{
	return slice_starts(host, SLICE("*.")) && host.len > 2 &&
	       slice_find(slice_skip(host, 1), '*') == SIZE_MAX;
}

static const char *trouble(const struct check *check, struct slice host)
{
	if (!is_wildcard(host))
		return "has a * that is not its whole first label";
	if (target_before(check->circumstances->target, TARGET_10_0))
		return "is a wildcard, which IIS has from version 10.0 on";
	return NULL;
}

/* It does what an empty host does: usual in IIS Express, odd elsewhere. */
static void tell_all_names(struct check *check, const struct binding *binding)
{
	struct finding *finding;

	if (check->config->express)
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element,
		"host \"*\" is no name: for every name, the host is left empty");
	finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "take the * behind the last colon out; IIS Manager does "
		     "not accept it, either");
}

static void check_binding(struct check *check, const struct binding *binding)
{
	struct slice host = binding->endpoint.host;
	struct finding *finding;
	const char *wrong;

	if (!binding->endpoint.valid || slice_find(host, '*') == SIZE_MAX)
		return;
	if (slice_is(host, "*")) {
		tell_all_names(check, binding);
		return;
	}
	wrong = trouble(check, host);
	if (!wrong)
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element,
		"host \"%s\" %s: no request reaches the site by it",
		shown(check, host), wrong);
	finding_help(check, finding, "give each name a binding of its own");
}

const struct rule rule_binding_wildcard_host = {
	.id = "binding-wildcard-host",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a host name of a binding has a wildcard that IIS does not "
		   "know",
	.references = {
		"https://learn.microsoft.com/iis/get-started/whats-new-in-iis-"
		"10/wildcard-host-header-support",
		REFERENCE_WIN_ACME,
	},
	.unless = { "binding-syntax" },
	.check_binding = check_binding,
};
