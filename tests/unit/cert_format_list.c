#include "rawdata.h"

Suite *suite_cert_format_list(void);

#define PLACE	"Microsoft.PowerShell.Security\\Certificate::"
#define HEADING "   PSParentPath: " PLACE "LocalMachine\\WebHosting\n\n"

/* As a console of 60 columns breaks the lines. */
#define STAR                                                                   \
	"PSPath                   : Microsoft.PowerShell.Security\\Ce\r\n"     \
	"                           rtificate::LocalMachine\\My\\A1B2\r\n"     \
	"                           C3D4E5F60718293A4B5C6D7E8F9001122\r\n"     \
	"                           334\r\n"                                   \
	"PSParentPath             : Microsoft.PowerShell.Security\\Ce\r\n"     \
	"                           rtificate::LocalMachine\\My\r\n"           \
	"PSIsContainer            : False\r\n"                                 \
	"EnhancedKeyUsageList     : {Serverauthentifizierung\r\n"              \
	"                           (1.3.6.1.5.5.7.3.1), 1.2.840.1}\r\n"       \
	"DnsNameList              : {www.contoso.example,\r\n"                 \
	"                           müller.example\r\n"                       \
	"                           (xn--mller-kva.example), b, c...}\r\n"     \
	"Archived                 : False\r\n"                                 \
	"FriendlyName             : \r\n"                                      \
	"NotAfter                 : 08.01.2036 10:15:00\r\n"                   \
	"NotBefore                : 10.01.2026 10:15:00\r\n"                   \
	"HasPrivateKey            : True\r\n"                                  \
	"PrivateKey               : \r\n"                                      \
	"RawData                  : {48, 130, 3, 227...}\r\n"                  \
	"SerialNumber             : 005A01\r\n"                                \
	"SignatureAlgorithm       : System.Security.Cryptography.Oid\r\n"      \
	"Thumbprint               : " PRINT_A "\r\n"                           \
	"Issuer                   : CN=Root\r\n"                               \
	"Subject                  : CN=www.contoso.example, O=Contoso\r\n"     \
	"                           Limited Company of Towns, C=DE\r\n"

#define SHORT(print, name)                                                     \
	"Subject      : CN=" name "\n"                                         \
	"Issuer       : CN=Root\n"                                             \
	"Thumbprint   : " print "\n"                                           \
	"FriendlyName : \n"                                                    \
	"NotBefore    : 1/10/2026 10:15:00 AM\n"                               \
	"NotAfter     : 1/13/2036 10:15:00 AM\n"                               \
	"Extensions   : {System.Security.Cryptography.Oid}\n"

START_TEST(all_properties)
{
	const struct cert_details *details;
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf, "\r\n\r\n" STAR "\r\n\r\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	ck_assert_uint_eq(cert->line, 24);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	ck_assert(shelf_store(&shelf, 0)->complete);
	check_text(cert->subject, "CN=www.contoso.example, O=Contoso Limited "
				  "Company of Towns, C=DE");
	check_text(cert->friendly_name, "");
	check_time(cert->not_after, "2036-01-07T20:15:00Z",
		   "2036-01-09T00:15:00Z");
	ck_assert_int_eq(cert->key, CERT_KEY_LINKED);
	ck_assert_int_eq(cert->archived, CERT_NO);
	details = cert->details;
	check_list(&details->usages, CERT_LIST_COMPLETE,
		   "1.3.6.1.5.5.7.3.1 1.2.840.1");
	check_list(&details->dns_names, CERT_LIST_PARTIAL,
		   "www.contoso.example xn--mller-kva.example b c");
	check_text(details->issuer, "CN=Root");
	check_text(details->serial, "5A01");
	check_text(details->common_name, "www.contoso.example");
	check_text(details->signature, "");
	ck_assert_int_eq(details->signature_weak, CERT_UNKNOWN);
	shelf_free(&shelf);
}
END_TEST

/* Only a word that is longer than a line is broken. */
START_TEST(broken_words)
{
	struct shelf shelf;

	/* The path alone tells the store. */
	shelf_read(&shelf,
		   "PSPath     : Microsoft.PowerShell.Security\\Certif\n"
		   "             icate::LocalMachine\\WebHosting\\A1B2C\n"
		   "             3D4E5F60718293A4B5C6D7E8F9001122334\n"
		   "Thumbprint : A1B2C3D4E5F60718293A4B5C6D7E8F900112\n"
		   "             2334\n"
		   "Subject    : CN=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbb\n"
		   "             bbbbb.example, OU=ddddddddd dddddddd\n"
		   "             e\n");
	check_quiet(&shelf);
	check_text(shelf_store(&shelf, 0)->name, "WebHosting");
	check_print(shelf_cert(&shelf, 0), PRINT_A);
	check_text(
		shelf_cert(&shelf, 0)->subject,
		"CN=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbb.example, OU=ddddddddd dddddddd e");
	shelf_free(&shelf);
}
END_TEST

START_TEST(several)
{
	struct shelf shelf;

	shelf_read(
		&shelf,
		"**********************\nStart time: 20260110101500\n"
		"Heure de fin : 12\nPS C:\\> dir Cert:\\LocalMachine\\My | "
		"fl\n\n\n" SHORT(PRINT_A, "a") "\n" SHORT(PRINT_B,
							  "b") "\n\n\n" HEADING
			SHORT(PRINT_C,
			      "c") "\nPS C:\\> Stop-Transcript\n**********************\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 3);
	ck_assert_uint_eq(shelf.inventory.stores.count, 2);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert(shelf_store(&shelf, 0)->complete);
	check_text(shelf_store(&shelf, 1)->name, "WebHosting");
	ck_assert_uint_eq(shelf_store(&shelf, 0)->count, 2);
	/* The later dates show that the month comes first. */
	check_time(shelf_cert(&shelf, 1)->not_before, "2026-01-09T20:15:00Z",
		   "2026-01-11T00:15:00Z");
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_UNKNOWN);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->archived, CERT_UNKNOWN);
	shelf_free(&shelf);
}
END_TEST

/* A path with a blank before its colon is no heading. */
START_TEST(path_on_one_line)
{
	struct shelf shelf;

	shelf_read(&shelf, "FriendlyName : shop\n"
			   "PSParentPath : " PLACE "LocalMachine\\My\n"
			   "Thumbprint   : " PRINT_A "\n\n"
			   "FriendlyName : api\n"
			   "PSParentPath : " PLACE "CurrentUser\\My\n"
			   "Thumbprint   : " PRINT_B "\n");
	check_quiet(&shelf);
	check_text(shelf_cert(&shelf, 0)->friendly_name, "shop");
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	ck_assert_int_eq(shelf_store(&shelf, 1)->location, CERT_LOCATION_USER);
	shelf_free(&shelf);
}
END_TEST

START_TEST(lists_of_nothing)
{
	const struct cert_details *details;
	struct shelf shelf;

	shelf_read(&shelf, "Thumbprint           : " PRINT_A "\n"
			   "DnsNameList          : {}\n"
			   "EnhancedKeyUsageList : {}\n\n"
			   "Thumbprint           : " PRINT_B "\n"
			   "DnsNameList          : \n"
			   "EnhancedKeyUsageList :\n");
	details = shelf_cert(&shelf, 0)->details;
	check_list(&details->usages, CERT_LIST_COMPLETE, "");
	check_list(&details->dns_names, CERT_LIST_UNKNOWN, "");
	ck_assert_ptr_null(shelf_cert(&shelf, 1)->details);
	shelf_free(&shelf);
}
END_TEST

START_TEST(cut_off)
{
	struct shelf shelf;

	shelf_read(&shelf, SHORT(PRINT_A, "a") "\nSubject      : CN=b\n"
					       "Thumbprint   : " PRINT_B "\n");
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	check_warned(&shelf, 0, "was cut off");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);

	/* Another command with fewer properties. */
	shelf_read(&shelf,
		   SHORT(PRINT_A, "a") "\nSubject      : CN=b\n"
				       "Thumbprint   : " PRINT_B "\n\n");
	check_quiet(&shelf);
	shelf_free(&shelf);
}
END_TEST

START_TEST(damaged_entries)
{
	struct shelf shelf;

	shelf_read(&shelf, SHORT("A1B2C3", "a") "\n" SHORT(PRINT_B, "b"));
	ck_assert(shelf.usable);
	check_warned(&shelf, 3, "is not a thumbprint");
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_lists_of_certificates)
{
	check_refused("Subject       : CN=a\nHasPrivateKey : True\n",
		      "Format-List *");
	check_refused("protocol             : https\n"
		      "bindingInformation   : *:443:\n"
		      "sslFlags             : 0\n"
		      "certificateHash      : " PRINT_A "\n"
		      "certificateStoreName : My\n",
		      "--http-sys");
	check_refused("    Certificate Hash             : " PRINT_A "\n",
		      "not a certificate listing");
	check_refused("Thumbprint : \n", "no certificate is in it");
	check_refused("The Thumbprint: " PRINT_A "\n",
		      "not a certificate listing");
}
END_TEST

START_TEST(every_prefix)
{
	check_prefixes(STAR "\r\n" HEADING SHORT(PRINT_B, "b"));
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(STAR "\n" SHORT(PRINT_B, "b") "\n" SHORT(PRINT_B, "b"));
}
END_TEST

Suite *suite_cert_format_list(void)
{
	const TTest *const tests[] = {
		all_properties,
		broken_words,
		several,
		lists_of_nothing,
		cut_off,
		damaged_entries,
		no_lists_of_certificates,
		every_prefix,
		path_on_one_line,
		no_memory,
	};

	return suite_of("cert_format_list", tests, LENGTH(tests));
}
