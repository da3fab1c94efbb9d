/* PEM as other programs and other systems write it. */
#include "odd_cert.h"

#include <openssl/evp.h>

#include "blobs.h"
#include "unit.h"

#define PEM(what, base64)                                                      \
	"-----BEGIN " what "-----\n" base64 "\n-----END " what "-----\n"
#define CERT_A PEM("CERTIFICATE", BLOB_A)
#define CERT_B PEM("CERTIFICATE", BLOB_B)

static void check_both(const struct shelf *shelf)
{
	ck_assert(shelf->usable);
	check_quiet(shelf);
	ck_assert_uint_eq(shelf->inventory.certs.count, 2);
	shelf_find(shelf, BLOB_A_PRINT);
	shelf_find(shelf, BLOB_B_PRINT);
	ck_assert(shelf_store(shelf, 0)->complete);
}

/* What PowerShell makes of a text: UTF-16 with a byte order mark. */
START_TEST(utf16)
{
	static const char text[] = CERT_A CERT_B;
	struct shelf shelf;
	char *bytes;

	shelf_init(&shelf, &allocator_heap);
	bytes = arena_alloc(&shelf.arena, LENGTH(text), 2);
	memcpy(bytes, "\xFF\xFE", 2);
	for (size_t i = 0; text[i]; i++)
		bytes[2 + 2 * i] = text[i];
	shelf_add_bytes(&shelf, "", (struct slice){ bytes, 2 * LENGTH(text) });
	check_both(&shelf);
	shelf_free(&shelf);
}
END_TEST

/* Lines that end with CR alone, and lines that begin with blanks. */
START_TEST(line_breaks)
{
	char text[] = " \t" CERT_A " \t" CERT_B;
	struct shelf shelf;

	shelf_read(&shelf, text);
	check_both(&shelf);
	shelf_free(&shelf);
	for (size_t i = 0; text[i]; i++)
		if (text[i] == '\n')
			text[i] = '\r';
	shelf_read(&shelf, text);
	check_both(&shelf);
	ck_assert_uint_eq(shelf_find(&shelf, BLOB_B_PRINT)->line, 4);
	shelf_free(&shelf);
}
END_TEST

/* A block that says so holds these bytes. */
static void read_block(struct shelf *shelf, const char *password,
		       const char *what, struct slice bytes)
{
	struct arena *arena = &shelf->arena;
	unsigned char *base64;

	shelf_init(shelf, &allocator_heap);
	if (password)
		shelf->inventory.password = slice_of(password);
	base64 = arena_alloc(arena, bytes.len / 3 + 2, 4);
	EVP_EncodeBlock(base64, (const unsigned char *)bytes.at,
			(int)bytes.len);
	shelf_add(shelf, "MY",
		  arena_printf(arena,
			       "-----BEGIN %s-----\n%s\n-----END %s-----\n",
			       what, (const char *)base64, what)
			  .at);
}

/* Certificate A in a block, and what is behind it there. */
static void read_behind(struct shelf *shelf, const char *what,
			struct slice behind)
{
	struct slice a = blob(BLOB_A);
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	read_block(shelf, NULL, what, join(&arena, a, behind));
	arena_free(&arena);
	blob_free(a);
	ck_assert(shelf->usable);
	shelf_find(shelf, BLOB_A_PRINT);
}

/* certutil -encode calls every file a certificate. */
START_TEST(encoded_files)
{
	struct slice b = blob(BLOB_B), pfx = blob(BLOB_PFX_A);
	struct shelf shelf;

	read_behind(&shelf, "CERTIFICATE", b);
	check_both(&shelf);
	shelf_free(&shelf);
	read_block(&shelf, "geheim", "CERTIFICATE", pfx);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	shelf_find(&shelf, BLOB_A_PRINT);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	read_block(&shelf, "geheimnis", "CERTIFICATE", pfx);
	ck_assert(!shelf.usable);
	check_warned(&shelf, 1, "the password does not open");
	ck_assert_uint_eq(count_messages(&shelf, false, "geheimnis"), 0);
	shelf_free(&shelf);
	blob_free(pfx);
	blob_free(b);
}
END_TEST

/* What OpenSSL thinks of it: good for one purpose, and called "a". */
START_TEST(trusted)
{
	struct shelf shelf;

	read_behind(&shelf, "TRUSTED CERTIFICATE",
		    SLICE("\x30\x0F\x30\x0A\x06\x08\x2B\x06\x01\x05\x05\x07"
			  "\x03\x01\x0C\x01"
			  "a"));
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	shelf_free(&shelf);
}
END_TEST

/* It could have been one more certificate. */
START_TEST(cut_off_behind)
{
	static const struct slice cases[] = {
		{ "\x30\x82\x01\x86", 4 },
		{ "\x30", 1 },
		{ "\0", 1 },
		{ "and more", 8 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		read_behind(&shelf, "CERTIFICATE", cases[i]);
		check_warned(&shelf, 1, "what follows the certificate");
		ck_assert_uint_eq(shelf.inventory.messages.count, 1);
		ck_assert(!shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(cut_off)
{
	struct slice a = blob(BLOB_A);
	struct shelf shelf;

	read_block(&shelf, NULL, "CERTIFICATE", slice_take(a, a.len - 1));
	ck_assert(!shelf.usable);
	check_warned(&shelf, 1, "neither a certificate nor");
	ck_assert_uint_eq(shelf.inventory.messages.count, 2);
	shelf_free(&shelf);
	blob_free(a);
}
END_TEST

START_TEST(no_certificates)
{
	check_refused(PEM("NEW CERTIFICATE REQUEST", "MIIB"),
		      "a PEM file without certificates");
	check_refused(PEM("X509 CRL", "MIIB"),
		      "a PEM file without certificates");
}
END_TEST

/* In a cell of CSV it is the table that counts. */
START_TEST(within_csv)
{
	struct shelf shelf;

	shelf_read(&shelf, "Thumbprint,Pem\n" PRINT_A ",\"" CERT_A "\"\n");
	ck_assert(shelf.usable);
	check_print(shelf_cert(&shelf, 0), PRINT_A);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	shelf_free(&shelf);
	check_refused("Name,Pem\na,\"" CERT_A "\"\n", "not a certificate");
}
END_TEST

UNIT_SUITE(cert_pem_odd, utf16, line_breaks, encoded_files, trusted,
	   cut_off_behind, cut_off, no_certificates, within_csv)
