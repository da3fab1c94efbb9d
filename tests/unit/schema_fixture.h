/*
 * For tests of schemas: a schema from the texts of schema files.
 */
#ifndef UNIT_SCHEMA_FIXTURE_H
#define UNIT_SCHEMA_FIXTURE_H

#include "schema/load.h"
#include "unit.h"

struct made {
	struct arena arena;
	struct schema_loader loader;
	struct schema schema;
	struct source source; /* of the file that was loaded last */
	struct xml_document document;
};

static inline void made_start(struct made *made, const struct schema *base)
{
	arena_init(&made->arena, &allocator_heap);
	schema_load_start(&made->loader, &made->arena, base);
	made->source = (struct source){ .memory = &allocator_heap };
	made->document = (struct xml_document){ 0 };
}

/* Add a file; the document stays until the next one, or the end. */
static inline bool made_add(struct made *made, const char *text)
{
	if (made->document.source) {
		xml_free(&made->document);
		source_free(&made->source);
	}
	ck_assert_int_eq(source_from_xml(&made->source, slice_of(text), "test",
					 &allocator_heap),
			 SOURCE_OK);
	ck_assert(xml_read(&made->document, &made->source, &allocator_heap));
	return schema_load(&made->loader, &made->document);
}

/* The content of <configSchema>. */
static inline void made_content(struct made *made, const char *content)
{
	struct slice text = arena_printf(
		&made->arena, "<configSchema>%s</configSchema>", content);

	ck_assert_msg(made_add(made, text.at), "%s",
		      made->loader.error.message);
}

static inline void made_end(struct made *made, enum target target)
{
	ck_assert(schema_load_end(&made->loader, &made->schema));
	ck_assert(!arena_failed(&made->arena));
	made->schema.target = target;
}

/* One file with this content. */
static inline void made_of(struct made *made, const char *content)
{
	made_start(made, NULL);
	made_content(made, content);
	made_end(made, TARGET_UNKNOWN);
}

static inline void made_free(struct made *made)
{
	if (made->document.source) {
		xml_free(&made->document);
		source_free(&made->source);
	}
	schema_load_free(&made->loader);
	arena_free(&made->arena);
}

/* The names behind the section's, with "/": of entries and of elements. */
static inline const struct schema_element *
element_of(const struct schema *schema, const char *section, const char *names)
{
	const struct schema_section *found =
		schema_section(schema, slice_of(section));
	const struct schema_element *at;
	struct slice rest = slice_of(names), name;
	struct schema_child child;

	ck_assert_msg(found != NULL, "%s", section);
	at = schema_section_element(schema, found);
	while (rest.len && slice_cut(&rest, '/', &name)) {
		ck_assert_msg(schema_child(schema, at, name, &child), "%s/%s",
			      section, names);
		at = child.element;
	}
	return at;
}

static inline const struct schema_attribute *
attribute_of(const struct schema *schema, const char *section,
	     const char *names, const char *name)
{
	const struct schema_attribute *found = schema_attribute(
		schema, element_of(schema, section, names), slice_of(name));

	ck_assert_msg(found != NULL, "%s/%s/@%s", section, names, name);
	return found;
}

#endif
