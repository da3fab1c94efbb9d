/* Listings of certutil that are longer, shorter or other than usual. */
#include <stdio.h>

#include "listing.h"

Suite *suite_cert_certutil_shapes(void);

#define HEADER	   "My \"Personal\"\n"
#define HEADING(n) "================ Certificate " #n " ================\n"
#define FIELDS                                                                 \
	"Serial Number: 5a01\n"                                                \
	"Issuer: CN=Contoso CA, C=DE\n"                                        \
	" NotBefore: 1/20/2026 10:15 AM\n"                                     \
	" NotAfter: 1/20/2027 10:15 AM\n"                                      \
	"Subject: CN=www.contoso.example\n"                                    \
	"Non-root Certificate\n"
#define HASH(hash) "Cert Hash(sha1): " hash "\n"
#define LINK	   "  Key Container = tp-1\n"
#define UNIQUE	   "  Unique container name: 7c4a_8a2f\n"
#define PROVIDER   "  Provider = Microsoft Software Key Storage Provider\n"
#define TESTED	   LINK UNIQUE PROVIDER "Encryption test passed\n"
#define NO_KEY                                                                 \
	"No key provider information\n"                                        \
	"Cannot find the certificate and private key for decryption.\n"
#define END	   "CertUtil: -store command completed successfully.\n"
#define VERIFY_END "CertUtil: -verifystore command completed successfully.\n"

/* What -verifystore says of the chain is not about the key. */
START_TEST(verified)
{
#define POLICIES                                                               \
	"Verified Issuance Policies: None\n"                                   \
	"Verified Application Policies:\n"                                     \
	"    1.3.6.1.5.5.7.3.1 Server Authentication\n"                        \
	"    1.2.3.4 Contoso: a policy = 1\n"                                  \
	"Certificate is valid\n"
#define UNTRUSTED                                                              \
	"A certificate chain processed, but terminated in a root certificate " \
	"which is not trusted by the trust provider. 0x800b0109 (-2146762487 " \
	"CERT_E_UNTRUSTEDROOT)\n"
#define CHAIN                                                                  \
	"dwFlags = CA_VERIFY_FLAGS_CONSOLE_TRACE (0x20000000)\n"               \
	"ChainFlags = CERT_CHAIN_REVOCATION_CHECK_CHAIN_EXCLUDE_ROOT\n"        \
	"HCCE_LOCAL_MACHINE\n"                                                 \
	"CERT_CHAIN_POLICY_BASE\n"                                             \
	"-------- CERT_CHAIN_CONTEXT --------\n"                               \
	"ChainContext.dwErrorStatus = CERT_TRUST_IS_UNTRUSTED_ROOT (0x20)\n"   \
	"\n"                                                                   \
	"CertContext[0][0]: dwInfoStatus=102 dwErrorStatus=0\n"                \
	"  Issuer: CN=Contoso CA, C=DE\n"                                      \
	"  NotBefore: 1/20/2026 10:15 AM\n"                                    \
	"  Subject: CN=other.contoso.example\n"                                \
	"  Cert Hash(sha1): " PRINT_C "\n"                                     \
	"Hash(sha1): " PRINT_C "\n"                                            \
	"Signature test FAILED\n"
	static const struct {
		const char *lines;
		enum cert_key key;
	} cases[] = {
		{ TESTED POLICIES, CERT_KEY_TESTED },
		{ TESTED UNTRUSTED, CERT_KEY_TESTED },
		{ TESTED CHAIN POLICIES, CERT_KEY_TESTED },
		{ NO_KEY POLICIES, CERT_KEY_NONE },
		{ NO_KEY CHAIN POLICIES, CERT_KEY_NONE },
		{ NO_KEY UNTRUSTED POLICIES, CERT_KEY_NONE },
		{ LINK PROVIDER CHAIN POLICIES, CERT_KEY_LINKED },
		{ "Ein Satz\n" POLICIES, CERT_KEY_NONE },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[8192];

		snprintf(text, sizeof(text), "%s%s\n%s",
			 HEADER HEADING(0) FIELDS HASH(PRINT_A), cases[i].lines,
			 VERIFY_END);
		shelf_read(&shelf, text);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		check_print(shelf_cert(&shelf, 0), PRINT_A);
		check_text(shelf_cert(&shelf, 0)->subject,
			   "CN=www.contoso.example");
		ck_assert_msg(shelf_cert(&shelf, 0)->key == cases[i].key,
			      "case %zu: %d", i, shelf_cert(&shelf, 0)->key);
		ck_assert(shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
}
END_TEST

/* A filter lets some lines through: the others are no evidence. */
START_TEST(filtered_keys)
{
	static const struct {
		const char *lines;
		enum cert_key key;
	} cases[] = {
		{ "Private key is NOT exportable\n", CERT_KEY_UNKNOWN },
		{ "Ein Satz\n", CERT_KEY_UNKNOWN },
		{ "Encryption test passed\n", CERT_KEY_TESTED },
		{ "Missing stored keyset\n", CERT_KEY_MISSING },
		{ "Signature test FAILED\n", CERT_KEY_UNUSABLE },
		{ "No key provider information\n", CERT_KEY_NONE },
		{ PROVIDER, CERT_KEY_LINKED },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[4096];

		snprintf(text, sizeof(text), "%s%s%s",
			 HEADER HEADING(0) FIELDS HASH(PRINT_B)
				 TESTED HEADING(1) HASH(PRINT_A),
			 cases[i].lines, END);
		shelf_read(&shelf, text);
		ck_assert_msg(shelf_find(&shelf, PRINT_A)->key == cases[i].key,
			      "case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

/* With a certificate's number or hash, certutil shows only that one. */
START_TEST(single_certificate)
{
	struct shelf shelf;

	shelf_read(&shelf, HEADER HEADING(4) FIELDS HASH(PRINT_A) TESTED END);
	ck_assert(shelf.usable);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	check_warned(&shelf, 0, "numbers of the certificates have gaps");
	shelf_free(&shelf);

	shelf_read(&shelf,
		   HEADER HEADING(0) FIELDS HASH(PRINT_A) TESTED HEADING(2)
			   FIELDS HASH(PRINT_B) TESTED END);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	check_warned(&shelf, 0, "numbers of the certificates have gaps");
	shelf_free(&shelf);

	shelf_read(&shelf,
		   HEADER HEADING(0) FIELDS HASH(PRINT_A) TESTED HEADING(1)
			   FIELDS HASH(PRINT_B) TESTED END "Web\n" HEADING(0)
				   FIELDS HASH(PRINT_A) TESTED END);
	ck_assert(shelf_store(&shelf, 0)->complete);
	ck_assert(shelf_store(&shelf, 1)->complete);
	check_quiet(&shelf);
	shelf_free(&shelf);
}
END_TEST

/* In the place of the subject a revocation list has a number. */
START_TEST(translated_lists)
{
	static const char *const cases[] = {
		"================ Certificate 1 ================\n"
		"Issuer: CN=Contoso CA\n"
		" Diese Aktualisierung: 1/20/2026 10:15 AM\n"
		" Naechste Aktualisierung: 1/27/2026 10:15 AM\n"
		"Eintraege: 3\n"
		"Hash(sha1): " PRINT_B "\n",
		"================ Certificate 1 ================\n"
		"Hash CRL(sha1): " PRINT_B "\n",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[4096];

		snprintf(text, sizeof(text), "%s%s%s",
			 HEADER HEADING(0) FIELDS HASH(PRINT_A) TESTED,
			 cases[i], END);
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		ck_assert(shelf_store(&shelf, 0)->complete);
		check_warned(&shelf, 14, "no certificate");
		shelf_free(&shelf);
	}
}
END_TEST

/* Every line beyond column 80 goes on at the left of the next one. */
START_TEST(wrapped_console)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(
		&shelf,
		HEADER HEADING(0) "Serial Number: 5a01\n"
				  "Issuer: CN=Contoso CA, OU=xxxxxxxxxxxxxx"
				  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, C=DE\n"
				  " NotBefore: 20/1/2026 10:15\n"
				  " NotAfter: 20/1/2027 10:15\n"
				  "Subject: CN=www.contoso.example, "
				  "OU=a unit with a looooong name, "
				  "O=Contoso AG, L\n"
				  "=Berlin\n"
				  "Cert Hash(sha1): " PRINT_A "\n"
				  "  Key Container = tp-1\n"
				  "  Unique container name: "
				  "7c4a8d09ca3762af61e59520943dc264_8a2f1c44-"
				  "6d1b-4a83-9\n"
				  "b3e-5d2c7f9e1a60\n" PROVIDER
				  "Encryption test passed\n" END);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	cert = shelf_cert(&shelf, 0);
	check_text(cert->subject,
		   "CN=www.contoso.example, OU=a unit with a looooong name, "
		   "O=Contoso AG, L=Berlin");
	/* A line that just fits is followed by a line of its own. */
	check_time(cert->not_after, "2027-01-19T20:15:00Z",
		   "2027-01-21T00:15:59Z");
	ck_assert_int_eq(cert->key, CERT_KEY_TESTED);
	shelf_free(&shelf);
}
END_TEST

#define FIFTY "a2345678b2345678c2345678d2345678e2345678f2345678aa"

START_TEST(wrapped_name)
{
	const struct cert_details *details;
	struct shelf shelf;

	shelf_read(&shelf, HEADER HEADING(0) FIELDS
		   "Algorithm:\n"
		   "    Object: 1.2.840.113549.1.1.1 RSA\n"
		   "Extensions: 1\n"
		   "    2.5.29.17: Flags = 0, Length = 3f\n"
		   "    Subject Alternative Name\n"
		   "        DNS Name=" FIFTY ".contoso.exam\n"
		   "ple\n"
		   "        DNS Name=b.example\n"
		   "Key Id Hash(sha1): " PRINT_B "\n" HASH(PRINT_A) TESTED END);
	details = shelf_cert(&shelf, 0)->details;
	ck_assert_ptr_nonnull(details);
	ck_assert_int_eq(details->dns_names.known, CERT_LIST_COMPLETE);
	ck_assert_uint_eq(details->dns_names.count, 2);
	check_text(details->dns_names.items[0], FIFTY ".contoso.example");
	check_text(details->dns_names.items[1], "b.example");
	shelf_free(&shelf);
}
END_TEST

/* Hashes that are none: said with the line, and the store has a hole. */
START_TEST(malformed_hashes)
{
	static const struct {
		const char *hash, *why;
	} cases[] = {
		{ "A1B2C3D4E5F60718293A4B5C6D7E8F900112233", "leading zero" },
		{ PRINT_A "00", "expected 40" },
		{ PRINT_A "112233445566778899AABBCC", "SHA-256" },
		{ "A1B2xyz", "expected 40" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[4096];

		snprintf(text, sizeof(text), "%sCert Hash(sha1): %s\n%s",
			 HEADER HEADING(0) FIELDS, cases[i].hash,
			 TESTED HEADING(1) FIELDS HASH(PRINT_B) TESTED END);
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		check_warned(&shelf, 9, cases[i].why);
		ck_assert(!shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
}
END_TEST

#define CERT(dates, subject, key)                                              \
	"Serial Number: 5a01\nIssuer: CN=Contoso CA\n" dates                   \
	"Subject: CN=" subject "\n" HASH(PRINT_A) key
#define YEAR_2026 " NotBefore: 2026-01-01 10:00\n NotAfter: 2027-01-01 10:00\n"
#define YEAR_2027 " NotBefore: 2027-01-01 10:00\n NotAfter: 2028-01-01 10:00\n"

/* One thumbprint is one certificate: it cannot be two things. */
START_TEST(twice_in_one_store)
{
	static const struct {
		const char *again, *what;
	} cases[] = {
		{ CERT(YEAR_2027, "www", TESTED), "with another validity" },
		{ CERT(YEAR_2026, "api", TESTED), "with another subject" },
		{ CERT(YEAR_2026, "www", NO_KEY), "with another private key" },
		{ CERT(YEAR_2026, "www", LINK "Missing stored keyset\n"),
		  "with another private key" },
		{ "Archived!\n" CERT(YEAR_2026, "www", TESTED),
		  "with another archived mark" },
		/* These say the same, or less. */
		{ CERT(YEAR_2026, "www", TESTED), NULL },
		{ CERT(YEAR_2026, "www", LINK), NULL },
		{ CERT(YEAR_2026, "www", ""), NULL },
		{ CERT("", "www", ""), NULL },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct cert *cert;
		struct shelf shelf;
		char text[4096];

		snprintf(text, sizeof(text), "%s%s%s",
			 HEADER HEADING(0) CERT(YEAR_2026, "www", TESTED)
				 HEADING(1),
			 cases[i].again, END);
		shelf_read(&shelf, text);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		cert = shelf_cert(&shelf, 0);
		ck_assert_int_eq(cert->key, CERT_KEY_TESTED);
		check_text(cert->subject, "CN=www");
		if (cases[i].what)
			check_warned(&shelf, i == 4 ? 20 : 19, cases[i].what);
		ck_assert_msg(
			count_messages(&shelf, false, "stands in line 8") ==
				(cases[i].what != NULL),
			"case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

/* A second run tells what the first one did not. */
START_TEST(second_run_tells_more)
{
	struct shelf shelf;

	shelf_read(
		&shelf,
		HEADER HEADING(0) CERT(YEAR_2026, "www",
				       LINK) END HEADER HEADING(0)
			CERT(YEAR_2026, "www",
			     TESTED) "  CERT_FRIENDLY_NAME_PROP_ID(11):\n    web\n" END);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_TESTED);
	check_text(shelf_cert(&shelf, 0)->friendly_name, "web");
	ck_assert_ptr_nonnull(shelf_cert(&shelf, 0)->details);
	shelf_free(&shelf);
}
END_TEST

/* A store that one run shows completely is known, whatever others show. */
START_TEST(several_runs)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   HEADER HEADING(0) FIELDS HASH(PRINT_A) TESTED HEADING(1)
			   FIELDS HASH(PRINT_B) TESTED END
		   "C:\\>certutil -store My 5a01\n" HEADER HEADING(0)
			   FIELDS HASH(PRINT_A) TESTED END);
	ck_assert_uint_eq(shelf.inventory.stores.count, 1);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);

	shelf_read(&shelf,
		   "C:\\>certutil -store My 5a01\n" HEADER HEADING(0)
			   FIELDS HASH(PRINT_A) TESTED END HEADER HEADING(0)
				   FIELDS HASH(PRINT_A) TESTED END
		   "Web\nCertUtil: -dump command completed.\n");
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);

	shelf_read(&shelf, "C:\\>certutil -store My 5a01\n" HEADER HEADING(0)
				   FIELDS HASH(PRINT_A) TESTED END);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(commands)
{
	static const struct {
		const char *prompt, *name;
		enum cert_location location;
		bool complete;
	} cases[] = {
		{ "C:\\>certutil -enterprise -store My\n", "My",
		  CERT_LOCATION_MACHINE, false },
		{ "C:\\>certutil -GroupPolicy -store My\n", "My",
		  CERT_LOCATION_MACHINE, false },
		{ "C:\\>certutil -service -store W3SVC\\My\n", "W3SVC\\My",
		  CERT_LOCATION_USER, true },
		{ "C:\\>certutil /USER /verifystore My\n", "My",
		  CERT_LOCATION_USER, true },
		{ "C:\\>C:\\Windows\\System32\\certutil.exe -v -store My\n",
		  "My", CERT_LOCATION_MACHINE, true },
		{ "C:\\>\"C:\\Windows\\System32\\certutil.exe\" -store My\n",
		  "My", CERT_LOCATION_MACHINE, true },
		{ "C:\\>certutil -silent -gmt -seconds -store My 2>&1 > f\n",
		  "My", CERT_LOCATION_MACHINE, true },
		{ "C:\\>certutil -store My | findstr sha1\n", "My",
		  CERT_LOCATION_MACHINE, false },
		{ "C:\\>copy certutil -user -store Web\n", "",
		  CERT_LOCATION_MACHINE, true },
		{ "C:\\>mycertutil -user -store Web\n", "",
		  CERT_LOCATION_MACHINE, true },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[4096];

		snprintf(text, sizeof(text), "%s%s", cases[i].prompt,
			 HEADING(0) FIELDS HASH(PRINT_A) TESTED END);
		shelf_read(&shelf, text);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_text(shelf_store(&shelf, 0)->name, cases[i].name);
		ck_assert_msg(shelf_store(&shelf, 0)->location ==
				      cases[i].location,
			      "case %zu", i);
		ck_assert_msg(shelf_store(&shelf, 0)->complete ==
				      cases[i].complete,
			      "case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

/* With -silent no key is tried, with -gmt dates are exact to the minute. */
START_TEST(silent_and_exact)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf,
		   HEADER HEADING(0) "Serial Number: 5a01\n"
				     "Issuer: CN=Contoso CA\n"
				     " NotBefore: 20/01/2026 9:15 GMT\n"
				     " NotAfter: 1/20/2027 9:15 30.000s AM "
				     "GMT\n"
				     "Subject: CN=www\n" HASH(PRINT_A)
					     LINK PROVIDER END);
	cert = shelf_cert(&shelf, 0);
	check_time(cert->not_before, "2026-01-20T09:15:00Z",
		   "2026-01-20T09:15:59Z");
	check_time(cert->not_after, "2027-01-20T09:15:30Z",
		   "2027-01-20T09:15:30Z");
	ck_assert_int_eq(cert->key, CERT_KEY_LINKED);
	shelf_free(&shelf);
}
END_TEST

/* The dates of one certificate settle the order for all. */
START_TEST(order_from_pairs)
{
	struct shelf shelf;

	shelf_read(&shelf, HEADER HEADING(0) "Serial Number: 1\nIssuer: CN=a\n"
					     " NotBefore: 4/6/2026 10:15\n"
					     " NotAfter: 7/5/2026 10:15\n"
					     "Subject: CN=www\n" HASH(PRINT_A)
						     LINK END);
	check_time(shelf_cert(&shelf, 0)->not_after, "2026-07-04T20:15:00Z",
		   "2026-07-06T00:15:59Z");
	shelf_free(&shelf);

	/* Filtered: the ends of two certificates are no pair. */
	shelf_read(&shelf,
		   HEADER HEADING(0) " NotAfter: 4/6/2026 10:15\n"
				     " NotAfter: 7/5/2026 10:15\n"
				     "Subject: CN=a\n" HASH(PRINT_A) END);
	check_time(shelf_cert(&shelf, 0)->not_after, "2026-05-06T20:15:00Z",
		   "2026-07-06T00:15:59Z");
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(HEADER HEADING(0) CERT(YEAR_2026, "www", TESTED) HEADING(1)
			     CERT(YEAR_2027, "www", NO_KEY) END);
}
END_TEST

Suite *suite_cert_certutil_shapes(void)
{
	const TTest *const tests[] = {
		verified,	  filtered_keys,      single_certificate,
		translated_lists, wrapped_console,    wrapped_name,
		malformed_hashes, twice_in_one_store, second_run_tells_more,
		several_runs,	  commands,	      silent_and_exact,
		order_from_pairs, no_memory,
	};

	return suite_of("cert_certutil_shapes", tests, LENGTH(tests));
}
