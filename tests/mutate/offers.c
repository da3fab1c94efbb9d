/*
 * What a text could hold: asked of the schema, not of the text.
 */
#include "mutate.h"

#include <stdlib.h>

static bool attribute_offers(const struct schema_element *element,
			     const struct schema_attribute *attribute,
			     enum kind kind)
{
	enum wrong wrong;

	if (!is_for_files(attribute))
		return false;
	if (is_wrong_value(kind, &wrong))
		return can_be_wrong(attribute, wrong);
	if (kind == REMOVED)
		return attribute->flags & SCHEMA_REQUIRED;
	return kind == TYPO_ATTRIBUTE && !element->any_attribute;
}

static bool has_keys(const struct schema *schema,
		     const struct schema_element *entry)
{
	SCHEMA_EACH_ATTRIBUTE (schema, entry, first)
		if (first->flags & SCHEMA_KEY && is_for_files(first))
			return true;
	return false;
}

/* The schema is a tree: recursion is bounded. */
static bool offers(const struct schema *schema,
		   const struct schema_element *element, enum kind kind)
{
	SCHEMA_EACH_ATTRIBUTE (schema, element, first)
		if (attribute_offers(element, schema_edition(schema, first),
				     kind))
			return true;
	for (uint32_t i = element->first_child; i != SCHEMA_NONE;
	     i = schema->elements[i].next)
		if (schema->elements[i].since != TARGET_EXPRESS &&
		    (kind == TYPO_ELEMENT ||
		     offers(schema, &schema->elements[i], kind)))
			return true;
	for (uint32_t i = element->first_collection; i != SCHEMA_NONE;
	     i = schema->collections[i].next) {
		const struct schema_collection *at = &schema->collections[i];
		const struct schema_element *entry =
			&schema->elements[at->entry];

		if (at->since == TARGET_EXPRESS ||
		    entry->since == TARGET_EXPRESS)
			continue;
		if (kind == TYPO_ELEMENT || offers(schema, entry, kind) ||
		    (kind == DUPLICATE && at->add.len && !at->duplicates &&
		     has_keys(schema, entry)))
			return true;
	}
	return false;
}

bool section_offers(const struct schema *schema,
		    const struct schema_section *section, enum kind kind)
{
	const struct schema_element *element =
		schema_section_element(schema, section);

	if (element->since == TARGET_EXPRESS)
		return false;
	if (kind == TYPO_SECTION)
		return !section->machine;
	return !section->unstructured && offers(schema, element, kind);
}

/* Is it IIS Express alone that knows the element, or one around it? */
static bool is_left_out(const struct schema *schema, uint32_t element)
{
	for (; element != SCHEMA_NONE;
	     element = schema->elements[element].parent)
		if (schema->elements[element].since == TARGET_EXPRESS)
			return true;
	return false;
}

static size_t count_unseen(const struct schema *schema, const bool *seen)
{
	size_t count = 0;

	for (uint32_t i = 0; i < schema->element_count; i++) {
		SCHEMA_EACH_ATTRIBUTE (schema, &schema->elements[i], first) {
			const struct schema_attribute *edition =
				schema_edition(schema, first);

			count += is_for_files(edition) &&
				 !is_left_out(schema, i) &&
				 !seen[edition - schema->attributes];
		}
	}
	return count;
}

size_t attributes_unseen(const struct schema *schema, const struct scan *scan)
{
	bool *seen = calloc(schema->attribute_count, sizeof(*seen));
	size_t count = schema->attribute_count;

	if (!seen)
		return count;
	for (size_t i = 0; i < scan->mark_count; i++)
		if (scan->marks[i].definition)
			seen[scan->marks[i].definition - schema->attributes] =
				true;
	count = count_unseen(schema, seen);
	free(seen);
	return count;
}
