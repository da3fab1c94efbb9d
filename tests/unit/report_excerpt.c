/*
 * Excerpts: the caret stands under what it means, whatever the line holds.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "report/excerpt.h"

Suite *suite_report_excerpt(void);

static void open_source(struct source *source, struct slice bytes)
{
	ck_assert_int_eq(source_from_xml(source, bytes, "a", &allocator_heap),
			 SOURCE_OK);
}

/* Excerpt and carets as two lines. */
static void check_lines(const struct excerpt *excerpt, const char *expected)
{
	char lines[2 * EXCERPT_ROOM];
	size_t len = excerpt->length;

	ck_assert_uint_lt(excerpt->caret + excerpt->caret_count, EXCERPT_ROOM);
	memcpy(lines, excerpt->text, len);
	lines[len++] = '\n';
	memset(lines + len, ' ', excerpt->caret);
	len += excerpt->caret;
	memset(lines + len, '^', excerpt->caret_count);
	len += excerpt->caret_count;
	lines[len] = '\0';
	ck_assert_str_eq(lines, expected);
	ck_assert_uint_le(excerpt->marked, excerpt->marked_end);
	ck_assert_uint_le(excerpt->marked_end, excerpt->length);
}

static void check_excerpt(struct slice bytes, struct span at,
			  const char *expected)
{
	struct excerpt excerpt;
	struct source source;

	open_source(&source, bytes);
	ck_assert(excerpt_make(&excerpt, &source, at));
	check_lines(&excerpt, expected);
	source_free(&source);
}

struct sample {
	const char *text;
	const char *mark; /* the first place of it is marked */
	const char *expected;
};

static void check_samples(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct sample *sample = &samples[i];
		const char *at = strstr(sample->text, sample->mark);
		struct span span;

		ck_assert_ptr_nonnull(at);
		span.start = (uint32_t)(at - sample->text);
		span.end = span.start + (uint32_t)strlen(sample->mark);
		check_excerpt(slice_of(sample->text), span, sample->expected);
	}
}

START_TEST(aligns_carets)
{
	static const struct sample samples[] = {
		{ "<a>\n  <b/>\n</a>", "b", "  <b/>\n   ^" },
		{ "<a b=\"cde\"/>", "cde", "<a b=\"cde\"/>\n      ^^^" },
		{ "<a\tb='c'\td='e'/>", "e",
		  "<a      b='c'   d='e'/>\n                   ^" },
		{ "<a\tb='c'/>", "\t", "<a      b='c'/>\n  ^^^^^^" },
		{ "\t\t<a/>", "a", "                <a/>\n                 ^" },
		/* Two columns each. */
		{ "<a b=\"日本\" c=\"語x\"/>", "語x",
		  "<a b=\"日本\" c=\"語x\"/>\n               ^^^" },
		/* No column of their own. */
		{ "<a b=\"e\u0301\" c=\"d\"/>", "d",
		  "<a b=\"e\u0301\" c=\"d\"/>\n            ^" },
		{ "<a b=\"e\u0301\"/>", "\u0301",
		  "<a b=\"e\u0301\"/>\n      ^" },
		{ "<a b=\"e\u0301\"/>", "e\u0301",
		  "<a b=\"e\u0301\"/>\n      ^" },
		{ "<ä ö='ü'/>", "ü", "<ä ö='ü'/>\n      ^" },
		/* Line breaks do not show. */
		{ "<a>\r\n<b/>\r\n</a>", "b", "<b/>\n ^" },
		{ "<a>\r<b/>\r</a>", "b", "<b/>\n ^" },
		/* Only the first line of more. */
		{ "<a\r\n b='c'/>", "a\r\n b", "<a\n ^" },
		{ "<a>\n\n</a>", "\n\n", "<a>\n   ^" },
	};

	check_samples(samples, LENGTH(samples));
}
END_TEST

START_TEST(escapes_controls)
{
	static const struct sample samples[] = {
		{ "<a b='\033[2J' c='d'/>", "d",
		  "<a b='\\u{1b}[2J' c='d'/>\n                    ^" },
		{ "<a b='\u202Ec'/>", "c",
		  "<a b='\\u{202e}c'/>\n              ^" },
		{ "<a b='\u202Ec'/>", "\u202E",
		  "<a b='\\u{202e}c'/>\n      ^^^^^^^^" },
		{ "<a b='\xC2\x85'/>", "\xC2\x85",
		  "<a b='\\u{85}'/>\n      ^^^^^^" },
		{ "<a b='\xff\x80'/>", "\x80",
		  "<a b='\\xff\\x80'/>\n          ^^^^" },
	};

	check_samples(samples, LENGTH(samples));
}
END_TEST

START_TEST(masks_secrets)
{
	static const struct sample samples[] = {
		{ "<a password=\"hunter2\" b=\"c\"/>", "c",
		  "<a password=\"***\" b=\"c\"/>\n                     ^" },
		{ "<a password=\"p\" b=\"c\"/>", "c",
		  "<a password=\"***\" b=\"c\"/>\n                     ^" },
		{ "<a password=\"p\" b=\"c\"/>", "p\"",
		  "<a password=\"***\" b=\"c\"/>\n             ^^^^" },
		/* A part of the value, and a line that ends within. */
		{ "<a password=\"hun&ter\" />", "&ter",
		  "<a password=\"***\" />\n             ^^^" },
		{ "<a password=\"hunter2 />\n<b c=\"d\"/>", "2 ",
		  "<a password=\"***\n             ^^^" },
		{ "<a\n password=\"hunter2\n />", "2",
		  " password=\"***\n           ^^^" },
		{ "<a\n password=\n \"hunter2\" b=\"c\"/>", "c",
		  " \"***\" b=\"c\"/>\n          ^" },
		{ "<!-- <property id='5502' value='x'/> -->", "id",
		  "<!-- <property id='5502' value='***'/> -->\n"
		  "               ^^" },
		{ "<property id=\"5506\" value=\"442jqCFFZ77jBg=\" />",
		  "442jqCFFZ77jBg=",
		  "<property id=\"5506\" value=\"442jqCFFZ77jBg=\" />\n"
		  "                           ^^^^^^^^^^^^^^^" },
		{ "<a password='\xff\xfe' b='c'/>", "c",
		  "<a password='***' b='c'/>\n                     ^" },
	};

	check_samples(samples, LENGTH(samples));
}
END_TEST

START_TEST(stays_inside_of_the_text)
{
	check_excerpt(SLICE("<a>"), (struct span){ 3, 3 }, "<a>\n   ^");
	check_excerpt(SLICE("<a>\n"), (struct span){ 4, 4 }, "<a>\n   ^");
	check_excerpt(SLICE("<a>\r\n"), (struct span){ 4, 5 }, "<a>\n   ^");
	check_excerpt(SLICE("<a>"), (struct span){ 2, 9 }, "<a>\n  ^");
	check_excerpt(SLICE("<a>"), (struct span){ 9, 9 }, "<a>\n   ^");
	check_excerpt(SLICE("<a>"), (struct span){ 1, 1 }, "<a>\n ^");
	check_excerpt(SLICE("<a>\n\n</a>"), (struct span){ 4, 4 }, "\n^");
	check_excerpt(SLICE("\n"), (struct span){ 0, 0 }, "\n^");
}
END_TEST

START_TEST(shows_nothing_of_nothing)
{
	struct excerpt excerpt;
	struct source source;

	open_source(&source, SLICE(""));
	ck_assert(!excerpt_make(&excerpt, &source, (struct span){ 0, 0 }));
	source_free(&source);
}
END_TEST

/* Offsets are those of the text, not of the file. */
START_TEST(shows_other_encodings)
{
	static const char utf16[] =
		"\xff\xfe<\0a\0>\0\n\0<\0\xe4\0\xe5\x65/\0>\0";
	struct slice bytes = { utf16, sizeof(utf16) - 1 };

	check_excerpt(bytes, (struct span){ 7, 10 }, "<ä日/>\n  ^^");
}
END_TEST

/* A line of n times the character between "<a b='" and "'/>". */
static char *long_line(char c, size_t n)
{
	char *text = malloc(n + 16);

	ck_assert_ptr_nonnull(text);
	memcpy(text, "<a b='", 6);
	memset(text + 6, c, n);
	memcpy(text + 6 + n, "'/>", 4);
	return text;
}

struct cut {
	uint32_t start, end;
	const char *expected;
};

#define X10 "xxxxxxxxxx"
#define X50 X10 X10 X10 X10 X10
#define B50 "                                                  "

START_TEST(cuts_long_lines)
{
	static const struct cut cuts[] = {
		{ 1, 2, "<a b='" X50 X50 X50 "xxxx…\n ^" },
		{ 150, 152, "<a b='" X50 X50 X50 "xxxx…\n" B50 B50 B50 "^^" },
		{ 206, 206,
		  "…" X50 X50 X50 "xxxxxxx'/>\n" B50 B50 B50 "        ^" },
		{ 207, 208,
		  "…" X50 X50 X50 "xxxxxxx'/>\n" B50 B50 B50 "         ^" },
		{ 209, 209,
		  "…" X50 X50 X50 "xxxxxxx'/>\n" B50 B50 B50 "           ^" },
	};
	char *text = long_line('x', 200);

	for (size_t i = 0; i < LENGTH(cuts); i++)
		check_excerpt(slice_of(text),
			      (struct span){ cuts[i].start, cuts[i].end },
			      cuts[i].expected);
	free(text);
}
END_TEST

START_TEST(cuts_both_sides)
{
	struct excerpt excerpt;
	struct source source;
	char *text = long_line('x', 1000);

	open_source(&source, slice_of(text));
	ck_assert(excerpt_make(&excerpt, &source, (struct span){ 500, 503 }));
	check_lines(&excerpt, "…" X50 X50 X50 X10 "…\n" B50 "           ^^^");
	/* Longer than the window: as much as fits. */
	ck_assert(excerpt_make(&excerpt, &source, (struct span){ 6, 1006 }));
	ck_assert_uint_eq(excerpt.caret, 6);
	ck_assert_uint_eq(excerpt.caret_count, EXCERPT_COLUMNS - 6);
	ck_assert_uint_eq(excerpt.marked_end, EXCERPT_COLUMNS);
	source_free(&source);
	free(text);
}
END_TEST

/* A wide character at the edge leaves a blank, not half of itself. */
START_TEST(cuts_wide_characters_whole)
{
	struct excerpt excerpt;
	struct source source;
	char text[1200] = "<a b='x";
	struct slice shown;

	for (size_t i = 0; i < 300; i++)
		memcpy(text + 7 + 3 * i, "日", 4);
	open_source(&source, slice_of(text));
	ck_assert(excerpt_make(&excerpt, &source, (struct span){ 1, 2 }));
	shown = excerpt_text(&excerpt);
	ck_assert_uint_eq(utf8_valid_length(shown), shown.len);
	ck_assert(slice_ends(shown, SLICE("日 …")));
	ck_assert_uint_eq(excerpt.caret, 1);
	ck_assert(excerpt_make(&excerpt, &source, (struct span){ 457, 460 }));
	shown = excerpt_text(&excerpt);
	ck_assert(slice_starts(shown, SLICE("…日日")));
	ck_assert_uint_eq(excerpt.caret, 61);
	ck_assert_uint_eq(excerpt.caret_count, 2);
	source_free(&source);
}
END_TEST

/* Text without width must not overflow the excerpt. */
START_TEST(bounds_combining_marks)
{
	struct excerpt excerpt;
	struct source source;
	char *text = malloc(4200);

	ck_assert_ptr_nonnull(text);
	memcpy(text, "<a>e", 4);
	for (size_t i = 0; i < 2000; i++)
		memcpy(text + 4 + 2 * i, "\u0301", 2);
	memcpy(text + 4004, "</a>", 5);
	open_source(&source, slice_of(text));
	ck_assert(excerpt_make(&excerpt, &source, (struct span){ 1, 2 }));
	ck_assert_uint_le(excerpt.length, EXCERPT_ROOM);
	ck_assert(excerpt_make(&excerpt, &source, (struct span){ 2004, 2006 }));
	ck_assert_uint_eq(utf8_valid_length(excerpt_text(&excerpt)),
			  excerpt.length);
	ck_assert(excerpt_make(&excerpt, &source, (struct span){ 4006, 4007 }));
	ck_assert_uint_eq(excerpt.caret_count, 1);
	source_free(&source);
	free(text);
}
END_TEST

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* All of 11 MB in one line, and 20,000 findings in it. */
START_TEST(takes_little_time_on_a_huge_line)
{
	static const char tag[] = "<a b=\"ä\" password=\"hunter2\"/>";
	size_t size = sizeof(tag) - 1, count = 11000000 / size;
	char *text = malloc(count * size + 1);
	struct excerpt excerpt;
	struct source source;
	double start;

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * size, tag, size);
	text[count * size] = '\0';
	open_source(&source, (struct slice){ text, count * size });
	start = seconds();
	for (uint32_t i = 0; i < 20000; i++) {
		uint32_t at = (uint32_t)((count - i - 1) * size + 6);

		ck_assert(excerpt_make(&excerpt, &source,
				       (struct span){ at, at + 2 }));
		ck_assert_uint_eq(excerpt.position.column,
				  (count - i - 1) * (size - 1) + 7);
		ck_assert_uint_eq(
			slice_search(excerpt_text(&excerpt), SLICE("hunter2")),
			SIZE_MAX);
	}
	ck_assert_double_lt(seconds() - start, 20);
	source_free(&source);
	free(text);
}
END_TEST

Suite *suite_report_excerpt(void)
{
	Suite *suite = suite_create("report_excerpt");
	TCase *tests = tcase_create("report_excerpt");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, aligns_carets);
	tcase_add_test(tests, escapes_controls);
	tcase_add_test(tests, masks_secrets);
	tcase_add_test(tests, stays_inside_of_the_text);
	tcase_add_test(tests, shows_nothing_of_nothing);
	tcase_add_test(tests, shows_other_encodings);
	tcase_add_test(tests, cuts_long_lines);
	tcase_add_test(tests, cuts_both_sides);
	tcase_add_test(tests, cuts_wide_characters_whole);
	tcase_add_test(tests, bounds_combining_marks);
	tcase_add_test(tests, takes_little_time_on_a_huge_line);
	suite_add_tcase(suite, tests);
	return suite;
}
