#include "rule/rule.h"

/* A table pays only for keys with many properties. */
enum { TABLE_FROM = 32 };

static struct slice id_of(const struct metadata_property *property)
{
	return (struct slice){ (const char *)&property->id,
			       sizeof(property->id) };
}

/* The first property with the same id; itself if it is the first. */
static size_t search(const struct metadata_key *key, size_t index)
{
	const struct metadata_property *properties = key->properties;
	size_t i = 0;

	while (i < index && (!properties[i].has_id ||
			     properties[i].id != properties[index].id))
		i++;
	return i;
}

static size_t look_up(struct table *seen, const struct metadata_key *key,
		      size_t index)
{
	struct slice id = id_of(&key->properties[index]);
	uint32_t first;

	if (key->property_count < TABLE_FROM)
		return search(key, index);
	if (table_get(seen, id, &first))
		return first;
	table_add(seen, id, (uint32_t)index);
	return index;
}

static void report(struct check *check,
		   const struct metadata_property *property,
		   const struct metadata_property *first)
{
	struct finding *finding = report_at(
		check, at_value(check, property->element, "id"),
		"property %u stands a second time in key \"%s\": IIS does not "
		"read the file (500.19, 0x800700b7)",
		(unsigned)property->id, shown(check, property->key->path));

	note_at(check, finding, at_value(check, first->element, "id"),
		"first here");
	finding_help(check, finding, "delete one of the two");
}

static void check_key(struct check *check, const struct metadata_key *key)
{
	struct table seen;

	table_init(&seen, check->arena, TABLE_EXACT, 0);
	for (size_t i = 0; i < key->property_count; i++) {
		size_t first = i;

		if (key->properties[i].has_id)
			first = look_up(&seen, key, i);
		if (first != i)
			report(check, &key->properties[i],
			       &key->properties[first]);
	}
}

const struct rule rule_metadata_duplicate_property = {
	.id = "metadata-duplicate-property",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a key of customMetadata has two properties of one id",
	.references = {
		REFERENCE_CUSTOM_METADATA_PROPERTY,
		REFERENCE_DUPLICATE_ENTRY,
	},
	.check_key = check_key,
};
