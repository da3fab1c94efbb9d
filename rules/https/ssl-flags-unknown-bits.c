#include "rule/rule.h"

static void check_binding(struct check *check, const struct binding *binding)
{
	uint32_t unknown =
		binding->ssl_flags &
		~(uint32_t)(SSL_FLAGS_DOCUMENTED | SSL_FLAG_NEGOTIATE);
	struct finding *finding;

	if (!binding->https ||
	    target_before(check->circumstances->target, TARGET_8_0) ||
	    !(binding->ssl_flags & ~(uint32_t)SSL_FLAGS_DOCUMENTED))
		return;
	if (unknown)
		finding = report_hit(
			check, at_value(check, binding->element, "sslFlags"),
			binding->site->element,
			"sslFlags %u contains %u, which means nothing to any "
			"known version of IIS",
			(unsigned)binding->ssl_flags, (unsigned)unknown);
	else
		finding = report_hit(
			check, at_value(check, binding->element, "sslFlags"),
			binding->site->element,
			"sslFlags %u contains %s, which newer servers have "
			"and Microsoft does not document",
			(unsigned)binding->ssl_flags,
			ssl_flags_shown(check, SSL_FLAG_NEGOTIATE));
	if (!unknown)
		finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "sslFlags is a sum of 1 (SNI), 2 (central store), 4 (no "
		     "HTTP/2), 8 (no OCSP stapling), 16 (no QUIC), 32 (no TLS "
		     "1.3) and 64 (no legacy TLS)");
}

const struct rule rule_ssl_flags_unknown_bits = {
	.id = "ssl-flags-unknown-bits",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "sslFlags of an https binding has bits without a meaning",
	.references = {
		REFERENCE_BINDING,
		REFERENCE_WIN_ACME,
	},
	.check_binding = check_binding,
};
