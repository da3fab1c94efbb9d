#include "mutate.h"

enum { ENTRIES = 3, ATTRIBUTES_MAX = 128 };

struct writer {
	struct text *to;
	const struct schema *schema;
	struct random *random;
	bool full;
	/* The part in which the keys of a collection's entries differ; null:
	 * in all parts. */
	const struct schema_attribute *differing;
};

static struct slice name_of(const struct writer *writer,
			    struct schema_text text)
{
	return schema_text(writer->schema, text);
}

/* White space, comments, and all kinds of line breaks. */
static void put_gap(struct writer *writer)
{
	static const char *const gaps[] = {
		"",
		" ",
		"\n",
		"\r\n    ",
		"\r",
		"\n\t\n",
		"\r\n\r\n\t",
		"<!-- <add x=\"1\" /> \xC3\xB6 -->",
		"\r\n<!-- a & b\n\xE6\x97\xA5 -->\r ",
	};

	text_put(writer->to,
		 slice_of(gaps[random_below(writer->random, LENGTH(gaps))]));
}

static void put_blank(struct writer *writer)
{
	static const char *const blanks[] = { " ",	" ",	" ",
					      "\r\n\t", "\n  ", "\r" };

	text_put(
		writer->to,
		slice_of(blanks[random_below(writer->random, LENGTH(blanks))]));
}

/* A full text leaves nothing away, others half of it. */
static bool leave_away(struct writer *writer)
{
	return !writer->full && random_one_in(writer->random, 2);
}

static void put_attribute(struct writer *writer,
			  const struct schema_attribute *attribute,
			  size_t index)
{
	char quote = '"';
	struct text value = { 0 };

	if (attribute->flags & SCHEMA_COMBINED_KEY && writer->differing &&
	    attribute != writer->differing)
		index = 0;
	valid_value(&value, writer->schema, attribute, index, writer->random);
	if (random_one_in(writer->random, 4) &&
	    slice_find(text_slice(&value), '\'') == SIZE_MAX)
		quote = '\'';
	put_blank(writer);
	text_put(writer->to, name_of(writer, attribute->name));
	text_put(writer->to,
		 random_one_in(writer->random, 8) ? SLICE(" = ") : SLICE("="));
	text_char(writer->to, quote);
	text_put(writer->to, text_slice(&value));
	text_char(writer->to, quote);
	text_free(&value);
}

/* What the element has, if only keys are wanted: as a <remove> has it. */
static size_t gather(struct writer *writer,
		     const struct schema_element *element, bool keys,
		     const struct schema_attribute *list[ATTRIBUTES_MAX])
{
	size_t count = 0;

	SCHEMA_EACH_ATTRIBUTE (writer->schema, element, first) {
		const struct schema_attribute *edition =
			schema_edition(writer->schema, first);
		bool key = edition->flags & SCHEMA_KEY;

		if (!is_for_files(edition) || (keys && !key) ||
		    count == ATTRIBUTES_MAX)
			continue;
		if (!key && !(edition->flags & SCHEMA_REQUIRED) &&
		    leave_away(writer))
			continue;
		list[count++] = edition;
	}
	return count;
}

static void put_attributes(struct writer *writer,
			   const struct schema_element *element, size_t index,
			   bool keys)
{
	const struct schema_attribute *list[ATTRIBUTES_MAX];
	size_t count = gather(writer, element, keys, list);
	bool shuffle = random_one_in(writer->random, 2);

	for (size_t i = 0; i < count; i++) {
		size_t at = i;
		const struct schema_attribute *swapped;

		if (shuffle)
			at += random_below(writer->random, count - i);
		swapped = list[at];
		list[at] = list[i];
		put_attribute(writer, swapped, index);
	}
	if (element->any_attribute && !keys) {
		put_blank(writer);
		text_put(writer->to, SLICE("anything=\"\xC3\xA4\""));
	}
}

static void put_element(struct writer *writer,
			const struct schema_element *element, struct slice name,
			size_t index);

/* How many entries a collection can have with different keys. */
static size_t entry_count(const struct schema *schema,
			  const struct schema_element *entry)
{
	size_t combined = 1, least = ENTRIES;
	bool has_combined = false;

	SCHEMA_EACH_ATTRIBUTE (schema, entry, first) {
		const struct schema_attribute *edition =
			schema_edition(schema, first);
		size_t capacity = value_capacity(edition);

		if (edition->flags & SCHEMA_UNIQUE_KEY && capacity < least)
			least = capacity;
		has_combined |= (edition->flags & SCHEMA_COMBINED_KEY) != 0;
		if (edition->flags & SCHEMA_COMBINED_KEY && capacity > combined)
			combined = capacity;
	}
	return has_combined && combined < least ? combined : least;
}

/* Chosen for each collection: entries have all else of their key in common. */
static const struct schema_attribute *
choose_differing(struct writer *writer, const struct schema_element *entry)
{
	const struct schema_attribute *chosen = NULL;
	size_t count = 0;

	SCHEMA_EACH_ATTRIBUTE (writer->schema, entry, first) {
		const struct schema_attribute *edition =
			schema_edition(writer->schema, first);

		if (edition->flags & SCHEMA_COMBINED_KEY &&
		    is_for_files(edition) &&
		    value_capacity(edition) >= ENTRIES &&
		    random_one_in(writer->random, ++count))
			chosen = edition;
	}
	return random_one_in(writer->random, 2) ? chosen : NULL;
}

static void put_directive(struct writer *writer,
			  const struct schema_collection *collection,
			  struct schema_text name, bool clear, size_t index)
{
	if (!name.len)
		return;
	put_gap(writer);
	text_char(writer->to, '<');
	text_put(writer->to, name_of(writer, name));
	if (!clear)
		put_attributes(writer,
			       &writer->schema->elements[collection->entry],
			       index, true);
	text_put(writer->to, SLICE(" />"));
}

/* Each name that an entry may have is used. */
static struct slice entry_name(struct slice names, size_t index)
{
	struct slice rest = names, name = names;

	for (size_t i = 0; i <= index; i++)
		if (!slice_cut(&rest, ',', &name)) {
			rest = names;
			slice_cut(&rest, ',', &name);
		}
	return slice_trim(name);
}

/* Entries; the first may be taken away, and added once more. */
static void put_collection(struct writer *writer,
			   const struct schema_collection *collection)
{
	const struct schema_element *entry =
		&writer->schema->elements[collection->entry];
	struct slice names = name_of(writer, collection->add);
	size_t count = entry_count(writer->schema, entry);
	bool again = collection->remove.len && random_one_in(writer->random, 4);
	const struct schema_attribute *differing =
		choose_differing(writer, entry);

	if (collection->since == TARGET_EXPRESS ||
	    entry->since == TARGET_EXPRESS)
		return;
	writer->differing = differing;
	if (!leave_away(writer))
		put_directive(writer, collection, collection->clear, true, 0);
	if (!leave_away(writer))
		put_directive(writer, collection, collection->remove, false, 9);
	for (size_t i = 0; names.len && i < count; i++) {
		if (i && leave_away(writer))
			continue;
		put_gap(writer);
		writer->differing = differing;
		put_element(writer, entry, entry_name(names, i), i);
	}
	writer->differing = differing;
	if (!names.len || !again)
		return;
	put_directive(writer, collection, collection->remove, false, 0);
	put_gap(writer);
	put_element(writer, entry, entry_name(names, 0), 0);
}

static void put_content(struct writer *writer,
			const struct schema_element *element)
{
	const struct schema *schema = writer->schema;

	for (uint32_t i = element->first_child; i != SCHEMA_NONE;
	     i = schema->elements[i].next) {
		const struct schema_element *child = &schema->elements[i];

		if (child->since == TARGET_EXPRESS || leave_away(writer))
			continue;
		put_gap(writer);
		put_element(writer, child, name_of(writer, child->name), 0);
	}
	for (uint32_t i = element->first_collection; i != SCHEMA_NONE;
	     i = schema->collections[i].next)
		put_collection(writer, &schema->collections[i]);
}

/* The schema is a tree: recursion is bounded. */
static void put_element(struct writer *writer,
			const struct schema_element *element, struct slice name,
			size_t index)
{
	text_char(writer->to, '<');
	text_put(writer->to, name);
	put_attributes(writer, element, index, false);
	if (element->first_child == SCHEMA_NONE &&
	    element->first_collection == SCHEMA_NONE &&
	    random_one_in(writer->random, 2)) {
		text_put(writer->to, SLICE(" />"));
		return;
	}
	text_char(writer->to, '>');
	put_content(writer, element);
	put_gap(writer);
	text_put(writer->to, SLICE("</"));
	text_put(writer->to, name);
	text_char(writer->to, '>');
}

static const struct schema_element *
element_of(const struct writer *writer, const struct schema_section *section)
{
	return schema_section_element(writer->schema, section);
}

static void put_declaration(struct writer *writer,
			    const struct schema_section *section,
			    struct slice name)
{
	static const char *const scopes[] = {
		"Everywhere",  "MachineToApplication", "MachineToRootWeb",
		"AppHostOnly", "MachineOnly",
	};

	text_print(writer->to, "<section name=\"%.*s\" allowDefinition=\"%s\"",
		   (int)name.len, name.at, scopes[section->scope]);
	text_put(writer->to, SLICE(" overrideModeDefault=\"Allow\" />"));
}

/*
 * One section inside of its groups. Of all sections, each has groups of its
 * own: IIS takes a group more than once.
 */
static void put_section(struct writer *writer,
			const struct schema_section *section, bool declaration)
{
	struct slice path = name_of(writer, element_of(writer, section)->name);
	struct slice rest = path, name, groups[8];
	size_t depth = 0;

	while (slice_cut(&rest, '/', &name) && rest.at) {
		groups[depth++] = name;
		text_print(writer->to,
			   declaration ? "<sectionGroup name=\"%.*s\">"
				       : "<%.*s>",
			   (int)name.len, name.at);
		put_gap(writer);
	}
	if (declaration)
		put_declaration(writer, section, name);
	else if (section->unstructured)
		text_print(writer->to, "<%.*s a=\"b\"><c/></%.*s>",
			   (int)name.len, name.at, (int)name.len, name.at);
	else
		put_element(writer, element_of(writer, section), name, 0);
	while (depth--) {
		put_gap(writer);
		if (declaration)
			text_put(writer->to, SLICE("</sectionGroup>"));
		else
			text_print(writer->to, "</%.*s>",
				   (int)groups[depth].len, groups[depth].at);
	}
	put_gap(writer);
}

/* Declared here, unless machine.config declares it. */
static void declare(struct writer *writer, const struct schema_section *section)
{
	if (!section->machine)
		put_section(writer, section, true);
}

static void put_all(struct writer *writer, bool declaration)
{
	const struct schema *schema = writer->schema;

	for (size_t i = 0; i < schema->section_count; i++) {
		const struct schema_section *section = &schema->sections[i];

		if (element_of(writer, section)->since == TARGET_EXPRESS)
			continue;
		if (declaration)
			declare(writer, section);
		else
			put_section(writer, section, false);
	}
}

static void put_one(struct writer *writer, const struct schema_section *section)
{
	bool location = section->scope == SCHEMA_EVERYWHERE &&
			random_one_in(writer->random, 4);

	if (location)
		text_put(writer->to, SLICE("<location path=\".\">"));
	put_section(writer, section, false);
	if (location)
		text_put(writer->to, SLICE("</location>"));
}

void generate(struct text *to, const struct schema *schema,
	      const struct schema_section *section, bool full,
	      struct random *random)
{
	struct writer writer = { to, schema, random, full, NULL };

	text_put(to, SLICE("<configuration>"));
	put_gap(&writer);
	text_put(to, SLICE("<configSections>"));
	if (section)
		declare(&writer, section);
	else
		put_all(&writer, true);
	text_put(to, SLICE("</configSections>"));
	put_gap(&writer);
	if (section)
		put_one(&writer, section);
	else
		put_all(&writer, false);
	text_put(to, SLICE("</configuration>\n"));
}
