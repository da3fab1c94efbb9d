#include "listing.h"

Suite *suite_cert_date(void);

#define LONG_TEXT                                                              \
	"1/10/2026 10:15 AM GMT                                            "   \
	"                         GMT"

START_TEST(iso_dates)
{
	static const struct {
		const char *text, *earliest, *latest;
	} cases[] = {
		{ "2026-01-10T09:15:00Z", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:00Z" },
		{ "2026-01-10T10:15:00+01:00", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:00Z" },
		{ "2026-01-09T23:15:00-1000", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:00Z" },
		{ "2026-01-10T09:15:00.1234567Z", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:00Z" },
		{ "2026-01-10T09:15Z", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:59Z" },
		{ "2026-01-10 10:15:00", "2026-01-09T20:15:00Z",
		  "2026-01-11T00:15:00Z" },
		{ "2026-01-10", "2026-01-09T10:00:00Z",
		  "2026-01-11T13:59:59Z" },
		{ "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z",
		  "2024-02-29T00:00:00Z" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct cert_time time;

		ck_assert_msg(date_parse_iso(slice_of(cases[i].text), &time),
			      "%s", cases[i].text);
		check_time(time, cases[i].earliest, cases[i].latest);
	}
}
END_TEST

START_TEST(not_iso)
{
	static const char *const cases[] = {
		"",
		"2026",
		"2026-1-10",
		"2026-13-01",
		"2026-02-29T00:00:00Z",
		"2026-01-10T24:00:00Z",
		"26-01-10",
		"2026-01-10T09:60:00Z",
		"2026-01-10T",
		"2569-01-10",
		"1949-12-31",
		"2026-01-10T09:15:00+15",
		"2026-01-10x",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct cert_time time;

		ck_assert_msg(!date_parse_iso(slice_of(cases[i]), &time), "%s",
			      cases[i]);
	}
}
END_TEST

/* One reading only: the range is 14 hours on either side. */
START_TEST(regional_dates)
{
	static const struct {
		enum date_order order;
		const char *text, *earliest, *latest;
	} cases[] = {
		{ DATE_ORDER_MONTH_FIRST, "1/10/2026 10:15 AM",
		  "2026-01-09T20:15:00Z", "2026-01-11T00:15:59Z" },
		{ DATE_ORDER_DAY_FIRST, "10/01/2026 10:15",
		  "2026-01-09T20:15:00Z", "2026-01-11T00:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "30/01/2026 10:15",
		  "2026-01-29T20:15:00Z", "2026-01-31T00:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "1/30/2026 10:15", "2026-01-29T20:15:00Z",
		  "2026-01-31T00:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "10.01.2026 10:15",
		  "2026-01-09T20:15:00Z", "2026-01-11T00:15:59Z" },
		{ DATE_ORDER_MONTH_FIRST, "16.04.2009. 11:04",
		  "2009-04-15T21:04:00Z", "2009-04-17T01:04:59Z" },
		{ DATE_ORDER_UNKNOWN, "10. 1. 2026 10:15:00",
		  "2026-01-09T20:15:00Z", "2026-01-11T00:15:00Z" },
		{ DATE_ORDER_DAY_FIRST, "10-1-2026 10:15",
		  "2026-01-09T20:15:00Z", "2026-01-11T00:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "2026/1/10 10:15", "2026-01-09T20:15:00Z",
		  "2026-01-11T00:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "2026. 01. 10. 10:15",
		  "2026-01-09T20:15:00Z", "2026-01-11T00:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "2026/1/10 上午 10:15",
		  "2026-01-09T20:15:00Z", "2026-01-11T00:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "2026-01-10 오후 10:15",
		  "2026-01-10T08:15:00Z", "2026-01-11T12:15:59Z" },
		{ DATE_ORDER_UNKNOWN, "28-Jun-2026 13:49:13",
		  "2026-06-27T23:49:13Z", "2026-06-29T03:49:13Z" },
		{ DATE_ORDER_UNKNOWN, "Mar 3, 2026 1:00:00 PM",
		  "2026-03-02T23:00:00Z", "2026-03-04T03:00:00Z" },
		{ DATE_ORDER_UNKNOWN, "Tuesday, March 3, 2026 1:00:00 PM",
		  "2026-03-02T23:00:00Z", "2026-03-04T03:00:00Z" },
		{ DATE_ORDER_UNKNOWN, "3/30/2021 10:30 55.000s",
		  "2021-03-29T20:30:55Z", "2021-03-31T00:30:55Z" },
		{ DATE_ORDER_UNKNOWN, "3/30/2021 9:30 55.000s PM GMT",
		  "2021-03-30T21:30:55Z", "2021-03-30T21:30:55Z" },
		{ DATE_ORDER_UNKNOWN, "3/30/2021 9:30 PM 55.000s GMT",
		  "2021-03-30T21:30:55Z", "2021-03-30T21:30:55Z" },
		{ DATE_ORDER_UNKNOWN, "30.03.2021 21:30 GMT",
		  "2021-03-30T21:30:00Z", "2021-03-30T21:30:59Z" },
		{ DATE_ORDER_UNKNOWN, "30/03/2021 12:30 a.m. GMT",
		  "2021-03-30T00:30:00Z", "2021-03-30T00:30:59Z" },
		{ DATE_ORDER_UNKNOWN, "30.03.2021", "2021-03-29T10:00:00Z",
		  "2021-03-31T13:59:59Z" },
		{ DATE_ORDER_UNKNOWN, "30.03.2021 21.30 GMT",
		  "2021-03-30T21:30:00Z", "2021-03-30T21:30:59Z" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct cert_time time =
			date_parse(cases[i].order, slice_of(cases[i].text));

		ck_assert_msg(time.known, "%s", cases[i].text);
		check_time(time, cases[i].earliest, cases[i].latest);
	}
}
END_TEST

/* Day and month are never guessed. */
START_TEST(open_order_gives_both)
{
	struct cert_time time =
		date_parse(DATE_ORDER_UNKNOWN, SLICE("1/10/2026 10:15 GMT"));

	check_time(time, "2026-01-10T10:15:00Z", "2026-10-01T10:15:59Z");
	time = date_parse(DATE_ORDER_CONTRADICTORY,
			  SLICE("1/10/2026 10:15 GMT"));
	check_time(time, "2026-01-10T10:15:00Z", "2026-10-01T10:15:59Z");
}
END_TEST

/* A word for the half of the day in a language that we do not know. */
START_TEST(unknown_half_gives_both)
{
	struct cert_time time =
		date_parse(DATE_ORDER_UNKNOWN, SLICE("2026/1/10 xx 10:15 GMT"));

	check_time(time, "2026-01-10T10:15:00Z", "2026-01-10T22:15:59Z");
	time = date_parse(DATE_ORDER_UNKNOWN, SLICE("2026/1/10 xx 12:15 GMT"));
	check_time(time, "2026-01-10T00:15:00Z", "2026-01-10T12:15:59Z");
}
END_TEST

START_TEST(not_dates)
{
	static const char *const cases[] = {
		"",
		" ",
		"never",
		"13/13/2026",
		"30/02/2026",
		"10.01.26 10:15",
		"10/01/2569 10:15",
		"10/01/1447 10:15",
		"10/01/2026 25:15",
		"10/01/2026 99999999:15",
		"10/01/2026 10:99999999",
		"10/01/2026 10:15:99999999",
		"10/01/2026 10:",
		"10/01-2026 10:15",
		"10/01",
		"2026",
		"10/01/2026 10:15 12 13",
		"99999999999/1/1",
		"1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1",
		LONG_TEXT,
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		ck_assert_msg(
			!date_parse(DATE_ORDER_UNKNOWN, slice_of(cases[i]))
				 .known,
			"%s", cases[i]);
}
END_TEST

START_TEST(order_is_learned)
{
	static const struct {
		const char *texts[3];
		enum date_order order;
	} cases[] = {
		{ { "1/10/2026", "2/3/2026", "" }, DATE_ORDER_UNKNOWN },
		{ { "1/10/2026", "13/3/2026 1:00", "" }, DATE_ORDER_DAY_FIRST },
		{ { "1/10/2026", "3/13/2026 1:00", "" },
		  DATE_ORDER_MONTH_FIRST },
		{ { "13-1-2026", "3-1-2026", "" }, DATE_ORDER_DAY_FIRST },
		{ { "13/1/2026", "1/13/2026", "14/1/2026" },
		  DATE_ORDER_CONTRADICTORY },
		/* These say nothing about dates with another separator. */
		{ { "13.1.2026", "2026/1/13", "13-Jan-2026" },
		  DATE_ORDER_UNKNOWN },
		{ { "13/13/2026", "13/1", "13/1/26" }, DATE_ORDER_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		enum date_order order = DATE_ORDER_UNKNOWN;

		for (size_t j = 0; j < 3; j++)
			date_learn(&order, slice_of(cases[i].texts[j]));
		ck_assert_msg(order == cases[i].order, "case %zu", i);
	}
}
END_TEST

/* No certificate ends before it begins. */
START_TEST(order_from_pairs)
{
	static const struct {
		const char *before, *after;
		enum date_order order;
	} cases[] = {
		/* 4 June to 7 May, or 6 April to 5 July? */
		{ "4/6/2026 10:15 AM", "7/5/2026 10:15 AM",
		  DATE_ORDER_MONTH_FIRST },
		{ "6-4-2026 10:15", "5-7-2026 10:15", DATE_ORDER_DAY_FIRST },
		{ "1/2/2026", "1/2/2027", DATE_ORDER_UNKNOWN },
		{ "4/6/2026", "4/6/2026", DATE_ORDER_UNKNOWN },
		{ "7/5/2026", "4/6/2025", DATE_ORDER_UNKNOWN },
		{ "6.4.2026", "5.7.2026", DATE_ORDER_UNKNOWN },
		{ "4/6/2026", "", DATE_ORDER_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		enum date_order order = DATE_ORDER_UNKNOWN;

		date_learn_pair(&order, slice_of(cases[i].before),
				slice_of(cases[i].after));
		ck_assert_msg(order == cases[i].order, "case %zu", i);
		order = DATE_ORDER_CONTRADICTORY;
		date_learn_pair(&order, slice_of(cases[i].before),
				slice_of(cases[i].after));
		ck_assert_int_eq(order, DATE_ORDER_CONTRADICTORY);
	}
}
END_TEST

START_TEST(days)
{
	ck_assert_int_eq(date_days(1970, 1, 1), 0);
	ck_assert_int_eq(date_days(2000, 3, 1), 11017);
	ck_assert_int_eq(date_days(1969, 12, 31), -1);
	ck_assert_int_eq(date_exact(5).earliest, 5);
	ck_assert_int_eq(date_exact(5).latest, 5);
}
END_TEST

Suite *suite_cert_date(void)
{
	const TTest *const tests[] = {
		iso_dates,
		not_iso,
		regional_dates,
		open_order_gives_both,
		unknown_half_gives_both,
		not_dates,
		order_is_learned,
		order_from_pairs,
		days,
	};

	return suite_of("cert_date", tests, LENGTH(tests));
}
