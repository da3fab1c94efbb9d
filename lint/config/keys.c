#include "config/keys.h"

#include <inttypes.h>

#include "schema/value.h"

static enum table_case fold_of(const struct schema_attribute *attribute)
{
	return attribute->flags & SCHEMA_CASE_SENSITIVE ? TABLE_EXACT
							: TABLE_NOCASE;
}

static void add_unique(struct key_group groups[KEY_GROUPS_MAX], size_t *count,
		       const struct schema_attribute *attribute)
{
	if (*count == KEY_GROUPS_MAX)
		return;
	groups[(*count)++] = (struct key_group){
		.parts = { attribute },
		.count = 1,
		.unique = true,
		.fold = fold_of(attribute),
	};
}

size_t key_groups(const struct schema *schema,
		  const struct schema_collection *collection,
		  struct key_group groups[KEY_GROUPS_MAX])
{
	const struct schema_element *entry =
		&schema->elements[collection->entry];
	struct key_group combined = { .fold = TABLE_NOCASE };
	size_t count = 0;

	SCHEMA_EACH_ATTRIBUTE (schema, entry, first) {
		const struct schema_attribute *attribute =
			schema_edition(schema, first);

		if (attribute->flags & SCHEMA_UNIQUE_KEY)
			add_unique(groups, &count, attribute);
		if (!(attribute->flags & SCHEMA_COMBINED_KEY) ||
		    combined.count == KEY_PARTS_MAX)
			continue;
		combined.parts[combined.count++] = attribute;
		if (fold_of(attribute) == TABLE_EXACT)
			combined.fold = TABLE_EXACT;
	}
	if (combined.count && count < KEY_GROUPS_MAX)
		groups[count++] = combined;
	return count;
}

/* Digits without a zero in front are in the one form already. */
static bool is_plain(struct slice number)
{
	for (size_t i = 0; i < number.len; i++)
		if (!ascii_is_digit(number.at[i]))
			return false;
	return number.len == 1 || (number.len && number.at[0] != '0');
}

bool key_part(const struct config *config, struct arena *arena,
	      const struct schema_attribute *part,
	      const struct xml_element *element, struct slice *value)
{
	const struct xml_attribute *found =
		xml_attribute_named(config->document, element,
				    schema_text(config->schema, part->name));
	int64_t number;

	if (!found) {
		*value = schema_text(config->schema, part->fallback);
		return part->flags & SCHEMA_HAS_DEFAULT;
	}
	*value = xml_attribute_value(config->document, found);
	if (part->type == SCHEMA_STRING)
		return true;
	*value = slice_trim(*value);
	if (is_plain(*value))
		return true;
	if (part->type == SCHEMA_TIMESPAN ? value_time_span(*value, &number)
					  : value_number(*value, &number))
		*value = arena_printf(arena, "%" PRId64, number);
	return true;
}

/* Letters that need not be told apart, in one case. */
static void append(char **at, struct slice value, bool fold)
{
	for (size_t i = 0; i < value.len; i++)
		*(*at)++ = fold ? ascii_lower(value.at[i]) : value.at[i];
	*(*at)++ = '\0'; /* in no value */
}

static bool combined_key(const struct config *config, struct arena *arena,
			 const struct key_group *group,
			 const struct xml_element *element, struct slice *key)
{
	struct slice parts[KEY_PARTS_MAX];
	char *text, *at;
	size_t len = 0;

	for (size_t i = 0; i < group->count; i++) {
		if (!key_part(config, arena, group->parts[i], element,
			      &parts[i]))
			parts[i] = (struct slice){ "", 0 };
		len += parts[i].len + 1;
	}
	text = at = arena_alloc(arena, len, 1);
	if (!text)
		return false;
	for (size_t i = 0; i < group->count; i++)
		append(&at, parts[i],
		       group->fold == TABLE_EXACT &&
			       fold_of(group->parts[i]) == TABLE_NOCASE);
	*key = (struct slice){ text, len };
	return true;
}

bool key_of(const struct config *config, struct arena *arena,
	    const struct key_group *group, const struct xml_element *element,
	    struct slice *key)
{
	if (!group->unique)
		return combined_key(config, arena, group, element, key);
	return key_part(config, arena, group->parts[0], element, key);
}
