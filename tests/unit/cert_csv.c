#include <stdio.h>

#include "listing.h"

Suite *suite_cert_csv(void);

#define TYPE                                                                   \
	"#TYPE Selected.System.Security.Cryptography.X509Certificates."        \
	"X509Certificate2\r\n"
#define PATH "Microsoft.PowerShell.Security\\Certificate::"

START_TEST(whole_row)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf, TYPE
		   "\"Store\",\"Thumbprint\",\"Subject\",\"NotBefore\","
		   "\"NotAfter\",\"HasPrivateKey\",\"KeyState\",\"Archived\","
		   "\"FriendlyName\",\"San\"\r\n"
		   "\"My\",\"" PRINT_A "\",\"CN=www, O=\"\"Contoso, Inc.\"\"\","
		   "\"2026-01-10T09:15:00Z\",\"2027-01-10T09:15:00Z\",\"True\","
		   "\"ok\",\"False\",\"www 2026\",\"x\"\r\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	check_text(cert->subject, "CN=www, O=\"Contoso, Inc.\"");
	check_text(cert->friendly_name, "www 2026");
	check_time(cert->not_before, "2026-01-10T09:15:00Z",
		   "2026-01-10T09:15:00Z");
	check_time(cert->not_after, "2027-01-10T09:15:00Z",
		   "2027-01-10T09:15:00Z");
	ck_assert_int_eq(cert->key, CERT_KEY_TESTED);
	ck_assert_int_eq(cert->archived, CERT_NO);
	ck_assert_uint_eq(cert->line, 3);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* The same certificate, whatever program has written the file. */
START_TEST(dialects)
{
	static const char *const cases[] = {
		"\"Thumbprint\",\"Subject\"\n\"" PRINT_A "\",\"CN=www\"\n",
		"\"Thumbprint\";\"Subject\"\n\"" PRINT_A "\";\"CN=www\"",
		"Thumbprint\tSubject\r" PRINT_A "\tCN=www\r",
		"sep=;\nthumbprint;subject\n" PRINT_A ";CN=www\n",
		TYPE "Subject,THUMBPRINT\n CN=www , " PRINT_A " \n",
		"\n\nsubject,Cert_Hash\n\nCN=www," PRINT_A ",more,cells\n\n",
		"\xEF\xBB\xBF\"Subject\",\"Thumbprint\"\n\"CN=www\",\"" PRINT_A
		"\"\n",
		"a,b,Subject,Thumbprint\n\"1\n2\r\n3\",,CN=www," PRINT_A "\n",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_read(&shelf, cases[i]);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		check_print(shelf_cert(&shelf, 0), PRINT_A);
		check_text(shelf_cert(&shelf, 0)->subject, "CN=www");
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(lines_within_quotes)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "Note,Thumbprint\n\"1\n2\r\n\"," PRINT_A "\n\"3\r\"," PRINT_B
		   "\n\"4\n5\"," PRINT_C "\nx," PRINT_D "\n");
	ck_assert_uint_eq(shelf_cert(&shelf, 0)->line, 2);
	ck_assert_uint_eq(shelf_cert(&shelf, 1)->line, 5);
	ck_assert_uint_eq(shelf_cert(&shelf, 2)->line, 7);
	ck_assert_uint_eq(shelf_cert(&shelf, 3)->line, 9);
	shelf_free(&shelf);
}
END_TEST

START_TEST(keys)
{
	static const struct {
		const char *cells;
		enum cert_key key;
	} cases[] = {
		{ "True,ok", CERT_KEY_TESTED },
		{ "True,", CERT_KEY_LINKED },
		{ "TRUE,what", CERT_KEY_LINKED },
		{ "False,", CERT_KEY_NONE },
		{ "False,none", CERT_KEY_NONE },
		{ "True,missing", CERT_KEY_MISSING },
		{ "True,error: Keyset does not exist", CERT_KEY_MISSING },
		{ "True,error: Access is denied", CERT_KEY_UNUSABLE },
		{ ",", CERT_KEY_UNKNOWN },
		{ "Wahr,", CERT_KEY_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[512];

		/* One key can be opened: the account has its rights. */
		snprintf(text, sizeof(text),
			 "Thumbprint,HasPrivateKey,KeyState\n" PRINT_B
			 ",True,ok\n" PRINT_A ",%s\n",
			 cases[i].cells);
		shelf_read(&shelf, text);
		ck_assert_msg(shelf_find(&shelf, PRINT_A)->key == cases[i].key,
			      "%s", cases[i].cells);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(stores)
{
	struct shelf shelf;

	shelf_read(&shelf, "PSParentPath,Thumbprint,Archived\n" PATH
			   "LocalMachine\\My," PRINT_A ",True\n" PATH
			   "LocalMachine\\WebHosting," PRINT_B ",False\n" PATH
			   "CurrentUser\\My," PRINT_A ",\n" PATH
			   "localmachine\\my," PRINT_C ",maybe\n");
	ck_assert_uint_eq(shelf.inventory.stores.count, 3);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert_uint_eq(shelf_store(&shelf, 0)->count, 2);
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	ck_assert_int_eq(shelf_store(&shelf, 2)->location, CERT_LOCATION_USER);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->archived, CERT_YES);
	ck_assert_int_eq(shelf_cert(&shelf, 1)->archived, CERT_NO);
	ck_assert_int_eq(shelf_cert(&shelf, 2)->archived, CERT_UNKNOWN);
	ck_assert_int_eq(shelf_cert(&shelf, 3)->archived, CERT_UNKNOWN);
	shelf_free(&shelf);

	shelf_read(&shelf, "PSPath,Thumbprint\n" PATH
			   "LocalMachine\\My\\" PRINT_A "," PRINT_A "\n" PATH
			   "LocalMachine\\My\\" PRINT_B "," PRINT_B "\n");
	ck_assert_uint_eq(shelf.inventory.stores.count, 1);
	check_text(shelf_store(&shelf, 0)->name, "My");
	shelf_free(&shelf);
}
END_TEST

/* A later row shows that the day comes first. */
START_TEST(order_from_all_rows)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "Thumbprint;Expires\n" PRINT_A
		   ";08/01/2036 10:15:00\n" PRINT_B ";28/11/2035 07:30:00\n");
	check_time(shelf_cert(&shelf, 0)->not_after, "2036-01-07T20:15:00Z",
		   "2036-01-09T00:15:00Z");
	ck_assert(!shelf_cert(&shelf, 0)->not_before.known);
	shelf_free(&shelf);
}
END_TEST

START_TEST(type_names_are_unknown)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "Thumbprint,Subject,NotAfter\n" PRINT_A
		   ",System.Security.X500DistinguishedName,System.Byte[]\n");
	check_text(shelf_cert(&shelf, 0)->subject, "");
	ck_assert(!shelf_cert(&shelf, 0)->not_after.known);
	shelf_free(&shelf);
}
END_TEST

START_TEST(bad_thumbprints)
{
	static const struct {
		const char *cell, *hint;
	} cases[] = {
		{ "1B2C3D4E5F60718293A4B5C6D7E8F9001122334",
		  "a leading zero was probably lost" },
		{ PRINT_A "AABBCCDDEEFF001122334455", "SHA-256" },
		{ "00112233445566778899AABBCCDDEEFF", "MD5" },
		{ "1.2E+35", "spreadsheet" },
		{ "\"1,2E+35\"", "spreadsheet" },
		{ "A1B2", "expected 40 hexadecimal digits" },
		{ "", "expected 40 hexadecimal digits" },
		{ "System.Byte[]", "expected 40 hexadecimal digits" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[512];

		snprintf(text, sizeof(text),
			 "Thumbprint,Subject\n%s,CN=www\n" PRINT_B ",CN=api\n",
			 cases[i].cell);
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		check_warned(&shelf, 2, cases[i].hint);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		ck_assert(!shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
	check_refused("Thumbprint,Subject\nA1B2,CN=www\n1E+9,CN=api\n",
		      "none of 2 entries");
}
END_TEST

START_TEST(header_alone_is_empty_store)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "My", "\"Thumbprint\",\"Subject\"\r\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_thumbprint_column)
{
	check_refused("\"Subject\",\"NotAfter\"\n\"CN=www\",\"1/1/2026\"\n",
		      "no column Thumbprint");
	check_refused(TYPE "\"Subject\"\n\"CN=www\"\n", "no column Thumbprint");
	check_refused("a,b\n1,2\n", "not a certificate listing");
}
END_TEST

START_TEST(cut_off)
{
	struct shelf shelf;

	shelf_read(&shelf, "Thumbprint,Subject\n" PRINT_A ",\"CN=www\n");
	ck_assert(shelf.usable);
	check_warned(&shelf, 0, "was cut off");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	check_refused("Thumbprint,Subject\nA1,\"CN=www\n", "none of 1 entries");
}
END_TEST

START_TEST(no_memory)
{
	check_scarce("Thumbprint,Subject,Expires\n" PRINT_A
		     ",\"CN=\"\"a\"\"\",01/02/2036\n" PRINT_B ",CN=b,\n");
}
END_TEST

Suite *suite_cert_csv(void)
{
	const TTest *const tests[] = {
		whole_row,
		dialects,
		lines_within_quotes,
		keys,
		stores,
		order_from_all_rows,
		type_names_are_unknown,
		bad_thumbprints,
		header_alone_is_empty_store,
		no_thumbprint_column,
		cut_off,
		no_memory,
	};

	return suite_of("cert_csv", tests, LENGTH(tests));
}
