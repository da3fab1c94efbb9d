/*
 * The report that editors read: one line per finding and note.
 */
#include "report_fixture.h"

Suite *suite_report_gcc(void);

static const struct rule broken = { .id = "is-broken",
				    .severity = SEVERITY_ERROR };
static const struct rule odd = { .id = "is-odd", .severity = SEVERITY_INFO };

static void check_report(struct linted *linted,
			 void (*change)(struct report *report),
			 const char *expected)
{
	char *text = report_on("gcc", linted, change);

	ck_assert_str_eq(text ? text : "", expected);
	free(text);
}

static void errors_only(struct report *report)
{
	report->min = SEVERITY_ERROR;
}

static void open_example(struct linted *linted)
{
	linted_open(linted, SLICE("<a>\n\t<ü b=\"c\"/>\n</a>\n"));
	linted_add(linted, &broken, place_of(linted, "c"), "no 'c' here")
		->help = SLICE("help is not printed");
	linted_add(linted, &odd, place_of(linted, "</a>"), "this is odd");
}

/* gcc has no severity "info"; editors take what they do not know for text. */
START_TEST(prints_info_as_note)
{
	struct linted linted;

	open_example(&linted);
	check_report(&linted, NULL,
		     "a.config:2:8: error: no 'c' here [is-broken]\n"
		     "a.config:3:1: note: this is odd [is-odd]\n");
	linted_close(&linted);
}
END_TEST

START_TEST(leaves_out_what_is_below_the_minimum)
{
	struct linted linted;

	open_example(&linted);
	check_report(&linted, errors_only,
		     "a.config:2:8: error: no 'c' here [is-broken]\n");
	linted_close(&linted);
}
END_TEST

/* A listing may have the name of a terminal's command. */
START_TEST(prints_notes_of_file_and_listing)
{
	struct note here = { .message = SLICE("first here") };
	struct note there = { .message = SLICE("listed here"),
			      .file = "my\033[2J\xff\u202E.txt",
			      .line = 12 };
	struct linted linted;

	open_example(&linted);
	here.at = place_of(&linted, "b=");
	finding_note(&linted.findings[0], &here);
	finding_note(&linted.findings[0], &there);
	check_report(
		&linted, errors_only,
		"a.config:2:8: error: no 'c' here [is-broken]\n"
		"a.config:2:5: note: first here\n"
		"my\\u{1b}[2J\\xff\\u{202e}.txt:12:1: note: listed here\n");
	linted_close(&linted);
}
END_TEST

START_TEST(prints_nothing_without_findings)
{
	struct linted linted;

	linted_open(&linted, SLICE("<a/>"));
	check_report(&linted, NULL, "");
	linted_close(&linted);
}
END_TEST

Suite *suite_report_gcc(void)
{
	Suite *suite = suite_create("report_gcc");
	TCase *tests = tcase_create("report_gcc");

	tcase_add_test(tests, prints_info_as_note);
	tcase_add_test(tests, leaves_out_what_is_below_the_minimum);
	tcase_add_test(tests, prints_notes_of_file_and_listing);
	tcase_add_test(tests, prints_nothing_without_findings);
	suite_add_tcase(suite, tests);
	return suite;
}
