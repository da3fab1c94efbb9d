#include "rule/rule.h"

static bool is_wrong(struct check *check, uint32_t flags,
		     const struct site *site)
{
	(void)check;
	return flags & ACCESS_REQUIRE_CERT &&
	       !(flags & ACCESS_NEGOTIATE_CERT) && site->https;
}

static void tell(struct check *check, const struct access *access)
{
	struct finding *finding = report_at(
		check, at_value(check, access->section->element, "sslFlags"),
		"a client certificate is required at %s, but sslFlags \"%s\" "
		"does not say that one is asked for",
		access_shown(check, access), shown(check, access->value));

	finding_help(check, finding,
		     "write SslNegotiateCert beside SslRequireCert, as IIS "
		     "Manager does");
	note_hit(check, finding, &access->hit, "takes this value");
}

static void check_file(struct check *check)
{
	each_access(check, is_wrong, tell);
}

const struct rule rule_require_cert_without_negotiate = {
	.id = "require-cert-without-negotiate",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a client certificate is required but not asked for",
	.references = {
		REFERENCE_ACCESS,
	},
	.check_file = check_file,
};
