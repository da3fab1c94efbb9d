/* In which pools an entry is loaded. */
#include "unit.h"

#include "rule/rule.h"

START_TEST(holds)
{
	static const struct pool_traits modern = { .runtime = { "v4.0", 4 } };
	static const struct pool_traits old = { .classic = true,
						.bits32 = true,
						.runtime = { "V2.0", 4 } };
	static const struct pool_traits native = { .classic = false };
	static const struct {
		const char *text;
		bool modern, old, native;
	} table[] = {
		{ "", true, true, true },
		{ "integratedMode", true, false, true },
		{ "classicMode", false, true, false },
		{ "ISAPIMode", false, true, false },
		{ "bitness32", false, true, false },
		{ "bitness64", true, false, true },
		{ "runtimeVersionv4.0", true, false, false },
		{ "runtimeVersionv2.0", false, true, false },
		{ "integratedMode,runtimeVersionv4.0, bitness64", true, false,
		  false },
		{ "integratedMode,bitness32", false, false, false },
		{ "winx86_64", true, true, true },
		{ "Bitness32", true, true, true },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice text = slice_of(table[i].text);

		ck_assert_msg(precondition_holds(text, &modern) ==
					      table[i].modern &&
				      precondition_holds(text, &old) ==
					      table[i].old &&
				      precondition_holds(text, &native) ==
					      table[i].native,
			      "%s", table[i].text);
	}
}
END_TEST

UNIT_SUITE(rule_precondition, holds)
