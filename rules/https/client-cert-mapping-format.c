#include "rule/rule.h"

#define SECTION                                                                \
	"system.webServer/security/authentication/"                            \
	"iisClientCertificateMappingAuthentication"

enum { DER_SEQUENCE = 0x30, DER_LONG = 0x80 };

/* One DER sequence, as a certificate is, from the first byte to the last. */
static bool is_sequence(struct slice der)
{
	size_t len, front = 2;

	if (der.len < front || (unsigned char)der.at[0] != DER_SEQUENCE)
		return false;
	len = (unsigned char)der.at[1];
	if (len >= DER_LONG) {
		front += len - DER_LONG;
		len = 0;
		for (size_t i = 2; i < front && i < der.len; i++)
			len = len << 8 | (unsigned char)der.at[i];
	}
	return front <= 2 + sizeof(uint32_t) && der.len >= front &&
	       len == der.len - front;
}

static bool has_space(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_space(text.at[i]))
			return true;
	return false;
}

/* What is wrong with the value; null when it is a certificate in base64. */
static const char *fault_of(struct check *check, struct slice value)
{
	struct slice der;

	if (slice_search(value, SLICE("-----BEGIN")) != SIZE_MAX)
		return "has the header of a PEM file";
	if (has_space(value))
		return "has blanks or line breaks";
	if (!metadata_decode_base64(check->arena, value, &der))
		return "is not base64";
	return is_sequence(der) ? NULL : "is base64, but not of a certificate";
}

static bool is_true(struct check *check, const struct section *section,
		    const char *attribute)
{
	struct setting setting;

	return config_value(check->config, scope_at(SECTION, section->location),
			    "", attribute, &setting) &&
	       slice_is_nocase(setting.value, "true");
}

static void check_mapping(struct check *check, const struct section *section,
			  const struct xml_element *mapping)
{
	struct finding *finding;
	struct slice value;
	const char *fault;

	if (!xml_value(check->document, mapping, "certificate", &value) ||
	    !value.len)
		return;
	fault = fault_of(check, value);
	if (!fault)
		return;
	finding = report_at(check, at_value(check, mapping, "certificate"),
			    "certificate of the mapping %s: no client "
			    "certificate matches it: \"%s\"",
			    fault, shown(check, value));
	finding_help(check, finding,
		     "write the certificate's DER bytes in base64, on one "
		     "line, without the lines BEGIN and END");
	if (!is_true(check, section, "enabled") ||
	    !is_true(check, section, "oneToOneCertificateMappingsEnabled"))
		finding_severity(check, finding, SEVERITY_INFO);
}

static void check_file(struct check *check)
{
	const struct xml_document *document = check->document;

	CONFIG_EACH_SECTION (check->config, SECTION, section)
		XML_EACH_CHILD (document, section->element, mappings)
			if (xml_is(document, mappings, "oneToOneMappings"))
				XML_EACH_CHILD (document, mappings, mapping)
					if (xml_is(document, mapping, "add"))
						check_mapping(check, section,
							      mapping);
}

const struct rule rule_client_cert_mapping_format = {
	.id = "client-cert-mapping-format",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the certificate of a one-to-one mapping is not plain "
		   "base64",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.webserver/"
		"security/authentication/iisclientcertificatemapping"
		"authentication/onetoonemappings/add",
	},
	.check_file = check_file,
};
