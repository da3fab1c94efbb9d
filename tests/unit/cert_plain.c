#include "listing.h"

Suite *suite_cert_plain(void);

#define SPACED "a1 b2 c3 d4 e5 f6 07 18 29 3a 4b 5c 6d 7e 8f 90 01 12 23 34"

START_TEST(spellings)
{
	static const char *const cases[] = {
		PRINT_A,
		PRINT_A "\r\n",
		"\n\n  " PRINT_A "  \n# the web server\n",
		PRINT_A " # www",
		SPACED,
		"\xE2\x80\x8E" SPACED,
		SPACED "\xE2\x80\x8E",
		"\xEF\xBB\xBF\xE2\x80\x8B" PRINT_A,
		"\xC2\xA0" SPACED,
		"0x" PRINT_A,
		"a1:b2:c3:d4:e5:f6:07:18:29:3a:4b:5c:6d:7e:8f:90:01:12:23:34",
		"A1-B2-C3-D4-E5-F6-07-18-29-3A-4B-5C-6D-7E-8F-90-01-12-23-34",
		"\"" PRINT_A "\",",
		PRINT_A "\n" SPACED "\n",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_read(&shelf, cases[i]);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		check_print(shelf_cert(&shelf, 0), PRINT_A);
		ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_UNKNOWN);
		ck_assert(shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
}
END_TEST

/* The bytes "0A05" could be the beginning of two sequences in DER. */
START_TEST(no_der)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "0A05C3D4E5F60718293A4B5C6D7E8F9001122334\n" PRINT_B "\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	shelf_free(&shelf);
}
END_TEST

START_TEST(lost_mark)
{
	struct shelf shelf;

	shelf_read(&shelf, "?" SPACED "\n");
	ck_assert(shelf.usable);
	check_print(shelf_cert(&shelf, 0), PRINT_A);
	check_warned(&shelf, 1, "invisible character");
	shelf_free(&shelf);
}
END_TEST

START_TEST(several_on_a_line)
{
	struct shelf shelf;

	shelf_read(&shelf, PRINT_A ", " PRINT_B "\nwww: " PRINT_C " (new)\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 3);
	ck_assert_uint_eq(shelf_find(&shelf, PRINT_C)->line, 2);
	shelf_free(&shelf);
}
END_TEST

START_TEST(lines_without_thumbprint)
{
	struct shelf shelf;

	shelf_read(&shelf, PRINT_A "\nthe old one\n" PRINT_A "F\n"
				   "1B2C3D4E5F60718293A4B5C6D7E8F9001122334\n");
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_warned(&shelf, 2, "\"the old one\" is not a thumbprint");
	check_warned(&shelf, 3, "expected 40 hexadecimal digits");
	check_warned(&shelf, 4, "leading zero");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(warnings_are_limited)
{
	struct shelf shelf;
	char text[8192] = PRINT_A "\n";
	size_t len = strlen(text);

	for (; len < 4096; len += 2)
		memcpy(text + len, "x\n", 3);
	shelf_read(&shelf, text);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.messages.count, 21);
	check_warned(&shelf, 0, "more lines hold no thumbprint");
	shelf_free(&shelf);
}
END_TEST

START_TEST(near_misses)
{
	check_refused("1B2C3D4E5F60718293A4B5C6D7E8F9001122334\n",
		      "no line holds a SHA-1 thumbprint");
	check_refused(PRINT_A "AABBCCDDEEFF001122334455\n",
		      "no line holds a SHA-1 thumbprint");
	check_refused("commit " PRINT_A "\n", "not a certificate listing");
	check_refused(" \n\t\r\n", "the file is empty");
	check_refused("", "the file is empty");
}
END_TEST

/* Other formats hold thumbprints too and must not be read in part. */
START_TEST(foreign_formats)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ PRINT_A "\n-----BEGIN CERTIFICATE-----\nMIID\n",
		  "no certificate in the file" },
		{ "Windows Registry Editor Version 5.00\n" PRINT_A "\n",
		  "export HKLM\\SOFTWARE" },
		{ "REGEDIT4\n", "export HKLM\\SOFTWARE" },
		{ "<Objs Version=\"1.1.0.1\">\n" PRINT_A "\n",
		  "not valid XML" },
		{ "<configuration/>\n" PRINT_A "\n", "an XML file" },
		{ "    IP:port                 : 0.0.0.0:443\n"
		  "    Certificate Hash        : " PRINT_A "\n"
		  "    Application ID          : "
		  "{4dc3e181-e14b-4a21-b022-59fc669b0914}\n" PRINT_A "\n",
		  "--http-sys" },
		{ "SITE \"www\" (id:1)\n" PRINT_A "\n",
		  "no certificate hashes" },
		{ "0\x82\x05\x10 and more", "a binary file in DER" },
		{ "regf and more", "reg export" },
		{ "PK\003\004 and more", "ZIP" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		check_refused(cases[i].text, cases[i].why);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce("?" PRINT_A "\n" PRINT_B "\nwhat\n");
}
END_TEST

Suite *suite_cert_plain(void)
{
	const TTest *const tests[] = {
		spellings,
		no_der,
		lost_mark,
		several_on_a_line,
		lines_without_thumbprint,
		warnings_are_limited,
		near_misses,
		foreign_formats,
		no_memory,
	};

	return suite_of("cert_plain", tests, LENGTH(tests));
}
