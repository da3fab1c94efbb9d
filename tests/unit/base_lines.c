#include <check.h>

#include "base/lines.h"

Suite *suite_base_lines(void);

/* Each case is a text and its lines, joined with "|". */
START_TEST(line_breaks)
{
	static const struct {
		const char *text, *lines;
	} cases[] = {
		{ "", "" },
		{ "a", "a|" },
		{ "a\n", "a|" },
		{ "a\nb", "a|b|" },
		{ "a\r\nb\r\n", "a|b|" },
		{ "a\rb\r", "a|b|" },
		{ "\n\r\n\r", "|||" },
		{ "a\n\rb", "a||b|" },
		{ "a\r\r\nb\n\nc\r", "a||b||c|" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct lines lines;
		uint32_t count = 0;
		char joined[64];
		size_t len = 0;

		lines_init(&lines, slice_of(cases[i].text));
		while (lines_next(&lines)) {
			ck_assert_uint_eq(lines.number, ++count);
			if (lines.line.len)
				memcpy(joined + len, lines.line.at,
				       lines.line.len);
			len += lines.line.len;
			joined[len++] = '|';
		}
		joined[len] = '\0';
		ck_assert_str_eq(joined, cases[i].lines);
	}
}
END_TEST

Suite *suite_base_lines(void)
{
	Suite *suite = suite_create("base_lines");
	TCase *tcase = tcase_create("base_lines");

	tcase_add_test(tcase, line_breaks);
	suite_add_tcase(suite, tcase);
	return suite;
}
