#include <stdio.h>

#include "listing.h"

Suite *suite_cert_certutil(void);

#define HEADER	   "My \"Personal\"\n"
#define HEADING(n) "================ Certificate " #n " ================\n"
#define DATES                                                                  \
	" NotBefore: 1/20/2026 10:15 AM\n"                                     \
	" NotAfter: 1/20/2027 10:15 AM\n"
#define FIELDS(name)                                                           \
	"Serial Number: 5a01\n"                                                \
	"Issuer: CN=Contoso CA, C=DE\n" DATES "Subject: CN=" name              \
	".contoso.example, O=Contoso AG\n"                                     \
	"Non-root Certificate\n"
#define LINK	 "  Key Container = tp-1\n"
#define UNIQUE	 "  Unique container name: 7c4a_8a2f\n"
#define PROVIDER "  Provider = Microsoft Software Key Storage Provider\n"
#define NO_KEY                                                                 \
	"No key provider information\n"                                        \
	"Cannot find the certificate and private key for decryption.\n"
#define BLOCK(n, name, hash, key)                                              \
	HEADING(n) FIELDS(name) "Cert Hash(sha1): " hash "\n" key "\n"
#define END    "CertUtil: -store command completed successfully.\n"
#define TESTED LINK UNIQUE PROVIDER "Encryption test passed\n"

START_TEST(one_certificate)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf, HEADER BLOCK(0, "www", PRINT_A, TESTED) END);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	check_text(cert->subject, "CN=www.contoso.example, O=Contoso AG");
	check_time(cert->not_before, "2026-01-19T20:15:00Z",
		   "2026-01-21T00:15:59Z");
	check_time(cert->not_after, "2027-01-19T20:15:00Z",
		   "2027-01-21T00:15:59Z");
	ck_assert_int_eq(cert->key, CERT_KEY_TESTED);
	ck_assert_int_eq(cert->archived, CERT_NO);
	ck_assert_uint_eq(cert->line, 9);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert(shelf_store(&shelf, 0)->complete);
	ck_assert_uint_eq(shelf_store(&shelf, 0)->line, 1);
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	shelf_free(&shelf);
}
END_TEST

/* The lines behind the hash, and what they say about the key. */
START_TEST(keys)
{
	static const struct {
		const char *lines;
		enum cert_key key;
	} cases[] = {
		{ "", CERT_KEY_UNKNOWN },
		{ NO_KEY, CERT_KEY_NONE },
		{ TESTED, CERT_KEY_TESTED },
		{ LINK UNIQUE PROVIDER "Signature test passed\n",
		  CERT_KEY_TESTED },
		{ LINK UNIQUE PROVIDER "Private key is NOT exportable\n"
				       "Encryption test FAILED\n",
		  CERT_KEY_UNUSABLE },
		{ LINK PROVIDER "Missing stored keyset\n", CERT_KEY_MISSING },
		{ LINK PROVIDER, CERT_KEY_LINKED },
		{ UNIQUE, CERT_KEY_LINKED },
		{ LINK PROVIDER "Ein Satz in einer anderen Sprache\n",
		  CERT_KEY_LINKED },
		{ LINK UNIQUE PROVIDER
		  "Verschl\xEF\xBF\xBDsselungstest wurde durchgef\xEF\xBF\xBD"
		  "hrt\n",
		  CERT_KEY_TESTED },
		{ "  C\xEF\xBF\xBD = pessoa exemplo:00000000000\n"
		  "  Nome: 1234\n",
		  CERT_KEY_LINKED },
		{ "---------------- End Nesting Level 1 ----------------\n",
		  CERT_KEY_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[4096];

		/* The second certificate's key can be opened. */
		snprintf(text, sizeof(text), "%s%s%s\n%s", HEADER,
			 BLOCK(0, "www", PRINT_B, TESTED) HEADING(1)
				 FIELDS("api") "Cert Hash(sha1): " PRINT_A "\n",
			 cases[i].lines, END);
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		ck_assert_msg(shelf_find(&shelf, PRINT_A)->key == cases[i].key,
			      "case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

/* An account without rights sees no key at all; that is no evidence. */
START_TEST(no_elevation)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   HEADER BLOCK(0, "www", PRINT_A,
				LINK PROVIDER "Missing stored keyset\n")
			   BLOCK(1, "api", PRINT_B, NO_KEY)
				   BLOCK(2, "ftp", PRINT_C,
					 LINK PROVIDER
					 "Missing stored keyset\n") END);
	ck_assert(shelf.usable);
	ck_assert_int_eq(shelf_find(&shelf, PRINT_A)->key, CERT_KEY_UNKNOWN);
	ck_assert_int_eq(shelf_find(&shelf, PRINT_B)->key, CERT_KEY_NONE);
	ck_assert_int_eq(shelf_find(&shelf, PRINT_C)->key, CERT_KEY_UNKNOWN);
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 0, "administrator");
	shelf_free(&shelf);
}
END_TEST

/* Every label is translated and every letter but ASCII is lost. */
START_TEST(any_language)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf,
		   "My \"\xA4\xA5\"\r\n"
		   "================ \xD6\xA4\xCA\xE9 0 ================\r\n"
		   "\xC7\xC8\xA3\xA1\r\n"
		   "\xD0\xF2\xC1\xD0\xBA\xC5: 610\r\n"
		   "\xB0\xE4: CN=Contoso CA\r\n"
		   " \xC8\xD5: 2026/3/2 9:00\r\n"
		   " \xC9\xD6: 2035/3/1 9:00\r\n"
		   "\xCA\xB9: CN=www.contoso.example\r\n"
		   "\xD6\xA4\xFF(sha1)\xFF: a1 b2 c3 d4 e5 f6 07 18 29 3a 4b "
		   "5c 6d 7e 8f 90 01 12 23 34\r\n"
		   "  \xC3\xDC = WMSvc\r\n"
		   "\xCD\xA8\r\n"
		   "CertUtil: -store \xC3\xFC\r\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	check_text(cert->subject, "CN=www.contoso.example");
	check_time(cert->not_before, "2026-03-01T19:00:00Z",
		   "2026-03-02T23:00:59Z");
	ck_assert_int_eq(cert->key, CERT_KEY_LINKED);
	check_text(shelf_store(&shelf, 0)->name, "My");
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(archived)
{
	struct shelf shelf;

	shelf_read(
		&shelf,
		HEADER HEADING(0) "Archived!\n" FIELDS(
			"www") "Cert Hash(sha1): " PRINT_A "\n" NO_KEY
			       "\n" HEADING(1) "\xE5\xB7\xB2\xEF\xBC\x81\n" FIELDS(
				       "api") "Cert Hash(sha1): " PRINT_B
					      "\n" NO_KEY END);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->archived, CERT_YES);
	ck_assert_int_eq(shelf_cert(&shelf, 1)->archived, CERT_YES);
	shelf_free(&shelf);
}
END_TEST

/* The order of day and month comes from all dates of the listing. */
START_TEST(order_from_whole_listing)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   HEADER HEADING(0) "Serial: 1\nIssuer: CN=a\n"
				     " NotBefore: 1/2/2026 1:00 AM\n"
				     " NotAfter: 3/4/2026 1:00 AM\n"
				     "Subject: CN=b\n"
				     "Hash(sha1): " PRINT_A "\n" NO_KEY
				     "\n" BLOCK(1, "www", PRINT_B, NO_KEY) END);
	check_time(shelf_cert(&shelf, 0)->not_after, "2026-03-03T11:00:00Z",
		   "2026-03-04T15:00:59Z");
	shelf_free(&shelf);
}
END_TEST

START_TEST(several_stores)
{
	struct shelf shelf;

	shelf_read(&shelf, HEADER BLOCK(0, "www", PRINT_A, TESTED) END
		   "\nWebHosting \"Web Hosting\"\n" BLOCK(0, "www", PRINT_A,
							  NO_KEY)
			   BLOCK(1, "api", PRINT_B, TESTED) END
		   "Remote Desktop \"Remote Desktop\"\n" END);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.stores.count, 3);
	check_text(shelf_store(&shelf, 1)->name, "WebHosting");
	check_text(shelf_store(&shelf, 2)->name, "Remote Desktop");
	ck_assert_uint_eq(shelf_store(&shelf, 1)->count, 2);
	ck_assert_uint_eq(shelf_store(&shelf, 2)->count, 0);
	ck_assert(shelf_store(&shelf, 2)->complete);
	shelf_free(&shelf);
}
END_TEST

/* Numbers that begin again tell of another store. */
START_TEST(stores_without_end_lines)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   HEADER HEADING(0)
			   FIELDS("www") "H(sha1): " PRINT_A "\n" NO_KEY
					 "WebHosting\n" BLOCK(0, "api", PRINT_B,
							      NO_KEY));
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.stores.count, 2);
	check_text(shelf_store(&shelf, 1)->name, "WebHosting");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	ck_assert(!shelf_store(&shelf, 1)->complete);
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 0, "last line is missing");
	shelf_free(&shelf);
}
END_TEST

START_TEST(prompts)
{
	static const struct {
		const char *prompt, *name;
		enum cert_location location;
		bool complete;
	} cases[] = {
		{ "C:\\>certutil -store my\n", "my", CERT_LOCATION_MACHINE,
		  true },
		{ "PS C:\\> certutil.exe -user -store My > f\n", "My",
		  CERT_LOCATION_USER, true },
		{ "C:\\Users\\x>certutil -store \"Remote Desktop\"\n",
		  "Remote Desktop", CERT_LOCATION_MACHINE, true },
		{ "C:\\>certutil -store my 5a01\n", "my", CERT_LOCATION_MACHINE,
		  false },
		{ "C:\\>certutil -store my | more\n", "my",
		  CERT_LOCATION_MACHINE, false },
		{ "C:\\>certutil -store\n", "CA", CERT_LOCATION_MACHINE, true },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[4096];

		snprintf(text, sizeof(text), "%s%s\nC:\\>\n", cases[i].prompt,
			 BLOCK(0, "www", PRINT_A, TESTED) END);
		shelf_read(&shelf, text);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_text(shelf_store(&shelf, 0)->name, cases[i].name);
		ck_assert_int_eq(shelf_store(&shelf, 0)->location,
				 cases[i].location);
		ck_assert_msg(shelf_store(&shelf, 0)->complete ==
				      cases[i].complete,
			      "case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(empty_store)
{
	struct shelf shelf;

	shelf_read(&shelf, HEADER END);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.stores.count, 1);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(failures)
{
	check_refused("NoSuchStore\n"
		      "CertUtil: -store command FAILED: 0x80070002 (WIN32: 2 "
		      "ERROR_FILE_NOT_FOUND)\n"
		      "CertUtil: The system cannot find the file specified.\n",
		      "listed no certificates");
	check_refused("X.509-Zertifikat:\n"
		      "  Namenshash (sha1): " PRINT_A "\n",
		      "no certificate of a store");
	check_refused(HEADER HEADING(0) FIELDS("www") END,
		      "no certificate of a store");
}
END_TEST

/* A store that failed beside one that did not. */
START_TEST(one_store_fails)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "Nowhere\n"
		   "CertUtil: -store command FAILED: 0x80070002\n" HEADER BLOCK(
			   0, "www", PRINT_A, TESTED) END);
	ck_assert(shelf.usable);
	check_warned(&shelf, 2, "\"Nowhere\": error 0x80070002");
	ck_assert_uint_eq(shelf.inventory.stores.count, 1);
	check_text(shelf_store(&shelf, 0)->name, "My");
	shelf_free(&shelf);
}
END_TEST

START_TEST(cut_off)
{
	struct shelf shelf;

	shelf_read(&shelf, HEADER BLOCK(0, "www", PRINT_A, TESTED));
	ck_assert(shelf.usable);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 0, "last line is missing");
	shelf_free(&shelf);
}
END_TEST

START_TEST(filtered)
{
	static const char *const cases[] = {
		HEADING(0) "Subject: CN=www\nCert Hash(sha1): " PRINT_A
			   "\n" HEADING(1) "Subject: CN=api\n"
					   "Cert Hash(sha1): " PRINT_B "\n",
		"Cert Hash(sha1): " PRINT_A "\nCert Hash(sha1): " PRINT_B "\n",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_read(&shelf, cases[i]);
		ck_assert(shelf.usable);
		ck_assert_uint_eq(shelf.inventory.certs.count, 2);
		check_print(shelf_cert(&shelf, 1), PRINT_B);
		ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_UNKNOWN);
		ck_assert_int_eq(shelf_cert(&shelf, 0)->archived, CERT_UNKNOWN);
		ck_assert(!shelf_store(&shelf, 0)->complete);
		check_warned(&shelf, 0, "filtered or shortened");
		shelf_free(&shelf);
	}
}
END_TEST

/* Copied from a console of 80 columns. */
START_TEST(wrapped)
{
	struct shelf shelf;

	shelf_read(
		&shelf,
		HEADER HEADING(0) "Serial Number: 5a01\n"
				  "Issuer: CN=a\n" DATES
				  "Subject: CN=www.contoso.example, "
				  "OU=a unit with a looooong name, "
				  "O=Contoso AG, L\n"
				  "=Berlin\n"
				  "Zertifikathash(sha1): a1 b2 c3 d4 e5 f6 07 "
				  "18 29 3a 4b 5c 6d 7e 8f 90 01 12 23 3\n"
				  "4\n" TESTED END);
	ck_assert(shelf.usable);
	check_print(shelf_cert(&shelf, 0), PRINT_A);
	check_text(shelf_cert(&shelf, 0)->subject,
		   "CN=www.contoso.example, OU=a unit with a looooong name, "
		   "O=Contoso AG, L=Berlin");
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_TESTED);
	shelf_free(&shelf);
}
END_TEST

/* Revocation lists have hashes too. */
START_TEST(lists_are_skipped)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   HEADER BLOCK(
			   0, "www", PRINT_A,
			   TESTED) "================ CRL 0 ================\n"
				   "Issuer: CN=a\n"
				   " ThisUpdate: 1/20/2026 10:15 AM\n"
				   " NextUpdate: 1/21/2026 10:15 AM\n"
				   "CRL Entries: 0\n"
				   "CRL Hash(sha1): " PRINT_B "\n\n"
				   "================ Liste 0 ================\n"
				   "CRL Hash(sha1): " PRINT_C "\n" END);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	ck_assert(shelf_store(&shelf, 0)->complete);
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 22, "\"Liste 0\" is skipped");
	shelf_free(&shelf);
}
END_TEST

START_TEST(nested_headings)
{
	struct shelf shelf;

	shelf_read(
		&shelf,
		HEADING(0) "================ Begin Nesting Level 1 ================\n"
			   "Element 0:\n" FIELDS(
				   "www") "H(sha1): " PRINT_A "\n"
					  "---------------- End Nesting Level 1 ----------------\n"
					  "CertUtil: -dump command completed successfully.\n");
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_UNKNOWN);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

#define VERBOSE                                                                \
	"X509 Certificate:\nVersion: 3\nSerial Number: 5a01\nIssuer:\n"        \
	"    CN=Contoso CA\n  Name Hash(sha1): " PRINT_C "\n\n" DATES "\n"     \
	"Subject:\n    CN=www.contoso.example\n    O=\"Contoso, Inc.\"\n"      \
	"  Name Hash(sha1): " PRINT_C "\n\nPublic Key Length: 2048 bits\n"     \
	"Key Id Hash(sha1): " PRINT_C "\nCert Hash(sha1): " PRINT_A "\n"       \
	"Cert Hash(sha256): 00\n\n"

START_TEST(verbose)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf, HEADER HEADING(0) VERBOSE
		   "  CERT_KEY_PROV_INFO_PROP_ID(2):\n"
		   "    Key Container = x\n"
		   "  CERT_FRIENDLY_NAME_PROP_ID(11):\n    www 2026\n"
		   "  CERT_SHA1_HASH_PROP_ID(3):\n    " PRINT_A "\n"
		   "  Provider = y\n\nEncryption test passed\n\n" END);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, PRINT_A);
	check_text(cert->subject,
		   "CN=www.contoso.example, O=\"Contoso, Inc.\"");
	check_text(cert->friendly_name, "www 2026");
	ck_assert_int_eq(cert->key, CERT_KEY_TESTED);
	ck_assert_uint_eq(cert->line, 20);
	shelf_free(&shelf);

	shelf_read(&shelf, HEADER HEADING(0) VERBOSE
		   "  CERT_SHA1_HASH_PROP_ID(3):\n    " PRINT_B "\n"
		   "Hash(sha1): " PRINT_C "\n\n" NO_KEY END);
	check_print(shelf_cert(&shelf, 0), PRINT_B);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_NONE);
	shelf_free(&shelf);
}
END_TEST

/* The issuer-name hash is indented; nothing else is a thumbprint here. */
START_TEST(block_without_hash)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   HEADER HEADING(0) FIELDS("www") "  Name Hash(sha1): " PRINT_A
						   "\n" BLOCK(1, "api", PRINT_B,
							      TESTED) END);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_warned(&shelf, 2, "no SHA-1 hash");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(HEADER BLOCK(0, "www", PRINT_A, TESTED)
			     BLOCK(1, "api", PRINT_B, NO_KEY) END);
	check_scarce(HEADER HEADING(0) VERBOSE);
}
END_TEST

Suite *suite_cert_certutil(void)
{
	const TTest *const tests[] = {
		one_certificate,
		keys,
		no_elevation,
		any_language,
		archived,
		order_from_whole_listing,
		several_stores,
		stores_without_end_lines,
		prompts,
		empty_store,
		failures,
		one_store_fails,
		cut_off,
		filtered,
		wrapped,
		lists_are_skipped,
		nested_headings,
		verbose,
		block_without_hash,
		no_memory,
	};

	return suite_of("cert_certutil", tests, LENGTH(tests));
}
