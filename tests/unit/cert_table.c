#include <stdio.h>

#include "rawdata.h"

Suite *suite_cert_table(void);

#define PLACE "Microsoft.PowerShell.Security\\Certificate::"
#define MY    "   PSParentPath: " PLACE "LocalMachine\\My\r\n\r\n"
#define HEAD                                                                   \
	"Thumbprint                                Subject\r\n"                \
	"----------                                -------\r\n"
#define HEAD7                                                                  \
	"Thumbprint                                Subject              "      \
	"EnhancedKeyUsageList\r\n"                                             \
	"----------                                -------              "      \
	"--------------------\r\n"

START_TEST(windows_powershell)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf, "\r\n\r\n" MY HEAD PRINT_A
			   "  CN=www.contoso.example\r\n" PRINT_B
			   "  CN=shop.contoso.example, O=Con...\r\n\r\n\r\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.stores.count, 1);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	ck_assert(shelf_store(&shelf, 0)->complete);
	cert = shelf_find(&shelf, PRINT_A);
	ck_assert_uint_eq(cert->line, 7);
	check_text(cert->subject, "CN=www.contoso.example");
	ck_assert_int_eq(cert->key, CERT_KEY_UNKNOWN);
	ck_assert(!cert->not_after.known);
	ck_assert_ptr_null(cert->details);
	/* What is cut off is not known. */
	check_text(shelf_find(&shelf, PRINT_B)->subject, "");
	shelf_free(&shelf);
}
END_TEST

START_TEST(three_columns)
{
	struct shelf shelf;

	shelf_read(&shelf, MY HEAD7 PRINT_A
		   "  CN=www.contoso.exam… {Server Authentication, Client Auth"
		   "…\r\n" PRINT_B
		   "  CN=müller.example    Server Authentication\r\n" PRINT_C
		   "  CN=a\r\n");
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 3);
	check_text(shelf_cert(&shelf, 0)->subject, "");
	check_text(shelf_cert(&shelf, 1)->subject, "CN=müller.example");
	check_text(shelf_cert(&shelf, 2)->subject, "CN=a");
	ck_assert_ptr_null(shelf_cert(&shelf, 1)->details);
	shelf_free(&shelf);
}
END_TEST

START_TEST(stores)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "    Verzeichnis: " PLACE "localmachine\\my\n" HEAD PRINT_A
		   "  CN=a\n\n   PSParentPath: " PLACE
		   "LocalMachine\\WebHosting\n\n" HEAD PRINT_A
		   "  CN=a\n\n   PSParentPath: " PLACE
		   "CurrentUser\\My\n\n" HEAD PRINT_B
		   "  CN=b\n\nPS C:\\> dir Cert:\\LocalMachine\\"
		   "CA\\\n\n" HEAD PRINT_C "  CN=c\n");
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 4);
	ck_assert_uint_eq(shelf.inventory.stores.count, 4);
	check_text(shelf_store(&shelf, 0)->name, "my");
	check_text(shelf_store(&shelf, 1)->name, "WebHosting");
	ck_assert_int_eq(shelf_store(&shelf, 2)->location, CERT_LOCATION_USER);
	check_text(shelf_store(&shelf, 3)->name, "CA");
	ck_assert(shelf_store(&shelf, 3)->complete);
	shelf_free(&shelf);
}
END_TEST

/* The command shows that the listing is a part of the store. */
START_TEST(filtered)
{
	static const char *const commands[] = {
		"dir Cert:\\LocalMachine\\My | ? { $_.Subject -match 'a' }",
		"gci Cert:\\LocalMachine\\My|where HasPrivateKey",
		"dir 'Cert:\\LocalMachine\\My' | Select-Object -First 1",
		("dir Cert:\\LocalMachine\\My\\" PRINT_A),
		"gi (\"Cert:\\LocalMachine\\My\\A1*\")",
		"gci -SSLServerAuthentication Cert:\\LocalMachine\\My",
	};

	for (size_t i = 0; i < LENGTH(commands); i++) {
		struct shelf shelf;
		char text[1024];

		snprintf(text, sizeof(text), "PS C:\\> %s\n\n%s%s%s\n",
			 commands[i], MY, HEAD, PRINT_A "  CN=a");
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		check_text(shelf_store(&shelf, 0)->name, "My");
		ck_assert_msg(!shelf_store(&shelf, 0)->complete, "%s",
			      commands[i]);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(prompt_of_the_store)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "PS Cert:\\LocalMachine\\My> dir | sort NotAfter | ft\n" HEAD
			   PRINT_A
		   "  CN=a\nPS Cert:\\LocalMachine\\My> exit\n");
	check_quiet(&shelf);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert(shelf_store(&shelf, 0)->complete);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	shelf_free(&shelf);
}
END_TEST

/* Format-Table with other columns, or -Wrap, or with blanks lost. */
START_TEST(other_tables)
{
	static const struct {
		const char *text, *subject;
	} cases[] = {
		{ "\nThumbprint\n----------\n" PRINT_A "\n", "" },
		{ "NotAfter  Thumbprint                                Subject"
		  "\n--------  ----------                                ------"
		  "-\n1/2/2036  " PRINT_A "  CN=www\n",
		  "CN=www" },
		{ HEAD PRINT_A
		  "  CN=www.contoso.example,\n"
		  "                                          O=C\n",
		  "" },
		{ "Thumbprint Subject\n---------- -------\n" PRINT_A
		  " CN=www\n",
		  "" },
		{ HEAD PRINT_A "\n", "" },
		{ HEAD PRINT_A " CN=www\n", "" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_read(&shelf, cases[i].text);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		check_print(shelf_cert(&shelf, 0), PRINT_A);
		check_text(shelf_cert(&shelf, 0)->subject, cases[i].subject);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(cut_off_thumbprints)
{
	static const char *const prints[] = {
		"A1B2C3D4E5F60718293A4B5C6D7E8F9001...",
		"A1B2C3D4E5F60718…",
		"A1B2C3D4E5F60718293A4B5C6D7E8F900112233",
	};
	struct shelf shelf;

	for (size_t i = 0; i < LENGTH(prints); i++) {
		char text[1024];

		snprintf(text, sizeof(text), "%s%s  CN=www\n", HEAD, prints[i]);
		check_refused(text, "Export-Csv");
	}
	shelf_read(&shelf, HEAD
		   "A1B2C3D4E5F60718293A4B5C6D7E8F9001122...  CN=a\n" PRINT_B
		   "  CN=b\n");
	ck_assert(shelf.usable);
	check_warned(&shelf, 3, "is not a thumbprint");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_tables)
{
	check_refused(MY, "no certificate is in it");
	check_refused(HEAD, "no certificate is in it");
	check_refused(HEAD "\n" PRINT_A "\n", "no certificate is in it");
	check_refused(HEAD "and then " PRINT_A "\n", "no certificate is in it");
	check_refused("Name    Thumbprints\n----    -----------\nx " PRINT_A
		      "\n",
		      "not a certificate listing");
	check_refused("protocol bindingInformation sslFlags\n"
		      "-------- ------------------ --------\n"
		      "https    *:443:                  None\n",
		      "shows no certificate hashes");
	check_refused("IP Address       Port Store            Sites\n"
		      "----------       ---- -----            -----\n"
		      "0.0.0.0          443  My               Default\n",
		      "shows no certificate hashes");
}
END_TEST

START_TEST(every_prefix)
{
	check_prefixes(MY HEAD7 PRINT_A
		       "  CN=müller… Server\r\n\r\n" MY HEAD PRINT_B
		       "  CN=b\r\n");
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(MY HEAD PRINT_A "  CN=a\n" PRINT_B "  CN=b\n");
}
END_TEST

Suite *suite_cert_table(void)
{
	const TTest *const tests[] = {
		windows_powershell,
		three_columns,
		stores,
		filtered,
		prompt_of_the_store,
		other_tables,
		cut_off_thumbprints,
		no_tables,
		every_prefix,
		no_memory,
	};

	return suite_of("cert_table", tests, LENGTH(tests));
}
