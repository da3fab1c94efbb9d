#include "unit.h"

#include "config/thumbprint.h"

START_TEST(spellings)
{
	static const struct {
		const char *text;
		bool good;
		size_t digits;
	} table[] = {
		{ "E38DA3A8214567BEE306167B4181CA5EE2BD76B7", true, 40 },
		{ "e38da3a8214567bee306167b4181ca5ee2bd76b7", true, 40 },
		{ "E3 8D A3 A8 21 45 67 BE E3 06 16 7B 41 81 CA 5E E2 BD 76 B7",
		  true, 40 },
		{ "e3:8d:a3:a8:21:45:67:be:e3:06:16:7b:41:81:ca:5e:e2:bd:76:b7",
		  true, 40 },
		{ "E3-8DA3A8214567BEE306167B4181CA5EE2BD76B7\r\n", true, 40 },
		{ "\xE2\x80\x8E"
		  "e38da3a8214567bee306167b4181ca5ee2bd76b7",
		  true, 40 },
		{ "\xC2\xA0"
		  "e38da3a8214567bee306167b4181ca5ee2bd76b7",
		  true, 40 },
		{ "0xE38DA3A8214567BEE306167B4181CA5EE2BD76B7", true, 40 },
		{ "?E38DA3A8214567BEE306167B4181CA5EE2BD76B7", false, 0 },
		{ "E38DA3A8214567BEE306167B4181CA5EE2BD76B", false, 39 },
		{ "E38DA3A8214567BEE306167B4181CA5EE2BD76B70", false, 41 },
		{ "E38DA3A8214567BEE306167B4181CA5EE2BD76BG", false, 0 },
		{ "442jqCFFZ77jBhZ7QYHKXuK9drc=", false, 0 },
		{ "", false, 0 },
		{ "0x", false, 0 },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct thumbprint thumbprint;
		size_t digits;

		ck_assert_msg(thumbprint_parse(slice_of(table[i].text),
					       &thumbprint,
					       &digits) == table[i].good,
			      "'%s'", table[i].text);
		ck_assert_msg(digits == table[i].digits, "'%s': %zu",
			      table[i].text, digits);
		if (table[i].good)
			ck_assert_str_eq(
				thumbprint_print(&thumbprint).digits,
				"E38DA3A8214567BEE306167B4181CA5EE2BD76B7");
	}
}
END_TEST

UNIT_SUITE(config_thumbprint, spellings)
