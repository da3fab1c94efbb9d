#include <libxml/xmlerror.h>

#include "xml/fault.h"

enum { SHOWN_MAX = 60 };

/* The last place that begins like this, or SIZE_MAX. */
static size_t find_last(struct slice text, struct slice piece)
{
	size_t at = text.len;

	do {
		at = slice_find_last(slice_take(text, at), piece.at[0]);
	} while (at != SIZE_MAX && !slice_starts(slice_skip(text, at), piece));
	return at;
}

/* Markup that has begun and is not complete where the text ends. */
static const char *find_unfinished(struct slice text, struct span *begin)
{
	static const struct {
		struct slice open, close;
		const char *name;
	} kinds[] = {
		{ { "<!--", 4 }, { "-->", 3 }, "a comment" },
		{ { "<![CDATA[", 9 }, { "]]>", 3 }, "a CDATA section" },
		{ { "<?", 2 }, { "?>", 2 }, "a processing instruction" },
		{ { "<", 1 }, { ">", 1 }, "a tag" },
	};

	for (size_t i = 0; i < LENGTH(kinds); i++) {
		size_t at = find_last(text, kinds[i].open);

		if (at == SIZE_MAX || slice_search(slice_skip(text, at),
						   kinds[i].close) != SIZE_MAX)
			continue;
		begin->start = (uint32_t)at;
		begin->end = (uint32_t)(at + kinds[i].open.len);
		return kinds[i].name;
	}
	return NULL;
}

/* <a>…<a> at the end, where </a> was meant: the "/" is missing. */
static bool lacks_slash(const struct xml_document *document,
			const struct xml_element *open)
{
	const struct xml_element *parent = xml_parent(document, open);

	return parent && !xml_first(document, open) &&
	       !xml_attribute_count(document, open) &&
	       slice_eq(xml_name(document, open), xml_name(document, parent));
}

static void report_element(struct xml_document *document, struct span end,
			   const struct xml_element *open)
{
	struct slice name = slice_take(xml_name(document, open), SHOWN_MAX);

	fault_report(document, XML_TRUNCATED, end,
		     "the file ends inside of element '%.*s'", (int)name.len,
		     name.at);
	fault_relate(document, xml_name_span(document, open),
		     lacks_slash(document, open)
			     ? "this element is not closed; a closing tag, "
			       "with a \"/\", may have been meant"
			     : "this element is not closed");
}

static void report(struct xml_document *document, struct slice text,
		   const struct xml_element *open)
{
	struct span end = { (uint32_t)text.len, (uint32_t)text.len }, begin;
	const char *inside = find_unfinished(text, &begin);

	if (!slice_trim(text).len) {
		fault_report(document, XML_TRUNCATED, end, "the file is empty");
		return;
	}
	while (ascii_is_space(text.at[end.start - 1]))
		end.end = --end.start;
	if (inside) {
		fault_report(document, XML_TRUNCATED, end,
			     "the file ends inside of %s", inside);
		fault_relate(document, begin, "it begins here");
	} else if (open) {
		report_element(document, end, open);
	} else {
		fault_report(document, XML_TRUNCATED, end,
			     "the file ends before its root element");
	}
}

/*
 * Nothing but white space between the cursor and the end, or the markup that
 * the cursor is in has no end.
 */
static bool at_end(struct slice text, int code, size_t cursor)
{
	size_t bracket = slice_find_last(slice_take(text, cursor + 1), '<');

	if (bracket != SIZE_MAX &&
	    slice_find(slice_skip(text, bracket), '>') == SIZE_MAX)
		return true;
	return code != XML_ERR_TAG_NAME_MISMATCH &&
	       !slice_trim(slice_skip(text, cursor)).len;
}

bool truncated_set(struct xml_document *document, int code, size_t cursor,
		   size_t limit, const struct xml_element *open)
{
	struct slice text = slice_take(document->source->text, limit);

	if (!at_end(text, code, cursor))
		return false;
	report(document, text, open);
	return true;
}
