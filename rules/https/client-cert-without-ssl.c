#include "rule/rule.h"

static bool without_ssl(uint32_t flags)
{
	return flags & ACCESS_ANY_CERT && !(flags & ACCESS_SSL);
}

static bool is_never_asked(struct check *check, uint32_t flags,
			   const struct site *site)
{
	return without_ssl(flags) && !site->https && site->http &&
	       !config_is_proxied(check->config, site);
}

/*
 * To accept a certificate where there is one is what "Accept" without
 * "Require SSL" means in IIS Manager; to require one goes with SSL only.
 */
static bool is_required(struct check *check, uint32_t flags,
			const struct site *site)
{
	(void)check;
	return without_ssl(flags) && flags & ACCESS_REQUIRE_CERT &&
	       site->https && site->http;
}

static void tell_never_asked(struct check *check, const struct access *access)
{
	struct finding *finding = report_at(
		check, at_value(check, access->section->element, "sslFlags"),
		"client certificates are to be asked for at %s, but there is "
		"no https binding: none will ever come",
		access_shown(check, access));

	finding_help(check, finding,
		     "add an https binding with a certificate, or set sslFlags "
		     "to None");
	note_hit(check, finding, &access->hit, "has no https binding");
}

static void tell_required(struct check *check, const struct access *access)
{
	struct finding *finding = report_at(
		check, at_value(check, access->section->element, "sslFlags"),
		"a client certificate is required at %s, but SSL is not: a "
		"request over http cannot bring one",
		access_shown(check, access));

	finding_help(check, finding,
		     "write Ssl beside it: sslFlags=\"Ssl, SslNegotiateCert, "
		     "SslRequireCert\" is what IIS Manager writes for a "
		     "required certificate");
	note_hit(check, finding, &access->hit, "has http and https bindings");
}

static void check_file(struct check *check)
{
	each_access(check, is_never_asked, tell_never_asked);
	each_access(check, is_required, tell_required);
}

const struct rule rule_client_cert_without_ssl = {
	.id = "client-cert-without-ssl",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "client certificates are asked for where SSL is not "
		   "required",
	.references = {
		REFERENCE_ACCESS,
	},
	.check_file = check_file,
};
