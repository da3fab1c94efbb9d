#include "rule/rule.h"

#define PROVIDERS "configProtectedData"

/* "Name" of "[enc:Name:…:enc]"; false for what IIS takes as plain text. */
static bool read_provider(struct slice value, struct slice *name)
{
	struct slice rest = slice_skip(value, sizeof("[enc:") - 1);

	return slice_starts(value, SLICE("[enc:")) &&
	       slice_ends(rest, SLICE(":enc]")) &&
	       slice_cut(&rest, ':', name) && name->len &&
	       rest.len >= sizeof("enc]") - 1;
}

/* Those of machine.config, and that of redirection.config. */
static bool is_inherited(const struct config *config, struct slice name)
{
	return slice_is(name, "RsaProtectedConfigurationProvider") ||
	       slice_is(name, "DataProtectionConfigurationProvider") ||
	       (config->file == CONFIG_REDIRECTION &&
		slice_is(name, "IISRsaProvider"));
}

/* False when the file does not say which providers there are. */
static bool find_providers(const struct config *config, struct entries *entries)
{
	const struct section *section = config_sections(config, PROVIDERS);

	return section && !section->location.len &&
	       config_entries(config, section, "providers", entries) &&
	       entries->count;
}

static bool is_declared(const struct check *check, struct slice name)
{
	struct entries entries;
	struct slice known;

	if (is_inherited(check->config, name) ||
	    !find_providers(check->config, &entries))
		return true;
	for (size_t i = 0; i < entries.count; i++)
		if (xml_value(check->document, entries.at[i], "name", &known) &&
		    slice_eq_nocase(known, name))
			return true;
	return false;
}

static void check_fault(struct check *check, const struct fault *fault)
{
	struct finding *finding;
	struct slice name;

	if (fault->kind != FAULT_ENCRYPTED ||
	    !read_provider(
		    xml_attribute_value(check->document, fault->attribute),
		    &name) ||
	    is_declared(check, name))
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
