#include "base/utf16.h"
#include "unit.h"

START_TEST(texts)
{
	static const struct {
		struct slice bytes;
		const char *text;
	} cases[] = {
		{ { NULL, 0 }, "" },
		{ { "a\0\xFC\0\xAC\x20", 6 }, "a\xC3\xBC\xE2\x82\xAC" },
		{ { "\x3D\xD8\x00\xDE", 4 }, "\xF0\x9F\x98\x80" },
		{ { "a\0\0\0b\0", 6 }, "a" },
		/* Half a pair, the wrong half, half a unit. */
		{ { "\x3D\xD8", 2 }, "\xEF\xBF\xBD" },
		{ { "\x3D\xD8"
		    "a\0",
		    4 },
		  "\xEF\xBF\xBD"
		  "a" },
		{ { "\x00\xDE", 2 }, "\xEF\xBF\xBD" },
		{ { "a", 1 }, "\xEF\xBF\xBD" },
	};
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(cases); i++)
		ck_assert_msg(slice_is(utf16_text(&arena, cases[i].bytes),
				       cases[i].text),
			      "case %zu", i);
	arena_free(&arena);
}
END_TEST

UNIT_SUITE(base_utf16, texts)
