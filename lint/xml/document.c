#include "xml/document.h"

#include <string.h>

static const struct xml_element *element_at(const struct xml_document *document,
					    uint32_t index)
{
	const struct xml_element *elements = document->elements.items;

	return index == XML_NONE ? NULL : &elements[index];
}

const struct xml_element *xml_root(const struct xml_document *document)
{
	return document->elements.count ? document->elements.items : NULL;
}

const struct xml_element *xml_parent(const struct xml_document *document,
				     const struct xml_element *element)
{
	return element_at(document, element->parent);
}

bool xml_is_within(const struct xml_document *document,
		   const struct xml_element *element,
		   const struct xml_element *outer)
{
	while (element && element != outer)
		element = xml_parent(document, element);
	return element;
}

/* The element behind, in document order, or null. */
static const struct xml_element *following(const struct xml_document *document,
					   const struct xml_element *element)
{
	const struct xml_element *elements = document->elements.items;

	element++;
	return element < elements + document->elements.count ? element : NULL;
}

const struct xml_element *xml_first(const struct xml_document *document,
				    const struct xml_element *element)
{
	const struct xml_element *elements = document->elements.items;
	const struct xml_element *first = following(document, element);

	if (!first || first->parent != (uint32_t)(element - elements))
		return NULL;
	return first;
}

const struct xml_element *xml_next(const struct xml_document *document,
				   const struct xml_element *element)
{
	return element_at(document, element->next);
}

const struct xml_element *xml_child(const struct xml_document *document,
				    const struct xml_element *parent,
				    const char *name)
{
	XML_EACH_CHILD (document, parent, child)
		if (xml_is(document, child, name))
			return child;
	return NULL;
}

const struct xml_element *xml_child_named(const struct xml_document *document,
					  const struct xml_element *parent,
					  struct slice name)
{
	XML_EACH_CHILD (document, parent, child)
		if (slice_eq(xml_name(document, child), name))
			return child;
	return NULL;
}

static const uint32_t DECODED = 1u << 31;

static bool ends_name(char c)
{
	return ascii_is_space(c) || c == '>' || c == '/' || c == '=';
}

/* The text behind a start tag's name always has a character that ends it. */
struct span xml_name_span(const struct xml_document *document,
			  const struct xml_element *element)
{
	const char *text = document->source->text.at;
	struct span name = { element->start + 1, element->start + 1 };

	while (!ends_name(text[name.end]))
		name.end++;
	return name;
}

struct slice xml_name(const struct xml_document *document,
		      const struct xml_element *element)
{
	return source_slice(document->source, xml_name_span(document, element));
}

bool xml_is(const struct xml_document *document,
	    const struct xml_element *element, const char *name)
{
	const char *at = document->source->text.at + element->start + 1;

	while (*name && *at == *name) {
		at++;
		name++;
	}
	return !*name && ends_name(*at);
}

size_t xml_attribute_count(const struct xml_document *document,
			   const struct xml_element *element)
{
	const struct xml_element *behind = following(document, element);

	return (behind ? behind->first_attribute : document->attributes.count) -
	       element->first_attribute;
}

const struct xml_attribute *
xml_attribute_at(const struct xml_document *document,
		 const struct xml_element *element, size_t index)
{
	const struct xml_attribute *attributes = document->attributes.items;

	return &attributes[element->first_attribute + index];
}

/* Behind the last character of the name: in front of white space and "=". */
static uint32_t name_end(const char *text, uint32_t value_start)
{
	uint32_t at = value_start - 1;

	while (ascii_is_space(text[at - 1]))
		at--;
	at--;
	while (ascii_is_space(text[at - 1]))
		at--;
	return at;
}

struct span xml_attribute_name_span(const struct xml_document *document,
				    const struct xml_attribute *attribute)
{
	const char *text = document->source->text.at;
	struct span name;

	name.end = name_end(text, attribute->value_start);
	name.start = name.end;
	while (!ascii_is_space(text[name.start - 1]))
		name.start--;
	return name;
}

/* Compared from the end; names are short and mostly differ there. */
static bool has_name(const char *text, const struct xml_attribute *attribute,
		     struct slice name)
{
	const char *end = text + name_end(text, attribute->value_start);

	while (name.len && end[-1] == name.at[name.len - 1]) {
		end--;
		name.len--;
	}
	return !name.len && ascii_is_space(end[-1]);
}

const struct xml_attribute *
xml_attribute_named(const struct xml_document *document,
		    const struct xml_element *element, struct slice name)
{
	size_t count = xml_attribute_count(document, element);
	const char *text = document->source->text.at;

	for (size_t i = 0; i < count; i++) {
		const struct xml_attribute *attribute =
			xml_attribute_at(document, element, i);

		if (has_name(text, attribute, name))
			return attribute;
	}
	return NULL;
}

const struct xml_attribute *xml_attribute(const struct xml_document *document,
					  const struct xml_element *element,
					  const char *name)
{
	return xml_attribute_named(document, element, slice_of(name));
}

struct slice xml_attribute_name(const struct xml_document *document,
				const struct xml_attribute *attribute)
{
	return source_slice(document->source,
			    xml_attribute_name_span(document, attribute));
}

struct span xml_value_span(const struct xml_attribute *attribute)
{
	return (struct span){ attribute->value_start,
			      attribute->value_end & ~DECODED };
}

static struct slice decoded_value(const struct xml_document *document,
				  uint32_t index)
{
	const struct xml_decoded *decoded = document->decoded.items;
	size_t low = 0, high = document->decoded.count;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (decoded[middle].attribute <= index)
			low = middle;
		else
			high = middle;
	}
	return decoded[low].value;
}

struct slice xml_attribute_value(const struct xml_document *document,
				 const struct xml_attribute *attribute)
{
	const struct xml_attribute *attributes = document->attributes.items;

	if (attribute->value_end & DECODED)
		return decoded_value(document,
				     (uint32_t)(attribute - attributes));
	return source_slice(document->source, xml_value_span(attribute));
}

bool xml_value(const struct xml_document *document,
	       const struct xml_element *element, const char *name,
	       struct slice *value)
{
	const struct xml_attribute *attribute =
		xml_attribute(document, element, name);

	if (!attribute)
		return false;
	*value = xml_attribute_value(document, attribute);
	return true;
}

bool xml_conflict_marker(struct slice line, char mark)
{
	enum { MARK_COUNT = 7 };

	for (size_t i = 0; i < MARK_COUNT; i++)
		if (i >= line.len || line.at[i] != mark)
			return false;
	return line.len == MARK_COUNT || line.at[MARK_COUNT] == ' ';
}

bool xml_in_comment(const struct xml_document *document, size_t offset)
{
	const struct span *comments = document->comments.items;
	size_t low = 0, high = document->comments.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (comments[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low < document->comments.count && comments[low].start <= offset;
}

void xml_free(struct xml_document *document)
{
	arena_free(&document->arena);
	vector_free(&document->elements);
	vector_free(&document->attributes);
	vector_free(&document->decoded);
	vector_free(&document->comments);
}
