/*
 * The JSON report: valid for any input, and every field what it should be.
 */
#include <jansson.h>

#include "report_fixture.h"
#include "rule/version.h"

Suite *suite_report_json(void);

static const struct rule broken = { .id = "is-broken",
				    .severity = SEVERITY_ERROR,
				    .references = { "https://a.example/1",
						    "https://a.example/2" } };
static const struct rule odd = { .id = "is-odd", .severity = SEVERITY_INFO };

static void errors_only(struct report *report)
{
	report->min = SEVERITY_ERROR;
}

static void open_example(struct linted *linted)
{
	struct finding *finding;

	linted_open(linted, SLICE("<a>\n<ü b=\"ö\"/>\n</a>\n"));
	finding = linted_add(linted, &broken, place_of(linted, "ö"), "no 'ö'");
	finding->help = SLICE("write\n\"x\"");
	finding->element = xml_first(&linted->result.document,
				     xml_root(&linted->result.document));
	linted_add(linted, &odd, place_of(linted, "</a>\n"), "this is odd");
}

/* The whole text, so that a field that gets lost is seen. */
START_TEST(prints_one_finding_per_line)
{
	struct note here = { .message = SLICE("first here") };
	struct note there = { .message = SLICE("listed here"),
			      .file = "my.txt",
			      .line = 12 };
	struct linted linted;
	char *text;

	open_example(&linted);
	finding_note(&linted.findings[0], &here);
	finding_note(&linted.findings[0], &there);
	text = report_on("json", &linted, NULL);
	ck_assert_str_eq(
		text,
		"{\"version\":1,\n"
		"\"tool\":{\"name\":\"iislint\",\"version\":\"0.1.0\"},\n"
		"\"findings\":[\n"
		"{\"rule\":\"is-broken\",\"severity\":\"error\","
		"\"message\":\"no 'ö'\",\"help\":\"write\\n\\\"x\\\"\","
		"\"url\":\"https://a.example/1\",\"file\":\"a.config\","
		"\"line\":2,\"column\":7,\"endLine\":2,\"endColumn\":8,"
		"\"offset\":11,\"length\":2,\"path\":\"ü\",\"related\":["
		"{\"message\":\"first here\",\"file\":\"a.config\","
		"\"line\":1,\"column\":1},"
		"{\"message\":\"listed here\",\"file\":\"my.txt\","
		"\"line\":12,\"column\":1}]},\n"
		"{\"rule\":\"is-odd\",\"severity\":\"info\","
		"\"message\":\"this is odd\",\"help\":\"\",\"url\":\"\","
		"\"file\":\"a.config\",\"line\":3,\"column\":1,"
		"\"endLine\":3,\"endColumn\":6,\"offset\":17,\"length\":5,"
		"\"path\":\"\",\"related\":[]}\n"
		"],\n"
		"\"files\":[\n"
		"{\"file\":\"a.config\",\"status\":\"checked\"}\n"
		"],\n"
		"\"summary\":{\"files\":1,\"errors\":1,\"warnings\":0,"
		"\"infos\":1,\"suppressed\":0}}\n");
	free(text);
	linted_close(&linted);
}
END_TEST

static json_t *parsed(const char *text)
{
	json_error_t error;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);

	ck_assert_msg(root != NULL, "%s in %s", error.text, text);
	return root;
}

static void check_member(json_t *object, const char *key, const char *expected)
{
	const char *text = json_string_value(json_object_get(object, key));

	ck_assert_msg(text != NULL, "no %s", key);
	ck_assert_str_eq(text, expected);
}

START_TEST(is_whole_without_files_and_findings)
{
	struct reporting reporting;
	json_t *root;

	reporting_open(&reporting, "json", &allocator_heap);
	reporting.format->begin(&reporting.report);
	reporting_end(&reporting);
	root = parsed(reporting.printed.text);
	ck_assert_uint_eq(json_array_size(json_object_get(root, "findings")),
			  0);
	ck_assert_uint_eq(json_array_size(json_object_get(root, "files")), 0);
	check_member(json_object_get(root, "tool"), "version", iislint_version);
	json_decref(root);
	reporting_close(&reporting);
}
END_TEST

/* The summary counts the run, the findings are what was asked for. */
START_TEST(counts_what_it_does_not_show)
{
	struct linted linted;
	json_t *root, *summary;
	char *text;

	open_example(&linted);
	text = report_on("json", &linted, errors_only);
	root = parsed(text);
	summary = json_object_get(root, "summary");
	ck_assert_uint_eq(json_array_size(json_object_get(root, "findings")),
			  1);
	ck_assert_int_eq(json_integer_value(json_object_get(summary, "infos")),
			 1);
	json_decref(root);
	free(text);
	linted_close(&linted);
}
END_TEST

/* The names in the lists may have been freed when the report ends. */
START_TEST(lists_files_that_failed)
{
	struct reporting reporting;
	json_t *root, *files;
	char *name = strdup("gone.config"), *why = strdup("no such file");

	reporting_open(&reporting, "json", &allocator_heap);
	reporting.format->begin(&reporting.report);
	reporting_file(&reporting, name, NULL, why);
	free(name);
	free(why);
	reporting_file(&reporting, "\xff", NULL, NULL);
	reporting_end(&reporting);
	root = parsed(reporting.printed.text);
	files = json_object_get(root, "files");
	ck_assert_uint_eq(json_array_size(files), 2);
	check_member(json_array_get(files, 0), "file", "gone.config");
	check_member(json_array_get(files, 0), "status", "failed");
	check_member(json_array_get(files, 0), "message", "no such file");
	check_member(json_array_get(files, 1), "file", "\\xff");
	check_member(json_array_get(files, 1), "message", "");
	json_decref(root);
	reporting_close(&reporting);
}
END_TEST

/*
 * Names come back as they were, except for bytes that JSON cannot hold; yet
 * nothing in the text turns a terminal around.
 */
START_TEST(escapes_controls)
{
	static const struct {
		const char *name, *back;
	} cases[] = {
		{ "a\"b\\c", "a\"b\\c" },
		{ "\033[2J\x7f\xc2\x85", "\033[2J\x7f\xc2\x85" },
		{ "\u202Etxt.exe", "\u202Etxt.exe" },
		{ "\U000E0041", "\U000E0041" },
		{ "\xff\xc3\u00e4\xed\xa0\x80",
		  "\\xff\\xc3\u00e4\\xed\\xa0\\x80" },
		{ "\xf4\x8f\xbf\xbf\u65e5", "\xf4\x8f\xbf\xbf\u65e5" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct reporting reporting;
		struct linted linted;
		json_t *root, *finding;

		open_example(&linted);
		reporting_open(&reporting, "json", &allocator_heap);
		reporting.format->begin(&reporting.report);
		reporting_file(&reporting, cases[i].name, &linted, NULL);
		reporting_end(&reporting);
		for (size_t j = 0; j < reporting.printed.len; j++) {
			unsigned char c =
				(unsigned char)reporting.printed.text[j];

			ck_assert(c == '\n' || (c >= 0x20 && c != 0x7F));
		}
		ck_assert_ptr_null(strstr(reporting.printed.text, "\u202E"));
		ck_assert_ptr_null(strstr(reporting.printed.text, "\xc2\x85"));
		root = parsed(reporting.printed.text);
		finding = json_array_get(json_object_get(root, "findings"), 0);
		check_member(finding, "file", cases[i].back);
		json_decref(root);
		reporting_close(&reporting);
		linted_close(&linted);
	}
}
END_TEST

/* jansson has an allocator of its own, which takes no context. */
static struct {
	size_t left;
	bool failed;
} budget;

static void *scarce_malloc(size_t size)
{
	if (!budget.left) {
		budget.failed = true;
		return NULL;
	}
	budget.left--;
	return malloc(size);
}

/* Each allocation fails once, the arena's and those of jansson. */
static void report_scarcely(size_t left, bool in_arena)
{
	struct reporting reporting;
	struct failing failing;
	struct linted linted;
	struct note note = { .message = SLICE("first here") };

	open_example(&linted);
	finding_note(&linted.findings[0], &note);
	failing_init(&failing, in_arena ? left : SIZE_MAX);
	budget.left = in_arena ? SIZE_MAX : left;
	budget.failed = false;
	reporting_open(&reporting, "json", &failing.allocator);
	reporting.format->begin(&reporting.report);
	reporting_file(&reporting, "a\xff", &linted, NULL);
	reporting_end(&reporting);
	budget.failed |= failing.failed;
	ck_assert(arena_failed(&reporting.arena) == budget.failed);
	reporting_close(&reporting);
	linted_close(&linted);
}

START_TEST(survives_without_memory)
{
	json_set_alloc_funcs(scarce_malloc, free);
	budget.failed = true;
	for (size_t left = 0; budget.failed; left++) {
		ck_assert_uint_lt(left, 1000);
		report_scarcely(left, true);
	}
	budget.failed = true;
	for (size_t left = 0; budget.failed; left++) {
		ck_assert_uint_lt(left, 1000);
		report_scarcely(left, false);
	}
	json_set_alloc_funcs(malloc, free);
}
END_TEST

Suite *suite_report_json(void)
{
	Suite *suite = suite_create("report_json");
	TCase *tests = tcase_create("report_json");

	tcase_add_test(tests, prints_one_finding_per_line);
	tcase_add_test(tests, is_whole_without_files_and_findings);
	tcase_add_test(tests, counts_what_it_does_not_show);
	tcase_add_test(tests, lists_files_that_failed);
	tcase_add_test(tests, escapes_controls);
	tcase_add_test(tests, survives_without_memory);
	suite_add_tcase(suite, tests);
	return suite;
}
