#include "schema/load.h"

#include <stdlib.h>

#include "schema/build.h"

bool load_fail(struct schema_loader *loader, struct span at,
	       const char *message)
{
	if (!loader->error.message)
		loader->error = (struct schema_error){ at, message };
	return false;
}

bool load_room(struct schema_loader *loader, const struct xml_element *element,
	       size_t count)
{
	return count < SCHEMA_SIBLINGS_MAX ||
	       load_fail(loader, xml_name_span(loader->document, element),
			 "more than 1000 of its kind in one place");
}

struct span load_place(const struct schema_loader *loader,
		       const struct xml_element *element, const char *name)
{
	const struct xml_attribute *attribute =
		xml_attribute(loader->document, element, name);

	return attribute ? xml_value_span(attribute)
			 : xml_name_span(loader->document, element);
}

struct slice loaded_text(const struct schema_loader *loader,
			 struct schema_text text)
{
	return (struct slice){ (const char *)loader->text.items + text.at,
			       text.len };
}

struct schema_text load_text(struct schema_loader *loader, struct slice text)
{
	struct schema_text kept = { (uint32_t)loader->text.count,
				    (uint32_t)text.len };

	if (table_get(&loader->texts, text, &kept.at) || !text.len)
		return kept;
	for (size_t i = 0; i < text.len; i++) {
		char *byte = vector_push(&loader->text);

		if (!byte) {
			loader->arena->failed = true;
			return (struct schema_text){ 0, 0 };
		}
		*byte = text.at[i];
	}
	text = arena_copy(loader->arena, text);
	if (!arena_failed(loader->arena))
		table_add(&loader->texts, text, kept.at);
	return kept;
}

struct slice load_value(const struct schema_loader *loader,
			const struct xml_element *element, const char *keyword)
{
	struct slice value = { "", 0 };

	xml_value(loader->document, element, keyword, &value);
	return value;
}

bool load_flag(const struct schema_loader *loader,
	       const struct xml_element *element, const char *keyword)
{
	return slice_is_nocase(load_value(loader, element, keyword), "true");
}

bool load_since(struct schema_loader *loader, const struct xml_element *element,
		uint8_t *since)
{
	enum target target = TARGET_UNKNOWN;
	struct slice value;

	if (xml_value(loader->document, element, "since", &value) &&
	    !target_parse(value, &target))
		return load_fail(loader, load_place(loader, element, "since"),
				 "not a version of IIS");
	*since = (uint8_t)target;
	return true;
}

static struct schema_element *element_at(struct schema_loader *loader,
					 uint32_t index)
{
	return (struct schema_element *)loader->elements.items + index;
}

static struct schema_collection *collection_at(struct schema_loader *loader,
					       uint32_t index)
{
	return (struct schema_collection *)loader->collections.items + index;
}

static uint32_t new_element(struct schema_loader *loader, struct slice name,
			    uint32_t parent)
{
	struct schema_text text = load_text(loader, name);
	struct schema_element *element = vector_push(&loader->elements);

	if (!element) {
		loader->arena->failed = true;
		return SCHEMA_NONE;
	}
	*element = (struct schema_element){
		.name = text,
		.parent = parent,
		.first_attribute = SCHEMA_NONE,
		.first_child = SCHEMA_NONE,
		.first_collection = SCHEMA_NONE,
		.next = SCHEMA_NONE,
	};
	return (uint32_t)loader->elements.count - 1;
}

static bool load_content(struct schema_loader *loader,
			 const struct xml_element *element, uint32_t owner);

/* A child of that name, made at the end of the list if it is new. */
static uint32_t child_named(struct schema_loader *loader, uint32_t owner,
			    const struct xml_element *element, bool *is_new)
{
	struct slice name = load_value(loader, element, "name");
	uint32_t last = SCHEMA_NONE, made;
	size_t count = 0;

	*is_new = false;
	for (uint32_t i = element_at(loader, owner)->first_child;
	     i != SCHEMA_NONE; i = element_at(loader, i)->next) {
		if (slice_eq(loaded_text(loader, element_at(loader, i)->name),
			     name))
			return i;
		last = i;
		count++;
	}
	*is_new = true;
	if (!load_room(loader, element, count))
		return SCHEMA_NONE;
	made = new_element(loader, name, owner);
	if (made == SCHEMA_NONE)
		return made;
	if (last == SCHEMA_NONE)
		element_at(loader, owner)->first_child = made;
	else
		element_at(loader, last)->next = made;
	return made;
}

static bool load_element(struct schema_loader *loader,
			 const struct xml_element *element, uint32_t owner)
{
	uint32_t index;
	uint8_t since;
	bool is_new;

	if (!load_value(loader, element, "name").len)
		return load_fail(loader,
				 xml_name_span(loader->document, element),
				 "an <element> needs a name");
	if (!load_since(loader, element, &since))
		return false;
	index = child_named(loader, owner, element, &is_new);
	if (index == SCHEMA_NONE)
		return false;
	if (is_new || since < element_at(loader, index)->since)
		element_at(loader, index)->since = since;
	element_at(loader, index)->defaults |=
		load_flag(loader, element, "isCollectionDefault");
	return load_content(loader, element, index);
}

/* What the element says about a collection, but for its content. */
static struct schema_collection
read_collection(struct schema_loader *loader, const struct xml_element *element)
{
	return (struct schema_collection){
		.add = load_text(loader,
				 load_value(loader, element, "addElement")),
		.remove = load_text(
			loader, load_value(loader, element, "removeElement")),
		.clear = load_text(loader,
				   load_value(loader, element, "clearElement")),
		.next = SCHEMA_NONE,
		.prepend = slice_is_nocase(
			load_value(loader, element, "mergeAppend"), "false"),
		.duplicates = load_flag(loader, element, "allowDuplicates"),
	};
}

/* A collection that is defined twice takes what either definition takes. */
static void loosen_collection(struct schema_collection *kept,
			      const struct schema_collection *other)
{
	if (!kept->remove.len)
		kept->remove = other->remove;
	if (!kept->clear.len)
		kept->clear = other->clear;
	if (other->since < kept->since)
		kept->since = other->since;
	kept->duplicates |= other->duplicates;
}

/* The collection with these add names, made if it is new. */
static uint32_t collection_of(struct schema_loader *loader, uint32_t owner,
			      const struct xml_element *element, uint8_t since)
{
	struct schema_collection read = read_collection(loader, element), *made;
	struct slice add = loaded_text(loader, read.add);
	uint32_t last = SCHEMA_NONE, index;
	size_t count = 0;

	read.since = since;
	for (uint32_t i = element_at(loader, owner)->first_collection;
	     i != SCHEMA_NONE; i = collection_at(loader, i)->next) {
		if (slice_eq(loaded_text(loader, collection_at(loader, i)->add),
			     add)) {
			loosen_collection(collection_at(loader, i), &read);
			return i;
		}
		last = i;
		count++;
	}
	if (!load_room(loader, element, count))
		return SCHEMA_NONE;
	read.entry = new_element(
		loader, load_value(loader, element, "addElement"), owner);
	index = (uint32_t)loader->collections.count;
	made = vector_push(&loader->collections);
	if (!made || read.entry == SCHEMA_NONE) {
		loader->arena->failed = true;
		return SCHEMA_NONE;
	}
	*made = read;
	if (last == SCHEMA_NONE)
		element_at(loader, owner)->first_collection = index;
	else
		collection_at(loader, last)->next = index;
	return index;
}

static bool load_collection(struct schema_loader *loader,
			    const struct xml_element *element, uint32_t owner)
{
	uint32_t index, entry;
	uint8_t since;

	if (!load_value(loader, element, "addElement").len)
		return load_fail(loader,
				 xml_name_span(loader->document, element),
				 "a <collection> needs addElement");
	if (!load_since(loader, element, &since))
		return false;
	index = collection_of(loader, owner, element, since);
	if (index == SCHEMA_NONE)
		return false;
	entry = collection_at(loader, index)->entry;
	if (load_flag(loader, element, "allowUnrecognizedAttributes"))
		element_at(loader, entry)->any_attribute = true;
	return load_content(loader, element, entry);
}

/* Elements nest at most XML_DEPTH_MAX deep, so recursion is bounded. */
static bool load_content(struct schema_loader *loader,
			 const struct xml_element *element, uint32_t owner)
{
	const struct xml_document *document = loader->document;
	bool fine = true;

	if (load_flag(loader, element, "allowUnrecognizedAttributes") &&
	    !xml_is(document, element, "collection"))
		element_at(loader, owner)->any_attribute = true;
	XML_EACH_CHILD (document, element, child) {
		if (fine && xml_is(document, child, "attribute"))
			fine = load_attribute(loader, child, owner);
		else if (fine && xml_is(document, child, "element"))
			fine = load_element(loader, child, owner);
		else if (fine && xml_is(document, child, "collection"))
			fine = load_collection(loader, child, owner);
	}
	return fine;
}

static struct schema_section *section_at(struct schema_loader *loader,
					 struct slice path, bool *is_new)
{
	struct schema_section *section;
	uint32_t index;

	*is_new = !table_get(&loader->section_paths, path, &index);
	if (!*is_new)
		return (struct schema_section *)loader->sections.items + index;
	table_add(&loader->section_paths, arena_copy(loader->arena, path),
		  (uint32_t)loader->sections.count);
	section = vector_push(&loader->sections);
	if (!section) {
		loader->arena->failed = true;
		return NULL;
	}
	*section = (struct schema_section){
		.element = new_element(loader, path, SCHEMA_NONE),
	};
	return section;
}

static bool load_section(struct schema_loader *loader,
			 const struct xml_element *element)
{
	struct slice path = load_value(loader, element, "name");
	struct schema_section *section;
	enum schema_scope scope;
	uint8_t since;
	bool is_new;

	if (!path.len)
		return load_fail(loader,
				 xml_name_span(loader->document, element),
				 "a <sectionSchema> needs a name");
	if (!schema_scope_parse(load_value(loader, element, "allowDefinition"),
				&scope))
		return load_fail(loader,
				 load_place(loader, element, "allowDefinition"),
				 "not a scope of a section");
	if (!load_since(loader, element, &since))
		return false;
	section = section_at(loader, path, &is_new);
	if (!section || section->element == SCHEMA_NONE)
		return false;
	if (scope)
		section->scope = (uint8_t)scope;
	section->machine |= load_value(loader, element, "declaredIn").len > 0;
	section->unstructured |= load_flag(loader, element, "noSchema");
	if (is_new || since < element_at(loader, section->element)->since)
		element_at(loader, section->element)->since = since;
	return load_content(loader, element, section->element);
}

static void start_vector(struct vector *vector, const struct arena *arena,
			 size_t size)
{
	vector_init(vector, arena->memory, size);
}

/* The items of an array at the end of a vector. */
static void copy(struct schema_loader *loader, struct vector *vector,
		 const void *items, size_t count)
{
	struct vector source = {
		.items = (void *)(uintptr_t)items,
		.size = vector->size,
		.count = count,
	};

	if (!vector_append(vector, &source))
		loader->arena->failed = true;
}

static void copy_base(struct schema_loader *loader, const struct schema *base)
{
	copy(loader, &loader->elements, base->elements, base->element_count);
	copy(loader, &loader->attributes, base->attributes,
	     base->attribute_count);
	copy(loader, &loader->collections, base->collections,
	     base->collection_count);
	copy(loader, &loader->members, base->members, base->member_count);
	copy(loader, &loader->text, base->text, base->text_len);
	copy(loader, &loader->sections, base->sections, base->section_count);
	for (size_t i = 0; i < base->section_count; i++)
		table_add(
			&loader->section_paths,
			schema_text(
				base,
				base->elements[base->sections[i].element].name),
			(uint32_t)i);
}

void schema_load_start(struct schema_loader *loader, struct arena *arena,
		       const struct schema *base)
{
	*loader = (struct schema_loader){ .arena = arena };
	start_vector(&loader->elements, arena, sizeof(struct schema_element));
	start_vector(&loader->attributes, arena,
		     sizeof(struct schema_attribute));
	start_vector(&loader->collections, arena,
		     sizeof(struct schema_collection));
	start_vector(&loader->members, arena, sizeof(struct schema_member));
	start_vector(&loader->sections, arena, sizeof(struct schema_section));
	start_vector(&loader->text, arena, 1);
	table_init(&loader->section_paths, arena, TABLE_EXACT, 0);
	table_init(&loader->texts, arena, TABLE_EXACT, 0);
	if (base)
		copy_base(loader, base);
}

bool schema_load(struct schema_loader *loader,
		 const struct xml_document *document)
{
	const struct xml_element *root = xml_root(document);
	bool fine = true;

	loader->document = document;
	loader->error.message = NULL;
	if (document->error.fault != XML_FINE)
		return load_fail(loader, document->error.at,
				 document->error.message.at);
	if (!xml_is(document, root, "configSchema"))
		return load_fail(loader, xml_name_span(document, root),
				 "not an IIS schema: its root element is not "
				 "<configSchema>");
	XML_EACH_CHILD (document, root, child)
		if (fine && xml_is(document, child, "sectionSchema"))
			fine = load_section(loader, child);
	return fine;
}

static int by_path(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;
	size_t shorter = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->at, y->at, shorter);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* The sections in the order of their paths. */
static bool sort_sections(struct schema_loader *loader)
{
	size_t count = loader->sections.count;
	struct schema_section *sections = loader->sections.items, *unsorted;
	struct slice *paths = ARENA_ARRAY(loader->arena, struct slice, count);

	unsorted = ARENA_ARRAY(loader->arena, struct schema_section, count);
	if (arena_failed(loader->arena))
		return false;
	for (size_t i = 0; i < count; i++) {
		unsorted[i] = sections[i];
		paths[i] = loaded_text(
			loader, element_at(loader, sections[i].element)->name);
	}
	qsort(paths, count, sizeof(*paths), by_path);
	for (size_t i = 0; i < count; i++) {
		uint32_t index = 0;

		table_get(&loader->section_paths, paths[i], &index);
		sections[i] = unsorted[index];
	}
	return true;
}

bool schema_load_end(struct schema_loader *loader, struct schema *schema)
{
	if (!sort_sections(loader))
		return false;
	*schema = (struct schema){
		.sections = loader->sections.items,
		.elements = loader->elements.items,
		.attributes = loader->attributes.items,
		.collections = loader->collections.items,
		.members = loader->members.items,
		.text = loader->text.items,
		.section_count = loader->sections.count,
		.element_count = loader->elements.count,
		.attribute_count = loader->attributes.count,
		.collection_count = loader->collections.count,
		.member_count = loader->members.count,
		.text_len = loader->text.count,
	};
	return true;
}

void schema_load_free(struct schema_loader *loader)
{
	vector_free(&loader->elements);
	vector_free(&loader->attributes);
	vector_free(&loader->collections);
	vector_free(&loader->members);
	vector_free(&loader->sections);
	vector_free(&loader->text);
}
