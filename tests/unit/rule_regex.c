#include "unit.h"

#include "rule/regex.h"

/* Patterns that are fine, with the groups that capture; -1: not known. */
START_TEST(fine)
{
	static const struct {
		const char *pattern;
		int groups;
	} table[] = {
		{ "", 0 },
		{ ".*", 0 },
		{ "^(.*)$", 1 },
		{ "()", 1 },
		{ "(a|)", 1 },
		{ "((a)(b(c)))", 4 },
		{ "^(www\\.)?(.*)$", 2 },
		/* Groups that do not capture. */
		{ "(?:a)(?=b)(?!c)(d)", 1 },
		{ "(?=a)*", 0 },
		/* Not groups: escaped, or in a class. */
		{ "\\(\\)", 0 },
		{ "[(]", 0 },
		{ "[)*+?{]", 0 },
		{ "[\\]]", 0 },
		{ "[^\\]]*", 0 },
		{ "a]", 0 },
		{ "a}", 0 },
		{ "\\\\", 0 },
		{ "[\\\\]", 0 },
		/* Repeats. */
		{ "a*b+c?d{2}e{2,}f{2,3}", 0 },
		{ "a{2,2}", 0 },
		{ "a*?b+?c??d{2}?", 0 },
		{ "[a]*", 0 },
		{ "(a)*", 1 },
		{ "\\d*", 0 },
		{ "]*", 0 },
		/* Possessive elsewhere. */
		{ "a*+", 0 },
		{ "a{2}{3}", 0 },
		/* Whether an assertion can be repeated is disputed. */
		{ "^*", 0 },
		{ "$?", 0 },
		/* Braces that may stand for themselves. */
		{ "{", 0 },
		{ "a{", 0 },
		{ "a{,2}", 0 },
		{ "a{2", 0 },
		{ "a{x}", 0 },
		{ "{HTTP_HOST}", 0 },
		{ "{A:1}", 0 },
		{ "{R:}", 0 },
		{ "{R:1", 0 },
		{ "\\{R:1}", 0 },
		{ "[{R:1}]", 0 },
		/* Too large to compare. */
		{ "a{99999999999,1}", 0 },
		/* Ranges. */
		{ "[a-z]", 0 },
		{ "[a-a]", 0 },
		{ "[z-]", 0 },
		{ "[-a]", 0 },
		{ "[a-zA-Z0-9_-]+", 0 },
		{ "[a-Z]", 0 },
		{ "[\\w-.]", 0 },
		{ "[z-\\d]", 0 },
		{ "[\\--\\/]", 0 },
		{ "[\xc3\xb6-a]", 0 },
		{ "[[:alpha:]-a]", 0 },
		{ "[[:alpha:]](a)", 1 },
		{ "[[=a=][.-.]]", 0 },
		{ "[[:a]", 0 },
		{ "[[]", 0 },
		/* Other dialects. */
		{ "(?<name>a)", -1 },
		{ "(?<=a)b", -1 },
		{ "(?i)a", -1 },
		{ "(?#(((", -1 },
		{ "(?", -1 },
		{ "\\Q(((\\E", -1 },
		{ "[]a]", -1 },
		{ "[]", -1 },
		{ "[[:alpha:]", -1 },
		{ "[^]", -1 },
		{ "[^]](", -1 },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct regex regex = regex_read(slice_of(table[i].pattern));
		int groups = regex.counted ? (int)regex.groups : -1;

		ck_assert_msg(!regex.fault, "'%s': fault %d", table[i].pattern,
			      (int)regex.fault);
		ck_assert_msg(groups == table[i].groups, "'%s': %d groups",
			      table[i].pattern, groups);
	}
}
END_TEST

START_TEST(faults)
{
	static const struct {
		const char *pattern;
		enum regex_fault fault;
		const char *part;
	} table[] = {
		{ "(a", REGEX_OPEN_GROUP, "(a" },
		{ "((a)", REGEX_OPEN_GROUP, "((a)" },
		{ "(?:a", REGEX_OPEN_GROUP, "(?:a" },
		{ "(a\\)", REGEX_OPEN_GROUP, "(a\\)" },
		{ "([)]", REGEX_OPEN_GROUP, "([)]" },
		{ "a)", REGEX_CLOSED_GROUP, ")" },
		{ "(a))", REGEX_CLOSED_GROUP, ")" },
		{ "x[a", REGEX_OPEN_BRACKET, "[a" },
		{ "[", REGEX_OPEN_BRACKET, "[" },
		{ "[^", REGEX_OPEN_BRACKET, "[^" },
		{ "[a\\]", REGEX_OPEN_BRACKET, "[a\\]" },
		{ "[a-", REGEX_OPEN_BRACKET, "[a-" },
		{ "[a\\", REGEX_OPEN_BRACKET, "[a\\" },
		{ "*", REGEX_NOTHING_BEFORE, "*" },
		{ "*.html", REGEX_NOTHING_BEFORE, "*" },
		{ "+", REGEX_NOTHING_BEFORE, "+" },
		{ "?a", REGEX_NOTHING_BEFORE, "?" },
		{ "(*)", REGEX_NOTHING_BEFORE, "*" },
		{ "(?:*)", REGEX_NOTHING_BEFORE, "*" },
		{ "a|*", REGEX_NOTHING_BEFORE, "*" },
		{ "{2}", REGEX_NOTHING_BEFORE, "{2}" },
		{ "a|{2,3}b", REGEX_NOTHING_BEFORE, "{2,3}" },
		{ "a**", REGEX_REPEATED_TWICE, "*" },
		{ "a+*", REGEX_REPEATED_TWICE, "*" },
		{ "a{2}*", REGEX_REPEATED_TWICE, "*" },
		{ "a+?*", REGEX_REPEATED_TWICE, "*" },
		{ "[z-a]", REGEX_BAD_RANGE, "z-a" },
		{ "[0-9z-b]", REGEX_BAD_RANGE, "z-b" },
		{ "[a-\\.]", REGEX_BAD_RANGE, "a-\\." },
		{ "a{3,2}", REGEX_BAD_COUNT, "{3,2}" },
		{ "a\\", REGEX_OPEN_ESCAPE, "\\" },
		{ "^/{C:1}", REGEX_REFERENCE, "{C:1}" },
		{ "{R:12}", REGEX_REFERENCE, "{R:12}" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct regex regex = regex_read(slice_of(table[i].pattern));

		ck_assert_msg(regex.fault == table[i].fault, "'%s': fault %d",
			      table[i].pattern, (int)regex.fault);
		ck_slice(regex.part, table[i].part);
		ck_assert_msg(!regex.counted, "'%s'", table[i].pattern);
	}
}
END_TEST

/* Hostile nesting and long tails cost no stack and no square of time. */
START_TEST(hostile)
{
	enum { LEN = 1000000 };
	static const char *const pieces[] = { "(", "[[:", "{1", "[]", "((?:" };
	static char text[LEN];

	for (size_t i = 0; i < LENGTH(pieces); i++) {
		size_t len = strlen(pieces[i]);

		for (size_t at = 0; at < LEN; at++)
			text[at] = pieces[i][at % len];
		regex_read((struct slice){ text, LEN });
	}
}
END_TEST

UNIT_SUITE(rule_regex, fine, faults, hostile)
