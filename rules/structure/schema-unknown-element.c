#include "rule/rule.h"

/* IIS 7 had these two as downloads. */
static bool may_be_installed(const struct fault *fault)
{
	return fault->element == fault->section->element &&
	       fault->section->declaration &&
	       (slice_is(fault->section->path,
			 "system.webServer/applicationInitialization") ||
		slice_is(fault->section->path,
			 "system.webServer/security/dynamicIpSecurity"));
}

static const char *sentence(struct check *check, const struct fault *fault)
{
	if (fault->element == fault->section->element)
		return words(check,
			     "The configuration section '%s' cannot be read "
			     "because it is missing schema\"",
			     shown(check, section_name(fault->name)));
	return words(check, "Unrecognized element '%s'\" (0x8007000d)",
		     fault_name(check, fault));
}

static void report_new(struct check *check, const struct fault *fault)
{
	bool section = fault->element == fault->section->element;
	struct finding *finding;

	if (may_be_installed(fault))
		return;
	finding =
		report_at(check, at_element(check, fault->element),
			  "%s '%s' is known only from %s on",
			  section ? "section" : "element",
			  fault_name(check, fault), version_name(fault->since));
	/* Nothing comes of a whole section until it is asked for. */
	if (section)
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding, "%s says: \"%s; remove it for this server",
		     version_name(check->config->schema->target),
		     sentence(check, fault));
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct spell spell;
	struct finding *finding;

	if (fault->kind != FAULT_UNKNOWN_ELEMENT)
		return;
	if (fault->since != TARGET_UNKNOWN) {
		report_new(check, fault);
		return;
	}
	finding = report_at(check, at_element(check, fault->element),
			    "element '%s' is not known in '%s'",
			    fault_name(check, fault), known_name(check, fault));
	if (is_of_dotnet(fault))
		finding_severity(check, finding, SEVERITY_INFO);
	if (!may_tell(check))
		return;
	spell = meant_element(check, fault);
	finding_help(check, finding,
		     "IIS says: \"Unrecognized element '%s'\" (0x8007000d)%s",
		     fault_name(check, fault), meant(check, &spell));
}

const struct rule rule_schema_unknown_element = {
	.id = "schema-unknown-element",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "an element is not known where it stands",
	.references = {
		REFERENCE_HTTP_500_19,
		REFERENCE_CONFIGURATION,
	},
	.unless = { "metadata-section-spelling" },
	.check_fault = check_fault,
};
