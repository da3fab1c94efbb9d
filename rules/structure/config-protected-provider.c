#include "rule/rule.h"

/* "Name" of "[enc:Name:…:enc]"; false for what IIS takes as plain text. */
static bool read_provider(struct slice value, struct slice *name)
{
	struct slice rest = slice_skip(value, sizeof("[enc:") - 1);

	return slice_starts(value, SLICE("[enc:")) &&
	       slice_ends(rest, SLICE(":enc]")) &&
	       slice_cut(&rest, ':', name) && name->len &&
	       rest.len >= sizeof("enc]") - 1;
}

static void report(struct check *check, struct place place, const char *what,
		   struct slice provider)
{
	struct finding *finding =
		report_at(check, place,
			  "%s is encrypted with '%s', which is no provider of "
			  "configProtectedData",
			  what, shown(check, provider));

	finding_help(check, finding,
		     "it cannot be decrypted; restore the provider and "
		     "its keys, or enter the secret anew on this server");
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct slice name;

	if (fault->kind == FAULT_ENCRYPTED &&
	    read_provider(
		    xml_attribute_value(check->document, fault->attribute),
		    &name) &&
	    !config_may_decrypt(check->config, name))
		report(check, at_fault_value(check, fault),
		       fault_name(check, fault), name);
}

/* Sections that are encrypted as a whole. */
static void check_file(struct check *check)
{
	static const char attribute[] = "configProtectionProvider";
	const struct config *config = check->config;

	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];
		struct slice name;

		if (xml_value(check->document, section->element, attribute,
			      &name) &&
		    name.len && !config_may_decrypt(config, name))
			report(check,
			       at_value(check, section->element, attribute),
			       words(check, "section '%s'",
				     shown(check, section->path)),
			       name);
	}
}

const struct rule rule_config_protected_provider = {
	.id = "config-protected-provider",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a value is encrypted with a provider that does not exist",
	.references = {
		"https://learn.microsoft.com/iis/manage/configuring-security"
		"/using-encryption-to-protect-passwords",
	},
	.check_file = check_file,
	.check_fault = check_fault,
};
