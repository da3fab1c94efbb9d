/*
 * Fuzz the loader of schema files, into an empty schema and into the one that
 * is built in. What comes out can be walked: every index lies in its array,
 * every list ends, what was loaded is found again by its name. A file that is
 * no schema has an error whose place is inside of the text.
 */
#include <stdlib.h>

#include "schema/load.h"
#include "schema/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_text(const struct schema *schema, struct schema_text text)
{
	demand(text.at <= schema->text_len &&
	       text.len <= schema->text_len - text.at);
}

static void check_index(uint32_t index, size_t count)
{
	demand(index == SCHEMA_NONE || index < count);
}

static void check_members(const struct schema *schema,
			  const struct schema_attribute *attribute)
{
	demand(attribute->first_member <= schema->member_count);
	demand(attribute->member_count <=
	       schema->member_count - attribute->first_member);
	for (uint32_t i = 0; i < attribute->member_count; i++) {
		const struct schema_member *member =
			&schema->members[attribute->first_member + i];

		check_text(schema, member->name);
		demand(member->name.len && member->since <= TARGET_EXPRESS);
		demand(value_member(schema, attribute,
				    schema_text(schema, member->name)));
	}
}

static void check_attribute(const struct schema *schema,
			    const struct schema_attribute *attribute)
{
	check_text(schema, attribute->name);
	check_text(schema, attribute->fallback);
	check_index(attribute->next, schema->attribute_count);
	check_index(attribute->newer, schema->attribute_count);
	demand(attribute->name.len);
	demand(attribute->type <= SCHEMA_TIMESPAN);
	demand(attribute->validator <= SCHEMA_TRIMMED);
	demand(attribute->unit <= SCHEMA_MINUTES);
	demand(attribute->since <= TARGET_EXPRESS);
	demand(attribute->granularity >= 0);
	if (attribute->newer != SCHEMA_NONE)
		demand(schema->attributes[attribute->newer].since >
		       attribute->since);
	check_members(schema, attribute);
	value_check(schema, attribute,
		    schema_text(schema, attribute->fallback));
}

static bool ever_required(const struct schema *schema,
			  const struct schema_attribute *attribute)
{
	for (;;) {
		if (attribute->flags & SCHEMA_REQUIRED)
			return true;
		if (attribute->newer == SCHEMA_NONE)
			return false;
		attribute = &schema->attributes[attribute->newer];
	}
}

static void check_attributes(const struct schema *schema,
			     const struct schema_element *element)
{
	size_t count = 0, required = 0;

	SCHEMA_EACH_ATTRIBUTE (schema, element, attribute) {
		const struct schema_attribute *found = schema_attribute(
			schema, element, schema_text(schema, attribute->name));

		demand(count++ < schema->attribute_count);
		demand(found && found == schema_edition(schema, attribute));
		required += ever_required(schema, attribute);
	}
	demand(required == element->required);
}

static void check_children(const struct schema *schema,
			   const struct schema_element *element)
{
	size_t count = 0;
	struct schema_child child;

	for (uint32_t i = element->first_child; i != SCHEMA_NONE;
	     i = schema->elements[i].next) {
		demand(count++ < schema->element_count);
		demand(schema->elements[i].parent ==
		       (uint32_t)(element - schema->elements));
		demand(schema_child(
			schema, element,
			schema_text(schema, schema->elements[i].name), &child));
	}
	for (uint32_t i = element->first_collection; i != SCHEMA_NONE;
	     i = schema->collections[i].next) {
		demand(count++ <
		       schema->collection_count + schema->element_count);
		demand(schema->elements[schema->collections[i].entry].parent ==
		       (uint32_t)(element - schema->elements));
	}
}

static void check_element(const struct schema *schema,
			  const struct schema_element *element)
{
	check_text(schema, element->name);
	check_index(element->parent, schema->element_count);
	check_index(element->first_attribute, schema->attribute_count);
	check_index(element->first_child, schema->element_count);
	check_index(element->first_collection, schema->collection_count);
	check_index(element->next, schema->element_count);
	demand(element->name.len && element->since <= TARGET_EXPRESS);
}

static void check_collection(const struct schema *schema,
			     const struct schema_collection *collection)
{
	check_text(schema, collection->add);
	check_text(schema, collection->remove);
	check_text(schema, collection->clear);
	demand(collection->entry < schema->element_count);
	check_index(collection->next, schema->collection_count);
	demand(collection->add.len && collection->since <= TARGET_EXPRESS);
}

static void check_section(const struct schema *schema,
			  const struct schema_section *section)
{
	demand(section->element < schema->element_count);
	demand(section->scope <= SCHEMA_MACHINE_ONLY);
	demand(schema_section(
		       schema,
		       schema_text(schema,
				   schema->elements[section->element].name)) ==
	       section);
}

/* At all targets up to that one. */
static void check_schema(struct schema *schema, int last_target)
{
	for (size_t i = 0; i < schema->element_count; i++)
		check_element(schema, &schema->elements[i]);
	for (size_t i = 0; i < schema->collection_count; i++)
		check_collection(schema, &schema->collections[i]);
	for (size_t i = 0; i < schema->section_count; i++)
		check_section(schema, &schema->sections[i]);
	for (int t = TARGET_UNKNOWN; t <= last_target; t++) {
		schema->target = (enum target)t;
		for (size_t i = 0; i < schema->attribute_count; i++)
			check_attribute(schema, &schema->attributes[i]);
		for (size_t i = 0; i < schema->element_count; i++) {
			check_attributes(schema, &schema->elements[i]);
			check_children(schema, &schema->elements[i]);
		}
	}
}

static void load(const struct xml_document *document, const struct schema *base)
{
	struct schema_loader loader;
	struct schema schema;
	struct arena arena;
	bool fine;

	arena_init(&arena, &allocator_heap);
	schema_load_start(&loader, &arena, base);
	fine = schema_load(&loader, document);
	if (!arena_failed(&arena)) {
		demand(fine == !loader.error.message);
		demand(fine ||
		       (loader.error.at.start <= loader.error.at.end &&
			loader.error.at.end <= document->source->text.len));
		demand(!fine || document->error.fault == XML_FINE);
	}
	/* What an error left behind can be walked, too. */
	if (schema_load_end(&loader, &schema))
		check_schema(&schema, base ? TARGET_UNKNOWN : TARGET_EXPRESS);
	schema_load_free(&loader);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct xml_document document;
	struct source source;

	if (source_from_xml(&source, bytes, "fuzz", &allocator_heap) ==
	    SOURCE_OK) {
		if (xml_read(&document, &source, &allocator_heap)) {
			load(&document, NULL);
			if (size && data[size - 1] & 1)
				load(&document, &schema_builtin);
		}
		xml_free(&document);
	}
	source_free(&source);
	return 0;
}
