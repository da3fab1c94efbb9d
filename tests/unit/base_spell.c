#include "unit.h"

#include "base/spell.h"

/* The best of two candidates for a name; an empty text is not offered. */
static struct slice best_of(const char *wrong, const char *first,
			    const char *second)
{
	struct spell spell = spell_start(slice_of(wrong));

	spell_offer(&spell, slice_of(first));
	if (*second)
		spell_offer(&spell, slice_of(second));
	return spell.best;
}

START_TEST(near)
{
	static const struct {
		const char *wrong, *candidate;
		bool near;
	} table[] = {
		{ "name", "name", true },
		/* Letter case is no difference. */
		{ "precondition", "preCondition", true },
		{ "ID", "id", true },
		/* One change: insertion, deletion, replacement, swap. */
		{ "nme", "name", true },
		{ "namee", "name", true },
		{ "nane", "name", true },
		{ "naem", "name", true },
		{ "NAem", "naME", true },
		/* One in three letters of the longer one, no more. */
		{ "abc", "abx", true },
		{ "ab", "ax", false },
		{ "ab", "abc", true },
		{ "a", "ab", false },
		{ "abcdef", "abxyef", true },
		{ "abcdef", "abxyzf", false },
		{ "abcd", "abcdef", true },
		{ "abc", "abcdef", false },
		/* Two swaps; the letters of a swap are not changed again. */
		{ "badcef", "abdcfe", true },
		{ "badcfe", "abcdef", false },
		{ "cab", "abc", false },
		{ "", "a", false },
		{ "a", "", false },
		{ "", "", false },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice best =
			best_of(table[i].wrong, table[i].candidate, "");

		ck_assert_msg(
			slice_eq(best,
				 slice_of(table[i].near ? table[i].candidate
							: "")),
			"'%s' for '%s'", table[i].candidate, table[i].wrong);
	}
}
END_TEST

/* The nearest of all; of those that are equally near the first. */
START_TEST(nearest)
{
	ck_slice(best_of("overidMode", "overrideMode", "overrideModes"),
		 "overrideMode");
	ck_slice(best_of("overidMode", "overrideModes", "overrideMode"),
		 "overrideMode");
	ck_slice(best_of("cat", "bat", "hat"), "bat");
	ck_slice(best_of("cat", "hat", "bat"), "hat");
	ck_slice(best_of("Name", "name", "NAME"), "name");
	ck_slice(best_of("cat", "elephant", "hat"), "hat");
	ck_slice(best_of("cat", "hat", "elephant"), "hat");
}
END_TEST

/* A long name is no slip of another, and costs no time. */
START_TEST(long_names)
{
	char wrong[SPELL_MAX + 2], candidate[SPELL_MAX + 2];

	memset(wrong, 'a', sizeof(wrong));
	memset(candidate, 'a', sizeof(candidate));
	wrong[SPELL_MAX] = candidate[SPELL_MAX] = '\0';
	wrong[0] = 'b';
	ck_slice(best_of(wrong, candidate, ""), candidate);
	wrong[SPELL_MAX] = 'a';
	wrong[SPELL_MAX + 1] = '\0';
	ck_slice(best_of(wrong, candidate, ""), "");
	ck_slice(best_of(candidate, wrong, ""), "");
}
END_TEST

START_TEST(nothing_offered)
{
	struct spell spell = spell_start(SLICE("name"));

	ck_slice(spell.best, "");
	ck_slice(spell.wrong, "name");
	spell = spell_start((struct slice){ NULL, 0 });
	spell_offer(&spell, (struct slice){ NULL, 0 });
	ck_slice(spell.best, "");
}
END_TEST

UNIT_SUITE(base_spell, near, nearest, long_names, nothing_offered)
