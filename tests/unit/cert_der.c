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

START_TEST(damaged)
{
	struct slice bytes = blob(BLOB_BUNDLE);
	char *copy = (char *)bytes.at;
	struct shelf shelf;

	/* Into the middle of the first certificate's structure. */
	memset(copy + 60, 0xFF, 200);
	shelf_init(&shelf, &allocator_heap);
	shelf_add_bytes(&shelf, "MY", bytes);
	ck_assert(!shelf.usable);
	ck_assert_uint_eq(count_messages(&shelf, true, "nothing in the file"),
			  1);
	shelf_free(&shelf);
	blob_free(bytes);
}
END_TEST

UNIT_SUITE(cert_der, bundle, empty_bundle, single, in_a_row, damaged)
