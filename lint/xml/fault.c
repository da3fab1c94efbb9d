#include "xml/fault.h"

#include <libxml/xmlerror.h>
#include <string.h>

#include "base/utf8.h"
#include "xml/tag.h"

enum { SHOWN_MAX = 60 };

static struct slice text_of(const struct xml_document *document)
{
	return document->source->text;
}

void fault_report(struct xml_document *document, enum xml_fault fault,
		  struct span at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	document->error = (struct xml_error){
		.fault = fault,
		.at = at,
		.message = arena_vprintf(&document->arena, format, args),
	};
	va_end(args);
}

static void relate(struct xml_document *document, struct span at,
		   const char *message)
{
	document->error.related = at;
	document->error.related_message = message;
}

/* The character at an offset; empty at the end of the text. */
static struct span character(const struct xml_document *document, size_t at)
{
	struct slice rest = slice_skip(text_of(document), at);
	uint32_t c;
	size_t n = rest.len ? utf8_decode(rest, &c) : 0;

	return (struct span){ (uint32_t)at, (uint32_t)(at + n) };
}

/* From the last `c` before the cursor up to the cursor. */
static struct span back_to(const struct xml_document *document, char c,
			   size_t cursor)
{
	struct slice before = slice_take(text_of(document), cursor);
	size_t at = slice_find_last(before, c);

	if (at == SIZE_MAX)
		return character(document, cursor);
	return (struct span){ (uint32_t)at, (uint32_t)cursor };
}

/* Length of a piece of the file for a message: not endless. */
static int shown(struct span span)
{
	size_t len = span.end - span.start;

	return (int)(len < SHOWN_MAX ? len : SHOWN_MAX);
}

static const char *at_span(const struct xml_document *document,
			   struct span span)
{
	return text_of(document).at + span.start;
}

static void wrong_end_tag(struct xml_document *document, size_t cursor,
			  const struct xml_element *open)
{
	struct tag_scan scan;
	struct span tag = back_to(document, '<', cursor), name;

	/* The name begins behind "</". */
	tag_start(&scan, text_of(document).at, tag.start + 1, tag.end, &name);
	if (!open) {
		fault_report(document, XML_MALFORMED, name,
			     "closing tag without an opening tag");
		return;
	}
	fault_report(document, XML_MALFORMED, name,
		     "closing tag '%.*s' where '%.*s' must be closed first",
		     shown(name), at_span(document, name),
		     shown(xml_name_span(document, open)),
		     at_span(document, xml_name_span(document, open)));
	relate(document, xml_name_span(document, open), "this element is open");
}

static bool same_name(const struct xml_document *document, struct span a,
		      struct span b)
{
	return slice_eq(source_slice(document->source, a),
			source_slice(document->source, b));
}

static void duplicate_attribute(struct xml_document *document, size_t cursor)
{
	const char *text = text_of(document).at;
	struct span tag = back_to(document, '<', cursor), name;
	struct tag_attribute first, second;
	struct tag_scan outer;

	tag_start(&outer, text, tag.start, tag.end, &name);
	while (tag_next(&outer, &first)) {
		struct tag_scan inner = outer;

		while (tag_next(&inner, &second)) {
			if (!same_name(document, first.name, second.name))
				continue;
			fault_report(document, XML_MALFORMED, second.name,
				     "attribute '%.*s' stands twice in one "
				     "element",
				     shown(second.name),
				     at_span(document, second.name));
			relate(document, first.name, "first here");
			return;
		}
	}
	fault_report(document, XML_MALFORMED, name,
		     "an attribute stands twice in one element");
}

/* A "<" inside of a value: almost always a quote that is not closed. */
static void bracket_in_value(struct xml_document *document, size_t cursor)
{
	struct span tag = back_to(document, '<', cursor), name;
	struct tag_attribute attribute = { .value = { 0, 0 } };
	struct tag_scan scan;

	fault_report(document, XML_MALFORMED, character(document, cursor),
		     "'<' inside of the value of an attribute; write &lt; or "
		     "close the value with a quote");
	tag_start(&scan, text_of(document).at, tag.start, tag.end, &name);
	while (tag_next(&scan, &attribute))
		continue;
	if (attribute.value.end)
		relate(document, attribute.name, "the value begins here");
}

static void bad_reference(struct xml_document *document, size_t cursor,
			  const char *message)
{
	fault_report(document, XML_MALFORMED, back_to(document, '&', cursor),
		     "%s", message);
}

static const char no_such_character[] =
	"no character has the number of this reference";

static void bad_character(struct xml_document *document, size_t cursor)
{
	struct slice rest = slice_skip(text_of(document), cursor);
	uint32_t c = 0;

	if (slice_ends(slice_take(text_of(document), cursor), SLICE(";"))) {
		bad_reference(document, cursor, no_such_character);
		return;
	}
	if (rest.len)
		utf8_decode(rest, &c);
	fault_report(document, XML_MALFORMED, character(document, cursor),
		     "character U+%04X must not stand here", (unsigned)c);
}

static void no_name(struct xml_document *document, size_t cursor)
{
	struct slice before = slice_take(text_of(document), cursor);

	if (slice_ends(before, SLICE("&")))
		bad_reference(document, cursor,
			      "'&' that begins no reference; write &amp;");
	else if (slice_ends(before, SLICE("<")))
		fault_report(document, XML_MALFORMED,
			     back_to(document, '<', cursor),
			     "'<' that begins no tag; write &lt;");
	else
		fault_report(document, XML_MALFORMED,
			     character(document, cursor),
			     "a name must stand "
			     "here");
}

/* Sentences for errors whose place is where libxml2 stopped. */
static const char *plain_message(int code)
{
	static const struct {
		int code;
		const char *message;
	} table[] = {
		{ XML_ERR_DOCUMENT_EMPTY,
		  "no XML: the file must begin with a tag" },
		{ XML_ERR_DOCUMENT_END, "text behind the root element" },
		{ XML_ERR_ATTRIBUTE_NOT_STARTED,
		  "the value of an attribute must stand in quotes" },
		{ XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
		  "an attribute without '=' and value" },
		{ XML_ERR_SPACE_REQUIRED,
		  "white space must separate two attributes" },
		{ XML_ERR_GT_REQUIRED, "the tag must end with '>' here" },
		{ XML_ERR_HYPHEN_IN_COMMENT,
		  "'--' must not stand inside of a comment" },
		{ XML_ERR_XMLDECL_NOT_FINISHED,
		  "the XML declaration must end with '?>'" },
		{ XML_WAR_UNKNOWN_VERSION, "the XML version must be 1.0" },
		{ XML_ERR_UNKNOWN_VERSION, "the XML version must be 1.0" },
	};

	for (size_t i = 0; i < LENGTH(table); i++)
		if (table[i].code == code)
			return table[i].message;
	return NULL;
}

static void plain(struct xml_document *document, int code, const char *message,
		  size_t cursor)
{
	struct slice said = slice_trim(slice_of(message));
	const char *known = plain_message(code);

	if (known)
		said = slice_of(known);
	fault_report(document, XML_MALFORMED, character(document, cursor),
		     "%.*s", shown((struct span){ 0, (uint32_t)said.len * 2 }),
		     said.len ? said.at : "");
}

/* End of the text before something was closed. */
static void truncated(struct xml_document *document, size_t limit,
		      const struct xml_element *open)
{
	struct span end = { (uint32_t)limit, (uint32_t)limit };

	if (!slice_trim(text_of(document)).len) {
		fault_report(document, XML_TRUNCATED, end, "the file is empty");
		return;
	}
	if (!open) {
		fault_report(document, XML_TRUNCATED, end,
			     "the file ends before its root element is "
			     "complete");
		return;
	}
	fault_report(document, XML_TRUNCATED, end,
		     "the file ends inside of element '%.*s'",
		     shown(xml_name_span(document, open)),
		     at_span(document, xml_name_span(document, open)));
	relate(document, xml_name_span(document, open),
	       "this element is not closed");
}

/* Nothing but white space between the cursor and the end. */
static bool at_end(const struct xml_document *document, size_t cursor,
		   size_t limit)
{
	struct slice rest = slice_take(text_of(document), limit);

	return !slice_trim(slice_skip(rest, cursor)).len;
}

void fault_set(struct xml_document *document, int code, const char *message,
	       size_t cursor, size_t limit, const struct xml_element *open)
{
	if (code != XML_ERR_TAG_NAME_MISMATCH &&
	    at_end(document, cursor, limit)) {
		truncated(document, limit, open);
		return;
	}
	switch (code) {
	case XML_ERR_TAG_NAME_MISMATCH:
		wrong_end_tag(document, cursor, open);
		break;
	case XML_ERR_ATTRIBUTE_REDEFINED:
		duplicate_attribute(document, cursor);
		break;
	case XML_ERR_LT_IN_ATTRIBUTE:
		bracket_in_value(document, cursor);
		break;
	case XML_ERR_ENTITYREF_SEMICOL_MISSING:
		bad_reference(document, cursor,
			      "'&' without ';'; write &amp; for the character");
		break;
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_WAR_UNDECLARED_ENTITY:
		bad_reference(document, cursor,
			      "only &amp; &lt; &gt; &quot; and &apos; are "
			      "defined");
		break;
	case XML_ERR_INVALID_CHARREF:
	case XML_ERR_INVALID_DEC_CHARREF:
	case XML_ERR_INVALID_HEX_CHARREF:
		bad_reference(document, cursor, no_such_character);
		break;
	case XML_ERR_INVALID_CHAR:
		bad_character(document, cursor);
		break;
	case XML_ERR_RESERVED_XML_NAME:
		fault_report(document, XML_MALFORMED,
			     back_to(document, '<', cursor),
			     "the XML declaration must be the very beginning "
			     "of the file");
		break;
	case XML_ERR_NAME_REQUIRED:
		no_name(document, cursor);
		break;
	default:
		plain(document, code, message, cursor);
	}
}
