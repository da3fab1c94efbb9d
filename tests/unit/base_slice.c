#include "unit.h"

START_TEST(comparing)
{
	static const struct {
		const char *a, *b;
		bool same, folded;
	} table[] = {
		{ "", "", true, true },
		{ "a", "", false, false },
		{ "Site", "Site", true, true },
		{ "Site", "sITE", false, true },
		{ "Site", "Sites", false, false },
		{ "\xC3\x9C"
		  "ber",
		  "\xC3\xBC"
		  "BER",
		  false, true },
		{ "\xD0\x94", "\xD0\xB4", false, true },
		{ "\xFF", "\xFF", true, true },
		{ "\xFF", "\xFE", false, false },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice a = slice_of(table[i].a), b = slice_of(table[i].b);

		ck_assert_msg(slice_eq(a, b) == table[i].same, "row %zu", i);
		ck_assert_msg(slice_eq_nocase(a, b) == table[i].folded,
			      "row %zu", i);
		ck_assert_msg(slice_eq_nocase(b, a) == table[i].folded,
			      "row %zu", i);
	}
	ck_assert(slice_eq((struct slice){ NULL, 0 }, SLICE("")));
	ck_slice(slice_of(NULL), "");
}
END_TEST

START_TEST(prefixes)
{
	struct slice s = SLICE("LM/W3SVC/1");

	ck_assert(slice_starts(s, SLICE("LM/")));
	ck_assert(slice_starts(s, SLICE("")));
	ck_assert(!slice_starts(s, SLICE("lm/")));
	ck_assert(slice_starts_nocase(s, SLICE("lm/w3svc")));
	ck_assert(!slice_starts(s, SLICE("LM/W3SVC/10")));
	ck_assert(slice_ends(s, SLICE("/1")));
	ck_assert(slice_ends(s, SLICE("")));
	ck_assert(!slice_ends(SLICE("1"), SLICE("/1")));
	ck_slice(slice_skip(s, 3), "W3SVC/1");
	ck_slice(slice_skip(s, 99), "");
	ck_slice(slice_take(s, 2), "LM");
	ck_slice(slice_take(s, 99), "LM/W3SVC/1");
	ck_slice(slice_trim(SLICE(" \t\r\na b\n ")), "a b");
	ck_slice(slice_trim(SLICE(" \n ")), "");
}
END_TEST

START_TEST(searching)
{
	struct slice s = SLICE("a=b=c");

	ck_assert_uint_eq(slice_find(s, '='), 1);
	ck_assert_uint_eq(slice_find_last(s, '='), 3);
	ck_assert_uint_eq(slice_find(s, 'x'), SIZE_MAX);
	ck_assert_uint_eq(slice_find_last(s, 'x'), SIZE_MAX);
	ck_assert_uint_eq(slice_find((struct slice){ NULL, 0 }, 'x'), SIZE_MAX);
	ck_assert_uint_eq(slice_search(s, SLICE("=c")), 3);
	ck_assert_uint_eq(slice_search(s, SLICE("=d")), SIZE_MAX);
	ck_assert_uint_eq(slice_search(s, SLICE("")), 0);
	ck_assert_uint_eq(slice_search(SLICE("aab"), SLICE("ab")), 1);
	ck_assert_uint_eq(slice_search_nocase(s, SLICE("B=C")), 2);
	ck_assert_uint_eq(slice_search_nocase(s, SLICE("abcdef")), SIZE_MAX);
}
END_TEST

START_TEST(cutting)
{
	struct slice rest = SLICE("a,,b"), part;

	ck_assert(slice_cut(&rest, ',', &part));
	ck_slice(part, "a");
	ck_assert(slice_cut(&rest, ',', &part));
	ck_slice(part, "");
	ck_assert(slice_cut(&rest, ',', &part));
	ck_slice(part, "b");
	ck_assert(!slice_cut(&rest, ',', &part));
	/* A separator at the end leaves an empty last part. */
	rest = SLICE("a,");
	ck_assert(slice_cut(&rest, ',', &part));
	ck_assert(slice_cut(&rest, ',', &part));
	ck_slice(part, "");
	ck_assert(!slice_cut(&rest, ',', &part));
}
END_TEST

START_TEST(lines)
{
	struct slice rest = SLICE("a\r\nb\rc\n\nd"), line;
	static const char *const expected[] = { "a", "b", "c", "", "d" };

	for (size_t i = 0; i < LENGTH(expected); i++) {
		ck_assert(slice_cut_line(&rest, &line));
		ck_slice(line, expected[i]);
	}
	ck_assert(!slice_cut_line(&rest, &line));
	rest = SLICE("a\n");
	ck_assert(slice_cut_line(&rest, &line));
	ck_assert(!slice_cut_line(&rest, &line));
}
END_TEST

START_TEST(numbers)
{
	static const struct {
		const char *text;
		bool good;
		uint32_t number;
	} table[] = {
		{ "0", true, 0 },
		{ "007", true, 7 },
		{ "4294967295", true, UINT32_MAX },
		{ "4294967296", false, 0 },
		{ "99999999999999999999999", false, 0 },
		{ "", false, 0 },
		{ "-1", false, 0 },
		{ "+1", false, 0 },
		{ " 1", false, 0 },
		{ "0x1", false, 0 },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		uint32_t number = 0;

		ck_assert_msg(slice_u32(slice_of(table[i].text), &number) ==
				      table[i].good,
			      "'%s'", table[i].text);
		if (table[i].good)
			ck_assert_uint_eq(number, table[i].number);
	}
	ck_assert_int_eq(ascii_hex('f'), 15);
	ck_assert_int_eq(ascii_hex('A'), 10);
	ck_assert_int_eq(ascii_hex('g'), -1);
}
END_TEST

START_TEST(list_has)
{
	static const struct {
		const char *list, *name;
		bool has;
	} table[] = {
		{ "a", "a", true },	{ "a", "b", false },
		{ "a,b,c", "b", true }, { " a , b ,c ", "c", true },
		{ "ab,c", "a", false }, { "a,bc", "bc", true },
		{ "a,b", "a,b", true }, { "", "a", false },
		{ "a,,b", "b", true },	{ "A,b", "a", false },
	};

	for (size_t i = 0; i < LENGTH(table); i++)
		ck_assert_msg(slice_list_has(slice_of(table[i].list),
					     slice_of(table[i].name)) ==
				      table[i].has,
			      "row %zu", i);
}
END_TEST

UNIT_SUITE(base_slice, list_has, comparing, prefixes, searching, cutting, lines,
	   numbers)
