/* PKCS #12 files: passwords, and files that take forever to open. */
#include "blobs.h"

#include "unit.h"

static void check_opens(const char *password, const char *base64,
			const char *print)
{
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", password, base64);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	/* The key in the file is nobody's on a server. */
	ck_assert_int_eq(shelf_find(&shelf, print)->key, CERT_KEY_UNKNOWN);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}

static void check_closed(const char *password, const char *base64,
			 const char *why)
{
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", password, base64);
	ck_assert(!shelf.usable);
	ck_assert_msg(count_messages(&shelf, false, why) == 1, "%s", why);
	ck_assert_uint_eq(shelf.inventory.certs.count, 0);
	if (password && *password)
		ck_assert_uint_eq(count_messages(&shelf, false, password), 0);
	shelf_free(&shelf);
}

START_TEST(passwords)
{
	check_opens("geheim", BLOB_PFX_A, BLOB_A_PRINT);
	check_opens("", BLOB_PFX_B, BLOB_B_PRINT);
	check_opens(NULL, BLOB_PFX_B, BLOB_B_PRINT);
	check_closed(NULL, BLOB_PFX_A, "needs a password");
	check_closed("", BLOB_PFX_A, "does not open");
	check_closed("wrong", BLOB_PFX_A, "does not open");
	check_closed("geheim", BLOB_PFX_B, "does not open");
	check_closed("geheim", BLOB_PFX_ROUNDS, "too many rounds");
}
END_TEST

/* Where OpenSSL has the old ciphers it opens, elsewhere it says why not. */
START_TEST(old_cipher)
{
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", "geheim", BLOB_PFX_OLD);
	if (shelf.usable)
		shelf_find(&shelf, BLOB_B_PRINT);
	else
		ck_assert_uint_eq(
			count_messages(&shelf, false, "give a listing"), 1);
	shelf_free(&shelf);
}
END_TEST

/* 2048 rounds are 02 02 08 00; two bytes more make 32,767 millions of them. */
START_TEST(rounds)
{
	struct slice bytes = blob(BLOB_PFX_A);
	struct slice wanted = { "\x02\x02\x08\x00", 4 };
	char *copy = malloc(bytes.len + 2);
	size_t at, end = bytes.len - wanted.len;
	struct shelf shelf;

	ck_assert_ptr_nonnull(copy);
	ck_assert(slice_eq(slice_skip(bytes, end), wanted));
	memcpy(copy, bytes.at, bytes.len);
	/* The outer sequence and the one of the MAC grow by two bytes. */
	memcpy(copy + end, "\x02\x04\x7F\xFF\xFF\xFF", 6);
	at = (size_t)(unsigned char)copy[2] << 8 | (unsigned char)copy[3];
	at += 2;
	copy[2] = (char)(at >> 8);
	copy[3] = (char)at;
	for (at = end;
	     copy[at] != 0x30 || at + 2 + (size_t)copy[at + 1] != bytes.len;)
		at--;
	copy[at + 1] = (char)(copy[at + 1] + 2);
	shelf_init(&shelf, &allocator_heap);
	shelf.inventory.password = SLICE("geheim");
	shelf_add_bytes(&shelf, "MY", (struct slice){ copy, bytes.len + 2 });
	ck_assert(!shelf.usable);
	ck_assert_uint_eq(count_messages(&shelf, false, "too many rounds"), 1);
	shelf_free(&shelf);
	free(copy);
	blob_free(bytes);
}
END_TEST

START_TEST(damaged)
{
	struct slice bytes = blob(BLOB_PFX_A);

	for (size_t i = 4; i < bytes.len; i += 7) {
		struct shelf shelf;
		char *byte = (char *)bytes.at + i;

		*byte = (char)(*byte ^ 0x55);
		shelf_init(&shelf, &allocator_heap);
		shelf.inventory.password = SLICE("geheim");
		shelf_add_bytes(&shelf, "MY", bytes);
		unit_check(shelf.inventory.certs.count <= 1, "byte %zu", i);
		shelf_free(&shelf);
		*byte = (char)(*byte ^ 0x55);
	}
	blob_free(bytes);
}
END_TEST

UNIT_SUITE(cert_pfx, passwords, old_cipher, rounds, damaged)
