#include "config_fixture.h"

#define DOCUMENTS(entries)                                                     \
	"<system.webServer><defaultDocument><files>" entries                   \
	"</files></defaultDocument></system.webServer>"
#define MIME(entries)                                                          \
	"<system.webServer><staticContent>" entries                            \
	"</staticContent></system.webServer>"
#define AT(path, content) "<location path='" path "'>" content "</location>"
#define MAP(extension)	  "<mimeMap fileExtension='" extension "' mimeType='a/b'/>"
#define NO(extension)	  "<remove fileExtension='" extension "'/>"

/* The values of the entries that hold for the last section of the path. */
static void check(const char *text, const char *path, const char *below,
		  const char *attribute, const char *expected)
{
	const struct section *last = NULL;
	struct entries entries;
	struct slice found;
	struct model m;

	model_build(&m, text, &schema_builtin);
	CONFIG_EACH_SECTION (&m.config, path, section)
		last = section;
	ck_assert(config_entries(&m.config, last, below, &entries));
	found = (struct slice){ "", 0 };
	for (size_t i = 0; i < entries.count; i++) {
		struct slice value = { "?", 1 };

		xml_value(&m.document, entries.at[i], attribute, &value);
		found = arena_printf(&m.arena, "%.*s%s%.*s", (int)found.len,
				     found.at, i ? " " : "", (int)value.len,
				     value.at);
	}
	ck_slice(found, expected);
	model_free(&m);
}

/* mimeMap appends what a location adds, defaultDocument puts it in front. */
START_TEST(order)
{
	check("<c>" MIME(MAP(".a") MAP(".b"))
		      AT("S", MIME(MAP(".c") MAP(".d"))) "</c>",
	      "system.webServer/staticContent", "", "fileExtension",
	      ".a .b .c .d");
	check("<c>" DOCUMENTS("<add value='a'/><add value='b'/>") AT(
		      "S", DOCUMENTS("<add value='c'/>"))
		      AT("S/x",
			 DOCUMENTS("<add value='d'/><add value='e'/>")) "</c>",
	      "system.webServer/defaultDocument", "files", "value",
	      "d e c a b");
}
END_TEST

START_TEST(directives)
{
	static const struct {
		const char *text, *expected;
	} table[] = {
		{ "<c>" MIME(MAP(".a") NO(".A") MAP(".a") MAP(".b")) "</c>",
		  ".a .b" },
		{ "<c>" MIME(MAP(".a") NO(".b") NO(".a")) "</c>", "" },
		{ "<c>" MIME(MAP(".a") "<clear/>" MAP(".b") NO(".a")) "</c>",
		  ".b" },
		{ "<c>" MIME(MAP(".a") MAP(".b"))
			  AT("S", MIME(NO(".a") MAP(".c"))) "</c>",
		  ".b .c" },
		{ "<c>" MIME(MAP(".a"))
			  AT("S", MIME("<clear/>" MAP(".c"))) "</c>",
		  ".c" },
		/* Another site, and a location that is not above. */
		{ "<c>" AT("T", MIME(MAP(".t")))
			  AT("S", MIME(MAP(".s"))) "</c>",
		  ".s" },
		/* A level without the section hands on. */
		{ "<c>" MIME(MAP(".a")) AT("S", DOCUMENTS(""))
			  AT("S/app/x", MIME(MAP(".x"))) "</c>",
		  ".a .x" },
	};

	for (size_t i = 0; i < LENGTH(table); i++)
		check(table[i].text, "system.webServer/staticContent", "",
		      "fileExtension", table[i].expected);
}
END_TEST

START_TEST(no_collection)
{
	struct entries entries;
	struct model m;

	model_build(&m, "<c>" MIME("<clientCache/>") "</c>", &schema_builtin);
	ck_assert(!config_entries(&m.config, m.config.sections, "clientCache",
				  &entries));
	ck_assert(!config_entries(&m.config, m.config.sections, "nothing",
				  &entries));
	model_free(&m);
}
END_TEST

UNIT_SUITE(config_entries, order, directives, no_collection)
