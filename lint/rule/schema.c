#include <string.h>

#include "rule/rule.h"

static struct place place_of(const struct check *check,
			     const struct fault *fault, struct span at)
{
	if (!may_tell(check))
		return at_element(check, fault->element);
	return (struct place){ .element = fault->element, .at = at };
}

struct place at_fault(const struct check *check, const struct fault *fault)
{
	if (!fault->attribute)
		return at_element(check, fault->element);
	return place_of(
		check, fault,
		xml_attribute_name_span(check->document, fault->attribute));
}

struct place at_fault_value(const struct check *check,
			    const struct fault *fault)
{
	return place_of(check, fault, xml_value_span(fault->attribute));
}

const char *fault_name(struct check *check, const struct fault *fault)
{
	return shown(check, fault->attribute
				    ? xml_attribute_name(check->document,
							 fault->attribute)
				    : fault->name);
}

/* A password may stand where it does not belong, such as in a number. */
static bool is_secret(struct slice name, struct slice value)
{
	return secret_name(name) || secret_value(value);
}

const char *fault_part(struct check *check, const struct fault *fault,
		       struct slice part)
{
	const struct xml_document *document = check->document;

	if (is_secret(xml_attribute_name(document, fault->attribute),
		      xml_attribute_value(document, fault->attribute)))
		return "***";
	return shown(check, part);
}

const char *fault_value(struct check *check, const struct fault *fault)
{
	return fault_part(
		check, fault,
		xml_attribute_value(check->document, fault->attribute));
}

const char *fault_key_value(struct check *check, const struct fault_key *key)
{
	return is_secret(key->name, key->value) ? "***"
						: shown(check, key->value);
}

const char *known_name(struct check *check, const struct fault *fault)
{
	const struct schema *schema = check->config->schema;
	const char *name =
		shown(check, schema_text(schema, fault->known->name));

	/* "add" alone tells nothing. */
	if (fault->known->parent == SCHEMA_NONE || strcmp(name, "add"))
		return name;
	return words(
		check, "%s/%s",
		shown(check,
		      section_name(schema_text(
			      schema,
			      schema->elements[fault->known->parent].name))),
		name);
}

const char *owner_name(struct check *check, const struct fault *fault)
{
	struct slice name = xml_name(check->document, fault->element);

	if (slice_starts(name, SLICE("remove")) ||
	    slice_starts(name, SLICE("clear")))
		return shown(check, name);
	return known_name(check, fault);
}

bool is_of_dotnet(const struct fault *fault)
{
	return config_is_of_machine(fault->section->path) &&
	       !slice_is(fault->section->path, "configProtectedData");
}

const char *version_name(enum target target)
{
	static const char *const names[] = {
		[TARGET_UNKNOWN] = "IIS",
		[TARGET_7_0] = "IIS 7.0",
		[TARGET_7_5] = "IIS 7.5",
		[TARGET_8_0] = "IIS 8.0",
		[TARGET_8_5] = "IIS 8.5",
		[TARGET_10_0] = "IIS 10.0",
		[TARGET_10_1709] = "IIS 10.0 version 1709",
		[TARGET_10_1809] = "IIS 10.0 version 1809",
		[TARGET_2022] = "Windows Server 2022",
		[TARGET_2025] = "Windows Server 2025",
		[TARGET_EXPRESS] = "IIS Express",
	};

	return names[target];
}

struct spell meant_attribute(const struct check *check,
			     const struct fault *fault)
{
	const struct schema *schema = check->config->schema;
	struct spell spell = spell_start(fault->name);

	SCHEMA_EACH_ATTRIBUTE (schema, fault->known, attribute) {
		if (!schema_too_new(schema, attribute->since) &&
		    !(attribute->flags & SCHEMA_RUNTIME))
			spell_offer(&spell,
				    schema_text(schema, attribute->name));
	}
	return spell;
}

static void offer_directives(const struct schema *schema,
			     const struct schema_collection *collection,
			     struct spell *spell)
{
	struct slice add = schema_text(schema, collection->add), name;

	while (slice_cut(&add, ',', &name))
		spell_offer(spell, slice_trim(name));
	spell_offer(spell, schema_text(schema, collection->remove));
	spell_offer(spell, schema_text(schema, collection->clear));
}

struct spell meant_element(const struct check *check, const struct fault *fault)
{
	const struct schema *schema = check->config->schema;
	struct spell spell = spell_start(fault->name);

	for (uint32_t i = fault->known->first_child; i != SCHEMA_NONE;
	     i = schema->elements[i].next) {
		if (!schema_too_new(schema, schema->elements[i].since))
			spell_offer(
				&spell,
				schema_text(schema, schema->elements[i].name));
	}
	for (uint32_t i = fault->known->first_collection; i != SCHEMA_NONE;
	     i = schema->collections[i].next) {
		if (!schema_too_new(schema, schema->collections[i].since))
			offer_directives(schema, &schema->collections[i],
					 &spell);
	}
	return spell;
}

const char *meant(struct check *check, const struct spell *spell)
{
	if (!spell->best.len)
		return "";
	if (!spell->distance)
		return words(check, "; write '%s': letter case matters",
			     shown(check, spell->best));
	return words(check, "; did you mean '%s'?", shown(check, spell->best));
}

const char *member_names(struct check *check, const struct fault *fault)
{
	const struct schema *schema = check->config->schema;
	const struct schema_attribute *definition = fault->definition;
	const char *names = "";

	for (uint32_t i = 0; i < definition->member_count; i++) {
		const struct schema_member *member =
			&schema->members[definition->first_member + i];

		if (schema_too_new(schema, member->since))
			continue;
		names = words(check, "%s%s%.*s", names, *names ? ", " : "",
			      (int)member->name.len,
			      schema_text(schema, member->name).at);
	}
	return names;
}

const char *span_shown(struct check *check, int64_t seconds)
{
	const char *clock =
		words(check, "%02d:%02d:%02d", (int)(seconds / 3600 % 24),
		      (int)(seconds / 60 % 60), (int)(seconds % 60));

	if (seconds < 24 * 3600)
		return clock;
	return words(check, "%lld.%s", (long long)(seconds / (24 * 3600)),
		     clock);
}

static const char *range_sentence(struct check *check,
				  const struct schema_attribute *definition)
{
	const char *negation =
		definition->validator == SCHEMA_NOT_IN_RANGE ? "not " : "";

	if (definition->type != SCHEMA_TIMESPAN)
		return words(check,
			     "Integer value must %sbe between %lld and %lld "
			     "inclusive",
			     negation, (long long)definition->min,
			     (long long)definition->max);
	return words(check,
		     "Timespan value must %sbe between %s and %s seconds "
		     "inclusive, with a granularity of %lld seconds",
		     negation, span_shown(check, definition->min),
		     span_shown(check, definition->max),
		     (long long)definition->granularity);
}

static const char *type_sentence(struct check *check, const struct fault *fault)
{
	if (fault->definition->type == SCHEMA_UINT)
		return "Not a valid unsigned integer";
	if (fault->definition->type == SCHEMA_ENUM)
		return words(check, "Enum must be one of %s",
			     member_names(check, fault));
	if (fault->definition->type == SCHEMA_FLAGS)
		return words(check, "Flags must be some combination of %s",
			     member_names(check, fault));
	if (fault->definition->type == SCHEMA_BOOL ||
	    fault->definition->type == SCHEMA_TIMESPAN)
		return ""; /* nothing but that it is invalid */
	return NULL;
}

static const char *name_sentence(enum schema_validator validator)
{
	switch (validator) {
	case SCHEMA_POOL_NAME:
		return "Invalid application pool name";
	case SCHEMA_SITE_NAME:
		return "Invalid site name";
	case SCHEMA_APPLICATION_PATH:
		return "Invalid application path";
	case SCHEMA_DIRECTORY_PATH:
		return "Invalid virtual directory path";
	case SCHEMA_ANY:
	case SCHEMA_NON_EMPTY:
	case SCHEMA_RANGE:
	case SCHEMA_NOT_IN_RANGE:
	case SCHEMA_TRIMMED:
		break;
	}
	return NULL;
}

static const char *sentence(struct check *check, const struct fault *fault)
{
	switch (fault->verdict.problem) {
	case VALUE_NOT_OF_TYPE:
	case VALUE_TOO_NEW:
		return type_sentence(check, fault);
	case VALUE_OUT_OF_RANGE:
	case VALUE_NOT_GRANULAR:
		return range_sentence(check, fault->definition);
	case VALUE_EMPTY:
		return "String must not be empty";
	case VALUE_BAD_NAME:
		return name_sentence(
			(enum schema_validator)fault->definition->validator);
	case VALUE_FINE:
	case VALUE_NUMBER:
	case VALUE_NOT_TRIMMED:
		break;
	}
	return NULL;
}

const char *value_sentence(struct check *check, const struct fault *fault)
{
	const char *text = sentence(check, fault);

	if (!text)
		return "";
	return words(check,
		     "IIS says: \"The '%s' attribute is invalid.%s%s\" "
		     "(0x8007000d)",
		     fault_name(check, fault), *text ? "  " : "", text);
}
