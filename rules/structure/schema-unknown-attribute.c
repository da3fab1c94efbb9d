#include "rule/rule.h"

static const char *advice(struct check *check, const struct fault *fault)
{
	struct spell spell;

	/* The element is <remove> or <clear>. */
	if (fault->definition && fault->since == TARGET_UNKNOWN)
		return "; <remove> takes only the attributes that are the key "
		       "of an entry, <clear> takes none";
	if (fault->since != TARGET_UNKNOWN)
		return "; remove it for this server";
	spell = meant_attribute(check, fault);
	return meant(check, &spell);
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;

	if (fault->kind != FAULT_UNKNOWN_ATTRIBUTE)
		return;
	if (fault->since != TARGET_UNKNOWN)
		finding = report_at(check, at_fault(check, fault),
				    "attribute '%s' is known only from %s on",
				    fault_name(check, fault),
				    version_name(fault->since));
	else
		finding = report_at(check, at_fault(check, fault),
				    "attribute '%s' is not known on '%s'",
				    fault_name(check, fault),
				    owner_name(check, fault));
	if (is_of_dotnet(fault))
		finding_severity(check, finding, SEVERITY_INFO);
	if (may_tell(check))
		finding_help(check, finding,
			     "IIS says: \"Unrecognized attribute '%s'\" "
			     "(0x8007000d)%s",
			     fault_name(check, fault), advice(check, fault));
}

const struct rule rule_schema_unknown_attribute = {
	.id = "schema-unknown-attribute",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an attribute is not known on its element",
	.references = {
		REFERENCE_HTTP_500_19,
		"https://github.com/MicrosoftDocs/iis-docs/pull/1122",
	},
	.unless = { "metadata-section-spelling", "ssl-flags-version" },
	.check_fault = check_fault,
};
