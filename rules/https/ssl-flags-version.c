#include "rule/rule.h"

enum {
	FLAGS_OF_10 = 4 + 8,
	FLAGS_OF_1809 = 16 + 32 + 64,
};

static const char *version_shown(enum target target)
{
	switch (target) {
	case TARGET_7_0:
		return "IIS 7.0";
	case TARGET_7_5:
		return "IIS 7.5";
	case TARGET_8_0:
		return "IIS 8.0";
	case TARGET_8_5:
		return "IIS 8.5";
	case TARGET_10_1709:
		return "IIS 10.0 version 1709";
	case TARGET_10_0:
	case TARGET_UNKNOWN:
	case TARGET_10_1809:
	case TARGET_2022:
	case TARGET_2025:
	case TARGET_EXPRESS:
		break;
	}
	return "IIS 10.0";
}

/* The attribute came with IIS 8; older ones do not read such a file. */
static void check_attribute(struct check *check, const struct binding *binding)
{
	struct finding *finding;
	struct slice text;

	if (!xml_value(check->document, binding->element, "sslFlags", &text))
		return;
	finding = report_hit(
		check, at_attribute(check, binding->element, "sslFlags"),
		binding->site->element,
		"%s does not know sslFlags, and does not read the file "
		"(\"Unrecognized attribute 'sslFlags'\", 0x8007000d)",
		version_shown(check->circumstances->target));
	finding_severity(check, finding, SEVERITY_ERROR);
	finding_help(check, finding,
		     "leave the attribute out; without SNI each certificate "
		     "needs an address or a port of its own");
}

static void check_binding(struct check *check, const struct binding *binding)
{
	enum target target = check->circumstances->target;
	struct finding *finding;
	uint32_t early = 0;

	if (target_before(target, TARGET_8_0)) {
		check_attribute(check, binding);
		return;
	}
	if (!binding->https || !binding->ssl_flags)
		return;
	if (target_before(target, TARGET_10_0))
		early |= binding->ssl_flags & FLAGS_OF_10;
	if (target_before(target, TARGET_10_1809))
		early |= binding->ssl_flags & FLAGS_OF_1809;
	if (!early)
		return;
	finding = report_hit(
		check, at_value(check, binding->element, "sslFlags"),
		binding->site->element,
		"sslFlags %u contains %s, which %s does not have",
		(unsigned)binding->ssl_flags, ssl_flags_shown(check, early),
		version_shown(target));
	finding_help(check, finding,
		     "write %u, or move the site to a newer Windows: 4 and 8 "
		     "need Windows Server 2016 at least, 16, 32 and 64 need "
		     "2019",
		     (unsigned)(binding->ssl_flags & ~early));
}

const struct rule rule_ssl_flags_version = {
	.id = "ssl-flags-version",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_TARGET,
	.since = "0.1",
	.summary = "sslFlags of a binding is newer than the target version",
	.references = {
		REFERENCE_BINDING,
		REFERENCE_WIN_ACME,
	},
	.unless = { "ssl-flags-value" },
	.check_binding = check_binding,
};
