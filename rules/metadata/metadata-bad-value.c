#include "rule/rule.h"

static struct slice text_of(struct check *check,
			    const struct metadata_property *property,
			    const char *name, bool *present)
{
	struct slice text = { "", 0 };

	*present = xml_value(check->document, property->element, name, &text);
	return text;
}

static struct finding *check_id(struct check *check,
				const struct metadata_property *property)
{
	struct slice id;
	bool present;

	if (property->has_id)
		return NULL;
	id = text_of(check, property, "id", &present);
	if (!present)
		return report_at(check, at_element(check, property->element),
				 "property without id");
	return report_at(check, at_value(check, property->element, "id"),
			 "id \"%s\" is not a number from 0 to 4294967295: "
			 "IIS does not read the file",
			 shown(check, id));
}

static struct finding *check_type(struct check *check,
				  const struct metadata_property *property)
{
	struct slice type;
	bool present;

	if (property->type != METADATA_TYPE_UNKNOWN)
		return NULL;
	type = text_of(check, property, "dataType", &present);
	if (!present)
		return report_at(check, at_element(check, property->element),
				 "property without dataType, which is "
				 "required: IIS does not read the file");
	return report_at(check, at_value(check, property->element, "dataType"),
			 "dataType \"%s\" is not DWord, String, Binary, "
			 "ExpandSZ or MultiSZ: IIS does not read the file",
			 shown(check, type));
}

static struct finding *check_flags(struct check *check,
				   const struct metadata_property *property)
{
	struct slice text, name;
	uint32_t ignored;
	bool present;

	if (property->flags_valid)
		return NULL;
	text = text_of(check, property, "attributes", &present);
	while (slice_cut(&text, ',', &name)) {
		name = slice_trim(name);
		if (metadata_flag(name, &ignored))
			continue;
		return report_at(
			check, at_value(check, property->element, "attributes"),
			"flag \"%s\" is not None, Inherit, PartialPath, "
			"Secure, Reference, Volatile, IsInherited, "
			"InsertPath, LocalMachineOnly or NonSecureOnly: IIS "
			"does not read the file",
			shown(check, name));
	}
	return NULL;
}

/* An unknown flag may be a misspelled Secure. */
static bool is_secret(struct check *check,
		      const struct metadata_property *property)
{
	bool present;

	return secret_property_id(text_of(check, property, "id", &present)) ||
	       secret_property_flags(
		       text_of(check, property, "attributes", &present));
}

static struct finding *check_value(struct check *check,
				   const struct metadata_property *property)
{
	struct slice bytes;
	uint32_t number;

	/* What is wrong with a hash says metadata-cert-hash-malformed. */
	if (property->hash)
		return NULL;
	if (property->type == METADATA_BINARY &&
	    !metadata_decode_base64(check->arena, property->value, &bytes))
		return report_at(check,
				 at_value(check, property->element, "value"),
				 "value of type Binary is not base64");
	if (property->type != METADATA_DWORD ||
	    slice_u32(slice_trim(property->value), &number))
		return NULL;
	if (is_secret(check, property))
		return report_at(check,
				 at_value(check, property->element, "value"),
				 "value of type DWord is not a number from "
				 "0 to 4294967295");
	return report_at(check, at_value(check, property->element, "value"),
			 "DWord \"%s\" is not a number from 0 to "
			 "4294967295",
			 shown(check, property->value));
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	struct finding *findings[] = {
		check_id(check, property),
		check_type(check, property),
		check_flags(check, property),
		check_value(check, property),
	};

	for (size_t i = 0; i < LENGTH(findings); i++)
		finding_help(check, findings[i],
			     "take the property from an older copy of the file "
			     "(%%SystemDrive%%\\inetpub\\history), or delete "
			     "it");
}

const struct rule rule_metadata_bad_value = {
	.id = "metadata-bad-value",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a property of customMetadata has a value that its type "
		   "does not allow",
	.references = {
		REFERENCE_CUSTOM_METADATA_PROPERTY,
	},
	.check_property = check_property,
};
