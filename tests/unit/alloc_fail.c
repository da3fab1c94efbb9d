/*
 * The whole program with an allocator that fails at the n-th call, for every
 * n until a run needs fewer calls. Each failure must end with status 2 and a
 * message, and give all memory back. The same for schema files.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/run.h"
#include "schema/load.h"

static const char config[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
	"<configuration><system.applicationHost>\n"
	"<applicationPools><add name=\"P\"/></applicationPools>\n"
	"<sites><site name=\"A&amp;B\" id=\"1\">\n"
	"<application path=\"/\" applicationPool=\"p\">\n"
	"<virtualDirectory path=\"/\" physicalPath=\"C:\\x\"/></application>\n"
	"<bindings><binding protocol=\"https\" bindingInformation=\"*:443:\"/>\n"
	"<binding protocol=\"https\" bindingInformation=\"0.0.0.0:443:\"/>\n"
	"<binding protocol=\"https\" bindingInformation=\"*:443:a.a.example\"/>"
	"</bindings></site>\n"
	"<site name=\"B\" id=\"2\"><bindings>\n"
	"<binding protocol=\"https\" bindingInformation=\"*:443:b.b.example\"/>"
	"<binding protocol=\"https\" bindingInformation=\"*:443:c.c.example\""
	" sslFlags=\"1\"/><binding protocol=\"https\""
	" bindingInformation=\"192.0.2.7:443:\" sslFlags=\"544\""
	" certificateHash=\"\"/>\n"
	"<binding protocol=\"https\" bindingInformation=\"192.0.2.8:443:d.d\""
	" sslFlags=\"1\"/>\n"
	"<binding protocol=\"https\" bindingInformation=\"*:444:\""
	" sslFlags=\"6\"/></bindings></site></sites>\n"
	"<customMetadata><key path=\"/LM/W3SVC/1/\">\n"
	"<property id=\"5506\" dataType=\"Binary\" attributes=\"None\""
	" value=\"442jqCFFZ77jBhZ7QYHKXuK9drc=\"/>\n"
	"<property id=\"5506\" dataType=\"Binary\" value=\"AA AA\"/></key>\n"
	"<key path=\"LM/W3SVC/9\"><property id=\"5511\" dataType=\"String\""
	" value=\"\xE2\x80\xAE\"/></key></customMetadata>\n"
	"</system.applicationHost>\n"
	"<location path=\"A&amp;B\"><system.webServer/></location>\n"
	"<location path=\"a&amp;b\" overridemode=\"x\"><system.applicationHost>"
	"<sites/></system.applicationHost></location>\n"
	"<location path=\"A&amp;C/d\" overrideMode=\"x\"/>\n"
	"<location path=\"B/*/\"/>\n"
	"<!-- a comment --></configuration>\n";

static const char certutil[] =
	"My \"Personal\"\r\n"
	"================ Certificate 0 ================\r\n"
	"Serial Number: 5a01\r\nIssuer: CN=CA\r\n"
	" NotBefore: 1/10/2026 10:15 AM\r\n NotAfter: 1/18/2036 10:15 AM\r\n"
	"Subject: CN=a\r\nNon-root Certificate\r\n"
	"Cert Hash(sha1): 3e4165b2bd740e4ac710bb2066c48f64f4b0f273\r\n"
	"CertUtil: -store command completed successfully.\r\n";

static const char csv[] =
	"\xEF\xBB\xBF\"Thumbprint\",\"Subject\",\"NotAfter\"\r\n"
	"\"3E4165B2BD740E4AC710BB2066C48F64F4B0F273\",\"CN=a\","
	"\"2028-01-01T00:00:00Z\"\r\n";

static const char json[] =
	"[{\"Thumbprint\":\"3E4165B2BD740E4AC710BB2066C48F64F4B0F273\","
	"\"Subject\":\"CN=a\",\"NotAfter\":\"\\/Date(1830297600000)\\/\"}]";

static const char plain[] =
	"3e 41 65 b2 bd 74 0e 4a c7 10 bb 20 66 c4 8f 64 f4 b0 f2 73\n";

static const char sites[] =
	"<configSchema><sectionSchema name=\"system.applicationHost/sites\">"
	"<collection addElement=\"site\"><attribute name=\"id\" type=\"uint\"/>"
	"</collection></sectionSchema></configSchema>";

static const char module[] =
	"<configSchema><sectionSchema name=\"a/b\"><attribute name=\"c\""
	" type=\"enum\"><enum name=\"&lt;d\" value=\"0\"/></attribute>"
	"</sectionSchema></configSchema>";

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
	write_file("a.config", config);
	write_file("my.txt", certutil);
	write_file("my.csv", csv);
	write_file("my.json", json);
	write_file("my.lst", plain);
	write_file("module.xml", module);
	ck_assert_int_eq(mkdir("schema", 0700), 0);
	write_file("schema/IIS_schema.xml", sites);
}

static void tear_down(void)
{
	static const char *const names[] = {
		"a.config",   "my.txt",
		"my.csv",     "my.json",
		"my.lst",     "out.json",
		"errors",     "output",
		"module.xml", "schema/IIS_schema.xml",
		"schema",
	};

	for (size_t i = 0; i < LENGTH(names); i++)
		remove(names[i]);
	ck_assert_int_eq(chdir(origin), 0);
	rmdir(folder);
}

/* Status of one run; whether it said anything goes to *said. */
static int run(struct unit_memory *memory, const char *listing,
	       const char *format, const char *option, const char *value,
	       bool *said)
{
	char store[] = "--cert-store", formats[] = "--format";
	char name[] = "iislint", now[] = "--now=2026-06-01";
	char *argv[] = { name,
			 now,
			 store,
			 (char *)(uintptr_t)listing,
			 formats,
			 (char *)(uintptr_t)format,
			 (char *)(uintptr_t) "a.config",
			 (char *)(uintptr_t)option,
			 (char *)(uintptr_t)value,
			 NULL };
	FILE *output = fopen("output", "wb"), *errors = fopen("errors", "wb");
	int status;

	ck_assert(output && errors);
	status = iislint_run(7 + (option != NULL) + (value != NULL), argv,
			     output, errors, &memory->allocator);
	*said = ftell(errors) > 0;
	fclose(output);
	fclose(errors);
	return status;
}

static const struct {
	const char *listing, *format;
	const char *option, *value; /* null: none */
} runs[] = {
	{ "my.txt", "text", NULL, NULL },
	{ "MY=my.csv", "json", NULL, NULL },
	{ "my.json", "gcc", NULL, NULL },
	{ "MY=my.lst", "text", NULL, NULL },
	{ "my.txt", "json:out.json", NULL, NULL },
	{ "my.txt", "gcc", "--schema", "schema" },
	{ "my.txt", "gcc", "--schema", "module.xml" },
	{ "my.txt", "text", "--map", NULL },
	{ "MY=my.csv", "json", "--map", NULL },
};

START_TEST(each_allocation)
{
	struct unit_memory memory;
	size_t n = 0;
	int status;
	bool said;

	do {
		unit_memory_init(&memory, ++n);
		status = run(&memory, runs[_i].listing, runs[_i].format,
			     runs[_i].option, runs[_i].value, &said);
		ck_assert_msg(memory.live == 0, "%zu blocks leaked at call %zu",
			      memory.live, n);
		if (memory.calls < n)
			break;
		ck_assert_msg(status == STATUS_FAILED, "status %d at call %zu",
			      status, n);
		ck_assert_msg(said, "nothing said at call %zu", n);
	} while (n < 1000);
	ck_assert_int_eq(status, STATUS_FINDINGS);
	ck_assert_uint_gt(n, 10);
}
END_TEST

/* The content of a schema file, with a number for its section. */
static const char schema_section_format[] =
	"%s<sectionSchema name=\"a/b%d\">"
	"<attribute name=\"x%d\" type=\"uint\" defaultValue=\"7\"/>"
	"<attribute name=\"y\" type=\"enum\"><enum name=\"A\" value=\"1\"/>"
	"<enum name=\"B\" value=\"2\"/></attribute>"
	"<attribute name=\"x\" type=\"uint\" since=\"8.0\"/>"
	"<attribute name=\"y\" type=\"enum\"><enum name=\"C\" value=\"3\"/>"
	"</attribute><element name=\"e\"><attribute name=\"z\" type=\"bool\"/>"
	"</element><collection addElement=\"add\" removeElement=\"remove\">"
	"<attribute name=\"k\" type=\"string\" isUniqueKey=\"true\"/>"
	"</collection></sectionSchema>"
	"<sectionSchema name=\"system.webServer/asp\">"
	"<attribute name=\"x%d\" type=\"bool\"/></sectionSchema>";

/* A file of many sections, so that everything has to grow. */
static struct slice schema_file(struct arena *arena)
{
	struct slice text = SLICE("<configSchema>");

	for (int i = 0; i < 40; i++)
		text = arena_printf(arena, schema_section_format, text.at, i, i,
				    i);
	return arena_printf(arena, "%s</configSchema>", text.at);
}

/* False when there was no memory, which must not look like a bad file. */
static bool load_schema(const struct xml_document *document,
			const struct schema *base,
			const struct allocator *memory)
{
	struct schema_loader loader;
	struct schema schema;
	struct arena arena;
	bool fine;

	arena_init(&arena, memory);
	schema_load_start(&loader, &arena, base);
	fine = schema_load(&loader, document);
	ck_assert_ptr_null(loader.error.message);
	ck_assert(fine || arena_failed(&arena));
	fine = schema_load_end(&loader, &schema) && !arena_failed(&arena);
	if (fine)
		ck_assert(schema_section(&schema, SLICE("a/b39")) != NULL);
	schema_load_free(&loader);
	arena_free(&arena);
	return fine;
}

/* Into an empty schema, and into the one that is built in. */
START_TEST(schema_files)
{
	struct xml_document document;
	struct unit_memory memory;
	struct source source;
	struct arena arena;
	size_t n = 0;
	bool fine;

	arena_init(&arena, &allocator_heap);
	ck_assert_int_eq(source_from_xml(&source, schema_file(&arena), "a",
					 &allocator_heap),
			 SOURCE_OK);
	ck_assert(xml_read(&document, &source, &allocator_heap));
	do {
		unit_memory_init(&memory, ++n);
		fine = load_schema(&document, _i ? &schema_builtin : NULL,
				   &memory.allocator);
		ck_assert_msg(memory.live == 0, "%zu blocks leaked at call %zu",
			      memory.live, n);
		ck_assert_msg(fine == (memory.calls < n), "call %zu", n);
	} while (!fine && n < 1000);
	ck_assert(fine);
	ck_assert_uint_gt(n, 10);
	xml_free(&document);
	source_free(&source);
	arena_free(&arena);
}
END_TEST

Suite *suite_alloc_fail(void);
Suite *suite_alloc_fail(void)
{
	Suite *suite = suite_create("alloc_fail");
	TCase *all = tcase_create("alloc_fail");

	tcase_add_checked_fixture(all, set_up, tear_down);
	tcase_set_timeout(all, 60);
	tcase_add_loop_test(all, each_allocation, 0, LENGTH(runs));
	tcase_add_loop_test(all, schema_files, 0, 2);
	suite_add_tcase(suite, all);
	return suite;
}
