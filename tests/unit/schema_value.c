#include "schema/value.h"

#include "schema_fixture.h"

/* An attribute, a value, and what is wrong with it. */
struct value_case {
	const char *definition, *value;
	enum value_problem problem;
};

static const char bools[] = "type=\"bool\"/>";
static const char uints[] = "type=\"uint\"/>";
static const char ints[] = "type=\"int\"/>";
static const char longs[] = "type=\"int64\"/>";
static const char strings[] = "type=\"string\"/>";
static const char infinites[] = "type=\"uint\" allowInfinite=\"true\"/>";
static const char secrets[] =
	"type=\"uint\" encrypted=\"true\" validationType=\"integerRange\""
	" validationParameter=\"1,5\"/>";
static const char ranges[] = "type=\"int\" validationType=\"integerRange\""
			     " validationParameter=\"-3,70\"/>";
static const char excludes[] = "type=\"uint\" validationType=\"integerRange\""
			       " validationParameter=\"2,1023,exclude\"/>";
static const char spans[] = "type=\"timeSpan\"/>";
static const char span_ranges[] = "type=\"timeSpan\" allowInfinite=\"true\""
				  " validationType=\"timeSpanRange\""
				  " validationParameter=\"60,86400,60\"/>";
static const char span_excludes[] =
	"type=\"timeSpan\" validationType=\"timeSpanRange\""
	" validationParameter=\"1,59,1,exclude\"/>";
static const char seconds[] = "type=\"timeSpan\" timeSpanFormat=\"seconds\""
			      " validationType=\"timeSpanRange\""
			      " validationParameter=\"1,100\"/>";
static const char minutes[] = "type=\"timeSpan\" timeSpanFormat=\"minutes\""
			      " validationType=\"timeSpanRange\""
			      " validationParameter=\"60,3600,60\"/>";
static const char enums[] =
	"type=\"enum\"><enum name=\"Off\" value=\"0\"/>"
	"<enum name=\"OnDemand\" value=\"1\"/>"
	"<enum name=\"Later\" value=\"2\" since=\"8.5\"/></attribute>";
static const char flags[] =
	"type=\"flags\"><flag name=\"None\" value=\"0\"/>"
	"<flag name=\"Read\" value=\"1\"/>"
	"<flag name=\"Later\" value=\"2\" since=\"8.5\"/></attribute>";
static const char secret_enums[] =
	"type=\"enum\" encrypted=\"true\" allowInfinite=\"true\">"
	"<enum name=\"Off\" value=\"0\"/></attribute>";

#define VALIDATED(name) "type=\"string\" validationType=\"" name "\"/>"
static const char non_empty[] = VALIDATED("nonEmptyString");
static const char pools[] = VALIDATED("applicationPoolName");
static const char sites[] = VALIDATED("siteName");
static const char paths[] = VALIDATED("applicationPath");
static const char folders[] = VALIDATED("virtualDirectoryPath");
static const char trimmed[] = VALIDATED("requireTrimmedString");

static const struct value_case cases[] = {
	{ bools, "true", VALUE_FINE },
	{ bools, "False", VALUE_FINE },
	{ bools, "TRUE", VALUE_FINE },
	{ bools, " true ", VALUE_FINE },
	{ bools, "", VALUE_NOT_OF_TYPE },
	{ bools, "yes", VALUE_NOT_OF_TYPE },
	{ bools, "1", VALUE_NOT_OF_TYPE },
	{ bools, "truefalse", VALUE_NOT_OF_TYPE },
	{ uints, "0", VALUE_FINE },
	{ uints, "007", VALUE_FINE },
	{ uints, "4294967295", VALUE_FINE },
	{ uints, "4294967296", VALUE_NOT_OF_TYPE },
	{ uints, "99999999999999999999", VALUE_NOT_OF_TYPE },
	{ uints, "-1", VALUE_NOT_OF_TYPE },
	{ uints, "1.5", VALUE_NOT_OF_TYPE },
	{ uints, "", VALUE_NOT_OF_TYPE },
	{ uints, "-", VALUE_NOT_OF_TYPE },
	{ uints, "Infinite", VALUE_NOT_OF_TYPE },
	{ uints, "[enc:AesProvider:x:enc]", VALUE_NOT_OF_TYPE },
	{ uints, "0x1F", VALUE_FINE },
	{ uints, "0Xaf", VALUE_FINE },
	{ uints, "0x", VALUE_NOT_OF_TYPE },
	{ uints, "0xg", VALUE_NOT_OF_TYPE },
	{ ints, "2147483647", VALUE_FINE },
	{ ints, "-2147483648", VALUE_FINE },
	{ ints, "2147483648", VALUE_NOT_OF_TYPE },
	{ ints, "-2147483649", VALUE_NOT_OF_TYPE },
	{ longs, "9223372036854775807", VALUE_FINE },
	{ longs, "9223372036854775808", VALUE_NOT_OF_TYPE },
	{ longs, "-9223372036854775807", VALUE_FINE },
	{ strings, "", VALUE_FINE },
	{ strings, "anything at all", VALUE_FINE },
	{ infinites, "Infinite", VALUE_FINE },
	{ infinites, "infinite", VALUE_FINE },
	{ infinites, "Infinity", VALUE_NOT_OF_TYPE },
	{ infinites, "3", VALUE_FINE },
	{ secrets, "[enc:AesProvider:x:enc]", VALUE_FINE },
	{ secrets, "enc:", VALUE_NOT_OF_TYPE },
	{ secrets, "9", VALUE_OUT_OF_RANGE },
	{ ranges, "-3", VALUE_FINE },
	{ ranges, "70", VALUE_FINE },
	{ ranges, "-4", VALUE_OUT_OF_RANGE },
	{ ranges, "71", VALUE_OUT_OF_RANGE },
	{ ranges, "x", VALUE_NOT_OF_TYPE },
	{ excludes, "1", VALUE_FINE },
	{ excludes, "2", VALUE_OUT_OF_RANGE },
	{ excludes, "1023", VALUE_OUT_OF_RANGE },
	{ excludes, "1024", VALUE_FINE },
	{ spans, "00:20:00", VALUE_FINE },
	{ spans, "29:00:00", VALUE_FINE },
	{ spans, "1.05:00:00", VALUE_FINE },
	{ spans, "1:05:00:00", VALUE_FINE },
	{ spans, "0:0:0", VALUE_FINE },
	{ spans, "00:00:01.5", VALUE_FINE },
	{ spans, "00:20", VALUE_NOT_OF_TYPE },
	{ spans, "20", VALUE_NOT_OF_TYPE },
	{ spans, "", VALUE_NOT_OF_TYPE },
	{ spans, "00:20:00:", VALUE_NOT_OF_TYPE },
	{ spans, "1:2:3:4:5", VALUE_NOT_OF_TYPE },
	{ spans, "-00:20:00", VALUE_NOT_OF_TYPE },
	{ spans, "1.:20:00", VALUE_NOT_OF_TYPE },
	{ spans, "00:00:01.", VALUE_NOT_OF_TYPE },
	{ spans, "00::00", VALUE_NOT_OF_TYPE },
	{ spans, "00:20:00 x", VALUE_NOT_OF_TYPE },
	{ spans, "Infinite", VALUE_NOT_OF_TYPE },
	{ spans, "9999999999:00:00", VALUE_NOT_OF_TYPE },
	{ span_ranges, "00:01:00", VALUE_FINE },
	{ span_ranges, "1.00:00:00", VALUE_FINE },
	{ span_ranges, "24:00:00", VALUE_FINE },
	{ span_ranges, "00:00:59", VALUE_OUT_OF_RANGE },
	{ span_ranges, "1.00:01:00", VALUE_OUT_OF_RANGE },
	{ span_ranges, "00:01:30", VALUE_NOT_GRANULAR },
	{ span_ranges, "Infinite", VALUE_FINE },
	{ span_ranges, "999999999.00:00:00", VALUE_OUT_OF_RANGE },
	{ span_excludes, "00:00:00", VALUE_FINE },
	{ span_excludes, "00:00:01", VALUE_OUT_OF_RANGE },
	{ span_excludes, "00:00:59", VALUE_OUT_OF_RANGE },
	{ span_excludes, "00:01:00", VALUE_FINE },
	{ seconds, "100", VALUE_FINE },
	{ seconds, "101", VALUE_OUT_OF_RANGE },
	{ seconds, "00:01:40", VALUE_FINE },
	{ minutes, "1", VALUE_FINE },
	{ minutes, "60", VALUE_FINE },
	{ minutes, "0", VALUE_OUT_OF_RANGE },
	{ minutes, "61", VALUE_OUT_OF_RANGE },
	{ minutes, "00:01:30", VALUE_NOT_GRANULAR },
	{ minutes, "9223372036854775807", VALUE_OUT_OF_RANGE },
	{ minutes, "-9223372036854775807", VALUE_OUT_OF_RANGE },
	{ minutes, "x", VALUE_NOT_OF_TYPE },
	{ enums, "OnDemand", VALUE_FINE },
	{ enums, "ondemand", VALUE_FINE },
	{ enums, " Off", VALUE_FINE },
	{ enums, "", VALUE_NOT_OF_TYPE },
	{ enums, "On", VALUE_NOT_OF_TYPE },
	{ enums, "Off,OnDemand", VALUE_NOT_OF_TYPE },
	{ enums, "1", VALUE_NUMBER },
	{ enums, "Later", VALUE_TOO_NEW },
	{ flags, "Read", VALUE_FINE },
	{ flags, "read , NONE", VALUE_FINE },
	{ flags, "Read,,None,", VALUE_FINE },
	{ flags, "", VALUE_FINE },
	{ flags, "Read;None", VALUE_NOT_OF_TYPE },
	{ flags, "Read, 2", VALUE_NUMBER },
	{ flags, "Read, Later", VALUE_TOO_NEW },
	{ secret_enums, "[enc:x]", VALUE_FINE },
	{ secret_enums, "Infinite", VALUE_FINE },
	{ secret_enums, "On", VALUE_NOT_OF_TYPE },
	{ non_empty, "", VALUE_EMPTY },
	{ non_empty, " ", VALUE_FINE },
	{ pools, "DefaultAppPool", VALUE_FINE },
	{ pools, "a.b c-d_e!", VALUE_FINE },
	{ pools, "", VALUE_BAD_NAME },
	{ pools, "a;b", VALUE_BAD_NAME },
	{ sites, "contoso.example, Ltd", VALUE_FINE },
	{ sites, "", VALUE_BAD_NAME },
	{ sites, "a/b", VALUE_BAD_NAME },
	{ sites, "a?", VALUE_BAD_NAME },
	{ trimmed, "a b", VALUE_FINE },
	{ trimmed, "", VALUE_FINE },
	{ trimmed, " a", VALUE_NOT_TRIMMED },
	{ trimmed, "a\t", VALUE_NOT_TRIMMED },
};

static struct value_verdict judge(struct made *made, const char *definition,
				  const char *value)
{
	made_start(made, NULL);
	made_content(made,
		     arena_printf(&made->arena,
				  "<sectionSchema name=\"a\">"
				  "<attribute name=\"x\" %s</sectionSchema>",
				  definition)
			     .at);
	made_end(made, TARGET_8_0);
	return value_check(&made->schema,
			   attribute_of(&made->schema, "a", "", "x"),
			   slice_of(value));
}

static void check(const char *definition, const char *value,
		  enum value_problem problem)
{
	struct slice whole = slice_of(value);
	struct made made;
	struct value_verdict verdict = judge(&made, definition, value);

	ck_assert_msg(verdict.problem == problem, "%s: '%s' is %d, not %d",
		      definition, value, verdict.problem, problem);
	ck_assert_msg((verdict.member != NULL) == (problem == VALUE_TOO_NEW),
		      "%s: '%s'", definition, value);
	ck_assert_msg(verdict.part.at >= whole.at &&
			      verdict.part.at + verdict.part.len <=
				      whole.at + whole.len,
		      "%s: '%s'", definition, value);
	made_free(&made);
}

START_TEST(values)
{
	for (size_t i = 0; i < LENGTH(cases); i++)
		check(cases[i].definition, cases[i].value, cases[i].problem);
}
END_TEST

/* Both validators say the same. */
START_TEST(path_validators)
{
	static const struct {
		const char *path;
		enum value_problem problem;
	} table[] = {
		{ "/", VALUE_FINE },	      { "/a", VALUE_FINE },
		{ "/a/b.c/..d", VALUE_FINE }, { "", VALUE_BAD_NAME },
		{ "a", VALUE_BAD_NAME },      { "/a/", VALUE_BAD_NAME },
		{ "//", VALUE_BAD_NAME },     { "/./a", VALUE_BAD_NAME },
		{ "/a/..", VALUE_BAD_NAME },  { "\\a", VALUE_BAD_NAME },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		check(paths, table[i].path, table[i].problem);
		check(folders, table[i].path, table[i].problem);
	}
}
END_TEST

/* Each character that IIS forbids, and no other printable one. */
START_TEST(forbidden_characters)
{
	char name[] = "a?b";

	for (char c = ' '; c <= '~'; c++) {
		name[1] = c;
		check(pools, name,
		      strchr("|<>&\\\"/[]+=;:,?*@", c) ? VALUE_BAD_NAME
						       : VALUE_FINE);
		check(sites, name,
		      strchr("/?", c) ? VALUE_BAD_NAME : VALUE_FINE);
	}
}
END_TEST

/* The piece that a message points at. */
START_TEST(pieces)
{
	static const struct {
		const char *definition, *value, *part;
	} table[] = {
		{ flags, "Read, Wriet ,None", "Wriet" },
		{ flags, "Read,7", "7" },
		{ flags, "Later", "Later" },
		{ enums, " On ", "On" },
		{ pools, "a;b:c", ";" },
		{ sites, "a?b/", "?" },
		{ ranges, " 99 ", "99" },
		{ paths, "/a/", "/a/" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct made made;

		ck_slice(judge(&made, table[i].definition, table[i].value).part,
			 table[i].part);
		made_free(&made);
	}
}
END_TEST

START_TEST(too_new)
{
	struct made made;
	struct value_verdict verdict = judge(&made, enums, "LATER");

	ck_assert_int_eq(verdict.problem, VALUE_TOO_NEW);
	ck_assert_int_eq(verdict.member->since, TARGET_8_5);
	made.schema.target = TARGET_UNKNOWN;
	verdict = value_check(&made.schema,
			      attribute_of(&made.schema, "a", "", "x"),
			      SLICE("Later"));
	ck_assert_int_eq(verdict.problem, VALUE_FINE);
	made_free(&made);
}
END_TEST

START_TEST(time_spans)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} table[] = {
		{ "00:00:00", 0 },	   { "01:02:03", 3723 },
		{ "29:00:00", 104400 },	   { "1.05:00:00", 104400 },
		{ "1:05:00:00", 104400 },  { "00:00:07.9999999", 7 },
		{ "10.00:00:00", 864000 }, { "0:1:0", 60 },
	};
	int64_t found;

	for (size_t i = 0; i < LENGTH(table); i++) {
		ck_assert(value_time_span(slice_of(table[i].text), &found));
		ck_assert_msg(found == table[i].seconds, "%s", table[i].text);
	}
}
END_TEST

START_TEST(numbers)
{
	int64_t number;

	ck_assert(value_number(SLICE("9223372036854775807"), &number));
	ck_assert(number == INT64_MAX);
	ck_assert(value_number(SLICE("-0012"), &number) && number == -12);
	ck_assert(!value_number(SLICE("9223372036854775808"), &number));
	ck_assert(!value_number(SLICE(" 1"), &number));
	ck_assert(!value_number(SLICE("--1"), &number));
	ck_assert(!value_number(SLICE(""), &number));
}
END_TEST

UNIT_SUITE(schema_value, values, path_validators, forbidden_characters, pieces,
	   too_new, time_spans, numbers)
