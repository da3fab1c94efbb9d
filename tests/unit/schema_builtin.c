/*
 * The schema that is built in, at its targets. That it agrees with the
 * schemas of real servers is what tests/parity checks.
 */
#include <stdio.h>

#include "schema_fixture.h"

#include "schema/value.h"

#define POOLS "system.applicationHost/applicationPools"
#define SITES "system.applicationHost/sites"

static struct schema at(enum target target)
{
	struct schema schema = schema_builtin;

	schema.target = target;
	return schema;
}

static void ck_default(enum target target, const char *section,
		       const char *names, const char *name,
		       const char *expected)
{
	struct schema schema = at(target);
	struct slice value;

	ck_assert_msg(schema_default(&schema,
				     element_of(&schema, section, names),
				     slice_of(name), &value),
		      "%s/%s/@%s has no default", section, names, name);
	ck_assert_msg(slice_is(value, expected), "%s/%s/@%s: '%.*s' at %d",
		      section, names, name, (int)value.len, value.at, target);
}

static void ck_new(const char *section, const char *names, const char *name,
		   enum target first)
{
	for (int t = TARGET_7_0; t <= TARGET_2025; t++) {
		struct schema schema = at((enum target)t);

		ck_assert_msg(
			schema_too_new(&schema, attribute_of(&schema, section,
							     names, name)
							->since) ==
				(t < (int)first),
			"%s/%s/@%s at %d", section, names, name, t);
	}
}

START_TEST(defaults_by_version)
{
	static const char identity[] = "identityType";

	ck_default(TARGET_7_0, POOLS, "add/processModel", identity,
		   "NetworkService");
	ck_default(TARGET_7_5, POOLS, "add/processModel", identity,
		   "ApplicationPoolIdentity");
	ck_default(TARGET_UNKNOWN, POOLS, "add/processModel", identity,
		   "ApplicationPoolIdentity");
	ck_default(TARGET_7_5, POOLS, "add", "managedRuntimeVersion", "v2.0");
	ck_default(TARGET_8_0, POOLS, "add", "managedRuntimeVersion", "");
	ck_default(TARGET_UNKNOWN, POOLS, "add", "queueLength", "1000");
	ck_default(TARGET_EXPRESS, SITES, "site", "serverAutoStart", "true");
}
END_TEST

START_TEST(known_since)
{
	struct schema old = at(TARGET_10_0), hsts = at(TARGET_10_1709);
	const struct schema_element *element =
		element_of(&old, SITES, "site/hsts");

	ck_assert(schema_too_new(&old, element->since));
	ck_assert(!schema_too_new(&hsts, element->since));
	ck_new(POOLS, "add", "startMode", TARGET_7_5);
	ck_new(POOLS, "add/processModel", "idleTimeoutAction", TARGET_8_5);
	ck_new(SITES, "site/bindings/binding", "sslFlags", TARGET_8_0);
	ck_new(POOLS, "add", "enableEmulationOnWinArm64", TARGET_2025);
	ck_new(SITES, "site", "name", TARGET_7_0);
}
END_TEST

START_TEST(keys)
{
	static const struct {
		const char *section, *names, *name;
		uint16_t flags;
	} cases[] = {
		{ SITES, "site", "name", SCHEMA_REQUIRED | SCHEMA_UNIQUE_KEY },
		{ SITES, "site", "id", SCHEMA_REQUIRED | SCHEMA_UNIQUE_KEY },
		{ POOLS, "add", "name", SCHEMA_REQUIRED | SCHEMA_UNIQUE_KEY },
		{ SITES, "site/application", "path",
		  SCHEMA_REQUIRED | SCHEMA_UNIQUE_KEY },
		{ SITES, "site/application/virtualDirectory", "path",
		  SCHEMA_UNIQUE_KEY },
		{ SITES, "site/bindings/binding", "protocol",
		  SCHEMA_REQUIRED | SCHEMA_COMBINED_KEY },
		{ SITES, "site/bindings/binding", "bindingInformation",
		  SCHEMA_REQUIRED | SCHEMA_COMBINED_KEY },
		{ POOLS, "add", "queueLength", 0 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		ck_assert_msg((attribute_of(&schema_builtin, cases[i].section,
					    cases[i].names, cases[i].name)
				       ->flags &
			       (SCHEMA_REQUIRED | SCHEMA_KEY)) ==
				      cases[i].flags,
			      "%s/@%s", cases[i].names, cases[i].name);
}
END_TEST

START_TEST(scopes)
{
	static const struct {
		const char *path;
		enum schema_scope scope;
		bool machine, unstructured;
	} cases[] = {
		{ SITES, SCHEMA_APP_HOST_ONLY, false, false },
		{ "system.webServer/defaultDocument", SCHEMA_EVERYWHERE, false,
		  false },
		{ "system.webServer/globalModules", SCHEMA_APP_HOST_ONLY, false,
		  false },
		{ "connectionStrings", SCHEMA_EVERYWHERE, true, false },
		{ "runtime", SCHEMA_EVERYWHERE, true, true },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct schema_section *section = schema_section(
			&schema_builtin, slice_of(cases[i].path));

		ck_assert_msg(section && section->scope == cases[i].scope &&
				      section->machine == cases[i].machine &&
				      section->unstructured ==
					      cases[i].unstructured,
			      "%s", cases[i].path);
	}
}
END_TEST

/* Defaults that are no values: .NET reads them, which knows a sign. */
static bool excused(struct slice name)
{
	return slice_is(name, "maximumStale") || slice_is(name, "minimumFresh");
}

/* Of every edition, at the version that it is of. */
START_TEST(defaults_are_values)
{
	size_t count = 0;

	for (size_t i = 0; i < schema_builtin.attribute_count; i++) {
		const struct schema_attribute *attribute =
			&schema_builtin.attributes[i];
		struct schema schema =
			at(attribute->since ? attribute->since : TARGET_7_0);
		struct slice name = schema_text(&schema, attribute->name);
		struct slice value = schema_text(&schema, attribute->fallback);
		bool fine;

		if (!(attribute->flags & SCHEMA_HAS_DEFAULT))
			continue;
		fine = value_check(&schema, attribute, value).problem ==
		       VALUE_FINE;
		unit_check(fine != excused(name), "@%.*s: '%.*s'",
			   (int)name.len, name.at, (int)value.len, value.at);
		count++;
	}
	ck_assert_uint_gt(count, 1000);
}
END_TEST

static bool same_text(struct schema_text a, struct schema_text b)
{
	return slice_eq(schema_text(&schema_builtin, a),
			schema_text(&schema_builtin, b));
}

static bool same_members(const struct schema_attribute *a,
			 const struct schema_attribute *b)
{
	const struct schema_member *members = schema_builtin.members;

	for (uint32_t i = 0; i < a->member_count; i++) {
		const struct schema_member *x = &members[a->first_member + i];
		const struct schema_member *y = &members[b->first_member + i];

		if (!same_text(x->name, y->name) || x->value != y->value ||
		    x->since != y->since)
			return false;
	}
	return true;
}

/* But for what only an entry has: it is required, or the key. */
static bool same_edition(const struct schema_attribute *a,
			 const struct schema_attribute *b)
{
	enum { OWN = SCHEMA_REQUIRED | SCHEMA_KEY };

	return a->type == b->type && a->validator == b->validator &&
	       a->unit == b->unit && (a->flags & ~OWN) == (b->flags & ~OWN) &&
	       a->min == b->min && a->max == b->max &&
	       a->granularity == b->granularity &&
	       a->member_count == b->member_count && same_members(a, b) &&
	       same_text(a->fallback, b->fallback);
}

/*
 * At every target but the first, whose schema has differences between the
 * halves itself.
 */
static bool same_attribute(const struct schema_attribute *a,
			   const struct schema_attribute *b)
{
	for (int t = TARGET_7_5; t <= TARGET_EXPRESS; t++) {
		struct schema schema = at((enum target)t);
		const struct schema_attribute *x = schema_edition(&schema, a);
		const struct schema_attribute *y = schema_edition(&schema, b);

		if (schema_too_new(&schema, x->since) !=
			    schema_too_new(&schema, y->since) ||
		    !same_edition(x, y))
			return false;
	}
	return true;
}

/* The attribute's first edition. */
static const struct schema_attribute *
first_edition(const struct schema_element *element, struct slice name)
{
	SCHEMA_EACH_ATTRIBUTE (&schema_builtin, element, attribute)
		if (slice_eq(schema_text(&schema_builtin, attribute->name),
			     name))
			return attribute;
	return NULL;
}

static const struct schema_element *
child_named(const struct schema_element *element, struct slice name)
{
	for (uint32_t i = element->first_child; i != SCHEMA_NONE;
	     i = schema_builtin.elements[i].next)
		if (slice_eq(schema_text(&schema_builtin,
					 schema_builtin.elements[i].name),
			     name))
			return &schema_builtin.elements[i];
	return NULL;
}

/* Is the name one of those, with blanks between? */
static bool among(struct slice name, const char *names)
{
	struct slice rest = slice_of(names), part;

	while (slice_cut(&rest, ' ', &part))
		if (slice_eq(part, name))
			return true;
	return false;
}

static void ck_half(const struct schema_element *one,
		    const struct schema_element *other, const char *but);

static void ck_child(const struct schema_element *one,
		     const struct schema_element *other, const char *but)
{
	struct slice name = schema_text(&schema_builtin, one->name);
	const struct schema_element *same = child_named(other, name);

	if (among(name, but))
		return;
	unit_check(same && one->since == same->since &&
			   one->any_attribute == same->any_attribute,
		   "%.*s", (int)name.len, name.at);
	ck_half(one, same, but);
}

/*
 * Every attribute and element of the one is in the other as well and says the
 * same, but for keys, what IIS computes and those that are named: IIS, too,
 * has differences there.
 */
static void ck_half(const struct schema_element *one,
		    const struct schema_element *other, const char *but)
{
	SCHEMA_EACH_ATTRIBUTE (&schema_builtin, one, a) {
		struct slice name = schema_text(&schema_builtin, a->name);
		const struct schema_attribute *b = first_edition(other, name);

		if (a->flags & (SCHEMA_KEY | SCHEMA_RUNTIME) ||
		    among(name, but))
			continue;
		unit_check(b && same_attribute(a, b), "@%.*s", (int)name.len,
			   name.at);
	}
	for (uint32_t i = one->first_child; i != SCHEMA_NONE;
	     i = schema_builtin.elements[i].next)
		ck_child(&schema_builtin.elements[i], other, but);
}

/* What entries and their defaults both have is said twice in the files. */
START_TEST(defaults_of_entries)
{
	static const struct {
		const char *section, *entry, *defaults, *but;
	} cases[] = {
		{ POOLS, "add", "applicationPoolDefaults", "workerProcesses" },
		{ SITES, "site", "siteDefaults",
		  "bindings applicationDefaults virtualDirectoryDefaults "
		  "sessions directory impersonationLevel" },
		{ SITES, "site/application", "site/applicationDefaults",
		  "virtualDirectoryDefaults" },
		{ SITES, "site/application/virtualDirectory",
		  "site/application/virtualDirectoryDefaults", "" },
		{ SITES, "site/application/virtualDirectory",
		  "site/virtualDirectoryDefaults", "" },
		{ SITES, "site/application/virtualDirectory",
		  "virtualDirectoryDefaults", "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct schema_element *entry = element_of(
			&schema_builtin, cases[i].section, cases[i].entry);
		const struct schema_element *defaults = element_of(
			&schema_builtin, cases[i].section, cases[i].defaults);

		ck_assert(defaults->defaults && !entry->defaults);
		ck_half(entry, defaults, cases[i].but);
		ck_half(defaults, entry, cases[i].but);
	}
}
END_TEST

UNIT_SUITE(schema_builtin, defaults_by_version, known_since, keys, scopes,
	   defaults_are_values, defaults_of_entries)
