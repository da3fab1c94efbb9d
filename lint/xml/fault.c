#include "xml/fault.h"

#include <libxml/xmlerror.h>
#include <string.h>

#include "base/utf8.h"
#include "xml/tag.h"

/* Bytes of the file, and of libxml2's own words, in a message. */
enum { SHOWN_MAX = 60, MESSAGE_MAX = 120 };

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

void fault_relate(struct xml_document *document, struct span at,
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

/* Does the text at the offset begin like this, letter case aside? */
static bool stands_at(const struct xml_document *document, size_t at,
		      struct slice piece)
{
	return slice_starts_nocase(slice_skip(text_of(document), at), piece);
}

/* The tag that the cursor is in, up to the cursor, and its name. */
static struct span tag_at(const struct xml_document *document, size_t cursor,
			  struct tag_scan *scan, struct span *name)
{
	struct span tag = back_to(document, '<', cursor);

	/* The name of an end tag begins behind "</". */
	if (stands_at(document, tag.start, SLICE("</")))
		tag_start(scan, text_of(document).at, tag.start + 1, tag.end,
			  name);
	else
		tag_start(scan, text_of(document).at, tag.start, tag.end, name);
	return tag;
}

/* The last attribute with a value in front of the cursor. */
static bool last_attribute(const struct xml_document *document, size_t cursor,
			   struct tag_attribute *last)
{
	struct tag_attribute attribute;
	struct tag_scan scan;
	struct span name;
	bool found = false;

	tag_at(document, cursor, &scan, &name);
	while (tag_next(&scan, &attribute)) {
		*last = attribute;
		found = true;
	}
	return found;
}

static bool same_name(const struct xml_document *document, struct span a,
		      struct span b)
{
	return slice_eq(source_slice(document->source, a),
			source_slice(document->source, b));
}

static void wrong_end_tag(struct xml_document *document, size_t cursor,
			  const struct xml_element *open)
{
	struct span name, opened;
	struct tag_scan scan;
	bool only_case;

	tag_at(document, cursor, &scan, &name);
	if (!open) {
		fault_report(document, XML_MALFORMED, name,
			     "closing tag without an opening tag");
		return;
	}
	opened = xml_name_span(document, open);
	only_case = slice_eq_nocase(source_slice(document->source, name),
				    source_slice(document->source, opened));
	fault_report(document, XML_MALFORMED, name,
		     only_case ? "closing tag '%.*s' for '%.*s': letter case "
				 "matters"
			       : "closing tag '%.*s' where '%.*s' must be "
				 "closed first",
		     shown(name), at_span(document, name), shown(opened),
		     at_span(document, opened));
	fault_relate(document, opened, "this element is open");
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
			fault_relate(document, first.name, "first here");
			return;
		}
	}
	fault_report(document, XML_MALFORMED, name,
		     "an attribute stands twice in one element");
}

/* A value that goes on where another attribute or tag begins. */
static void open_value(struct xml_document *document,
		       const struct tag_attribute *attribute, size_t cursor)
{
	fault_report(document, XML_MALFORMED, attribute->name,
		     "the value of attribute '%.*s' is not closed with a quote",
		     shown(attribute->name),
		     at_span(document, attribute->name));
	fault_relate(document, character(document, cursor),
		     "it has been read up to here");
}

/* On a later line than the value begins, it is a quote that is missing. */
static void bracket_in_value(struct xml_document *document, size_t cursor)
{
	struct tag_attribute attribute;
	bool found = last_attribute(document, cursor, &attribute);
	struct span value;

	if (found) {
		value = (struct span){ attribute.value.start,
				       (uint32_t)cursor };
		if (slice_find(source_slice(document->source, value), '\n') !=
		    SIZE_MAX) {
			open_value(document, &attribute, cursor);
			return;
		}
	}
	fault_report(document, XML_MALFORMED, character(document, cursor),
		     "'<' inside of the value of an attribute; write &lt; or "
		     "close the value with a quote");
	if (found)
		fault_relate(document, attribute.name, "the value begins here");
}

/* From the "&" to the ";", or as far as it looks like a reference. */
static struct span reference(const struct xml_document *document, size_t cursor)
{
	struct span span = back_to(document, '&', cursor);
	const char *text = text_of(document).at;

	if (text[span.start] != '&')
		return span;
	span.end = span.start + 1;
	while (ascii_is_alpha(text[span.end]) ||
	       ascii_is_digit(text[span.end]) || text[span.end] == '#')
		span.end++;
	if (text[span.end] == ';')
		span.end++;
	return span;
}

static void bad_reference(struct xml_document *document, size_t cursor,
			  const char *message)
{
	struct span span = reference(document, cursor);

	if (span.end < cursor)
		span = character(document, cursor);
	fault_report(document, XML_MALFORMED, span, "'%.*s' %s", shown(span),
		     at_span(document, span), message);
}

static bool bad_character(struct xml_document *document, size_t cursor)
{
	struct slice rest = slice_skip(text_of(document), cursor);
	uint32_t c = ' ';

	if (rest.len)
		utf8_decode(rest, &c);
	if (!(c < ' ' && !ascii_is_space((char)c)) && c != 0xFFFE &&
	    c != 0xFFFF)
		return false;
	fault_report(document, XML_MALFORMED, character(document, cursor),
		     "character U+%04X must not stand in XML", (unsigned)c);
	return true;
}

/* A tag is still open where the next one begins. */
static void open_tag(struct xml_document *document, size_t cursor)
{
	struct tag_scan scan;
	struct span name;

	tag_at(document, cursor, &scan, &name);
	fault_report(document, XML_MALFORMED, name,
		     "the tag of '%.*s' is not closed with '>'", shown(name),
		     at_span(document, name));
	fault_relate(document, character(document, cursor),
		     "the next tag begins here");
}

/* DOCTYPE and the like at a wrong place, or in a wrong form. */
static bool is_dtd(struct xml_document *document, size_t bracket)
{
	static const char *const words[] = { "<!DOCTYPE", "<!ENTITY",
					     "<!ELEMENT", "<!ATTLIST" };

	for (size_t i = 0; i < LENGTH(words); i++) {
		struct slice word = slice_of(words[i]);

		if (!stands_at(document, bracket, word))
			continue;
		fault_report(document, XML_HAS_DTD,
			     (struct span){ (uint32_t)bracket,
					    (uint32_t)(bracket + word.len) },
			     "a document type declaration");
		return true;
	}
	return false;
}

static void no_name(struct xml_document *document, size_t cursor)
{
	struct span bracket = back_to(document, '<', cursor);
	char before = cursor ? text_of(document).at[cursor - 1] : ' ';
	struct span at = character(document, cursor);
	char here = text_of(document).at[at.start];

	if (is_dtd(document, bracket.start))
		return;
	if (before == '&')
		bad_reference(document, cursor,
			      "begins no reference; write &amp;");
	else if (before == '<' && here == '/')
		fault_report(document, XML_MALFORMED, bracket,
			     "closing tag without an opening tag");
	else if (before == '<')
		fault_report(document, XML_MALFORMED, bracket,
			     "'<' is not followed by a name; write &lt; for "
			     "the character itself");
	else if (here == '<')
		open_tag(document, cursor);
	else if (here == '/')
		fault_report(document, XML_MALFORMED, at,
			     "'/' must be followed by '>'");
	else
		fault_report(document, XML_MALFORMED, at,
			     "a name must stand here");
}

/* Behind a value stands neither white space nor the end of the tag. */
static void no_space(struct xml_document *document, size_t cursor)
{
	struct span at = character(document, cursor);
	struct tag_attribute last;
	struct slice value;

	if (last_attribute(document, cursor, &last)) {
		value = slice_trim(source_slice(document->source, last.value));
		if (slice_ends(value, SLICE("="))) {
			open_value(document, &last, cursor);
			return;
		}
	}
	if (ascii_is_alpha(text_of(document).at[at.start]))
		fault_report(document, XML_MALFORMED, at,
			     "white space must separate two attributes");
	else
		fault_report(document, XML_MALFORMED, at,
			     "'%.*s' where an attribute or the end of the tag "
			     "must stand",
			     shown(at), at_span(document, at));
}

/* The word in front of the cursor. */
static struct span word_before(const struct xml_document *document,
			       size_t cursor)
{
	const char *text = text_of(document).at;
	struct span word;

	while (cursor && ascii_is_space(text[cursor - 1]))
		cursor--;
	word.end = (uint32_t)cursor;
	while (cursor && !ascii_is_space(text[cursor - 1]) &&
	       text[cursor - 1] != '<')
		cursor--;
	word.start = (uint32_t)cursor;
	return word;
}

static void no_value(struct xml_document *document, size_t cursor)
{
	struct span name = word_before(document, cursor);

	fault_report(document, XML_MALFORMED, name,
		     "attribute '%.*s' has no value", shown(name),
		     at_span(document, name));
}

/* Between the quotes in front of the cursor. */
static void bad_version(struct xml_document *document, size_t cursor)
{
	struct span value = word_before(document, cursor);
	struct slice word = source_slice(document->source, value);
	size_t quote = slice_find(word, '=');

	if (quote != SIZE_MAX && quote + 2 < word.len) {
		value.start += (uint32_t)quote + 2;
		value.end--;
	}
	fault_report(document, XML_MALFORMED, value,
		     "XML version '%.*s': it must be 1.0", shown(value),
		     at_span(document, value));
}

static void behind_root(struct xml_document *document, size_t cursor)
{
	struct span at = character(document, cursor);
	const char *message = "text behind the root element";

	if (stands_at(document, cursor, SLICE("</")))
		message = "closing tag without an opening tag";
	else if (stands_at(document, cursor, SLICE("<")))
		message = "a second root element";
	fault_report(document, XML_MALFORMED, at, "%s", message);
}

static void cdata_end(struct xml_document *document, size_t cursor)
{
	struct slice rest = slice_skip(text_of(document), cursor);
	size_t at = slice_search(rest, SLICE("]]>"));
	struct span end = character(document, cursor);

	if (at != SIZE_MAX) {
		end.start = (uint32_t)(cursor + at);
		end.end = end.start + 3;
	}
	fault_report(document, XML_MALFORMED, end,
		     "']]>' without the '<![CDATA[' that it ends");
}

static void no_bracket(struct xml_document *document, size_t cursor)
{
	if (stands_at(document, cursor, SLICE("<")))
		open_tag(document, cursor);
	else
		fault_report(document, XML_MALFORMED,
			     character(document, cursor),
			     "the tag must end with '>' here");
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
		{ XML_ERR_ATTRIBUTE_NOT_STARTED,
		  "the value of an attribute must stand in quotes, \" or '" },
		{ XML_ERR_STRING_NOT_STARTED,
		  "a value must stand in quotes, \" or '" },
		{ XML_ERR_STRING_NOT_CLOSED, "a value must end with a quote" },
		{ XML_ERR_EQUAL_REQUIRED, "a '=' must stand here" },
		{ XML_ERR_ENCODING_NAME,
		  "no encoding has a name of this form" },
		{ XML_ERR_PI_NOT_STARTED, "'<?' must be followed by a name" },
		{ XML_ERR_HYPHEN_IN_COMMENT,
		  "'--' must not stand inside of a comment" },
		{ XML_ERR_XMLDECL_NOT_FINISHED,
		  "the XML declaration must end with '?>'" },
		{ XML_ERR_VERSION_MISSING,
		  "the XML declaration must begin with version=\"1.0\"" },
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
	said = slice_take(said, MESSAGE_MAX);
	fault_report(document, XML_MALFORMED, character(document, cursor),
		     "%.*s", (int)said.len, said.len ? said.at : "");
}

/* On a line that a version control system has put there. */
static bool is_conflict(struct xml_document *document, size_t cursor)
{
	struct slice text = text_of(document), rest, line;
	size_t start = slice_find_last(slice_take(text, cursor), '\n') + 1;
	struct span marker;

	rest = slice_skip(text, start);
	if (!slice_cut_line(&rest, &line) || !xml_conflict_marker(line, '<'))
		return false;
	marker = (struct span){ (uint32_t)start, (uint32_t)start + 7 };
	fault_report(document, XML_CONFLICT, marker, "a conflict marker");
	return true;
}

static void malformed(struct xml_document *document, int code,
		      const char *message, size_t cursor,
		      const struct xml_element *open)
{
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
			      "does not end with ';'; write &amp; for the "
			      "character &");
		break;
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_WAR_UNDECLARED_ENTITY:
		bad_reference(document, cursor,
			      "is not defined; only &amp; &lt; &gt; &quot; "
			      "and &apos; are");
		break;
	case XML_ERR_INVALID_CHAR:
	case XML_ERR_INVALID_CHARREF:
	case XML_ERR_INVALID_DEC_CHARREF:
	case XML_ERR_INVALID_HEX_CHARREF:
		bad_reference(document, cursor,
			      "stands for no character that XML has");
		break;
	case XML_ERR_NAME_REQUIRED:
		no_name(document, cursor);
		break;
	case XML_ERR_SPACE_REQUIRED:
		no_space(document, cursor);
		break;
	case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
		no_value(document, cursor);
		break;
	case XML_ERR_GT_REQUIRED:
		no_bracket(document, cursor);
		break;
	case XML_ERR_MISPLACED_CDATA_END:
		cdata_end(document, cursor);
		break;
	case XML_ERR_DOCUMENT_END:
		behind_root(document, cursor);
		break;
	case XML_ERR_UNKNOWN_VERSION:
	case XML_WAR_UNKNOWN_VERSION:
		bad_version(document, cursor);
		break;
	case XML_ERR_RESERVED_XML_NAME:
		fault_report(document, XML_MALFORMED,
			     back_to(document, '<', cursor),
			     "the XML declaration must be the very beginning "
			     "of the file");
		break;
	default:
		plain(document, code, message, cursor);
	}
}

void fault_set(struct xml_document *document, int code, const char *message,
	       size_t cursor, size_t limit, const struct xml_element *open)
{
	if (!truncated_set(document, code, cursor, limit, open) &&
	    !is_conflict(document, cursor) && !bad_character(document, cursor))
		malformed(document, code, message, cursor, open);
}
