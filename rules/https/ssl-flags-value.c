#include "rule/rule.h"

/* Whether IIS takes hexadecimal digits is not known. */
static bool may_be_hexadecimal(struct slice text)
{
	text = slice_trim(text);
	return slice_starts_nocase(text, SLICE("0x")) && text.len > 2 &&
	       ascii_hex(text.at[2]) >= 0;
}

static void report(struct check *check, const struct xml_element *element,
		   struct slice text)
{
	struct finding *finding;

	if (may_be_hexadecimal(text))
		return;
	finding = report_at(
		check, at_value(check, element, "sslFlags"),
		"sslFlags \"%s\" is not a number from 0 to 4294967295: IIS "
		"does not read the file (\"Not a valid unsigned integer\", "
		"0x8007000d)",
		shown(check, text));
	finding_help(check, finding,
		     "write 1 for SNI, 2 for the central certificate store, 3 "
		     "for both, or leave the attribute out; client "
		     "certificates are asked for in the section "
		     "system.webServer/security/access");
}

static void check_binding(struct check *check, const struct binding *binding)
{
	struct slice text;

	if (!binding->ssl_flags_valid &&
	    !binding_is_inherited(check, binding) &&
	    xml_value(check->document, binding->element, "sslFlags", &text))
		report(check, binding->element, text);
}

static void check_default(struct check *check,
			  const struct xml_element *element)
{
	struct slice text;
	uint32_t flags;

	if (xml_value(check->document, element, "sslFlags", &text) &&
	    !slice_u32(slice_trim(text), &flags))
		report(check, element, text);
}

static void check_file(struct check *check)
{
	each_default_binding(check, check_default);
}

const struct rule rule_ssl_flags_value = {
	.id = "ssl-flags-value",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "sslFlags of a binding is not a number",
	.references = {
		REFERENCE_BINDING,
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
	.check_binding = check_binding,
};
