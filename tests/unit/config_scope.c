#include "config_fixture.h"

#define ACCESS "system.webServer/security/access"

/* <access> at root level (also empty) and in a location. */
#define SECTION(attributes)                                                    \
	"<system.webServer><security><access " attributes                      \
	"/></security></system.webServer>"
#define LOCATION(path, attributes)                                             \
	"<location path='" path "'>" SECTION(attributes) "</location>"

static const char sites[] =
	"<system.applicationHost><sites>"
	"<site name='A' id='1'><application path='/'/>"
	"<application path='/App'/><hsts enabled='true'/>"
	"<ftpServer><security><ssl serverCertHash='own'/></security>"
	"</ftpServer></site>"
	"<site name='B' id='2'><application path='/'/></site>"
	"<siteDefaults><hsts max-age='7' enabled='false'/><ftpServer><security>"
	"<ssl serverCertHash='all' ssl128='true'/></security></ftpServer>"
	"</siteDefaults></sites></system.applicationHost>";

static void build(struct model *m, const char *rest)
{
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	model_build(m, arena_printf(&arena, "<c>%s%s</c>", sites, rest).at,
		    &schema_builtin);
	arena_free(&arena);
}

START_TEST(site_values)
{
	static const struct {
		size_t site;
		const char *below, *attribute, *value;
		const char *where; /* below "sites"; null: the schema */
	} table[] = {
		{ 0, "hsts", "enabled", "true", "site/hsts" },
		{ 0, "hsts", "max-age", "7", "siteDefaults/hsts" },
		{ 0, "hsts", "preload", "false", NULL },
		{ 1, "hsts", "enabled", "false", "siteDefaults/hsts" },
		{ 0, "ftpServer/security/ssl", "serverCertHash", "own",
		  "site/ftpServer/security/ssl" },
		{ 0, "ftpServer/security/ssl", "ssl128", "true",
		  "siteDefaults/ftpServer/security/ssl" },
		{ 1, "ftpServer/security/ssl", "serverCertHash", "all",
		  "siteDefaults/ftpServer/security/ssl" },
		{ 1, "ftpServer/security/ssl", "dataChannelPolicy",
		  "SslRequire", NULL },
	};
	struct model m;

	build(&m, "");
	for (size_t i = 0; i < LENGTH(table); i++) {
		const struct xml_element *expected = NULL;
		struct setting found;

		if (table[i].where)
			expected = model_element(
				&m,
				arena_printf(&m.arena,
					     "system.applicationHost/sites/%s",
					     table[i].where)
					.at);
		ck_assert(config_value(
			&m.config,
			scope_of(m.config.sites[table[i].site].element),
			table[i].below, table[i].attribute, &found));
		ck_slice(found.value, table[i].value);
		ck_assert_msg(found.where == expected, "row %zu", i);
	}
	model_free(&m);
}
END_TEST

START_TEST(unknown_attribute)
{
	struct setting found;
	struct scope site;
	struct model m;

	build(&m, SECTION("sslFlags='Ssl'"));
	site = scope_of(m.config.sites[0].element);
	ck_assert(!config_value(&m.config, site, "hsts", "nothing", &found));
	ck_assert(!config_value(&m.config, site, "nothing", "enabled", &found));
	ck_assert(!config_value(&m.config, scope_at(ACCESS, SLICE("A")), "",
				"nothing", &found));
	model_free(&m);
}
END_TEST

/* The value at a path and the location that it comes from. */
static void check_value(const char *rest, const char *path,
			const char *expected, const char *location)
{
	const char *found = NULL;
	struct setting setting;
	struct model m;

	build(&m, rest);
	ck_assert(config_value(&m.config, scope_at(ACCESS, slice_of(path)), "",
			       "sslFlags", &setting));
	CONFIG_EACH_SECTION (&m.config, ACCESS, section)
		if (section->element == setting.where)
			found = arena_copy(&m.arena, section->location).at;
	ck_assert_msg(slice_is(setting.value, expected), "%s of %s: %.*s", path,
		      rest, (int)setting.value.len, setting.value.at);
	ck_assert_msg(!setting.where == !location, "%s of %s", path, rest);
	if (location)
		ck_assert_str_eq(found, location);
	model_free(&m);
}

START_TEST(section_values)
{
	static const char one_each[] = SECTION("sslFlags='r'")
		LOCATION("A", "sslFlags='s'") LOCATION("a/APP", "sslFlags='t'");
	static const struct {
		const char *rest, *path, *value;
		const char *location; /* null: the schema */
	} table[] = {
		{ "", "A/app", "None", NULL },
		{ "", "", "None", NULL },
		{ SECTION(""), "A", "None", NULL },
		{ one_each, "", "r", "" },
		{ one_each, ".", "r", "" },
		{ one_each, "B", "r", "" },
		{ one_each, "A", "s", "A" },
		{ one_each, "A/", "s", "A" },
		{ one_each, "A/apple", "s", "A" },
		{ one_each, "A/other/app", "s", "A" },
		{ one_each, "AB", "r", "" },
		{ one_each, "A/app", "t", "a/APP" },
		{ one_each, "A/app/below/it", "t", "a/APP" },
		/* A location that does not write it hands on what is above. */
		{ SECTION("sslFlags='r'") LOCATION("A", "other=''"), "A", "r",
		  "" },
		/* All ways to write the root. */
		{ LOCATION(".", "sslFlags='r'"), "A", "r", "" },
		{ LOCATION("", "sslFlags='r'"), "A", "r", "" },
		{ "<location>" SECTION("sslFlags='r'") "</location>", "A", "r",
		  "" },
		{ LOCATION("A/", "sslFlags='s'"), "a/app", "s", "A/" },
		/* IIS refuses the file; the first counts. */
		{ LOCATION("A", "sslFlags='s'") LOCATION("A", "sslFlags='t'"),
		  "A", "s", "A" },
		{ SECTION("sslFlags=''"), "A", "", "" },
	};

	for (size_t i = 0; i < LENGTH(table); i++)
		check_value(table[i].rest, table[i].path, table[i].value,
			    table[i].location);
}
END_TEST

/* inheritInChildApplications="false": the next application is a border. */
START_TEST(not_inherited)
{
	static const char rest[] = SECTION(
		"sslFlags='r'") "<location path='A'"
				" inheritInChildApplications='False'>" SECTION(
					"sslFlags='s'") "</location>";
	static const char root[] =
		"<location inheritInChildApplications='false'>" SECTION(
			"sslFlags='r'") "</location>";

	check_value(rest, "A", "s", "A");
	check_value(rest, "A/directory", "s", "A");
	check_value(rest, "a/app", "r", "");
	check_value(rest, "A/app/below", "r", "");
	check_value(rest, "B", "r", "");
	check_value(root, "", "r", "");
	check_value(root, "A", "None", NULL);
}
END_TEST

/* A path deeper than any on a server still ends, and has the site's value. */
START_TEST(deep_path)
{
	enum { LEVELS = 200000 };
	struct setting setting;
	struct slice path;
	char *text;
	struct model m;

	build(&m, LOCATION("A", "sslFlags='s'"));
	text = arena_alloc(&m.arena, LEVELS, 2);
	path = (struct slice){ text, 2 * (size_t)LEVELS };
	for (size_t i = 0; i < path.len; i += 2) {
		text[i] = 'A';
		text[i + 1] = '/';
	}
	ck_assert(config_value(&m.config, scope_at(ACCESS, path), "",
			       "sslFlags", &setting));
	ck_slice(setting.value, "s");
	model_free(&m);
}
END_TEST

START_TEST(sections)
{
	static const struct {
		const char *location;
		size_t site; /* + 1; 0: none */
	} table[] = {
		{ "", 0 }, { "b", 2 }, { "A/App/x", 1 }, { "C", 0 }, { "A", 1 },
	};
	const struct section *section;
	struct model m;

	build(&m,
	      SECTION("") LOCATION("b", "") LOCATION(
		      "A/App/x",
		      "") "<location path='A'><system.webServer><security>"
			  "<authorization/></security></system.webServer></location>" LOCATION(
				  "C", "") LOCATION("A", ""));
	section = config_sections(&m.config, ACCESS);
	for (size_t i = 0; i < LENGTH(table); i++) {
		const struct site *site;

		ck_assert_ptr_nonnull(section);
		ck_slice(section->location, table[i].location);
		site = config_section_site(&m.config, section);
		ck_assert(site == (table[i].site
					   ? &m.config.sites[table[i].site - 1]
					   : NULL));
		section = section->next;
	}
	ck_assert_ptr_null(section);
	ck_assert_ptr_null(config_sections(&m.config, "system.webServer/asp"));
	model_free(&m);
}
END_TEST

UNIT_SUITE(config_scope, site_values, unknown_attribute, section_values,
	   not_inherited, deep_path, sections)
