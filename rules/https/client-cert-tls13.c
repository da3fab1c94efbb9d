#include "rule/rule.h"

static bool asks_for_certificates(uint32_t flags)
{
	return flags & (ACCESS_NEGOTIATE_CERT | ACCESS_REQUIRE_CERT);
}

/*
 * Is the certificate asked for after a handshake with TLS 1.3? The record of
 * http.sys knows; unknown, if it is not listed or does not tell.
 */
static enum cert_answer asks_late(struct check *check,
				  const struct binding *binding)
{
	const struct http_record *record;

	if (!binding->https ||
	    binding->ssl_flags & (SSL_FLAG_NO_TLS13 | SSL_FLAG_NEGOTIATE))
		return CERT_NO;
	if (!http_sys_given(check->inventory))
		return CERT_UNKNOWN;
	record = binding_record(check, binding);
	if (!record || record->negotiates_client_certificate == CERT_YES ||
	    record->disables_tls13 == CERT_YES)
		return CERT_NO;
	if (record->negotiates_client_certificate == CERT_UNKNOWN ||
	    record->disables_tls13 == CERT_UNKNOWN)
		return CERT_UNKNOWN;
	return CERT_YES;
}

/* The binding of a site that is the surest case, or null. */
static const struct binding *worst(struct check *check, const struct site *site,
				   enum cert_answer *answer)
{
	const struct binding *found = NULL;

	*answer = CERT_NO;
	for (size_t i = 0; i < site->binding_count; i++) {
		enum cert_answer late = asks_late(check, &site->bindings[i]);

		if (late == CERT_YES ||
		    (late == CERT_UNKNOWN && *answer == CERT_NO)) {
			found = &site->bindings[i];
			*answer = late;
		}
		if (late == CERT_YES)
			break;
	}
	return found;
}

static bool is_wrong(struct check *check, uint32_t flags,
		     const struct site *site)
{
	enum cert_answer answer;

	return asks_for_certificates(flags) && worst(check, site, &answer) &&
	       answer == CERT_YES;
}

static bool may_be_wrong(struct check *check, uint32_t flags,
			 const struct site *site)
{
	enum cert_answer answer;

	return asks_for_certificates(flags) && worst(check, site, &answer) &&
	       answer == CERT_UNKNOWN;
}

static const char repair[] =
	"let http.sys ask during the handshake (make its record again with "
	"clientcertnegotiation=enable, see netsh http add sslcert), or switch "
	"TLS 1.3 off for the binding (add 32 to its sslFlags)";

static void note_bindings(struct check *check, struct finding *finding,
			  const struct hit *hit)
{
	if (!finding || finding->untold)
		return;
	for (size_t i = 0; i < hit->count && i < HIT_NAMED; i++) {
		enum cert_answer answer;
		const struct binding *binding =
			worst(check, hit->named[i], &answer);

		note_at(check, finding,
			at_value(check, binding->element, "bindingInformation"),
			"this binding of site \"%s\" takes TLS 1.3",
			shown(check, hit->named[i]->name));
		if (answer == CERT_YES)
			note_at(check, finding,
				at_record(check,
					  binding_record(check, binding)),
				"http.sys does not negotiate client "
				"certificates for it");
	}
}

static void tell(struct check *check, const struct access *access)
{
	struct finding *finding = report_at(
		check, at_value(check, access->section->element, "sslFlags"),
		"the client certificate for %s is asked for after the "
		"handshake, which TLS 1.3 does not allow: the connection is "
		"reset (ERR_CONNECTION_RESET, 500.0 0x80070032)",
		access_shown(check, access));

	finding_help(check, finding, "%s", repair);
	note_bindings(check, finding, &access->hit);
}

static void tell_unknown(struct check *check, const struct access *access)
{
	struct finding *finding = report_at(
		check, at_value(check, access->section->element, "sslFlags"),
		"the client certificate for %s is asked for after the "
		"handshake, which TLS 1.3 does not allow, unless http.sys "
		"negotiates it: without that the connection is reset "
		"(ERR_CONNECTION_RESET, 500.0 0x80070032)",
		access_shown(check, access));

	finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "%s; to learn how it is, list the records on the server "
		     "(netsh http show sslcert) and add --http-sys FILE",
		     repair);
	note_bindings(check, finding, &access->hit);
}

static void check_file(struct check *check)
{
	if (check->circumstances->target < TARGET_2022)
		return;
	each_access(check, is_wrong, tell);
	each_access(check, may_be_wrong, tell_unknown);
}

const struct rule rule_client_cert_tls13 = {
	.id = "client-cert-tls13",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_TARGET,
	.since = "0.1",
	.summary = "client certificates are asked for in a way that TLS 1.3 "
		   "does not allow",
	.references = {
		"https://techcommunity.microsoft.com/t5/iis-support-blog/"
		"addressing-tls-1-3-compatibility-issues-in-iis-express-on/"
		"ba-p/4449362",
		REFERENCE_ACCESS,
	},
	.check_file = check_file,
};
