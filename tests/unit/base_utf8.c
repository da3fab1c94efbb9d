#include "unit.h"

#include "base/utf8.h"

START_TEST(decoding)
{
	static const struct {
		const char *bytes;
		uint32_t code_point;
		size_t used;
	} table[] = {
		{ "A", 'A', 1 },
		{ "\xC2\x80", 0x80, 2 },
		{ "\xDF\xBF", 0x7FF, 2 },
		{ "\xE0\xA0\x80", 0x800, 3 },
		{ "\xEF\xBF\xBF", 0xFFFF, 3 },
		{ "\xF0\x90\x80\x80", 0x10000, 4 },
		{ "\xF4\x8F\xBF\xBF", 0x10FFFF, 4 },
		/* Overlong, surrogates, too large, cut off, alone. */
		{ "\xC0\x80", UTF8_INVALID + 0xC0, 1 },
		{ "\xC1\xBF", UTF8_INVALID + 0xC1, 1 },
		{ "\xE0\x9F\xBF", UTF8_INVALID + 0xE0, 1 },
		{ "\xF0\x8F\xBF\xBF", UTF8_INVALID + 0xF0, 1 },
		{ "\xED\xA0\x80", UTF8_INVALID + 0xED, 1 },
		{ "\xF4\x90\x80\x80", UTF8_INVALID + 0xF4, 1 },
		{ "\xF5\x80\x80\x80", UTF8_INVALID + 0xF5, 1 },
		{ "\xE2\x82", UTF8_INVALID + 0xE2, 1 },
		{ "\xC3"
		  "A",
		  UTF8_INVALID + 0xC3, 1 },
		{ "\x80", UTF8_INVALID + 0x80, 1 },
		{ "\xFF", UTF8_INVALID + 0xFF, 1 },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice s = slice_of(table[i].bytes);
		uint32_t c;

		ck_assert_msg(utf8_decode(s, &c) == table[i].used, "row %zu",
			      i);
		ck_assert_msg(c == table[i].code_point, "row %zu: %x", i, c);
		ck_assert_uint_eq(utf8_valid_length(s),
				  c >= UTF8_INVALID ? 0 : s.len);
	}
}
END_TEST

START_TEST(round_trip)
{
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[UTF8_MAX];
		uint32_t back;
		size_t n;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		n = utf8_encode(c, bytes);
		unit_check(utf8_decode((struct slice){ bytes, n }, &back) ==
					   n &&
				   back == c,
			   "%x", c);
		/* Folding twice changes nothing more. */
		unit_check(utf8_fold(utf8_fold(c)) == utf8_fold(c), "%x", c);
		/* slice_eq_nocase() compares lengths first. */
		unit_check(utf8_encode(utf8_fold(c), bytes) == n, "%x", c);
	}
}
END_TEST

/* The quick way over ASCII must find every place. */
START_TEST(finds_invalid_bytes)
{
	char text[200];

	for (size_t at = 0; at < sizeof(text); at++) {
		struct slice s = { text, sizeof(text) };

		memset(text, 'a', sizeof(text));
		text[at] = '\xFC';
		ck_assert_uint_eq(utf8_valid_length(s), at);
		ck_assert_uint_eq(utf8_count(s), sizeof(text));
	}
	ck_assert_uint_eq(utf8_count(SLICE("a\xC3\xBC\xE2\x82\xAC")), 3);
	ck_assert_uint_eq(utf8_valid_length(SLICE("")), 0);
}
END_TEST

START_TEST(controls)
{
	static const uint32_t bad[] = { 0,
					0x1B,
					0x7F,
					0x85,
					0x9B,
					0x200E,
					0x202E,
					0x2066,
					0xFEFF,
					0xE0041,
					UTF8_INVALID + 0x80 };
	static const uint32_t good[] = {
		' ', 'a', 0xE4, 0x20AC, 0x4E00, 0x1F600
	};

	for (size_t i = 0; i < LENGTH(bad); i++)
		ck_assert_msg(utf8_is_control(bad[i]), "%x", bad[i]);
	for (size_t i = 0; i < LENGTH(good); i++)
		ck_assert_msg(!utf8_is_control(good[i]), "%x", good[i]);
}
END_TEST

START_TEST(widths)
{
	ck_assert_int_eq(utf8_width('a'), 1);
	ck_assert_int_eq(utf8_width(0xE4), 1);
	ck_assert_int_eq(utf8_width(0x301), 0);
	ck_assert_int_eq(utf8_width(0x4E2D), 2);
	ck_assert_int_eq(utf8_width(0xFF21), 2);
	ck_assert_int_eq(utf8_width(0x1F600), 2);
}
END_TEST

UNIT_SUITE(base_utf8, decoding, round_trip, finds_invalid_bytes, controls,
	   widths)
