/*
 * The report for people.
 */
#include "report_fixture.h"

Suite *suite_report_text(void);

static const struct rule broken = { .id = "is-broken",
				    .severity = SEVERITY_ERROR };
static const struct rule wrong = { .id = "is-wrong",
				   .severity = SEVERITY_WARNING };
static const struct rule odd = { .id = "is-odd", .severity = SEVERITY_INFO };

static void check_report(struct linted *linted,
			 void (*change)(struct report *report),
			 const char *expected)
{
	char *text = report_on("text", linted, change);

	ck_assert_str_eq(text ? text : "", expected);
	free(text);
}

static void quietly(struct report *report)
{
	report->quiet = true;
}

static void warnings_quietly(struct report *report)
{
	report->quiet = true;
	report->min = SEVERITY_WARNING;
}

static void warnings(struct report *report)
{
	report->min = SEVERITY_WARNING;
}

static void with_color(struct report *report)
{
	report->color = true;
}

static void open_example(struct linted *linted)
{
	linted_open(linted, SLICE("<a>\n\t<b c=\"d\" e=\"f\"/>\n</a>\n"));
	linted_add(linted, &broken, place_of(linted, "d"), "no 'd' here")
		->help = SLICE("write 'x'");
	linted_add(linted, &wrong, place_of(linted, "e=\"f\""), "bad 'e'");
}

START_TEST(prints_excerpt_and_help)
{
	struct linted linted;

	open_example(&linted);
	check_report(&linted, NULL,
		     "a.config:2:8: error: no 'd' here [is-broken]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |               ^\n"
		     "      = help: write 'x'\n"
		     "\n"
		     "a.config:2:11: warning: bad 'e' [is-wrong]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |                  ^~~~~\n"
		     "\n"
		     "1 error, 1 warning in 1 file\n");
	linted_close(&linted);
}
END_TEST

START_TEST(aligns_lines_of_help)
{
	struct linted linted;

	open_example(&linted);
	linted.findings[0].help = SLICE("run\n    appcmd\n\nthen lint again");
	linted.result.finding_count = 1;
	check_report(&linted, quietly,
		     "a.config:2:8: error: no 'd' here [is-broken]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |               ^\n"
		     "      = help: run\n"
		     "                  appcmd\n"
		     "\n"
		     "              then lint again\n");
	linted_close(&linted);
}
END_TEST

/* A hundred sites with one mistake need the advice once. */
START_TEST(does_not_repeat_help)
{
	struct linted linted;

	open_example(&linted);
	linted.findings[1].help = SLICE("write 'x'");
	check_report(&linted, quietly,
		     "a.config:2:8: error: no 'd' here [is-broken]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |               ^\n"
		     "      = help: write 'x'\n"
		     "\n"
		     "a.config:2:11: warning: bad 'e' [is-wrong]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |                  ^~~~~\n");
	linted_close(&linted);
}
END_TEST

/* Also when the file that the help was made for has been closed. */
START_TEST(remembers_help_between_files)
{
	struct reporting reporting;
	struct linted linted;
	char *help = strdup("write 'x'");

	reporting_open(&reporting, "text", &allocator_heap);
	reporting.format->begin(&reporting.report);
	for (int i = 0; i < 2; i++) {
		open_example(&linted);
		linted.result.finding_count = 1;
		linted.result.warnings = 0;
		if (i == 0)
			linted.findings[0].help = slice_of(help);
		reporting_file(&reporting, i ? "b" : "a", &linted, NULL);
		linted_close(&linted);
		free(help);
		help = NULL;
	}
	reporting_file(&reporting, "gone", NULL, "no such file");
	reporting_end(&reporting);
	ck_assert_str_eq(reporting.printed.text,
			 "a:2:8: error: no 'd' here [is-broken]\n"
			 "    2 |         <b c=\"d\" e=\"f\"/>\n"
			 "      |               ^\n"
			 "      = help: write 'x'\n"
			 "\n"
			 "b:2:8: error: no 'd' here [is-broken]\n"
			 "    2 |         <b c=\"d\" e=\"f\"/>\n"
			 "      |               ^\n"
			 "\n"
			 "2 errors in 2 files; 1 file could not be checked\n");
	reporting_close(&reporting);
}
END_TEST

START_TEST(prints_notes)
{
	struct note here = { .message = SLICE("first here") };
	struct note there = { .message = SLICE("listed here"),
			      .file = "my.txt",
			      .line = 12 };
	struct linted linted;

	open_example(&linted);
	here.at = place_of(&linted, "<a>");
	finding_note(&linted.findings[1], &here);
	finding_note(&linted.findings[1], &there);
	linted.sorted[0] = linted.sorted[1];
	linted.result.finding_count = 1;
	check_report(&linted, quietly,
		     "a.config:2:11: warning: bad 'e' [is-wrong]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |                  ^~~~~\n"
		     "a.config:1:1: note: first here\n"
		     "my.txt:12:1: note: listed here\n");
	linted_close(&linted);
}
END_TEST

/* What is not shown is not counted either. */
START_TEST(leaves_out_what_is_below_the_minimum)
{
	struct linted linted;

	open_example(&linted);
	linted_add(&linted, &odd, place_of(&linted, "</a>"), "odd");
	linted.sorted[0] = &linted.findings[2];
	linted.sorted[2] = &linted.findings[1];
	linted.sorted[1] = &linted.findings[2];
	linted.result.errors = 0;
	check_report(&linted, warnings,
		     "a.config:2:11: warning: bad 'e' [is-wrong]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |                  ^~~~~\n"
		     "\n"
		     "1 warning in 1 file; not shown: 1 info\n");
	linted.result.finding_count = 2;
	check_report(&linted, warnings_quietly, "");
	linted_close(&linted);
}
END_TEST

START_TEST(colors_with_sgr_codes_only)
{
	struct note here = { .message = SLICE("first here") };
	struct linted linted;

	open_example(&linted);
	linted_add(&linted, &odd, place_of(&linted, "</a>"), "odd");
	finding_note(&linted.findings[2], &here);
	check_report(&linted, with_color,
		     "\033[1ma.config:2:8:\033[0m \033[1;31merror:\033[0m "
		     "no 'd' here [is-broken]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |               \033[1;32m^\033[0m\n"
		     "      \033[1m= help:\033[0m write 'x'\n"
		     "\n"
		     "\033[1ma.config:2:11:\033[0m \033[1;33mwarning:\033[0m "
		     "bad 'e' [is-wrong]\n"
		     "    2 |         <b c=\"d\" e=\"f\"/>\n"
		     "      |                  \033[1;32m^~~~~\033[0m\n"
		     "\n"
		     "\033[1ma.config:3:1:\033[0m \033[1;36minfo:\033[0m "
		     "odd [is-odd]\n"
		     "    3 | </a>\n"
		     "      | \033[1;32m^~~~\033[0m\n"
		     "\033[1ma.config:1:1:\033[0m \033[1;36mnote:\033[0m "
		     "first here\n"
		     "\n"
		     "1 error, 1 warning, 1 info in 1 file\n");
	linted_close(&linted);
}
END_TEST

START_TEST(sums_up)
{
	static const struct {
		struct report_summary summary;
		const char *expected;
	} cases[] = {
		{ { .errors = 0 }, "no findings in 1 file\n" },
		{ { .errors = 1 }, "1 error in 1 file\n" },
		{ { .errors = 2, .infos = 2 },
		  "2 errors, 2 infos in 1 file\n" },
		{ { .warnings = 2, .infos = 1 },
		  "2 warnings, 1 info in 1 file\n" },
		{ { .suppressed = 3 },
		  "no findings in 1 file, 3 suppressed\n" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct reporting reporting;
		struct linted linted;

		linted_open(&linted, SLICE("<a/>"));
		reporting_open(&reporting, "text", &allocator_heap);
		reporting.report.summary = cases[i].summary;
		reporting.format->begin(&reporting.report);
		reporting_file(&reporting, "a", &linted, NULL);
		reporting_end(&reporting);
		ck_assert_str_eq(reporting.printed.text, cases[i].expected);
		reporting_close(&reporting);
		linted_close(&linted);
	}
}
END_TEST

/* A file without a byte has no line to show, and no blank lines around. */
START_TEST(reports_on_an_empty_file)
{
	struct linted linted;

	linted_open(&linted, SLICE(""));
	linted_add(&linted, &broken, (struct span){ 0, 0 }, "empty")->help =
		SLICE("copy it again");
	linted_add(&linted, &wrong, (struct span){ 0, 0 }, "still empty");
	check_report(&linted, quietly,
		     "a.config:1:1: error: empty [is-broken]\n"
		     "    = help: copy it again\n"
		     "a.config:1:1: warning: still empty [is-wrong]\n");
	linted_close(&linted);
}
END_TEST

START_TEST(escapes_names_of_files)
{
	struct reporting reporting;
	struct linted linted;

	linted_open(&linted, SLICE("<a/>"));
	linted_add(&linted, &broken, (struct span){ 1, 2 }, "bad 'a'");
	reporting_open(&reporting, "text", &allocator_heap);
	reporting.report.quiet = true;
	reporting.format->begin(&reporting.report);
	reporting_file(&reporting, "\u202Eb\n\xff\033[1m.config", &linted,
		       NULL);
	reporting_end(&reporting);
	ck_assert_str_eq(
		reporting.printed.text,
		"\\u{202e}b\\u{a}\\xff\\u{1b}[1m.config:1:2: error: bad 'a' "
		"[is-broken]\n"
		"    1 | <a/>\n"
		"      |  ^\n");
	reporting_close(&reporting);
	linted_close(&linted);
}
END_TEST

/* Each allocation fails once; each failure is remembered, none crashes. */
START_TEST(survives_without_memory)
{
	bool failed = true;

	for (size_t left = 0; failed; left++) {
		struct reporting reporting;
		struct failing failing;
		struct linted linted;

		ck_assert_uint_lt(left, 1000);
		open_example(&linted);
		failing_init(&failing, left);
		reporting_open(&reporting, "text", &failing.allocator);
		reporting.format->begin(&reporting.report);
		reporting_file(&reporting, "a", &linted, NULL);
		reporting_end(&reporting);
		ck_assert(arena_failed(&reporting.arena) == failing.failed);
		failed = failing.failed;
		reporting_close(&reporting);
		linted_close(&linted);
	}
}
END_TEST

Suite *suite_report_text(void)
{
	Suite *suite = suite_create("report_text");
	TCase *tests = tcase_create("report_text");

	tcase_add_test(tests, prints_excerpt_and_help);
	tcase_add_test(tests, aligns_lines_of_help);
	tcase_add_test(tests, does_not_repeat_help);
	tcase_add_test(tests, remembers_help_between_files);
	tcase_add_test(tests, prints_notes);
	tcase_add_test(tests, leaves_out_what_is_below_the_minimum);
	tcase_add_test(tests, colors_with_sgr_codes_only);
	tcase_add_test(tests, sums_up);
	tcase_add_test(tests, reports_on_an_empty_file);
	tcase_add_test(tests, escapes_names_of_files);
	tcase_add_test(tests, survives_without_memory);
	suite_add_tcase(suite, tests);
	return suite;
}
