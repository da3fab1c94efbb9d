/*
 * Several files, and files that extend the schema that is built in.
 */
#include <stdio.h>

#include "schema_fixture.h"

#define ATTRIBUTE(rest) "<attribute name=\"x\" " rest "</attribute>"
#define IN_A(content)	"<sectionSchema name=\"a\">" content "</sectionSchema>"
#define PLAIN(rest)	IN_A("<attribute name=\"x\" " rest "/>")

START_TEST(two_files)
{
	struct made made;

	made_start(&made, NULL);
	made_content(&made, IN_A("<attribute name=\"x\" type=\"bool\"/>"
				 "<element name=\"e\"><attribute name=\"y\""
				 " type=\"bool\"/></element>"
				 "<collection addElement=\"add\"><attribute"
				 " name=\"k\" type=\"bool\"/></collection>"));
	made_content(&made,
		     "<sectionSchema name=\"0\"/>" IN_A(
			     "<element name=\"e\"><attribute name=\"z\""
			     " type=\"bool\"/></element><element name=\"f\"/>"
			     "<collection addElement=\"add\""
			     " removeElement=\"remove\" clearElement=\"clear\""
			     " allowDuplicates=\"true\"><attribute name=\"l\""
			     " type=\"bool\"/></collection>"));
	made_end(&made, TARGET_UNKNOWN);
	ck_assert_uint_eq(made.schema.section_count, 2);
	ck_assert_uint_eq(made.schema.collection_count, 1);
	attribute_of(&made.schema, "a", "", "x");
	attribute_of(&made.schema, "a", "e", "y");
	attribute_of(&made.schema, "a", "e", "z");
	attribute_of(&made.schema, "a", "remove", "k");
	attribute_of(&made.schema, "a", "clear", "l");
	element_of(&made.schema, "a", "f");
	ck_assert(made.schema.collections[0].duplicates);
	made_free(&made);
}
END_TEST

/* Make a schema of <attribute> "x" of section "a", defined twice. */
static const struct schema_attribute *
twice(struct made *made, const char *first, const char *second)
{
	made_start(made, NULL);
	made_content(made, first);
	made_content(made, second);
	made_end(made, TARGET_UNKNOWN);
	return attribute_of(&made->schema, "a", "", "x");
}

/* Both orders, as that of the files in a folder says nothing. */
START_TEST(redefinition)
{
	static const struct {
		const char *one, *other;
		uint8_t type, validator;
		uint16_t flags;
	} cases[] = {
		{ PLAIN("type=\"bool\""), PLAIN("type=\"uint\""), SCHEMA_STRING,
		  SCHEMA_ANY, 0 },
		{ PLAIN("type=\"string\" validationType=\"nonEmptyString\""),
		  PLAIN("type=\"enum\""), SCHEMA_STRING, SCHEMA_ANY, 0 },
		{ PLAIN("type=\"string\" validationType=\"nonEmptyString\""),
		  PLAIN("type=\"string\""), SCHEMA_STRING, SCHEMA_ANY, 0 },
		{ PLAIN("type=\"string\" validationType=\"siteName\""),
		  PLAIN("type=\"string\" validationType=\"siteName\""),
		  SCHEMA_STRING, SCHEMA_SITE_NAME, 0 },
		{ PLAIN("type=\"uint\" validationType=\"integerRange\""
			" validationParameter=\"1,2\""),
		  PLAIN("type=\"uint\" validationType=\"integerRange\""
			" validationParameter=\"1,3\""),
		  SCHEMA_UINT, SCHEMA_ANY, 0 },
		{ PLAIN("type=\"uint\" validationType=\"integerRange\""
			" validationParameter=\"1,2\""),
		  PLAIN("type=\"uint\" validationType=\"integerRange\""
			" validationParameter=\"1,2,exclude\""),
		  SCHEMA_UINT, SCHEMA_ANY, 0 },
		{ PLAIN("type=\"int\" required=\"true\""),
		  PLAIN("type=\"int\""), SCHEMA_INT, SCHEMA_ANY, 0 },
		{ PLAIN("type=\"int\" required=\"true\""),
		  PLAIN("type=\"int\" required=\"true\""), SCHEMA_INT,
		  SCHEMA_ANY, SCHEMA_REQUIRED },
		{ PLAIN("type=\"int\" allowInfinite=\"true\""
			" encrypted=\"true\" defaultValue=\"3\""),
		  PLAIN("type=\"int\""), SCHEMA_INT, SCHEMA_ANY,
		  SCHEMA_INFINITE | SCHEMA_ENCRYPTED | SCHEMA_HAS_DEFAULT },
	};

	for (size_t i = 0; i < 2 * LENGTH(cases); i++) {
		const char *one = cases[i / 2].one, *other = cases[i / 2].other;
		const struct schema_attribute *x;
		struct made made;

		x = twice(&made, i % 2 ? one : other, i % 2 ? other : one);
		ck_assert_int_eq(x->type, cases[i / 2].type);
		ck_assert_int_eq(x->validator, cases[i / 2].validator);
		ck_assert_int_eq(x->flags, cases[i / 2].flags);
		ck_assert_uint_eq(made.schema.attribute_count, 1);
		ck_assert_uint_eq(element_of(&made.schema, "a", "")->required,
				  (x->flags & SCHEMA_REQUIRED) != 0);
		made_free(&made);
	}
}
END_TEST

/* "A:1:8.0" is a member, its value, and its version. */
static void ck_members(const struct made *made,
		       const struct schema_attribute *attribute,
		       const char *expected)
{
	char text[200] = "", *end = text;

	for (uint32_t i = 0; i < attribute->member_count; i++) {
		const struct schema_member *member =
			&made->schema.members[attribute->first_member + i];
		struct slice name = schema_text(&made->schema, member->name);

		end += snprintf(end, (size_t)(text + sizeof(text) - end),
				"%s%.*s:%lld:%d", i ? " " : "", (int)name.len,
				name.at, (long long)member->value,
				member->since);
	}
	ck_assert_str_eq(text, expected);
}

/* All names once, each since the first version that any file gives. */
START_TEST(members)
{
	static const char first[] =
		IN_A(ATTRIBUTE("type=\"enum\">"
			       "<enum name=\"A\" value=\"0\"/>"
			       "<enum name=\"B\" value=\"1\" since=\"7.5\"/>"));
	static const char second[] =
		IN_A(ATTRIBUTE("type=\"enum\">"
			       "<enum name=\"C\" value=\"2\" since=\"7.5\"/>"
			       "<enum name=\"b\" value=\"1\"/>"
			       "<enum name=\"A\" value=\"0\" since=\"7.5\"/>"));
	struct made made;

	ck_members(&made, twice(&made, first, first), "A:0:0 B:1:2");
	made_free(&made);
	ck_members(&made, twice(&made, first, second), "A:0:0 B:1:0 C:2:2");
	made_free(&made);
	ck_members(&made, twice(&made, second, first), "C:2:2 b:1:0 A:0:0");
	made_free(&made);
}
END_TEST

/* Many times the same must not grow. */
START_TEST(members_stay_few)
{
	struct made made;

	made_start(&made, NULL);
	for (int i = 0; i < 500; i++)
		made_content(&made,
			     IN_A(ATTRIBUTE("type=\"flags\">"
					    "<flag name=\"A\" value=\"1\"/>"
					    "<flag name=\"B\" value=\"2\"/>")));
	made_end(&made, TARGET_UNKNOWN);
	ck_assert_uint_eq(
		attribute_of(&made.schema, "a", "", "x")->member_count, 2);
	ck_assert_uint_le(made.schema.member_count, 1000);
	made_free(&made);
}
END_TEST

/*
 * A file that does not know of editions counts for all of them: a server's
 * own schema beside ours.
 */
START_TEST(redefined_editions)
{
	static const char ours[] = PLAIN("type=\"uint\" defaultValue=\"1\""
					 " validationType=\"integerRange\""
					 " validationParameter=\"0,9\"")
		PLAIN("type=\"uint\" since=\"8.0\" defaultValue=\"2\""
		      " validationType=\"integerRange\""
		      " validationParameter=\"0,99\"");
	static const char theirs[] = PLAIN("type=\"uint\" defaultValue=\"3\""
					   " validationType=\"integerRange\""
					   " validationParameter=\"0,100\"");
	struct made made;
	struct slice value;

	twice(&made, ours, theirs);
	for (int t = TARGET_7_0; t <= TARGET_8_0; t++) {
		made.schema.target = (enum target)t;
		ck_assert_int_eq(
			attribute_of(&made.schema, "a", "", "x")->validator,
			SCHEMA_ANY);
		ck_assert(schema_default(&made.schema,
					 element_of(&made.schema, "a", ""),
					 SLICE("x"), &value));
		ck_slice(value, t == TARGET_8_0 ? "2" : "1");
	}
	made_free(&made);
}
END_TEST

/* What one file has since a version, and another without: it is there. */
START_TEST(earlier_version)
{
	static const char late[] =
		"<sectionSchema name=\"a\" since=\"8.0\">"
		"<attribute name=\"x\" type=\"bool\" since=\"8.5\"/>"
		"<element name=\"e\" since=\"8.5\"/>"
		"<collection addElement=\"add\" since=\"8.5\"/>"
		"</sectionSchema>";
	static const char early[] =
		"<sectionSchema name=\"a\" since=\"7.5\">"
		"<attribute name=\"x\" type=\"bool\" since=\"8.0\"/>"
		"<element name=\"e\"/><collection addElement=\"add\"/>"
		"</sectionSchema>";

	for (int i = 0; i < 2; i++) {
		struct made made;
		const struct schema_attribute *x =
			twice(&made, i ? late : early, i ? early : late);

		ck_assert_int_eq(element_of(&made.schema, "a", "")->since,
				 TARGET_7_5);
		ck_assert_int_eq(element_of(&made.schema, "a", "e")->since, 0);
		ck_assert_int_eq(made.schema.collections[0].since, 0);
		made.schema.target = TARGET_8_0;
		x = attribute_of(&made.schema, "a", "", "x");
		ck_assert_int_eq(x->since, TARGET_8_0);
		made_free(&made);
	}
}
END_TEST

static const char extension[] =
	"<configSchema><sectionSchema"
	" name=\"system.applicationHost/applicationPools\">"
	"<collection addElement=\"add\"><attribute name=\"owner\""
	" type=\"string\"/></collection></sectionSchema>"
	"<sectionSchema name=\"system.webServer/contoso\">"
	"<attribute name=\"level\" type=\"uint\"/></sectionSchema>"
	"</configSchema>";

/* Everything of the schema that is built in, and what the file adds. */
START_TEST(extending)
{
	static const char pools[] = "system.applicationHost/applicationPools";
	struct made made;

	made_start(&made, &schema_builtin);
	ck_assert(made_add(&made, extension));
	made_end(&made, TARGET_7_0);
	ck_assert_uint_eq(made.schema.section_count,
			  schema_builtin.section_count + 1);
	for (size_t i = 0; i < schema_builtin.section_count; i++) {
		const struct schema_section *section =
			&schema_builtin.sections[i];
		struct slice path = schema_text(
			&schema_builtin,
			schema_section_element(&schema_builtin, section)->name);
		const struct schema_section *same =
			schema_section(&made.schema, path);

		unit_check(same && same->element == section->element &&
				   same->scope == section->scope &&
				   same->machine == section->machine &&
				   same->unstructured == section->unstructured,
			   "%.*s", (int)path.len, path.at);
	}
	attribute_of(&made.schema, "system.webServer/contoso", "", "level");
	attribute_of(&made.schema, pools, "add", "owner");
	attribute_of(&made.schema, pools, "add", "queueLength");
	ck_assert(!schema_attribute(&schema_builtin,
				    element_of(&schema_builtin, pools, "add"),
				    SLICE("owner")));
	made_free(&made);
}
END_TEST

UNIT_SUITE(schema_merge, two_files, redefinition, members, members_stay_few,
	   redefined_editions, earlier_version, extending)
