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

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;
	struct slice name;

	if (fault->kind != FAULT_ENCRYPTED ||
	    !read_provider(
		    xml_attribute_value(check->document, fault->attribute),
		    &name) ||
	    config_may_decrypt(check->config, name))
		return;
	finding = report_at(check, at_fault_value(check, fault),
			    "%s is encrypted with '%s', which is no provider "
			    "of configProtectedData",
			    fault_name(check, fault), shown(check, name));
	finding_help(check, finding,
		     "IIS cannot decrypt the value; restore the provider and "
		     "its keys, or enter the secret anew on this server");
}

const struct rule rule_config_protected_provider = {
	.id = "config-protected-provider",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a value is encrypted with a provider that does not exist",
	.references = {
		"https://learn.microsoft.com/iis/manage/configuring-security"
		"/using-encryption-to-protect-passwords",
	},
	.check_fault = check_fault,
};
