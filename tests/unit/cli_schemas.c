#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/schemas.h"

static const char module[] =
	"<configSchema><sectionSchema name='contoso/module'>"
	"<attribute name='mode' type='string' defaultValue='on'/>"
	"</sectionSchema></configSchema>";

static const char iis[] =
	"<configSchema><sectionSchema name='system.applicationHost/sites'>"
	"<collection addElement='site'><attribute name='id' type='uint'/>"
	"</collection></sectionSchema></configSchema>";

static char folder[40], origin[4096];

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(name, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert(fputs(text, file) >= 0);
	ck_assert_int_eq(fclose(file), 0);
}

static void set_up(void)
{
	snprintf(folder, sizeof(folder), "/tmp/iislint-unit-XXXXXX");
	ck_assert_ptr_nonnull(getcwd(origin, sizeof(origin)));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	ck_assert_int_eq(mkdir("iis", 0700), 0);
	write_file("iis/iis.xml", iis);
	write_file("module.xml", module);
}

static void tear_down(void)
{
	remove("iis/iis.xml");
	remove("iis");
	remove("module.xml");
	ck_assert_int_eq(chdir(origin), 0);
	rmdir(folder);
}

static bool knows(const struct schemas *schemas, const char *section)
{
	return schema_section(&schemas->schema, slice_of(section));
}

/* Which sections are known of: a module, sites, and what is built in. */
START_TEST(sections)
{
	static const struct {
		const char *paths[2], *folder;
		bool module, sites, asp;
	} table[] = {
		{ { NULL }, NULL, false, true, true },
		{ { "module.xml" }, NULL, true, true, true },
		{ { "iis" }, NULL, false, true, false },
		{ { "module.xml", "iis" }, NULL, true, true, false },
		{ { "iis", "module.xml" }, NULL, true, true, false },
		{ { NULL }, "iis", false, true, false },
		{ { "module.xml" }, "iis", true, true, false },
	};
	struct unit_memory memory;
	struct schemas schemas;
	struct out errors;

	unit_memory_init(&memory, 0);
	out_init(&errors, out_to_stream, stderr);
	for (size_t i = 0; i < LENGTH(table); i++) {
		size_t count = 0;

		while (count < 2 && table[i].paths[count])
			count++;
		ck_assert(schemas_load(&schemas, &memory.allocator, TARGET_8_5,
				       table[i].paths, count, table[i].folder,
				       &errors));
		unit_check(knows(&schemas, "contoso/module") ==
					   table[i].module &&
				   knows(&schemas,
					 "system.applicationHost/sites") ==
					   table[i].sites &&
				   knows(&schemas, "system.webServer/asp") ==
					   table[i].asp,
			   "row %zu", i);
		ck_assert_int_eq(schemas.schema.target, TARGET_8_5);
		schemas_free(&schemas);
	}
	ck_assert_uint_eq(memory.live, 0);
}
END_TEST

Suite *suite_cli_schemas(void);
Suite *suite_cli_schemas(void)
{
	Suite *suite = suite_create("cli_schemas");
	TCase *all = tcase_create("cli_schemas");

	tcase_add_checked_fixture(all, set_up, tear_down);
	tcase_add_test(all, sections);
	suite_add_tcase(suite, all);
	return suite;
}
