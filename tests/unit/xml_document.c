#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "xml/document.h"

struct parsed {
	struct source source;
	struct xml_document document;
};

static void parse_slice(struct parsed *parsed, struct slice text)
{
	ck_assert_int_eq(
		source_from_xml(&parsed->source, text, "test", &allocator_heap),
		SOURCE_OK);
	ck_assert(
		xml_read(&parsed->document, &parsed->source, &allocator_heap));
}

static void parse(struct parsed *parsed, const char *text)
{
	parse_slice(parsed, slice_of(text));
}

static void done(struct parsed *parsed)
{
	xml_free(&parsed->document);
	source_free(&parsed->source);
}

static struct slice value(struct parsed *parsed, const char *name)
{
	struct slice found = SLICE("(none)");

	xml_value(&parsed->document, xml_root(&parsed->document), name, &found);
	return found;
}

START_TEST(attributes)
{
	struct parsed p;
	const struct xml_attribute *attribute;

	parse(&p, "<r a=\"1\" bb = '2'\n\tc\t=\t\"x>'y\" d=''/>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	ck_assert_uint_eq(
		xml_attribute_count(&p.document, xml_root(&p.document)), 4);
	ck_slice(value(&p, "a"), "1");
	ck_slice(value(&p, "bb"), "2");
	ck_slice(value(&p, "c"), "x>'y");
	ck_slice(value(&p, "d"), "");
	ck_slice(value(&p, "b"), "(none)");
	attribute = xml_attribute(&p.document, xml_root(&p.document), "bb");
	ck_slice(xml_attribute_name(&p.document, attribute), "bb");
	ck_slice(source_slice(&p.source, xml_value_span(attribute)), "2");
	done(&p);
}
END_TEST

/* More than one, so that the place of each is tested as well. */
START_TEST(references)
{
	struct parsed p;
	const struct xml_attribute *attribute;

	parse(&p, "<r a='&lt;&amp;&gt;&quot;&apos;' plain='p'"
		  " b='400,0,,,0&#xA;' c='x\r\ny\tz' d='&#x1F600;&#65;'"
		  " e='\xC3\xBC'/>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	ck_slice(value(&p, "a"), "<&>\"'");
	ck_slice(value(&p, "plain"), "p");
	ck_slice(value(&p, "b"), "400,0,,,0\n");
	ck_slice(value(&p, "c"), "x y z");
	ck_slice(value(&p, "d"), "\xF0\x9F\x98\x80"
				 "A");
	ck_slice(value(&p, "e"), "\xC3\xBC");
	attribute = xml_attribute(&p.document, xml_root(&p.document), "b");
	ck_slice(source_slice(&p.source, xml_value_span(attribute)),
		 "400,0,,,0&#xA;");
	done(&p);
}
END_TEST

START_TEST(namespaces)
{
	struct parsed p;

	parse(&p, "<n:r xmlns='urn:a' a='1' xmlns:n='urn:b' n:b='&#50;'/>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	ck_slice(xml_name(&p.document, xml_root(&p.document)), "n:r");
	ck_slice(value(&p, "xmlns"), "urn:a");
	ck_slice(value(&p, "a"), "1");
	ck_slice(value(&p, "xmlns:n"), "urn:b");
	ck_slice(value(&p, "n:b"), "2");
	done(&p);
}
END_TEST

static void names(struct parsed *p, const struct xml_element *parent,
		  char *list)
{
	XML_EACH_CHILD (&p->document, parent, child) {
		struct slice name = xml_name(&p->document, child);

		strncat(list, name.at, name.len);
		strcat(list, "(");
		names(p, child, list);
		strcat(list, ")");
	}
}

START_TEST(tree)
{
	char list[200] = "";
	struct parsed p;
	const struct xml_element *b;

	parse(&p, "<?xml version='1.0'?><!-- <no/> --><?pi <no/>?>"
		  "<r><a><x/>text &amp; more</a><![CDATA[<no/>]]><b>"
		  "<!--<no>--><y></y ></b><a/><?p <no/> ?><c/></r>"
		  "<!-- end -->\n");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	names(&p, xml_root(&p.document), list);
	ck_assert_str_eq(list, "a(x())b(y())a()c()");
	ck_assert_uint_eq(p.document.comments.count, 3);
	b = xml_child(&p.document, xml_root(&p.document), "b");
	ck_assert(xml_parent(&p.document, b) == xml_root(&p.document));
	ck_assert(!xml_parent(&p.document, xml_root(&p.document)));
	ck_assert(!xml_child(&p.document, xml_root(&p.document), "B"));
	ck_assert(xml_in_comment(&p.document, 24));
	ck_assert(!xml_in_comment(&p.document, b->start));
	done(&p);
}
END_TEST

/* A file that ends or breaks off keeps what came before. */
START_TEST(faults)
{
	static const struct {
		const char *text;
		enum xml_fault fault;
		uint32_t at; /* offset of the error */
		const char *message;
	} table[] = {
		{ "", XML_TRUNCATED, 0, "the file is empty" },
		{ " \n", XML_TRUNCATED, 2, "the file is empty" },
		{ "<r><a>", XML_TRUNCATED, 6, "ends inside of element 'a'" },
		{ "<r a='1", XML_TRUNCATED, 7, "the file ends" },
		{ "<r></s>", XML_MALFORMED, 5, "closing tag 's' where 'r'" },
		{ "<r><a></r>", XML_MALFORMED, 8, "where 'a' must be closed" },
		{ "<r/>text", XML_MALFORMED, 4, "text behind the root" },
		{ "<r/><s/>", XML_MALFORMED, 4, "a second root element" },
		{ "<r a='1' a='2'/>", XML_MALFORMED, 9, "stands twice" },
		{ "<r a=1/>", XML_MALFORMED, 5, "must stand in quotes" },
		{ "<r a='1'b='2'/>", XML_MALFORMED, 8, "white space" },
		{ "<r a='<'/>", XML_MALFORMED, 6, "'<' inside of the value" },
		{ "<r a='&nope;'/>", XML_MALFORMED, 6, "only &amp;" },
		{ "<r a='x & y'/>", XML_MALFORMED, 8, "write &amp;" },
		{ "<r a='&#0;'/>", XML_MALFORMED, 6,
		  "stands for no character" },
		{ "<r>\x01</r>", XML_MALFORMED, 3, "U+0001" },
		{ "<r><!-- a -- b --></r>", XML_MALFORMED, 10, "'--'" },
		{ "\n<?xml version='1.0'?><r/>", XML_MALFORMED, 1,
		  "very beginning" },
		{ "hello", XML_MALFORMED, 0, "must begin with a tag" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct parsed p;
		struct xml_error *error = &p.document.error;

		parse(&p, table[i].text);
		ck_assert_msg(error->fault == table[i].fault,
			      "row %zu: fault %d: %.*s", i, error->fault,
			      (int)error->message.len, error->message.at);
		ck_assert_msg(slice_search(error->message,
					   slice_of(table[i].message)) !=
				      SIZE_MAX,
			      "row %zu: %.*s", i, (int)error->message.len,
			      error->message.at);
		ck_assert_msg(error->at.start >= table[i].at &&
				      error->at.start <= table[i].at + 1,
			      "row %zu: at %u", i, error->at.start);
		done(&p);
	}
}
END_TEST

START_TEST(keeps_what_was_read)
{
	struct parsed p;

	parse(&p, "<r><a/><b x='1'><c></b>");
	ck_assert_int_eq(p.document.error.fault, XML_MALFORMED);
	ck_assert_uint_eq(p.document.elements.count, 4);
	ck_slice(source_slice(&p.source, p.document.error.related), "c");
	done(&p);
}
END_TEST

START_TEST(document_type)
{
	struct parsed p;

	parse(&p, "<!DOCTYPE r><r/>");
	ck_assert_int_eq(p.document.error.fault, XML_HAS_DTD);
	ck_assert_uint_eq(p.document.error.at.start, 0);
	done(&p);
	parse(&p, "<?xml version='1.0'?>\n<!DOCTYPE r SYSTEM 'file:///x' [\n"
		  "<!ENTITY a 'aaaaaaaaaa'>\n<!ENTITY b '&a;&a;&a;&a;&a;'>\n"
		  "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>\n"
		  "<r x='&c;&c;&c;&c;'>&c;</r>");
	ck_assert_int_eq(p.document.error.fault, XML_HAS_DTD);
	ck_assert_uint_eq(p.document.elements.count, 0);
	done(&p);
}
END_TEST

/* `count` times `piece` between `before` and `after`. */
static struct slice repeated(const char *before, const char *piece,
			     size_t count, const char *after)
{
	size_t n = strlen(piece), at = strlen(before);
	size_t len = at + n * count + strlen(after);
	char *text = malloc(len + 1);

	ck_assert_ptr_nonnull(text);
	memcpy(text, before, at);
	for (size_t i = 0; i < count; i++)
		memcpy(text + at + i * n, piece, n);
	memcpy(text + at + count * n, after, strlen(after) + 1);
	return (struct slice){ text, len };
}

static void parse_repeated(struct parsed *p, const char *before,
			   const char *piece, size_t count, const char *after)
{
	struct slice text = repeated(before, piece, count, after);

	parse_slice(p, text);
	free((void *)(uintptr_t)text.at);
}

START_TEST(depth)
{
	struct parsed p;

	parse_repeated(&p, "", "<a>", 100000, "");
	ck_assert_int_eq(p.document.error.fault, XML_TOO_DEEP);
	ck_assert_uint_eq(p.document.error.at.start, 3 * XML_DEPTH_MAX);
	ck_assert_uint_eq(p.document.elements.count, XML_DEPTH_MAX);
	done(&p);
	parse_repeated(&p, "<r>", "<a></a>", 100000, "</r>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	ck_assert_uint_eq(p.document.elements.count, 100001);
	done(&p);
}
END_TEST

static struct slice many_attributes(size_t count)
{
	char *text = malloc(count * 16 + 100), *at = text;

	ck_assert_ptr_nonnull(text);
	at += snprintf(at, 100, "<r>\n<e");
	for (size_t i = 0; i < count; i++)
		at += snprintf(at, 100, " a%zu='1'", i);
	at += snprintf(at, 100, "/></r>");
	return (struct slice){ text, (size_t)(at - text) };
}

START_TEST(attribute_count)
{
	static const struct {
		size_t count;
		enum xml_fault fault;
	} table[] = {
		{ 9999, XML_FINE },
		{ 10000, XML_FINE },
		{ 10001, XML_TOO_MANY },
		{ 1000000, XML_TOO_MANY },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice text = many_attributes(table[i].count);
		struct parsed p;

		parse_slice(&p, text);
		ck_assert_msg(p.document.error.fault == table[i].fault, "%zu",
			      table[i].count);
		if (table[i].fault == XML_TOO_MANY)
			ck_assert_uint_eq(p.document.error.at.start, 5);
		done(&p);
		free((void *)(uintptr_t)text.at);
	}
}
END_TEST

START_TEST(long_runs)
{
	enum { LONG = 11 << 20 };
	struct slice found;
	struct parsed p;

	parse_repeated(&p, "<r a='", "x", LONG, "' b='2'/>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	ck_assert(xml_value(&p.document, xml_root(&p.document), "a", &found));
	ck_assert_uint_eq(found.len, LONG);
	ck_slice(value(&p, "b"), "2");
	done(&p);
	parse_repeated(&p, "<r a='", "&#x41;", LONG / 6, "'/>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	ck_assert(xml_value(&p.document, xml_root(&p.document), "a", &found));
	ck_assert_uint_eq(found.len, LONG / 6);
	done(&p);
	/* White space, text, a comment, CDATA: no "<" for a long way. */
	parse_repeated(&p, "<r>", " ", LONG, "<a/></r>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	done(&p);
	parse_repeated(&p, "<r><!--", ". ", LONG, "--><a/></r>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	done(&p);
	parse_repeated(&p, "<r><![CDATA[", "]]", LONG, "]]><a/></r>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	ck_assert_uint_eq(p.document.elements.count, 2);
	done(&p);
	parse_repeated(&p, "<r", " ", LONG, "/>");
	ck_assert_int_eq(p.document.error.fault, XML_FINE);
	done(&p);
}
END_TEST

/* libxml2 counts lines with 16 bits; we must not. */
START_TEST(far_lines)
{
	struct position position;
	struct parsed p;

	parse_repeated(&p, "<r>", "\r\n", 70000, "  <a></b></r>");
	position = source_position(&p.source, p.document.error.at.start);
	ck_assert_uint_eq(position.line, 70001);
	ck_assert_uint_eq(position.column, 8);
	done(&p);
}
END_TEST

START_TEST(bad_bytes)
{
	struct parsed p;

	parse(&p, "<r><a/><b x='\xE4'/></r>");
	ck_assert_int_eq(p.document.error.fault, XML_BAD_ENCODING);
	ck_assert_uint_eq(p.document.error.at.start, 13);
	ck_assert_uint_eq(p.document.elements.count, 2);
	done(&p);
	parse_slice(&p, SLICE("<r><a/>\0<b/></r>"));
	ck_assert_int_eq(p.document.error.fault, XML_NUL);
	ck_assert_uint_eq(p.document.error.at.start, 7);
	ck_assert_uint_eq(p.document.elements.count, 2);
	done(&p);
	/* An error in front of the bad byte is the one to tell. */
	parse(&p, "<r></s>\xE4");
	ck_assert_int_eq(p.document.error.fault, XML_MALFORMED);
	done(&p);
}
END_TEST

UNIT_SUITE(xml_document, attributes, references, namespaces, tree, faults,
	   keeps_what_was_read, document_type, depth, attribute_count,
	   long_runs, far_lines, bad_bytes)
