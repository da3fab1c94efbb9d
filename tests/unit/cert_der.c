/* Binary certificates and PKCS #7 bundles. */
#include "blobs.h"

#include "unit.h"

START_TEST(bundle)
{
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", NULL, BLOB_BUNDLE);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	shelf_find(&shelf, BLOB_A_PRINT);
	shelf_find(&shelf, BLOB_B_PRINT);
	check_text(shelf_store(&shelf, 0)->name, "MY");
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

START_TEST(empty_bundle)
{
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", NULL, BLOB_EMPTY_BUNDLE);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 0);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* One certificate is no store, whatever the user calls it. */
START_TEST(single)
{
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", NULL, BLOB_A);
	ck_assert(shelf.usable);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

static void join(struct shelf *shelf, struct slice a, struct slice b)
{
	char *both = malloc(a.len + b.len);

	ck_assert_ptr_nonnull(both);
	memcpy(both, a.at, a.len);
	memcpy(both + a.len, b.at, b.len);
	shelf_init(shelf, &allocator_heap);
	shelf_add_bytes(shelf, "MY", (struct slice){ both, a.len + b.len });
	free(both);
}

START_TEST(in_a_row)
{
	struct slice a = blob(BLOB_A), b = blob(BLOB_B);
	struct shelf shelf;

	join(&shelf, a, b);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	join(&shelf, a, slice_take(b, b.len - 1));
	ck_assert(shelf.usable);
	ck_assert_uint_eq(count_messages(&shelf, false, "cut off"), 1);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	join(&shelf, a, SLICE("garbage"));
	ck_assert_uint_eq(count_messages(&shelf, false, "what follows"), 1);
	shelf_free(&shelf);
	blob_free(a);
	blob_free(b);
}
END_TEST

/* The bundle with other bytes in a place. */
static void read_changed(struct shelf *shelf, size_t at, struct slice change)
{
	struct slice bytes = blob(BLOB_BUNDLE);

	memcpy((char *)bytes.at + at, change.at, change.len);
	shelf_init(shelf, &allocator_heap);
	shelf_add_bytes(shelf, "MY", bytes);
	blob_free(bytes);
}

/* Offsets in the bundle: its certificates, and those in it. */
enum { SIGNED_AT = 19, CERTS_AT = 41, CERT_A_AT = 45, CERT_B_AT = 571 };

START_TEST(damaged_certificate)
{
	struct shelf shelf;

	read_changed(&shelf, CERT_A_AT + 20, SLICE("\xFF\xFF\xFF\xFF"));
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	shelf_find(&shelf, BLOB_B_PRINT);
	check_warned(&shelf, 1, "the certificate is damaged");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* Lengths that lead out of what they are in. */
START_TEST(damaged_bundle)
{
	struct shelf shelf;

	read_changed(&shelf, CERT_B_AT, SLICE("\x30\x82\xFF\xFF"));
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_warned(&shelf, 1, "certificates may be missing");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	read_changed(&shelf, CERT_A_AT, SLICE("\x30\x82\xFF\xFF"));
	ck_assert(!shelf.usable);
	shelf_free(&shelf);
	read_changed(&shelf, SIGNED_AT, SLICE("\xA0\x82\xFF\xFF"));
	ck_assert(!shelf.usable);
	check_warned(&shelf, 1, "bundle is damaged and was left out");
	ck_assert_uint_eq(count_messages(&shelf, true, "nothing in the file"),
			  1);
	shelf_free(&shelf);
}
END_TEST

/* Older programs write lengths that only the end tells. */
START_TEST(indefinite)
{
	static const char head[] = "\x30\x80\x06\x09\x2A\x86\x48\x86\xF7\x0D"
				   "\x01\x07\x02\xA0\x80\x30\x80\x02\x01\x01"
				   "\x31\x00\x30\x80\x06\x09\x2A\x86\x48\x86"
				   "\xF7\x0D\x01\x07\x01\x00\x00\xA0\x80";
	/* Of certificates, SignedData, [0] and ContentInfo. */
	static const char end[] = "\0\0"
				  "\x31\0"
				  "\0\0\0\0\0\0";
	struct slice a = blob(BLOB_A);
	char bytes[1024];
	size_t head_len = sizeof(head) - 1;
	size_t len = head_len + a.len + sizeof(end) - 1;
	struct shelf shelf;

	ck_assert_uint_le(len, sizeof(bytes));
	memcpy(bytes, head, head_len);
	memcpy(bytes + head_len, a.at, a.len);
	memcpy(bytes + head_len + a.len, end, sizeof(end) - 1);
	shelf_init(&shelf, &allocator_heap);
	shelf_add_bytes(&shelf, "MY", (struct slice){ bytes, len });
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	shelf_find(&shelf, BLOB_A_PRINT);
	shelf_free(&shelf);
	for (size_t less = 1; less < 10; less++) {
		shelf_init(&shelf, &allocator_heap);
		shelf_add_bytes(&shelf, "MY",
				(struct slice){ bytes, len - less });
		unit_check(!shelf.usable, "%zu bytes less", less);
		shelf_free(&shelf);
	}
	blob_free(a);
}
END_TEST

/* Sequences in sequences take no memory, and not the square of the time. */
START_TEST(deep)
{
	enum { SIZE = 4 << 20 };
	char *bytes = malloc(SIZE);
	struct shelf shelf;

	ck_assert_ptr_nonnull(bytes);
	for (size_t i = 0; i < SIZE; i += 2)
		memcpy(bytes + i, "\x30\x80", 2);
	shelf_init(&shelf, &allocator_heap);
	shelf_add_bytes(&shelf, "", (struct slice){ bytes, SIZE });
	ck_assert(!shelf.usable);
	shelf_free(&shelf);
	free(bytes);
}
END_TEST

/* A request and a list of revoked certificates look much alike. */
START_TEST(other_der)
{
	static const struct slice cases[] = {
		/* a public key, a private key, an encrypted one, nothing */
		{ "\x30\x08\x30\x04\x06\x02\x2A\x03\x03\x00", 10 },
		{ "\x30\x06\x02\x01\x00\x30\x01\x00", 8 },
		{ "\x30\x05\x30\x03\x06\x01\x2A", 7 },
		{ "\x30\x00", 2 },
		{ "\x30\x82\x00\x00", 4 },
		{ "\x30\x82\xFF\xFF\x30\x82\x01\x00\x02\x01\x01", 11 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_init(&shelf, &allocator_heap);
		shelf_add_bytes(&shelf, "", cases[i]);
		unit_check(!shelf.usable, "case %zu", i);
		ck_assert_uint_eq(shelf.inventory.certs.count, 0);
		shelf_free(&shelf);
	}
}
END_TEST

UNIT_SUITE(cert_der, bundle, empty_bundle, single, in_a_row,
	   damaged_certificate, damaged_bundle, indefinite, deep, other_der)
