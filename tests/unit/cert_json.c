#include <stdio.h>

#include "listing.h"

Suite *suite_cert_json(void);

#define OBJECT(print)                                                          \
	"{\"Thumbprint\":\"" print "\",\"NotAfter\":\"\\/Date(2083396500000)"  \
	"\\/\",\"HasPrivateKey\":true}"

START_TEST(shapes)
{
	static const struct {
		const char *text;
		size_t certs;
	} cases[] = {
		{ OBJECT(PRINT_A), 1 },
		{ "[" OBJECT(PRINT_A) "," OBJECT(PRINT_B) "]", 2 },
		{ "{\"value\":[" OBJECT(PRINT_A) "],\"Count\":1}", 1 },
		{ "{\"items\":[" OBJECT(PRINT_A) "],\"Server\":\"web1\"}", 1 },
		{ "{\"x\":[1],\"value\":[" OBJECT(PRINT_A) "]}", 1 },
		{ "[\"" PRINT_A "\"]", 1 },
		{ " \r\n[]", 0 },
		{ "{\"value\":[],\"Count\":0}", 0 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_read(&shelf, cases[i].text);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.certs.count, cases[i].certs);
		ck_assert_uint_eq(shelf.inventory.stores.count, 1);
		ck_assert(shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(not_listings)
{
	check_refused("[{\"Thumbprint\":", "not valid JSON");
	check_refused("{\"a\":1}", "neither a Thumbprint");
	check_refused("{\"a\":[],\"b\":[]}", "neither a Thumbprint");
	check_refused("[1,2]", "none of 2 entries");
	check_refused("[{\"Subject\":\"CN=www\"}]", "none of 1 entries");
}
END_TEST

/* The reader tells the line that the parser tells. */
START_TEST(line_of_syntax_error)
{
	const struct listing_message *message;
	struct shelf shelf;

	shelf_read(&shelf, "[\n{\n\"Thumbprint\" 1\n}]\n");
	ck_assert(!shelf.usable);
	message = shelf.inventory.messages.items;
	ck_assert_uint_eq(message->line, 3);
	shelf_free(&shelf);
}
END_TEST

START_TEST(dates)
{
	static const struct {
		const char *value, *earliest, *latest;
	} cases[] = {
		{ "\"\\/Date(1768036500000)\\/\"", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:00Z" },
		{ "\"/Date(1768036500999+0100)/\"", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:00Z" },
		{ "\"\\/Date(-1000)\\/\"", "1969-12-31T23:59:59Z",
		  "1969-12-31T23:59:59Z" },
		{ "\"2026-01-10T10:15:00+01:00\"", "2026-01-10T09:15:00Z",
		  "2026-01-10T09:15:00Z" },
		{ "{\"value\":\"\\/Date(1768036500000)\\/\","
		  "\"DateTime\":\"x\"}",
		  "2026-01-10T09:15:00Z", "2026-01-10T09:15:00Z" },
		{ "\"20.01.2026 10:15 GMT\"", "2026-01-20T10:15:00Z",
		  "2026-01-20T10:15:59Z" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[512];

		snprintf(text, sizeof(text),
			 "[{\"thumbprint\":\"" PRINT_A "\",\"not_before\":%s}]",
			 cases[i].value);
		shelf_read(&shelf, text);
		check_time(shelf_cert(&shelf, 0)->not_before, cases[i].earliest,
			   cases[i].latest);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(unknown_dates)
{
	static const char *const cases[] = {
		"null",
		"1768036500000",
		"\"/Date()/\"",
		"\"/Date(1\"",
		"{\"value\":null}",
		"\"/Date(99999999999999999)/\"",
		"[]",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[512];

		snprintf(text, sizeof(text),
			 "[{\"Thumbprint\":\"" PRINT_A "\",\"NotAfter\":%s}]",
			 cases[i]);
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		ck_assert_msg(!shelf_cert(&shelf, 0)->not_after.known, "%s",
			      cases[i]);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(fields)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf,
		   "{\"STORE\":\"WebHosting\",\"thumbprint\":\"" PRINT_A "\","
		   "\"subject\":\"CN=www, O=M\\u00fcller \\u0026 S\","
		   "\"HasPrivateKey\":false,\"Archived\":true,"
		   "\"friendly_name\":\"x\",\"Thumbprint\":\"" PRINT_B "\","
		   "\"EnhancedKeyUsageList\":[{\"ObjectId\":\"1\"}]}");
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	check_text(cert->subject, "CN=www, O=M\xC3\xBCller & S");
	check_text(cert->friendly_name, "x");
	ck_assert_int_eq(cert->key, CERT_KEY_NONE);
	ck_assert_int_eq(cert->archived, CERT_YES);
	check_text(shelf_store(&shelf, 0)->name, "WebHosting");
	shelf_free(&shelf);
}
END_TEST

START_TEST(lines)
{
	struct shelf shelf;

	shelf_read(&shelf, "[\r\n{\"Thumbprint\":\r\n\"" PRINT_A
			   "\"},\r\n\r\n{\"Thumbprint\":\"\\u200e" PRINT_B
			   "\"},\n{\"Thumbprint\":\"" PRINT_C "\"}]");
	ck_assert_uint_eq(shelf_cert(&shelf, 0)->line, 3);
	ck_assert_uint_eq(shelf_cert(&shelf, 1)->line, 5);
	ck_assert_uint_eq(shelf_cert(&shelf, 2)->line, 6);
	shelf_free(&shelf);
}
END_TEST

START_TEST(bad_entries)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "[{\"Thumbprint\":12},\n" OBJECT(
			   PRINT_A) ",\n7,"
				    "\n{\"Thumbprint\":\"?" PRINT_B "\"}]");
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	ck_assert_uint_eq(count_messages(&shelf, false, "not a thumbprint"), 1);
	ck_assert_uint_eq(count_messages(&shelf, false, "neither an object"),
			  1);
	check_warned(&shelf, 4, "question mark");
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce("[" OBJECT(
		PRINT_A) ",{\"Thumbprint\":\"" PRINT_B
			 "\",\"Subject\":\"CN=b\",\"Expires\":\"1/2/2026\"},3]");
}
END_TEST

Suite *suite_cert_json(void)
{
	const TTest *const tests[] = {
		shapes, not_listings,  line_of_syntax_error,
		dates,	unknown_dates, fields,
		lines,	bad_entries,   no_memory,
	};

	return suite_of("cert_json", tests, LENGTH(tests));
}
