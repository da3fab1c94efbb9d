/*
 * Compare schema files with the schema that is built in.
 *
 *     parity [-s] TARGET VERSION FILE…
 *
 * The files are loaded together, as IIS loads a folder of them. One line is
 * printed for each thing that they have and ours lacks at that target or says
 * in another way, and one for each thing that only ours has, in sections that
 * both have; with -s, also one for each section that only ours has. VERSION is
 * TARGET again, or for "express" the IIS of which that Express was made: what
 * is newer may be in ours alone.
 *
 * Exit status 0 with and without lines; 2 when the comparison failed.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "schema/load.h"

struct walk {
	const struct schema *real, *ours;
	enum target version;
	char path[1024]; /* NUL-terminated */
	size_t len;
};

struct real {
	struct arena arena;
	struct schema_loader loader;
	struct schema schema;
};

/* A length and a text, for "%.*s". */
#define SHOW(slice) (int)(slice).len, (slice).at

static void report(const struct walk *walk, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void report(const struct walk *walk, const char *format, ...)
{
	va_list args;

	printf("%s: ", walk->path);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/* Returns the length before, for leave(). */
static size_t enter(struct walk *walk, const char *separator, struct slice name)
{
	size_t before = walk->len;
	int more =
		snprintf(walk->path + walk->len, sizeof(walk->path) - walk->len,
			 "%s%.*s", separator, SHOW(name));

	if (more < 0 || (size_t)more >= sizeof(walk->path) - walk->len)
		abort();
	walk->len += (size_t)more;
	return before;
}

static void leave(struct walk *walk, size_t before)
{
	walk->len = before;
	walk->path[before] = '\0';
}

static void only(struct walk *walk, const char *separator, struct slice name,
		 const char *whose)
{
	size_t before = enter(walk, separator, name);

	report(walk, "only %s", whose);
	leave(walk, before);
}

/* Must the other side have what ours has since then? */
static bool expected(const struct walk *walk, uint8_t since)
{
	return !schema_too_new(walk->ours, since) &&
	       (since <= walk->version || since == TARGET_EXPRESS);
}

static void compare_flag(const struct walk *walk, const char *what, bool real,
			 bool ours)
{
	if (real != ours)
		report(walk, "%s: %s, ours %s", what, real ? "yes" : "no",
		       ours ? "yes" : "no");
}

static void compare_text(const struct walk *walk, const char *what,
			 struct schema_text real, struct schema_text ours)
{
	struct slice a = schema_text(walk->real, real);
	struct slice b = schema_text(walk->ours, ours);

	if (!slice_eq(a, b))
		report(walk, "%s: '%.*s', ours '%.*s'", what, SHOW(a), SHOW(b));
}

/* True and true are the same. */
static void compare_default(const struct walk *walk,
			    const struct schema_attribute *real,
			    const struct schema_attribute *ours)
{
	if (real->type == SCHEMA_BOOL &&
	    slice_eq_nocase(schema_text(walk->real, real->fallback),
			    schema_text(walk->ours, ours->fallback)))
		return;
	compare_text(walk, "default", real->fallback, ours->fallback);
}

static const struct schema_member *
member_named(const struct schema *schema,
	     const struct schema_attribute *attribute, struct slice name)
{
	for (uint32_t i = 0; i < attribute->member_count; i++) {
		const struct schema_member *member =
			&schema->members[attribute->first_member + i];

		if (slice_eq(schema_text(schema, member->name), name))
			return member;
	}
	return NULL;
}

static void compare_members(struct walk *walk,
			    const struct schema_attribute *real,
			    const struct schema_attribute *ours)
{
	for (uint32_t i = 0; i < real->member_count; i++) {
		const struct schema_member *a =
			&walk->real->members[real->first_member + i];
		struct slice name = schema_text(walk->real, a->name);
		const struct schema_member *b =
			member_named(walk->ours, ours, name);

		if (!b || schema_too_new(walk->ours, b->since))
			only(walk, "=", name, "theirs");
		else if (a->value != b->value)
			report(walk, "%.*s is %lld, ours %lld", SHOW(name),
			       (long long)a->value, (long long)b->value);
	}
	for (uint32_t i = 0; i < ours->member_count; i++) {
		const struct schema_member *b =
			&walk->ours->members[ours->first_member + i];
		struct slice name = schema_text(walk->ours, b->name);

		if (expected(walk, b->since) &&
		    !member_named(walk->real, real, name))
			only(walk, "=", name, "ours");
	}
}

static void compare_flags(const struct walk *walk, uint16_t real, uint16_t ours)
{
	static const struct {
		const char *name;
		uint16_t flag;
	} flags[] = {
		{ "required", SCHEMA_REQUIRED },
		{ "unique key", SCHEMA_UNIQUE_KEY },
		{ "combined key", SCHEMA_COMBINED_KEY },
		{ "case sensitive", SCHEMA_CASE_SENSITIVE },
		{ "encrypted", SCHEMA_ENCRYPTED },
		{ "expanded", SCHEMA_EXPANDED },
		{ "infinite", SCHEMA_INFINITE },
		{ "has a default", SCHEMA_HAS_DEFAULT },
		{ "computed", SCHEMA_RUNTIME },
	};

	for (size_t i = 0; i < LENGTH(flags); i++)
		compare_flag(walk, flags[i].name, real & flags[i].flag,
			     ours & flags[i].flag);
}

static bool is_range(const struct schema_attribute *attribute)
{
	return attribute->validator == SCHEMA_RANGE ||
	       attribute->validator == SCHEMA_NOT_IN_RANGE;
}

/* Counted in whole seconds, 1 is as good as none. */
static int64_t granularity(const struct schema_attribute *attribute)
{
	return attribute->granularity > 1 ? attribute->granularity : 1;
}

static void compare_range(const struct walk *walk,
			  const struct schema_attribute *real,
			  const struct schema_attribute *ours)
{
	if (real->min != ours->min || real->max != ours->max)
		report(walk, "range: %lld to %lld, ours %lld to %lld",
		       (long long)real->min, (long long)real->max,
		       (long long)ours->min, (long long)ours->max);
	if (granularity(real) != granularity(ours))
		report(walk, "granularity: %lld, ours %lld",
		       (long long)granularity(real),
		       (long long)granularity(ours));
}

static void compare_attribute(struct walk *walk,
			      const struct schema_attribute *real,
			      const struct schema_attribute *ours)
{
	static const char *const types[] = { "bool",  "uint",	 "int",
					     "int64", "string",	 "enum",
					     "flags", "timeSpan" };
	static const char *const validators[] = {
		"none",	   "nonEmptyString", "range",
		"exclude", "poolName",	     "siteName",
		"appPath", "directoryPath",  "trimmed",
	};

	if (real->type != ours->type)
		report(walk, "type: %s, ours %s", types[real->type],
		       types[ours->type]);
	else
		compare_members(walk, real, ours);
	if (real->validator != ours->validator)
		report(walk, "validator: %s, ours %s",
		       validators[real->validator],
		       validators[ours->validator]);
	else if (is_range(real))
		compare_range(walk, real, ours);
	if (real->unit != ours->unit)
		report(walk, "unit: %d, ours %d", real->unit, ours->unit);
	compare_flags(walk, real->flags, ours->flags);
	if (real->flags & ours->flags & SCHEMA_HAS_DEFAULT)
		compare_default(walk, real, ours);
}

static void compare_attributes(struct walk *walk,
			       const struct schema_element *real,
			       const struct schema_element *ours)
{
	SCHEMA_EACH_ATTRIBUTE (walk->real, real, a) {
		struct slice name = schema_text(walk->real, a->name);
		const struct schema_attribute *b =
			schema_attribute(walk->ours, ours, name);
		size_t before;

		if (!b || schema_too_new(walk->ours, b->since)) {
			only(walk, "/@", name, "theirs");
			continue;
		}
		before = enter(walk, "/@", name);
		compare_attribute(walk, a, b);
		leave(walk, before);
	}
	SCHEMA_EACH_ATTRIBUTE (walk->ours, ours, b) {
		struct slice name = schema_text(walk->ours, b->name);

		if (expected(walk, b->since) &&
		    !schema_attribute(walk->real, real, name))
			only(walk, "/@", name, "ours");
	}
}

static void compare_elements(struct walk *walk,
			     const struct schema_element *real,
			     const struct schema_element *ours);

static const struct schema_element *
child_named(const struct schema *schema, const struct schema_element *parent,
	    struct slice name)
{
	for (uint32_t i = parent->first_child; i != SCHEMA_NONE;
	     i = schema->elements[i].next)
		if (slice_eq(schema_text(schema, schema->elements[i].name),
			     name))
			return &schema->elements[i];
	return NULL;
}

static void compare_children(struct walk *walk,
			     const struct schema_element *real,
			     const struct schema_element *ours)
{
	const struct schema_element *a, *b;

	for (uint32_t i = real->first_child; i != SCHEMA_NONE; i = a->next) {
		struct slice name;

		a = &walk->real->elements[i];
		name = schema_text(walk->real, a->name);
		b = child_named(walk->ours, ours, name);
		if (b && !schema_too_new(walk->ours, b->since)) {
			size_t before = enter(walk, "/", name);

			compare_elements(walk, a, b);
			leave(walk, before);
		} else {
			only(walk, "/", name, "theirs");
		}
	}
	for (uint32_t i = ours->first_child; i != SCHEMA_NONE; i = b->next) {
		struct slice name;

		b = &walk->ours->elements[i];
		name = schema_text(walk->ours, b->name);
		if (expected(walk, b->since) &&
		    !child_named(walk->real, real, name))
			only(walk, "/", name, "ours");
	}
}

static const struct schema_collection *
collection_of(const struct schema *schema, const struct schema_element *parent,
	      struct slice add)
{
	for (uint32_t i = parent->first_collection; i != SCHEMA_NONE;
	     i = schema->collections[i].next)
		if (slice_eq(schema_text(schema, schema->collections[i].add),
			     add))
			return &schema->collections[i];
	return NULL;
}

static void compare_collection(struct walk *walk,
			       const struct schema_collection *real,
			       const struct schema_collection *ours)
{
	size_t before = enter(walk, "/", schema_text(walk->real, real->add));

	compare_text(walk, "remove", real->remove, ours->remove);
	compare_text(walk, "clear", real->clear, ours->clear);
	compare_flag(walk, "prepend", real->prepend, ours->prepend);
	compare_flag(walk, "duplicates", real->duplicates, ours->duplicates);
	compare_elements(walk, &walk->real->elements[real->entry],
			 &walk->ours->elements[ours->entry]);
	leave(walk, before);
}

static void compare_collections(struct walk *walk,
				const struct schema_element *real,
				const struct schema_element *ours)
{
	const struct schema_collection *a, *b;

	for (uint32_t i = real->first_collection; i != SCHEMA_NONE;
	     i = a->next) {
		struct slice add;

		a = &walk->real->collections[i];
		add = schema_text(walk->real, a->add);
		b = collection_of(walk->ours, ours, add);
		if (b && !schema_too_new(walk->ours, b->since))
			compare_collection(walk, a, b);
		else
			only(walk, "/", add, "theirs");
	}
	for (uint32_t i = ours->first_collection; i != SCHEMA_NONE;
	     i = b->next) {
		struct slice add;

		b = &walk->ours->collections[i];
		add = schema_text(walk->ours, b->add);
		if (expected(walk, b->since) &&
		    !collection_of(walk->real, real, add))
			only(walk, "/", add, "ours");
	}
}

/* Elements nest at most XML_DEPTH_MAX deep, so recursion is bounded. */
static void compare_elements(struct walk *walk,
			     const struct schema_element *real,
			     const struct schema_element *ours)
{
	compare_flag(walk, "any attribute", real->any_attribute,
		     ours->any_attribute);
	compare_flag(walk, "defaults of entries", real->defaults,
		     ours->defaults);
	compare_attributes(walk, real, ours);
	compare_children(walk, real, ours);
	compare_collections(walk, real, ours);
}

static void compare_sections(struct walk *walk)
{
	for (size_t i = 0; i < walk->real->section_count; i++) {
		const struct schema_element *real = schema_section_element(
			walk->real, &walk->real->sections[i]);
		struct slice path = schema_text(walk->real, real->name);
		const struct schema_section *ours =
			schema_section(walk->ours, path);
		const struct schema_element *element =
			ours ? schema_section_element(walk->ours, ours) : NULL;
		size_t before = enter(walk, "", path);

		if (!element || ours->unstructured ||
		    schema_too_new(walk->ours, element->since))
			report(walk, "only theirs");
		else
			compare_elements(walk, real, element);
		leave(walk, before);
	}
}

/* Of those that IIS has a schema for. */
static void sections_only_ours(struct walk *walk)
{
	for (size_t i = 0; i < walk->ours->section_count; i++) {
		const struct schema_section *section = &walk->ours->sections[i];
		const struct schema_element *element =
			schema_section_element(walk->ours, section);
		struct slice path = schema_text(walk->ours, element->name);

		if (!section->unstructured && expected(walk, element->since) &&
		    !schema_section(walk->real, path))
			only(walk, "", path, "ours");
	}
}

static bool load_file(struct real *real, const char *path)
{
	struct schema_loader *loader = &real->loader;
	struct xml_document document;
	struct source source;
	bool fine = source_load_xml(&source, path, path, &allocator_heap) ==
		    SOURCE_OK;

	fine = xml_read(&document, &source, &allocator_heap) && fine;
	if (fine && !schema_load(loader, &document)) {
		printf("%s:%u: %s\n", path,
		       source_position(&source, loader->error.at.start).line,
		       loader->error.message);
		fine = false;
	}
	xml_free(&document);
	source_free(&source);
	return fine;
}

static bool compare(struct real *real, enum target target, enum target version,
		    bool sections)
{
	struct schema ours = schema_builtin;
	struct walk walk = { &real->schema, &ours, version, "", 0 };

	ours.target = target;
	if (!schema_load_end(&real->loader, &real->schema) ||
	    arena_failed(&real->arena) || !real->schema.section_count)
		return false;
	compare_sections(&walk);
	if (sections)
		sections_only_ours(&walk);
	return true;
}

int main(int argc, char **argv)
{
	enum target target, version;
	struct real real;
	bool fine = true, sections = argc > 1 && !strcmp(argv[1], "-s");

	argv += sections;
	argc -= sections;
	if (argc < 4 || !target_parse(slice_of(argv[1]), &target) ||
	    !target_parse(slice_of(argv[2]), &version)) {
		fputs("usage: parity [-s] TARGET VERSION FILE...\n", stderr);
		return 2;
	}
	arena_init(&real.arena, &allocator_heap);
	schema_load_start(&real.loader, &real.arena, NULL);
	for (int i = 3; fine && i < argc; i++)
		fine = load_file(&real, argv[i]);
	fine = fine && compare(&real, target, version, sections);
	schema_load_free(&real.loader);
	arena_free(&real.arena);
	return fine && fflush(stdout) == 0 ? 0 : 2;
}
