/* PEM: certificates in Base64, with any text around them. */
#include "blobs.h"

#include "unit.h"

#define BEGIN(what)	  "-----BEGIN " what "-----\r\n"
#define END(what)	  "\r\n-----END " what "-----\r\n"
#define PEM(what, base64) BEGIN(what) base64 END(what)
#define CERT_A		  PEM("CERTIFICATE", BLOB_A)
#define CERT_B		  PEM("CERTIFICATE", BLOB_B)

static void check_both(const char *text, bool complete)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "MY", text);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	shelf_find(&shelf, BLOB_A_PRINT);
	shelf_find(&shelf, BLOB_B_PRINT);
	ck_assert(shelf_store(&shelf, 0)->complete == complete);
	shelf_free(&shelf);
}

START_TEST(bundles)
{
	check_both(CERT_A CERT_B, true);
	check_both("\xEF\xBB\xBF" CERT_A CERT_B, true);
	check_both("Bag Attributes\n  friendlyName: a\n" CERT_A
		   "subject=CN = old\n" CERT_B "the end\n",
		   true);
	check_both(PEM("X509 CERTIFICATE", BLOB_A)
			   PEM("TRUSTED CERTIFICATE", BLOB_B),
		   true);
	check_both(PEM("PKCS7", BLOB_BUNDLE), true);
	check_both(PEM("PKCS #7 SIGNED DATA", BLOB_BUNDLE), true);
	/* What certutil -encode makes of any file. */
	check_both(PEM("CERTIFICATE", BLOB_BUNDLE), true);
	check_both(PEM("CERTIFICATE REQUEST", "MIIB") CERT_A CERT_B, true);
}
END_TEST

START_TEST(places)
{
	struct shelf shelf;

	shelf_read(&shelf, "one\ntwo\n" CERT_A "\n" CERT_B);
	ck_assert_uint_eq(shelf_find(&shelf, BLOB_A_PRINT)->line, 3);
	ck_assert_uint_eq(shelf_find(&shelf, BLOB_B_PRINT)->line, 7);
	shelf_free(&shelf);
	shelf_read(&shelf, CERT_A);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(private_keys)
{
	static const char *const kinds[] = {
		BEGIN("PRIVATE KEY") "MIIB" END("PRIVATE KEY"),
		BEGIN("RSA PRIVATE KEY") "MIIB" END("RSA PRIVATE KEY"),
		BEGIN("ENCRYPTED PRIVATE KEY") "MI" END(
			"ENCRYPTED PRIVATE KEY"),
		BEGIN("PRIVATEKEYBLOB") "MIIB" END("PRIVATEKEYBLOB"),
		BEGIN("PRIVATE KEY") "MIIB",
	};

	for (size_t i = 0; i < LENGTH(kinds); i++) {
		struct shelf shelf;

		shelf_init(&shelf, &allocator_heap);
		shelf_add(&shelf, "MY", CERT_A);
		shelf_add(&shelf, "MY",
			  arena_printf(&shelf.arena, "%s%s", CERT_B, kinds[i])
				  .at);
		ck_assert(shelf.usable);
		check_warned(&shelf, 4, "private key");
		ck_assert_uint_eq(count_messages(&shelf, false, "MI"), 0);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(damaged)
{
	struct shelf shelf;

	shelf_read(&shelf, CERT_A PEM("CERTIFICATE", "MIIB*"));
	ck_assert(shelf.usable);
	check_warned(&shelf, 4, "not Base64");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	shelf_read(&shelf, CERT_A BEGIN("CERTIFICATE") BLOB_B);
	ck_assert(shelf.usable);
	check_warned(&shelf, 4, "END line is missing");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	/* The next block is read all the same. */
	shelf_read(&shelf, BEGIN("CERTIFICATE") "MIIB\r\n" CERT_A CERT_B);
	ck_assert(shelf.usable);
	check_warned(&shelf, 1, "END line is missing");
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	ck_assert_uint_eq(shelf_find(&shelf, BLOB_A_PRINT)->line, 3);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	check_refused(PEM("CERTIFICATE", "MIIB"), "no certificate");
	check_refused(BEGIN("CERTIFICATE"), "no certificate");
	check_refused(PEM("PRIVATE KEY", "MIIB"), "no certificate");
	check_refused(PEM("CERTIFICATE REQUEST", "MIIB"), "not a certificate");
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(CERT_A CERT_B);
}
END_TEST

UNIT_SUITE(cert_pem, bundles, places, private_keys, damaged, no_memory)
