/*
 * A large document is read as two halves; the tree must be the one that a
 * reading in one go gives, and so must the first fault.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml/reader.h"

Suite *suite_xml_halves(void);

enum { LARGE = 9 << 20 };

/* What stands again and again in the body of a document. */
struct body {
	const char *head, *entry, *tail;
	/* Replaces one entry at this part of the text, in percent. */
	const char *odd;
	size_t odd_at;
};

static struct slice make(const struct body *body)
{
	char *text = malloc(2 * LARGE);
	size_t len = 0;
	bool odd = !body->odd;

	ck_assert_ptr_nonnull(text);
	len += (size_t)snprintf(text, LARGE, "%s", body->head);
	while (len < LARGE) {
		bool now = !odd && len >= LARGE / 100 * body->odd_at;

		len += (size_t)snprintf(text + len, LARGE, "%s",
					now ? body->odd : body->entry);
		odd |= now;
	}
	len += (size_t)snprintf(text + len, LARGE, "%s", body->tail);
	return (struct slice){ text, len };
}

static void check_vectors(const struct vector *a, const struct vector *b)
{
	ck_assert_uint_eq(a->count, b->count);
	if (a->count)
		ck_assert(!memcmp(a->items, b->items, a->count * a->size));
}

static void check_decoded(const struct xml_document *a,
			  const struct xml_document *b)
{
	const struct xml_decoded *x = a->decoded.items, *y = b->decoded.items;

	ck_assert_uint_eq(a->decoded.count, b->decoded.count);
	for (size_t i = 0; i < a->decoded.count; i++) {
		ck_assert_uint_eq(x[i].attribute, y[i].attribute);
		ck_assert(slice_eq(x[i].value, y[i].value));
	}
}

static void check_same(const struct body *body)
{
	struct slice text = make(body);
	struct xml_document document, whole;
	struct xml_part all = { .text = { 0, (uint32_t)text.len } };
	struct source source;

	ck_assert_int_eq(source_from_xml(&source, text, "x", &allocator_heap),
			 SOURCE_OK);
	ck_assert(xml_read(&document, &source, &allocator_heap));
	ck_assert(reader_read(&whole, &source, &all, &allocator_heap));
	check_vectors(&document.elements, &whole.elements);
	check_vectors(&document.attributes, &whole.attributes);
	check_vectors(&document.comments, &whole.comments);
	check_decoded(&document, &whole);
	ck_assert_int_eq(document.error.fault, whole.error.fault);
	ck_assert_uint_eq(document.error.at.start, whole.error.at.start);
	xml_free(&document);
	xml_free(&whole);
	source_free(&source);
	free((char *)(uintptr_t)text.at);
}

#define HEAD  "<?xml version='1.0'?>\n<!-- <a> --><r>\n <a x='1'>\n"
#define ENTRY "  <b n='1' v='a &amp; b'><c/>\n<!-- <d> --></b><e  />\n"
#define TAIL  " </a>\n <z/>\n</r>\n"

START_TEST(same_tree)
{
	static const struct body bodies[] = {
		{ HEAD, ENTRY, TAIL, NULL, 0 },
		/* The middle lies in the first of two sections. */
		{ HEAD, ENTRY, TAIL, " </a>\n<a y=''>", 60 },
		{ HEAD, ENTRY, TAIL, " </a>\n<a y=''>", 50 },
		{ HEAD, ENTRY, TAIL, " </a>\n<a y=''>", 49 },
		/* Only children of the root. */
		{ "<r>", ENTRY, "</r>", NULL, 0 },
		/* What a quick look takes for something else. */
		{ HEAD, ENTRY, TAIL, "<b v='/>'>/></b>", 20 },
		{ HEAD, ENTRY, TAIL, "<![CDATA[<b></a>]]>", 20 },
		{ HEAD, ENTRY, TAIL, "<?p <b> ?>", 20 },
		{ HEAD, ENTRY, TAIL, "<b>text</b>", 20 },
		{ HEAD, ENTRY, TAIL, "<p:b xmlns:p='u' p:v=''/>", 70 },
	};

	check_same(&bodies[_i]);
}
END_TEST

START_TEST(same_fault)
{
	static const struct body bodies[] = {
		{ HEAD, ENTRY, TAIL, "<b></c>", 20 },
		{ HEAD, ENTRY, TAIL, "<b></c>", 80 },
		{ HEAD, ENTRY, "</a>", NULL, 0 },
		{ HEAD, ENTRY, "</a></r><s/>", NULL, 0 },
		{ HEAD, ENTRY, TAIL, "<b v='\xff'/>", 80 },
		{ HEAD, ENTRY, TAIL, "<b v='&x;'/>", 20 },
		{ HEAD, ENTRY, TAIL, "</a></r>", 40 },
		{ "<!DOCTYPE r><r>", ENTRY, "</r>", NULL, 0 },
	};

	check_same(&bodies[_i]);
}
END_TEST

Suite *suite_xml_halves(void)
{
	Suite *suite = suite_create("xml_halves");
	TCase *tests = tcase_create("halves");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, same_tree, 0, 10);
	tcase_add_loop_test(tests, same_fault, 0, 8);
	suite_add_tcase(suite, tests);
	return suite;
}
