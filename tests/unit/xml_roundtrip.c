/*
 * Our reader against libxml2's own, over every sample and, when it is there,
 * over a corpus of real files beside the project: the same elements, names
 * and values in the same order, and spans that give them back. Once more as
 * UTF-16 in both byte orders, with CR LF, and with a byte order mark.
 */
#include "unit.h"

#include <glob.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "xml/document.h"

/* Bytes that grow. */
struct bytes {
	char *at;
	size_t len, room;
};

static void add(struct bytes *bytes, const void *from, size_t count)
{
	if (bytes->len + count > bytes->room) {
		bytes->room = (bytes->len + count) * 2;
		bytes->at = realloc(bytes->at, bytes->room);
		ck_assert_ptr_nonnull(bytes->at);
	}
	memcpy(bytes->at + bytes->len, from, count);
	bytes->len += count;
}

static struct bytes load(const char *path)
{
	struct bytes bytes = { NULL, 0, 0 };
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t n;

	unit_check(file != NULL, "%s", path);
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		add(&bytes, piece, n);
	fclose(file);
	return bytes;
}

static void add_unit(struct bytes *bytes, uint32_t unit, bool big)
{
	char pair[2] = { (char)(unit & 0xFF), (char)(unit >> 8) };

	if (big) {
		pair[0] = (char)(unit >> 8);
		pair[1] = (char)(unit & 0xFF);
	}
	add(bytes, pair, 2);
}

/* The declaration has to tell the new encoding. */
static struct bytes to_utf16(struct slice text, bool big)
{
	struct bytes bytes = { NULL, 0, 0 };
	size_t end = slice_search(text, SLICE("?>"));
	uint32_t c;

	add_unit(&bytes, 0xFEFF, big);
	if (slice_starts(text, SLICE("<?xml")) && end != SIZE_MAX)
		text = slice_skip(text, end + 2);
	while (text.len) {
		text = slice_skip(text, utf8_decode(text, &c));
		if (c > 0xFFFF) {
			add_unit(&bytes, 0xD800 + ((c - 0x10000) >> 10), big);
			c = 0xDC00 + (c & 0x3FF);
		}
		add_unit(&bytes, c, big);
	}
	return bytes;
}

static struct bytes to_crlf(struct slice text)
{
	struct bytes bytes = { NULL, 0, 0 };

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\n' && (!i || text.at[i - 1] != '\r'))
			add(&bytes, "\r", 1);
		add(&bytes, text.at + i, 1);
	}
	return bytes;
}

struct comparison {
	const char *path;
	struct source source;
	struct xml_document document;
	size_t element;
};

/* A value between quotes, read the way XML says. */
static void check_span(struct comparison *c, struct slice raw,
		       struct slice value)
{
	size_t i = 0;

	if (slice_find(raw, '&') != SIZE_MAX)
		return;
	for (size_t j = 0; j < raw.len; j++, i++) {
		char expected = ascii_is_space(raw.at[j]) ? ' ' : raw.at[j];

		if (raw.at[j] == '\r' && j + 1 < raw.len &&
		    raw.at[j + 1] == '\n')
			j++;
		unit_check(i < value.len && value.at[i] == expected, "%s",
			   c->path);
	}
	unit_check(i == value.len, "%s", c->path);
}

static void check_attribute(struct comparison *c,
			    const struct xml_attribute *ours, xmlAttrPtr theirs)
{
	xmlChar *value = xmlNodeListGetString(theirs->doc, theirs->children, 1);
	struct span span = xml_value_span(ours);
	char open = c->source.text.at[span.start - 1];

	ck_slice(xml_attribute_name(&c->document, ours),
		 (const char *)theirs->name);
	ck_slice(xml_attribute_value(&c->document, ours),
		 value ? (const char *)value : "");
	unit_check((open == '"' || open == '\'') &&
			   c->source.text.at[span.end] == open,
		   "%s", c->path);
	check_span(c, source_slice(&c->source, span),
		   xml_attribute_value(&c->document, ours));
	xmlFree(value);
}

static void check_element(struct comparison *c, xmlNodePtr theirs,
			  const struct xml_element *parent)
{
	const struct xml_element *ours =
		(const struct xml_element *)c->document.elements.items +
		c->element;
	size_t count = 0;

	unit_check(c->element++ < c->document.elements.count, "%s", c->path);
	unit_check(xml_parent(&c->document, ours) == parent, "%s", c->path);
	unit_check(c->source.text.at[ours->start] == '<', "%s", c->path);
	ck_slice(xml_name(&c->document, ours), (const char *)theirs->name);
	for (xmlAttrPtr at = theirs->properties; at; at = at->next, count++) {
		unit_check(count < xml_attribute_count(&c->document, ours),
			   "%s", c->path);
		check_attribute(c, xml_attribute_at(&c->document, ours, count),
				at);
	}
	unit_check(count == xml_attribute_count(&c->document, ours), "%s",
		   c->path);
	for (xmlNodePtr child = theirs->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			check_element(c, child, ours);
}

/* Files with namespaces are left out: the two count attributes differently. */
static bool has_namespace(struct slice text)
{
	return slice_search(text, SLICE("xmlns")) != SIZE_MAX;
}

static void compare(const char *path, struct slice bytes)
{
	struct comparison c = { .path = path };
	xmlDocPtr theirs =
		xmlReadMemory(bytes.at, (int)bytes.len, path, NULL,
			      XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
				      XML_PARSE_NONET | XML_PARSE_HUGE);

	ck_assert_int_eq(
		source_from_xml(&c.source, bytes, path, &allocator_heap),
		SOURCE_OK);
	ck_assert(xml_read(&c.document, &c.source, &allocator_heap));
	if (theirs && !has_namespace(c.source.text)) {
		unit_check(c.document.error.fault == XML_FINE, "%s: %.*s", path,
			   (int)c.document.error.message.len,
			   c.document.error.message.at);
		check_element(&c, xmlDocGetRootElement(theirs), NULL);
		ck_assert_uint_eq(c.element, c.document.elements.count);
	}
	xmlFreeDoc(theirs);
	xml_free(&c.document);
	source_free(&c.source);
}

static void compare_bytes(const char *path, struct bytes bytes)
{
	compare(path, (struct slice){ bytes.at, bytes.len });
	free(bytes.at);
}

static void compare_all_ways(const char *path)
{
	struct bytes bytes = load(path);
	struct slice text = { bytes.at, bytes.len };
	struct bytes marked = { NULL, 0, 0 };

	compare(path, text);
	if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
		text = slice_skip(text, 3);
	if (utf8_valid_length(text) == text.len) {
		compare_bytes(path, to_utf16(text, false));
		compare_bytes(path, to_utf16(text, true));
		compare_bytes(path, to_crlf(text));
		add(&marked, "\xEF\xBB\xBF", 3);
		add(&marked, text.at, text.len);
		compare_bytes(path, marked);
	}
	free(bytes.at);
}

static size_t compare_matches(const char *pattern)
{
	size_t count = 0;
	glob_t found;

	if (glob(pattern, 0, NULL, &found))
		return 0;
	for (; count < found.gl_pathc; count++)
		compare_all_ways(found.gl_pathv[count]);
	globfree(&found);
	return count;
}

/* The tests run in the project's folder. */
START_TEST(samples)
{
	ck_assert_uint_ge(compare_matches("samples/*/*.config"), 2);
}
END_TEST

START_TEST(corpus)
{
	compare_matches("../shared/corpus/configs/*.config");
	compare_matches("../shared/corpus/other/*.config");
	compare_matches("../shared/corpus/schema/*/*.xml");
}
END_TEST

START_TEST(hard_cases)
{
	static const char *const texts[] = {
		"<a/>",
		"<a b='\n\r\n\r\t'/>",
		"<a b='&#xA;&#10;&amp;amp;'  c = \"'\"/>",
		"<!--<x/>--><a>\xF0\x9F\x98\x80<b c='\xF0\x9F\x98\x80'/></a>",
		"<?xml version='1.0'?><a><![CDATA[<x>]]><?p <x/>?>]]&gt;</a >",
		"<a\n><b\r\n/><c\t></c\n></a>\n<!-- -->\n",
		"<a b='>' c='/>' d='--'/>",
		"<a><!-- < -->< /></a>",
		"<a b='x'><![CDATA[]]><![CDATA[]]]]><![CDATA[>]]><b/></a>",
	};

	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct bytes copy = { NULL, 0, 0 };

		add(&copy, texts[i], strlen(texts[i]));
		compare_bytes(texts[i], copy);
		compare_bytes(texts[i],
			      to_utf16(slice_of(texts[i]), i % 2 == 0));
		compare_bytes(texts[i], to_crlf(slice_of(texts[i])));
	}
}
END_TEST

UNIT_SUITE(xml_roundtrip, samples, corpus, hard_cases)
