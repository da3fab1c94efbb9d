#include "rule/rule.h"

/* A site that serves no http at all has nobody to turn away. */
static bool is_wrong(struct check *check, uint32_t flags,
		     const struct site *site)
{
	return flags & ACCESS_SSL && !site->https && site->http &&
	       !config_is_proxied(check->config, site);
}

static void tell(struct check *check, const struct access *access)
{
	struct finding *finding = report_at(
		check, at_value(check, access->section->element, "sslFlags"),
		"SSL is required for %s, but there is no https binding: every "
		"request is answered with 403.4",
		access_shown(check, access));

	finding_help(check, finding,
		     "add an https binding with a certificate, or take Ssl out "
		     "of sslFlags");
	note_hit(check, finding, &access->hit, "has no https binding");
}

static void check_file(struct check *check)
{
	each_access(check, is_wrong, tell);
}

const struct rule rule_require_ssl_without_https = {
	.id = "require-ssl-without-https",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a site without https binding requires SSL",
	.references = {
		REFERENCE_HTTP_STATUS,
		REFERENCE_ACCESS,
	},
	.check_file = check_file,
};
