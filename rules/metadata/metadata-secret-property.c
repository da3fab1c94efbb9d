#include "rule/rule.h"

static const char *secret_kind(uint32_t id)
{
	static const struct {
		uint32_t id;
		const char *name;
	} names[] = {
		{ 3003, "the password of a virtual directory" },
		{ 4010, "the password of the logging database" },
		{ 5501, "the private key of a certificate" },
		{ 5502, "the password of a private key" },
		{ 6021, "the password of the anonymous user" },
		{ 7502, "the password of an application's identity" },
	};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (names[i].id == id)
			return names[i].name;
	return "marked Secure";
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	struct finding *finding;

	if (!property->has_id || !slice_trim(property->value).len ||
	    slice_starts_nocase(property->value, SLICE("[enc:")) ||
	    !metadata_is_secret(property->id, property->flags))
		return;
	finding = report_at(check, at_value(check, property->element, "value"),
			    "property %u (%s) holds a readable value: "
			    "customMetadata is never encrypted",
			    (unsigned)property->id, secret_kind(property->id));
	finding_help(check, finding,
		     "change the password or key, for whoever has this file "
		     "has it, and delete the property; IIS 7 and later keep "
		     "such values encrypted in the sections of their own");
}

const struct rule rule_metadata_secret_property = {
	.id = "metadata-secret-property",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "customMetadata holds a password or key that can be read",
	.references = {
		REFERENCE_CUSTOM_METADATA_PROPERTY,
		"https://learn.microsoft.com/iis/manage/configuring-securit"
		"y/using-encryption-to-protect-passwords",
	},
	.check_property = check_property,
};
