#include "schema_fixture.h"

#define SECTION(content)                                                       \
	"<sectionSchema name=\"a/b\">" content "</sectionSchema>"

START_TEST(attributes)
{
	struct made made;
	const struct schema_attribute *x, *y, *z;

	made_of(&made,
		SECTION("<attribute name=\"x\" type=\"uint\" defaultValue=\"7\""
			" required=\"true\" isUniqueKey=\"true\""
			" validationType=\"integerRange\""
			" validationParameter=\"-1,70\"/>"
			"<attribute name=\"y\" type=\"timeSpan\""
			" timeSpanFormat=\"minutes\" isCombinedKey=\"TRUE\""
			" allowInfinite=\"true\" caseSensitive=\"true\""
			" validationType=\"timeSpanRange\""
			" validationParameter=\"0, 3600, 60, exclude\"/>"
			"<attribute name=\"z\" type=\"string\" encrypted=\"true\""
			" expanded=\"true\" extension=\"r\" required=\"false\""
			" defaultValue=\"\" validationType=\"nonEmptyString\"/>"));
	x = attribute_of(&made.schema, "a/b", "", "x");
	ck_assert_int_eq(x->type, SCHEMA_UINT);
	ck_assert_int_eq(x->validator, SCHEMA_RANGE);
	ck_assert(x->min == -1 && x->max == 70 && !x->granularity);
	ck_assert_int_eq(x->flags, SCHEMA_REQUIRED | SCHEMA_UNIQUE_KEY |
					   SCHEMA_HAS_DEFAULT);
	ck_slice(schema_text(&made.schema, x->fallback), "7");
	y = attribute_of(&made.schema, "a/b", "", "y");
	ck_assert_int_eq(y->type, SCHEMA_TIMESPAN);
	ck_assert_int_eq(y->validator, SCHEMA_NOT_IN_RANGE);
	ck_assert(y->min == 0 && y->max == 3600 && y->granularity == 60);
	ck_assert_int_eq(y->unit, SCHEMA_MINUTES);
	ck_assert_int_eq(y->flags, SCHEMA_COMBINED_KEY | SCHEMA_INFINITE |
					   SCHEMA_CASE_SENSITIVE);
	z = attribute_of(&made.schema, "a/b", "", "z");
	ck_assert_int_eq(z->validator, SCHEMA_NON_EMPTY);
	ck_assert_int_eq(z->flags, SCHEMA_ENCRYPTED | SCHEMA_EXPANDED |
					   SCHEMA_RUNTIME | SCHEMA_HAS_DEFAULT);
	ck_assert_uint_eq(element_of(&made.schema, "a/b", "")->required, 1);
	made_free(&made);
}
END_TEST

START_TEST(members)
{
	struct made made;
	const struct schema_attribute *e, *f;
	const struct schema_member *member;

	made_of(&made, SECTION("<attribute name=\"e\" type=\"enum\">"
			       "<enum name=\"Off\" value=\"-1\"/>"
			       "<flag name=\"F\" value=\"9\"/>"
			       "<enum name=\"On\" value=\"4\" since=\"8.5\"/>"
			       "</attribute>"
			       "<attribute name=\"f\" type=\"flags\">"
			       "<flag name=\"A\" value=\"2147483648\"/>"
			       "</attribute>"));
	e = attribute_of(&made.schema, "a/b", "", "e");
	f = attribute_of(&made.schema, "a/b", "", "f");
	ck_assert_uint_eq(e->member_count, 2);
	ck_assert_uint_eq(f->member_count, 1);
	member = &made.schema.members[e->first_member];
	ck_slice(schema_text(&made.schema, member[0].name), "Off");
	ck_assert(member[0].value == -1 && !member[0].since);
	ck_slice(schema_text(&made.schema, member[1].name), "On");
	ck_assert(member[1].value == 4 && member[1].since == TARGET_8_5);
	ck_assert(made.schema.members[f->first_member].value == 2147483648);
	made_free(&made);
}
END_TEST

static void ck_child(const struct schema *schema, const char *names,
		     const char *name, enum schema_role role,
		     const struct schema_element *element)
{
	struct schema_child child;

	ck_assert_msg(schema_child(schema, element_of(schema, "a/b", names),
				   slice_of(name), &child),
		      "%s", name);
	ck_assert_msg(child.role == role, "%s is %d", name, child.role);
	ck_assert_msg(!child.collection == (role == SCHEMA_CHILD), "%s", name);
	ck_assert_msg(!element || child.element == element, "%s", name);
}

static void ck_no_child(const struct schema *schema, const char *names,
			const char *name)
{
	struct schema_child child;

	ck_assert_msg(!schema_child(schema, element_of(schema, "a/b", names),
				    slice_of(name), &child),
		      "%s", name);
}

START_TEST(several_add_names)
{
	struct made made;
	const struct schema_element *entry;

	made_of(&made, SECTION("<collection addElement=\"allow, deny,x\""
			       " clearElement=\"clear\" mergeAppend=\"false\""
			       " allowDuplicates=\"true\">"
			       "<attribute name=\"k\" type=\"bool\"/>"
			       "</collection>"));
	entry = element_of(&made.schema, "a/b", "allow");
	ck_child(&made.schema, "", "allow", SCHEMA_ADD, entry);
	ck_child(&made.schema, "", "deny", SCHEMA_ADD, entry);
	ck_child(&made.schema, "", "x", SCHEMA_ADD, entry);
	ck_child(&made.schema, "", "clear", SCHEMA_CLEAR, entry);
	ck_no_child(&made.schema, "", "remove");
	ck_no_child(&made.schema, "", "Allow");
	ck_no_child(&made.schema, "", "");
	ck_assert(made.schema.collections[0].prepend);
	ck_assert(made.schema.collections[0].duplicates);
	attribute_of(&made.schema, "a/b", "deny", "k");
	made_free(&made);
}
END_TEST

START_TEST(two_collections)
{
	struct made made;

	made_of(&made,
		SECTION("<collection addElement=\"add\" removeElement=\"remove\">"
			"<attribute name=\"one\" type=\"bool\"/></collection>"
			"<element name=\"c\"/>"
			"<collection addElement=\"group\""
			" removeElement=\"ungroup\">"
			"<attribute name=\"two\" type=\"bool\"/>"
			"<collection addElement=\"add\"/></collection>"));
	attribute_of(&made.schema, "a/b", "add", "one");
	attribute_of(&made.schema, "a/b", "remove", "one");
	attribute_of(&made.schema, "a/b", "group", "two");
	attribute_of(&made.schema, "a/b", "ungroup", "two");
	ck_child(&made.schema, "", "c", SCHEMA_CHILD, NULL);
	ck_child(&made.schema, "group", "add", SCHEMA_ADD, NULL);
	ck_assert(!made.schema.collections[0].prepend);
	ck_assert(!made.schema.collections[0].duplicates);
	made_free(&made);
}
END_TEST

START_TEST(any_attribute)
{
	struct made made;
	const struct schema *schema = &made.schema;

	made_of(&made,
		"<sectionSchema name=\"a\" allowUnrecognizedAttributes=\"true\">"
		"<element name=\"e\"/></sectionSchema>"
		"<sectionSchema name=\"b\">"
		"<element name=\"e\" allowUnrecognizedAttributes=\"true\">"
		"<element name=\"f\"/></element></sectionSchema>"
		"<sectionSchema name=\"c\"><collection addElement=\"add\""
		" allowUnrecognizedAttributes=\"True\"/></sectionSchema>");
	ck_assert(element_of(schema, "a", "")->any_attribute);
	ck_assert(!element_of(schema, "a", "e")->any_attribute);
	ck_assert(!element_of(schema, "b", "")->any_attribute);
	ck_assert(element_of(schema, "b", "e")->any_attribute);
	ck_assert(!element_of(schema, "b", "e/f")->any_attribute);
	ck_assert(!element_of(schema, "c", "")->any_attribute);
	ck_assert(element_of(schema, "c", "add")->any_attribute);
	made_free(&made);
}
END_TEST

START_TEST(sections)
{
	struct made made;
	const struct schema *schema = &made.schema;
	const struct schema_section *section;

	made_of(&made,
		"<sectionSchema name=\"b/c\" declaredIn=\"machine.config\"/>"
		"<sectionSchema name=\"b\" noSchema=\"true\""
		" allowDefinition=\"MachineToWebRoot\"/>"
		"<sectionSchema name=\"b-a/x/y\" allowDefinition=\"AppHostOnly\""
		" since=\"10.0\"/><other/>");
	ck_assert_uint_eq(made.schema.section_count, 3);
	section = schema_section(schema, SLICE("b/c"));
	ck_assert(section && section->machine && !section->unstructured);
	ck_assert_int_eq(section->scope, SCHEMA_EVERYWHERE);
	section = schema_section(schema, SLICE("b"));
	ck_assert(section && !section->machine && section->unstructured);
	ck_assert_int_eq(section->scope, SCHEMA_TO_ROOT_WEB);
	section = schema_section(schema, SLICE("b-a/x/y"));
	ck_assert(section && section->scope == SCHEMA_APP_HOST_ONLY);
	ck_assert_int_eq(schema_section_element(schema, section)->since,
			 TARGET_10_0);
	ck_assert(!schema_section(schema, SLICE("B")));
	ck_assert(!schema_section(schema, SLICE("a")));
	ck_assert(!schema_section(schema, SLICE("z")));
	ck_assert(schema_is_group(schema, SLICE("b-a")));
	ck_assert(schema_is_group(schema, SLICE("b-a/x")));
	ck_assert(!schema_is_group(schema, SLICE("b-a/x/y")));
	ck_assert(schema_is_group(schema, SLICE("b")));
	ck_assert(!schema_is_group(schema, SLICE("b-")));
	made_free(&made);
}
END_TEST

/* As IIS: what it does not know has no effect. */
START_TEST(unknown_keywords)
{
	struct made made;
	struct slice value;

	made_of(&made,
		SECTION("<attribute name=\"x\" type=\"bool\" default=\"true\""
			" defaultvalue=\"true\" Required=\"true\""
			" validationType=\"yearRange\""
			" validationParameter=\"-\"/>"
			"<collection addElement=\"add\" allowDuplicate=\"true\""
			" mergeElement=\"false\"/>"
			"<method name=\"m\"/><Element name=\"n\"/>"));
	ck_assert_int_eq(attribute_of(&made.schema, "a/b", "", "x")->flags, 0);
	ck_assert_int_eq(attribute_of(&made.schema, "a/b", "", "x")->validator,
			 SCHEMA_ANY);
	ck_assert(!schema_default(&made.schema,
				  element_of(&made.schema, "a/b", ""),
				  SLICE("x"), &value));
	ck_assert(!made.schema.collections[0].duplicates);
	ck_assert(!made.schema.collections[0].prepend);
	ck_no_child(&made.schema, "", "m");
	ck_no_child(&made.schema, "", "n");
	made_free(&made);
}
END_TEST

/* The editions of one attribute, and what each target makes of them. */
START_TEST(editions)
{
	static const struct {
		enum target target;
		const char *value;
	} cases[] = {
		{ TARGET_UNKNOWN, "new" }, { TARGET_7_0, "old" },
		{ TARGET_7_5, "old" },	   { TARGET_8_0, "middle" },
		{ TARGET_8_5, "middle" },  { TARGET_10_0, "new" },
		{ TARGET_2025, "new" },	   { TARGET_EXPRESS, "new" },
	};
	struct made made;

	made_of(&made,
		SECTION("<attribute name=\"x\" type=\"string\""
			" defaultValue=\"old\"/>"
			"<attribute name=\"y\" type=\"bool\" since=\"8.5\"/>"
			"<attribute name=\"x\" type=\"string\" since=\"10.0\""
			" defaultValue=\"new\"/>"
			"<attribute name=\"x\" type=\"string\" since=\"8.0\""
			" defaultValue=\"middle\"/>"
			"<element name=\"e\" since=\"express\"/>"
			"<collection addElement=\"add\" since=\"2022\"/>"));
	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct schema_attribute *y;
		struct slice value;

		made.schema.target = cases[i].target;
		ck_assert(schema_default(&made.schema,
					 element_of(&made.schema, "a/b", ""),
					 SLICE("x"), &value));
		ck_slice(value, cases[i].value);
		y = attribute_of(&made.schema, "a/b", "", "y");
		ck_assert_msg(
			schema_too_new(&made.schema, y->since) ==
				target_before(cases[i].target, TARGET_8_5),
			"%zu", i);
	}
	ck_assert_int_eq(element_of(&made.schema, "a/b", "e")->since,
			 TARGET_EXPRESS);
	ck_assert_int_eq(made.schema.collections[0].since, TARGET_2022);
	made_free(&made);
}
END_TEST

/* What only IIS Express has is unknown to all other targets. */
START_TEST(express_only)
{
	struct schema schema = schema_builtin;

	for (int t = TARGET_UNKNOWN; t <= TARGET_EXPRESS; t++) {
		schema.target = (enum target)t;
		ck_assert_int_eq(schema_too_new(&schema, TARGET_EXPRESS),
				 t != TARGET_EXPRESS);
		ck_assert(!schema_too_new(&schema, TARGET_UNKNOWN));
	}
}
END_TEST

/* A text, and the piece of it at which the error stands. */
static const struct {
	const char *text, *at, *message;
} faults[] = {
	{ "<configSchema><sectionSchema name=\"a\"></configSchema>", NULL,
	  NULL },
	{ "", NULL, NULL },
	{ "<configuration/>", "configuration",
	  "not an IIS schema: its root element is not <configSchema>" },
	{ "<ConfigSchema/>", "ConfigSchema", "not an IIS schema" },
	{ "<configSchema><sectionSchema/></configSchema>", "sectionSchema",
	  "a <sectionSchema> needs a name" },
	{ "<configSchema><sectionSchema name=\"\"/></configSchema>",
	  "sectionSchema", "needs a name" },
	{ "<configSchema><sectionSchema name=\"a\""
	  " allowDefinition=\"AppHost\"/></configSchema>",
	  "AppHost", "not a scope of a section" },
	{ "<configSchema><sectionSchema name=\"a\" since=\"6.0\"/>"
	  "</configSchema>",
	  "6.0", "not a version of IIS" },
	{ "<configSchema>" SECTION("<element/>") "</configSchema>", "element",
	  "an <element> needs a name" },
	{ "<configSchema>" SECTION(
		  "<element name=\"e\" since=\"11\"/>") "</configSchema>",
	  "11", "not a version" },
	{ "<configSchema>" SECTION(
		  "<collection clearElement=\"c\"/>") "</configSchema>",
	  "collection", "a <collection> needs addElement" },
	{ "<configSchema>" SECTION(
		  "<collection addElement=\"c\" since=\"10-09\"/>") "</configSchema>",
	  "10-09", "not a version" },
	{ "<configSchema>" SECTION(
		  "<attribute type=\"bool\"/>") "</configSchema>",
	  "attribute", "an <attribute> needs a name" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"Bool\"/>") "</configSchema>",
	  "Bool", "needs a type: bool, uint" },
	{ "<configSchema>" SECTION("<attribute name=\"x\"/>") "</configSchema>",
	  "attribute", "needs a type" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"bool\" since=\"soon\"/>") "</configSchema>",
	  "soon", "not a version" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"uint\""
		  " validationType=\"integerRange\"/>") "</configSchema>",
	  "attribute", "not a range: expected 'min,max'" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"uint\""
		  " validationType=\"integerRange\""
		  " validationParameter=\"1-5\"/>") "</configSchema>",
	  "1-5", "not a range" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"uint\""
		  " validationType=\"integerRange\""
		  " validationParameter=\"1,9999999999999999999\"/>") "</configSchema>",
	  "1,9999999999999999999", "not a range" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"timeSpan\""
		  " validationType=\"timeSpanRange\""
		  " validationParameter=\"1,5,-60\"/>") "</configSchema>",
	  "1,5,-60", "not a range" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"enum\">"
		  "<enum name=\"A\" value=\"one\"/></attribute>") "</configSchema>",
	  "one", "needs a name and a number as value" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"flags\">"
		  "<flag name=\"A\"/></attribute>") "</configSchema>",
	  "flag", "needs a name and a number" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"enum\">"
		  "<enum name=\"\" value=\"1\"/></attribute>") "</configSchema>",
	  "1", "needs a name and a number" },
	{ "<configSchema>" SECTION(
		  "<attribute name=\"x\" type=\"enum\">"
		  "<enum name=\"A\" value=\"1\" since=\"x7\"/></attribute>") "</configSchema>",
	  "x7", "not a version" },
};

static void check_fault(const char *text, const char *at, const char *message)
{
	struct made made;

	made_start(&made, NULL);
	ck_assert_msg(!made_add(&made, text), "%s", text);
	ck_assert_ptr_nonnull(made.loader.error.message);
	ck_assert_uint_le(made.loader.error.at.end, made.source.text.len);
	if (at) {
		ck_slice(source_slice(&made.source, made.loader.error.at), at);
		ck_assert_msg(strstr(made.loader.error.message, message) !=
				      NULL,
			      "%s: %s", text, made.loader.error.message);
	}
	/* A file that is fine clears it. */
	made_content(&made, SECTION(""));
	ck_assert_ptr_null(made.loader.error.message);
	made_free(&made);
}

START_TEST(errors)
{
	for (size_t i = 0; i < LENGTH(faults); i++)
		check_fault(faults[i].text, faults[i].at, faults[i].message);
}
END_TEST

/* The first of several. */
START_TEST(first_error)
{
	struct made made;

	made_start(&made, NULL);
	ck_assert(!made_add(&made, "<configSchema>" SECTION(
					   "<attribute type=\"x\"/>"
					   "<element/>") "</configSchema>"));
	ck_slice(source_slice(&made.source, made.loader.error.at), "attribute");
	made_free(&made);
}
END_TEST

UNIT_SUITE(schema_load, attributes, members, several_add_names, two_collections,
	   any_attribute, sections, unknown_keywords, editions, express_only,
	   errors, first_error)
