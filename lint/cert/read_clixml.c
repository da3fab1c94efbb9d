/*
 * PowerShell's Export-Clixml: certificates as RawData, or the properties that
 * were selected (facts: certificate-store-listings 6.5). An object is a row;
 * its properties stand in its <Props> and <MS>, and lists of other objects
 * around it. libxml2 sees this one text and opens nothing else.
 */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/lines.h"
#include "cert/clixml.h"

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

enum {
	SURE = 100,
	HEAD_MAX = 1000, /* where the namespace is looked for */
	DEPTH_MAX = 100, /* of elements; PowerShell stops far earlier */
};

struct scan {
	struct listing_input *input;
	struct clixml_objects objects;
	xmlParserCtxtPtr parser;
	struct lines lines; /* up to the newest object */
	size_t start;	    /* of the first tag in the text */
	size_t given;	    /* how far libxml2 has got the text */
	unsigned depth;	    /* of open elements */
	bool doctype, no_memory;
	struct slice fault; /* what is wrong with the XML */
	uint32_t fault_line;
};

/* Text that begins like <Objs Version="1.1.0.1" xmlns="...powershell...">. */
static int recognise(const struct listing_input *input)
{
	static const struct slice space = {
		"schemas.microsoft.com/powershell/2004/04", 40
	};
	struct slice text = slice_trim(input->text);
	size_t at;

	if (slice_starts(text, SLICE("<Objs")))
		return SURE;
	if (!slice_starts(text, SLICE("<")))
		return 0;
	at = slice_search(slice_take(text, HEAD_MAX), space);
	return at == SIZE_MAX ? 0 : SURE;
}

static bool failed(const struct scan *scan)
{
	return scan->doctype || scan->no_memory || scan->fault.len;
}

static void stop_without_memory(struct scan *scan)
{
	scan->no_memory = true;
	xmlStopParser(scan->parser);
}

static uint32_t line_at(struct scan *scan, size_t at)
{
	while (scan->lines.next <= at && lines_next(&scan->lines))
		continue;
	return scan->lines.number ? scan->lines.number : 1;
}

/* How far libxml2 has come in the text. */
static size_t cursor(const struct scan *scan)
{
	long consumed = xmlByteConsumed(scan->parser);
	size_t at = scan->start + (consumed < 0 ? 0 : (size_t)consumed);

	return at < scan->given ? at : scan->given;
}

/* Line of the "<" of the tag whose start is being handled. */
static uint32_t tag_line(struct scan *scan)
{
	struct slice text = slice_take(scan->lines.text, cursor(scan));

	return line_at(scan, slice_find_last(text, '<'));
}

static void set_fault(struct scan *scan, const char *text)
{
	struct arena *arena = scan->input->inventory->arena;

	scan->fault = slice_trim(arena_copy(arena, slice_of(text)));
	if (!scan->fault.len)
		scan->fault = SLICE("no reason is known");
	scan->fault_line = line_at(scan, cursor(scan));
}

/* The value of the attribute N; libxml2 has five pointers for each. */
static struct slice name_of(int count, const xmlChar **attributes)
{
	for (int i = 0; i < count; i++) {
		const xmlChar **five = attributes + 5 * i;

		if (slice_is(slice_of((const char *)five[0]), "N"))
			return (struct slice){ (const char *)five[3],
					       (size_t)(five[4] - five[3]) };
	}
	return (struct slice){ "", 0 };
}

static void on_start(void *context, const xmlChar *element,
		     const xmlChar *prefix, const xmlChar *uri,
		     int namespace_count, const xmlChar **namespaces,
		     int attribute_count, int defaulted,
		     const xmlChar **attributes)
{
	struct scan *scan = context;
	struct slice tag = slice_of((const char *)element);
	struct slice name = name_of(attribute_count, attributes);

	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces;
	(void)defaulted;
	if (failed(scan))
		return;
	if (++scan->depth > DEPTH_MAX) {
		set_fault(scan, "elements are nested too deeply");
		xmlStopParser(scan->parser);
		return;
	}
	if (clixml_is_row(&scan->objects, tag, name))
		clixml_begin_row(&scan->objects, scan->depth, tag_line(scan));
	else
		clixml_start(&scan->objects, scan->depth, tag, name);
}

static void on_end(void *context, const xmlChar *element, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct scan *scan = context;

	(void)element, (void)prefix, (void)uri;
	if (failed(scan) || !scan->depth)
		return;
	if (!clixml_end(&scan->objects, scan->depth))
		stop_without_memory(scan);
	scan->depth--;
}

static void on_text(void *context, const xmlChar *text, int len)
{
	struct scan *scan = context;

	if (!failed(scan) && len > 0 &&
	    !clixml_text(&scan->objects,
			 (struct slice){ (const char *)text, (size_t)len }))
		stop_without_memory(scan);
}

static void on_doctype(void *context, const xmlChar *name,
		       const xmlChar *external, const xmlChar *system)
{
	struct scan *scan = context;

	(void)name, (void)external, (void)system;
	scan->doctype = true;
	xmlStopParser(scan->parser);
}

static void on_error(void *context, error_pointer error)
{
	struct scan *scan = context;

	if (error->code == XML_ERR_NO_MEMORY)
		scan->no_memory = true;
	else if (!failed(scan) && error->level == XML_ERR_FATAL)
		set_fault(scan, error->message);
}

static int on_read(void *context, char *buffer, int room)
{
	struct scan *scan = context;
	struct slice rest = slice_skip(scan->input->text, scan->given);

	rest = slice_take(rest, room > 0 ? (size_t)room : 0);
	if (rest.len)
		memcpy(buffer, rest.at, rest.len);
	scan->given += rest.len;
	return (int)rest.len;
}

/*
 * The text is UTF-8 by now, whatever its declaration says. XML_PARSE_NOENT
 * resolves &amp; and its like; no other entity can be defined, because a
 * DOCTYPE ends the reading.
 */
static bool parse(struct scan *scan)
{
	xmlSAXHandler events = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.internalSubset = on_doctype,
		.serror = on_error,
	};

	scan->parser = xmlCreateIOParserCtxt(&events, scan, on_read, NULL, scan,
					     XML_CHAR_ENCODING_NONE);
	if (!scan->parser)
		return false;
	xmlCtxtUseOptions(scan->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC |
						XML_PARSE_NOENT);
	xmlParseDocument(scan->parser);
	if (!failed(scan) && !scan->parser->wellFormed)
		set_fault(scan, "the XML is not well-formed");
	xmlFreeDoc(scan->parser->myDoc);
	xmlFreeParserCtxt(scan->parser);
	return !scan->no_memory;
}

/* What was read before the XML turned out to be damaged is of use. */
static bool finish(struct scan *scan)
{
	struct listing_input *input = scan->input;
	struct rows *rows = &scan->objects.rows;
	struct slice fault = slice_take(scan->fault, 200);

	if (scan->doctype || (fault.len && !rows->good)) {
		rows_abandon(rows);
		return scan->doctype
			       ? listing_error(input, 1,
					       "a document type declaration: "
					       "Export-Clixml writes none")
			       : listing_error(input, scan->fault_line,
					       "not valid XML: %.*s",
					       (int)fault.len, fault.at);
	}
	if (!rows_end(rows))
		return false;
	if (fault.len) {
		listing_warn(input, scan->fault_line,
			     "the XML is damaged or cut off here, and what "
			     "comes after it was not read: %.*s",
			     (int)fault.len, fault.at);
		listing_mark_partial(input);
	}
	return true;
}

static bool read(struct listing_input *input)
{
	struct scan scan = { .input = input };
	bool usable;

	scan.start = slice_find(input->text, '<');
	if (scan.start == SIZE_MAX)
		return listing_error(input, 1, "not XML");
	scan.given = scan.start;
	lines_init(&scan.lines, input->text);
	clixml_init(&scan.objects, input);
	if (!parse(&scan))
		input->inventory->arena->failed = true;
	usable = finish(&scan);
	clixml_free(&scan.objects);
	return usable;
}

const struct cert_reader cert_reader_clixml = {
	.name = "Export-Clixml",
	.recognise = recognise,
	.read = read,
};
