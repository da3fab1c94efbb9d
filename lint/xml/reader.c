#include "xml/reader.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <string.h>

#include "base/utf8.h"
#include "xml/fault.h"
#include "xml/tag.h"

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

static const char bad_encoding[] =
	"the bytes here are not of the file's encoding";

struct reader {
	struct xml_document *document;
	const struct xml_part *part;
	xmlParserCtxtPtr parser;
	const char *text;
	size_t limit; /* end of what libxml2 gets to see, and why */
	struct xml_error limit_error;
	size_t checked; /* no NUL and no byte of another encoding so far */
	size_t given;	/* how far libxml2 has got the text */
	size_t markup;	/* how much of `before` and `behind` it has got */
	uint32_t placeholders; /* elements of `before` still to come */
	size_t after;	       /* behind the newest piece of markup */
	uint32_t open;	       /* innermost open element */
	uint32_t newest;       /* last child of `open`, or XML_NONE */
	unsigned depth;
	bool no_memory;
};

static struct xml_element *element(struct reader *reader, uint32_t index)
{
	return (struct xml_element *)reader->document->elements.items + index;
}

/* How far libxml2 has come in the text. */
static size_t cursor(struct reader *reader)
{
	const struct xml_part *part = reader->part;
	long consumed = xmlByteConsumed(reader->parser);
	size_t at = consumed < 0 ? 0 : (size_t)consumed;

	at = at < part->before.len ? 0 : at - part->before.len;
	at += part->text.start;
	return at < reader->limit ? at : reader->limit;
}

static bool failed(const struct reader *reader)
{
	return reader->no_memory || reader->document->error.fault != XML_FINE;
}

static void stop(struct reader *reader)
{
	xmlStopParser(reader->parser);
}

static void out_of_memory(struct reader *reader)
{
	reader->no_memory = true;
	stop(reader);
}

/*
 * The "<" of the tag whose start event is being handled: the nearest one in
 * front, for a tag cannot hold a second one. A place inside of the tag is
 * good enough to begin with.
 */
static size_t find_tag(const struct reader *reader, size_t inside)
{
	while (inside > 0 && reader->text[inside] != '<')
		inside--;
	return inside;
}

/*
 * The next piece of markup of a kind behind what is known: for comments,
 * which may hold any bracket.
 */
static size_t find_markup(const struct reader *reader, struct slice opening)
{
	struct slice rest = { reader->text, reader->limit };
	size_t at = slice_search(slice_skip(rest, reader->after), opening);

	return at == SIZE_MAX ? reader->after : reader->after + at;
}

/* Is the text between the quotes the value as it stands? */
static bool is_plain(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (at[i] == '&' || (unsigned char)at[i] < ' ')
			return false;
	return true;
}

static bool is_namespace(const char *name, size_t len)
{
	return len >= 5 && !memcmp(name, "xmlns", 5) &&
	       (len == 5 || name[5] == ':');
}

/* Keep a value that differs from its text: five pointers of libxml2. */
static void keep_decoded(struct reader *reader, const xmlChar *const *five)
{
	struct xml_document *document = reader->document;
	struct slice value = { (const char *)five[3],
			       (size_t)(five[4] - five[3]) };
	struct xml_decoded *kept = vector_push(&document->decoded);

	if (kept) {
		kept->attribute = (uint32_t)document->attributes.count - 1;
		kept->value = arena_copy(&document->arena, value);
	}
	if (!kept || arena_failed(&document->arena))
		out_of_memory(reader);
}

static void add_attribute(struct reader *reader, struct span value,
			  bool decoded)
{
	struct xml_attribute *attribute =
		vector_push(&reader->document->attributes);

	if (attribute)
		*attribute = (struct xml_attribute){
			value.start, value.end | (decoded ? 1u << 31 : 0)
		};
	else
		out_of_memory(reader);
}

/*
 * Read the attributes off the tag. libxml2 lists the same ones in the same
 * order, without namespace declarations.
 */
static void scan_attributes(struct reader *reader, size_t start, size_t end,
			    const xmlChar **listed, int listed_count)
{
	struct tag_attribute found;
	struct tag_scan scan;
	struct span name;
	int at = 0;

	tag_start(&scan, reader->text, (uint32_t)start, (uint32_t)end, &name);
	while (!reader->no_memory && tag_next(&scan, &found)) {
		bool listed_too =
			!is_namespace(reader->text + found.name.start,
				      found.name.end - found.name.start);
		bool decoded = listed_too && at < listed_count &&
			       !is_plain(reader->text + found.value.start,
					 found.value.end - found.value.start);

		add_attribute(reader, found.value, decoded);
		if (decoded && !reader->no_memory)
			keep_decoded(reader,
				     (const xmlChar *const *)listed + 5 * at);
		at += listed_too;
	}
}

/*
 * A value that needed no decoding lies in libxml2's buffer, where it was
 * read; how far it is from the cursor tells where it stands. Nothing is
 * taken on trust: quotes must enclose it in the text.
 */
static bool locate(const struct reader *reader, size_t end,
		   const xmlChar *const *five, struct span *value)
{
	const xmlParserInput *input = reader->parser->input;
	size_t back;
	char quote;

	if (five[3] <= input->base || five[4] >= input->cur)
		return false;
	back = (size_t)(input->cur - five[3]);
	if (back >= end)
		return false;
	value->start = (uint32_t)(end - back);
	value->end = value->start + (uint32_t)(five[4] - five[3]);
	quote = reader->text[value->start - 1];
	return (quote == '"' || quote == '\'') &&
	       quote == reader->text[value->end];
}

/* Returns the place of the tag's "<". */
static size_t add_attributes(struct reader *reader, size_t end,
			     const xmlChar **listed, int listed_count,
			     int namespace_count)
{
	struct vector *attributes = &reader->document->attributes;
	size_t before = attributes->count, inside = end - 1, start;
	struct span value;
	int i = 0;

	while (i < listed_count && !namespace_count &&
	       locate(reader, end, (const xmlChar *const *)listed + 5 * i,
		      &value)) {
		if (i == 0)
			inside = value.start;
		add_attribute(reader, value, false);
		i++;
	}
	start = find_tag(reader, inside);
	if (i < listed_count || namespace_count) {
		attributes->count = before;
		scan_attributes(reader, start, end, listed, listed_count);
	}
	return start;
}

static void too_deep(struct reader *reader, size_t end)
{
	size_t at = find_tag(reader, end - 1);
	struct span bracket = { (uint32_t)at, (uint32_t)at + 1 };

	fault_report(reader->document, XML_TOO_DEEP, bracket,
		     "elements are nested deeper than %d levels",
		     XML_DEPTH_MAX);
	stop(reader);
}

static void link_element(struct reader *reader, uint32_t index)
{
	if (reader->newest != XML_NONE)
		element(reader, reader->newest)->next = index;
	reader->newest = XML_NONE;
	reader->open = index;
}

/*
 * libxml2 tells of a tag before it looks for the ">" at its end. A NUL
 * stands behind the text.
 */
static bool is_complete(const struct reader *reader, size_t end)
{
	const char *at = reader->text + end;

	return end && (at[0] == '>' || (at[0] == '/' && at[1] == '>'));
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int attribute_count,
		     int defaulted, const xmlChar **listed)
{
	struct reader *reader = context;
	struct xml_document *document = reader->document;
	struct xml_element *added;
	size_t end = cursor(reader);
	uint32_t first = (uint32_t)document->attributes.count;
	bool placeholder = reader->placeholders > 0;

	(void)name, (void)prefix, (void)uri;
	(void)namespaces, (void)defaulted;
	if (failed(reader) || (!placeholder && !is_complete(reader, end)))
		return;
	if (++reader->depth > XML_DEPTH_MAX) {
		too_deep(reader, end);
		return;
	}
	added = vector_push(&document->elements);
	if (!added) {
		out_of_memory(reader);
		return;
	}
	*added = (struct xml_element){
		.parent = reader->open,
		.next = XML_NONE,
		.first_attribute = first,
	};
	link_element(reader, (uint32_t)document->elements.count - 1);
	if (placeholder) {
		reader->placeholders--;
		return;
	}
	added->start = (uint32_t)add_attributes(
		reader, end, listed, attribute_count, namespace_count);
	reader->after = end;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct reader *reader = context;

	(void)name, (void)prefix, (void)uri;
	if (failed(reader) || reader->open == XML_NONE)
		return;
	reader->newest = reader->open;
	reader->open = element(reader, reader->open)->parent;
	reader->depth--;
}

static void on_comment(void *context, const xmlChar *value)
{
	struct reader *reader = context;
	struct span *comment;
	size_t end = cursor(reader);

	(void)value;
	if (failed(reader))
		return;
	comment = vector_push(&reader->document->comments);
	if (!comment) {
		out_of_memory(reader);
		return;
	}
	*comment = (struct span){ (uint32_t)find_markup(reader, SLICE("<!--")),
				  (uint32_t)end };
	reader->after = end;
}

static void on_instruction(void *context, const xmlChar *target,
			   const xmlChar *data)
{
	struct reader *reader = context;

	(void)target, (void)data;
	reader->after = cursor(reader);
}

/* libxml2 tells of it before or behind its "]]>", depending on the version. */
static void on_cdata(void *context, const xmlChar *value, int len)
{
	struct reader *reader = context;

	(void)value, (void)len;
	reader->after = find_markup(reader, SLICE("<![CDATA["));
	reader->after = find_markup(reader, SLICE("]]>")) + 3;
}

static void on_doctype(void *context, const xmlChar *name,
		       const xmlChar *external, const xmlChar *system)
{
	struct reader *reader = context;
	size_t start = find_markup(reader, SLICE("<!DOCTYPE"));
	struct span at = { (uint32_t)start,
			   (uint32_t)(start + strlen("<!DOCTYPE")) };

	(void)name, (void)external, (void)system;
	if (!failed(reader))
		fault_report(reader->document, XML_HAS_DTD, at,
			     "a document type declaration");
	stop(reader);
}

static void on_error(void *context, error_pointer error)
{
	struct reader *reader = context;
	const struct xml_element *open = NULL;

	if (error->code == XML_ERR_NO_MEMORY) {
		reader->no_memory = true;
		return;
	}
	if (failed(reader) || (error->level != XML_ERR_FATAL &&
			       error->code != XML_WAR_UNKNOWN_VERSION))
		return;
	if (reader->open != XML_NONE)
		open = element(reader, reader->open);
	fault_set(reader->document, error->code, error->message, cursor(reader),
		  reader->limit, open);
}

/* Nothing behind this place is read; an error before it counts for more. */
static void set_limit(struct reader *reader, size_t at, enum xml_fault fault,
		      const char *message)
{
	size_t len = reader->document->source->text.len;

	reader->limit = at;
	reader->limit_error = (struct xml_error){
		.fault = fault,
		.at = { (uint32_t)at, (uint32_t)(at < len ? at + 1 : at) },
		.message = slice_of(message),
	};
}

/* Check the next bytes for libxml2 while they pass through the cache. */
static void check_bytes(struct reader *reader, size_t want)
{
	struct slice rest = { reader->text + reader->checked,
			      reader->limit - reader->checked };
	size_t clean;

	if (reader->checked >= want)
		return;
	want -= reader->checked;
	clean = utf8_clean_length(rest, want);
	reader->checked += clean;
	if (clean >= want)
		return;
	if (rest.at[clean])
		set_limit(reader, reader->checked, XML_BAD_ENCODING,
			  bad_encoding);
	else
		set_limit(reader, reader->checked, XML_NUL,
			  "a character with the code 0");
}

/* Take what fits from markup of which `skip` bytes have been taken. */
static int take_markup(struct reader *reader, struct slice markup, size_t skip,
		       char *buffer, size_t room)
{
	struct slice rest = slice_take(slice_skip(markup, skip), room);

	if (rest.len)
		memcpy(buffer, rest.at, rest.len);
	reader->markup += rest.len;
	return (int)rest.len;
}

static int on_read(void *context, char *buffer, int room)
{
	struct reader *reader = context;
	const struct xml_part *part = reader->part;
	size_t n = reader->limit - reader->given;

	if (room <= 0)
		return 0;
	if (reader->markup < part->before.len)
		return take_markup(reader, part->before, reader->markup, buffer,
				   (size_t)room);
	if (n > (size_t)room)
		n = (size_t)room;
	check_bytes(reader, reader->given + n);
	if (n > reader->limit - reader->given)
		n = reader->limit - reader->given;
	if (!n)
		return take_markup(reader, part->behind,
				   reader->markup - part->before.len, buffer,
				   (size_t)room);
	memcpy(buffer, reader->text + reader->given, n);
	reader->given += n;
	return (int)n;
}

/*
 * libxml2 compares each attribute of an element with all others before it
 * tells of the element: stop in front of one that has too many.
 */
static void check_attribute_counts(struct reader *reader)
{
	struct span range = { reader->part->text.start,
			      (uint32_t)reader->limit };
	struct span name;

	if (!tag_find_crowded(reader->text, range, XML_ATTRIBUTES_MAX, &name))
		return;
	set_limit(reader, name.start - 1, XML_TOO_MANY, "");
	reader->limit_error.at = name;
	reader->limit_error.message = arena_printf(
		&reader->document->arena,
		"an element with more than %d attributes", XML_ATTRIBUTES_MAX);
}

/* libxml2 has no event for the XML declaration; its "<" is not a tag's. */
static size_t declaration_end(struct slice text)
{
	size_t end;

	if (!slice_starts(text, SLICE("<?xml")))
		return 0;
	end = slice_search(text, SLICE("?>"));
	return end == SIZE_MAX ? 0 : end + 2;
}

/* libxml2 passes over a mark that is left when the first has been read. */
static void check_second_mark(struct reader *reader)
{
	struct slice mark = SLICE("\xEF\xBB\xBF");

	if (slice_starts(reader->document->source->text, mark))
		fault_report(reader->document, XML_MALFORMED,
			     (struct span){ 0, (uint32_t)mark.len },
			     "a second byte order mark");
}

/*
 * An error before the limit hides the limit's own; at it, the other way. But
 * a last character that is cut off belongs to a file that is cut off.
 */
static bool is_limit_better(const struct reader *reader)
{
	const struct xml_error *limit = &reader->limit_error;
	const struct xml_document *document = reader->document;
	const struct xml_error *error = &document->error;
	size_t left = document->source->text.len - reader->limit;

	if (limit->fault == XML_FINE)
		return false;
	if (limit->fault == XML_BAD_ENCODING && left && left < UTF8_MAX &&
	    error->fault == XML_TRUNCATED)
		return false;
	return error->fault == XML_FINE || error->fault == XML_TRUNCATED ||
	       error->at.start >= reader->limit;
}

static void parse(struct reader *reader)
{
	struct xml_document *document = reader->document;

	xmlParseDocument(reader->parser);
	if (is_limit_better(reader))
		document->error = reader->limit_error;
	check_second_mark(reader);
	if (!failed(reader) && !reader->parser->wellFormed)
		fault_set(document, XML_ERR_INTERNAL_ERROR,
			  "the XML is not well-formed", cursor(reader),
			  reader->limit, NULL);
}

bool reader_read(struct xml_document *document, const struct source *source,
		 const struct xml_part *part, const struct allocator *memory)
{
	xmlSAXHandler events = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.comment = on_comment,
		.processingInstruction = on_instruction,
		.cdataBlock = on_cdata,
		.internalSubset = on_doctype,
		.serror = on_error,
	};
	struct reader reader = {
		.document = document,
		.part = part,
		.placeholders = part->placeholders,
		.limit = part->text.end,
		.given = part->text.start,
		.checked = part->text.start,
		.text = source->text.at ? source->text.at : "",
		.open = XML_NONE,
		.newest = XML_NONE,
	};

	*document = (struct xml_document){ .source = source };
	arena_init(&document->arena, memory);
	vector_init(&document->elements, memory, sizeof(struct xml_element));
	vector_init(&document->attributes, memory,
		    sizeof(struct xml_attribute));
	vector_init(&document->decoded, memory, sizeof(struct xml_decoded));
	vector_init(&document->comments, memory, sizeof(struct span));
	if (source->invalid_at <= reader.limit)
		set_limit(&reader, source->invalid_at, XML_BAD_ENCODING,
			  bad_encoding);
	reader.after = part->text.start;
	if (!reader.after)
		reader.after = declaration_end(source->text);
	check_attribute_counts(&reader);
	reader.parser = xmlCreateIOParserCtxt(&events, &reader, on_read, NULL,
					      &reader, XML_CHAR_ENCODING_NONE);
	if (!reader.parser)
		return false;
	/*
	 * XML_PARSE_NOENT resolves references, &amp; among them; no entity
	 * can be defined, because a DOCTYPE ends the reading.
	 */
	xmlCtxtUseOptions(reader.parser, XML_PARSE_HUGE | XML_PARSE_NONET |
						 XML_PARSE_IGNORE_ENC |
						 XML_PARSE_NOENT);
	parse(&reader);
	/* libxml2 makes one for an entity, and leaves it to its user. */
	xmlFreeDoc(reader.parser->myDoc);
	xmlFreeParserCtxt(reader.parser);
	return !reader.no_memory && !arena_failed(&document->arena);
}

void reader_prepare(void)
{
	xmlInitParser();
}
