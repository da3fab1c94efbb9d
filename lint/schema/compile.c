/*
 * The program that compiles the schema files into C, when iislint is built:
 *
 *     compile FILE... > schema.c
 *
 * What it writes defines schema_builtin.
 */
#include <stdio.h>
#include <stdlib.h>

#include "schema/load.h"

static bool fail(struct source *source, struct span at, const char *message)
{
	struct position position = source_position(source, at.start);

	fprintf(stderr, "%s:%u:%u: %s\n", source->name, position.line,
		position.column, message ? message : "out of memory");
	return false;
}

static bool add_file(struct schema_loader *loader, const char *path)
{
	struct xml_document document;
	struct source source;
	enum source_status status =
		source_load_xml(&source, path, path, &allocator_heap);
	bool fine = status == SOURCE_OK;

	if (!fine) {
		fprintf(stderr, "%s: %s\n", path, source_problem(status));
		source_free(&source);
		return false;
	}
	fine = xml_read(&document, &source, &allocator_heap);
	if (fine && !schema_load(loader, &document))
		fine = fail(&source, loader->error.at, loader->error.message);
	xml_free(&document);
	source_free(&source);
	return fine;
}

static void print_text(struct schema_text text)
{
	printf("{%u,%u}", text.at, text.len);
}

static void print_sections(const struct schema *schema)
{
	puts("static const struct schema_section sections[] = {");
	for (size_t i = 0; i < schema->section_count; i++) {
		const struct schema_section *s = &schema->sections[i];

		printf("{%u,%d,%d,%d},\n", s->element, s->scope, s->machine,
		       s->unstructured);
	}
	puts("};");
}

static void print_elements(const struct schema *schema)
{
	puts("static const struct schema_element elements[] = {");
	for (size_t i = 0; i < schema->element_count; i++) {
		const struct schema_element *e = &schema->elements[i];

		putchar('{');
		print_text(e->name);
		printf(",%u,%u,%u,%u,%u,%u,%d,%d,%d},\n", e->parent,
		       e->first_attribute, e->first_child, e->first_collection,
		       e->next, e->required, e->since, e->any_attribute,
		       e->defaults);
	}
	puts("};");
}

static void print_attributes(const struct schema *schema)
{
	puts("static const struct schema_attribute attributes[] = {");
	for (size_t i = 0; i < schema->attribute_count; i++) {
		const struct schema_attribute *a = &schema->attributes[i];

		putchar('{');
		print_text(a->name);
		putchar(',');
		print_text(a->fallback);
		printf(",%d,%d,%d,%d,%d,%lld,%lld,%lld,%u,%u,%u,%u},\n",
		       a->type, a->validator, a->unit, a->since, a->flags,
		       (long long)a->min, (long long)a->max,
		       (long long)a->granularity, a->first_member,
		       a->member_count, a->next, a->newer);
	}
	puts("};");
}

static void print_collections(const struct schema *schema)
{
	puts("static const struct schema_collection collections[] = {");
	for (size_t i = 0; i < schema->collection_count; i++) {
		const struct schema_collection *c = &schema->collections[i];

		putchar('{');
		print_text(c->add);
		putchar(',');
		print_text(c->remove);
		putchar(',');
		print_text(c->clear);
		printf(",%u,%u,%d,%d,%d},\n", c->entry, c->next, c->since,
		       c->prepend, c->duplicates);
	}
	puts("};");
}

static void print_members(const struct schema *schema)
{
	puts("static const struct schema_member members[] = {");
	for (size_t i = 0; i < schema->member_count; i++) {
		putchar('{');
		print_text(schema->members[i].name);
		printf(",%lld,%d},\n", (long long)schema->members[i].value,
		       schema->members[i].since);
	}
	puts("};");
}

/* As numbers: compilers need not take a literal of this length. */
static void print_characters(const struct schema *schema)
{
	puts("static const char text[] = {");
	for (size_t i = 0; i < schema->text_len; i++)
		printf("%d,%s", (signed char)schema->text[i],
		       i % 16 == 15 ? "\n" : "");
	puts("};");
}

static void print(const struct schema *schema)
{
	puts("/* Generated from the files below schemas/. */\n"
	     "#include \"schema/schema.h\"\n");
	print_sections(schema);
	print_elements(schema);
	print_attributes(schema);
	print_collections(schema);
	print_members(schema);
	print_characters(schema);
	puts("const struct schema schema_builtin = {\n"
	     "\t.sections = sections,\n"
	     "\t.elements = elements,\n"
	     "\t.attributes = attributes,\n"
	     "\t.collections = collections,\n"
	     "\t.members = members,\n"
	     "\t.text = text,\n"
	     "\t.section_count = LENGTH(sections),\n"
	     "\t.element_count = LENGTH(elements),\n"
	     "\t.attribute_count = LENGTH(attributes),\n"
	     "\t.collection_count = LENGTH(collections),\n"
	     "\t.member_count = LENGTH(members),\n"
	     "\t.text_len = LENGTH(text),\n"
	     "};");
}

int main(int argc, char **argv)
{
	struct schema_loader loader;
	struct schema schema;
	struct arena arena;
	bool fine = argc > 1;

	arena_init(&arena, &allocator_heap);
	schema_load_start(&loader, &arena, NULL);
	for (int i = 1; fine && i < argc; i++)
		fine = add_file(&loader, argv[i]);
	if (fine && schema_load_end(&loader, &schema))
		print(&schema);
	else
		fine = false;
	schema_load_free(&loader);
	arena_free(&arena);
	return fine && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
