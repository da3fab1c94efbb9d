#include "rule/rule.h"

enum { HTTPS_PORT = 443 };

static bool has_443(const struct site *site)
{
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct binding *binding = &site->bindings[i];

		if (binding->https && binding->endpoint.port == HTTPS_PORT)
			return true;
	}
	return false;
}

/* The first http binding for a host that no site serves on port 443. */
static const struct binding *leads_nowhere(struct check *check,
					   const struct site *site)
{
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct binding *binding = &site->bindings[i];

		if (slice_is_nocase(binding->protocol, "http") &&
		    binding->endpoint.valid &&
		    !config_has_https_443(check->config,
					  binding->endpoint.host))
			return binding;
	}
	return NULL;
}

static bool is_wrong(struct check *check, const struct hsts *hsts)
{
	return hsts->redirect && !has_443(hsts->site) &&
	       leads_nowhere(check, hsts->site) &&
	       !config_is_proxied(check->config, hsts->site);
}

static void note_bindings(struct check *check, struct finding *finding,
			  const struct hit *hit)
{
	if (!finding || finding->untold)
		return;
	for (size_t i = 0; i < hit->count && i < HIT_NAMED; i++)
		note_at(check, finding,
			at_value(check,
				 leads_nowhere(check, hit->named[i])->element,
				 "bindingInformation"),
			"no https binding on port 443 takes over from this "
			"one of site \"%s\"",
			shown(check, hit->named[i]->name));
}

static const struct xml_element *find_none(struct check *check,
					   const struct hsts *hsts)
{
	return !hsts->site->https && is_wrong(check, hsts) ? hsts->redirect_at
							   : NULL;
}

static const struct xml_element *find_other_port(struct check *check,
						 const struct hsts *hsts)
{
	return hsts->site->https && is_wrong(check, hsts) ? hsts->redirect_at
							  : NULL;
}

static void tell_none(struct check *check, const struct xml_element *written,
		      const struct hit *hit)
{
	struct finding *finding = report_at(
		check, at_value(check, written, "redirectHttpToHttps"),
		"http requests for %s are redirected to https, but there is "
		"no https binding: nothing answers them",
		hit_shown(check, hit));

	finding_help(check, finding,
		     "add an https binding on port 443, or set "
		     "redirectHttpToHttps to false for this site");
	note_bindings(check, finding, hit);
}

/* Something in front of the server may turn port 443 into the other one. */
static void tell_other_port(struct check *check,
			    const struct xml_element *written,
			    const struct hit *hit)
{
	struct finding *finding = report_at(
		check, at_value(check, written, "redirectHttpToHttps"),
		"http requests for %s are redirected to port 443, whatever "
		"the port of the https binding, and there is none on 443",
		hit_shown(check, hit));

	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "add an https binding on port 443, or redirect with a "
		     "rewrite rule that names the port; nothing is wrong if a "
		     "load balancer passes port 443 on to the binding");
	note_bindings(check, finding, hit);
}

static void check_file(struct check *check)
{
	each_hsts(check, find_none, tell_none);
	each_hsts(check, find_other_port, tell_other_port);
}

const struct rule rule_hsts_redirect_without_443 = {
	.id = "hsts-redirect-without-443",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "http is redirected to https, but nothing answers on port "
		   "443",
	.references = {
		REFERENCE_HSTS,
	},
	.check_file = check_file,
};
