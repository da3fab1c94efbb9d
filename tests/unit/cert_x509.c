/* What a certificate tells of itself. */
#include "blobs.h"

#include "cert/view.h"
#include "unit.h"

static void check_list(const struct cert_list *list, size_t count,
		       const char *first, const char *last)
{
	ck_assert_int_eq(list->known, CERT_LIST_COMPLETE);
	ck_assert_uint_eq(list->count, count);
	check_text(list->items[0], first);
	check_text(list->items[count - 1], last);
}

START_TEST(everything)
{
	const struct cert_details *details;
	const struct cert *cert;
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", NULL, BLOB_A);
	cert = shelf_find(&shelf, BLOB_A_PRINT);
	details = cert->details;
	check_text(cert->subject,
		   "CN=www.contoso.example, O=\"Müller, Söhne\", C=DE");
	check_time(cert->not_before, "2026-01-10T09:15:00Z",
		   "2026-01-10T09:15:00Z");
	check_time(cert->not_after, "2051-01-10T09:15:00Z",
		   "2051-01-10T09:15:00Z");
	ck_assert_int_eq(cert->key, CERT_KEY_UNKNOWN);
	ck_assert_int_eq(cert->archived, CERT_UNKNOWN);
	check_text(details->issuer,
		   "CN=www.contoso.example, O=\"Müller, Söhne\", C=DE");
	check_text(details->serial, "A1B2C3D4");
	check_text(details->key_id, "5C71767D1A6522BC3A382B8FC7EAA3CEF24F9F68");
	check_text(details->common_name, "www.contoso.example");
	check_list(&details->dns_names, 2, "www.contoso.example",
		   "*.shop.example");
	check_list(&details->addresses, 2, "192.0.2.7", "2001:db8::1");
	check_list(&details->usages, 2, CERT_USAGE_SERVER, "1.3.6.1.5.5.7.3.2");
	check_text(details->signature, "sha256ECDSA");
	ck_assert_int_eq(details->signature_weak, CERT_NO);
	ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_EC);
	ck_assert_uint_eq(details->key_bits, 256);
	shelf_free(&shelf);
}
END_TEST

/* No extensions: no names, and good for every purpose. */
START_TEST(old_and_weak)
{
	const struct cert_details *details;
	const struct cert *cert;
	struct shelf shelf;

	shelf_read_blob(&shelf, "MY", NULL, BLOB_B);
	cert = shelf_find(&shelf, BLOB_B_PRINT);
	details = cert->details;
	check_time(cert->not_after, "2010-01-01T00:00:00Z",
		   "2010-01-01T00:00:00Z");
	check_text(details->serial, "5");
	check_text(details->key_id, "");
	ck_assert_int_eq(details->dns_names.known, CERT_LIST_COMPLETE);
	ck_assert_uint_eq(details->dns_names.count, 0);
	ck_assert_int_eq(details->usages.known, CERT_LIST_COMPLETE);
	ck_assert_uint_eq(details->usages.count, 0);
	ck_assert_int_eq(cert_allows(details, CERT_USAGE_SERVER), CERT_YES);
	ck_assert_int_eq(details->signature_weak, CERT_YES);
	ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_RSA);
	ck_assert_uint_eq(details->key_bits, 1024);
	shelf_free(&shelf);
}
END_TEST

/* Whatever was changed: no crash, and what is read holds together. */
START_TEST(every_byte)
{
	struct slice bytes = blob(BLOB_A);
	char *copy = malloc(bytes.len);

	ck_assert_ptr_nonnull(copy);
	for (size_t i = 0; i < bytes.len; i++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			struct shelf shelf;

			memcpy(copy, bytes.at, bytes.len);
			copy[i] = (char)(copy[i] ^ 1 << bit);
			shelf_init(&shelf, &allocator_heap);
			shelf_add_bytes(&shelf, "",
					(struct slice){ copy, bytes.len });
			unit_check(shelf.inventory.certs.count <= 1, "byte %zu",
				   i);
			shelf_free(&shelf);
		}
	}
	free(copy);
	blob_free(bytes);
}
END_TEST

START_TEST(every_prefix)
{
	struct slice bytes = blob(BLOB_A);

	for (size_t len = 0; len < bytes.len; len++) {
		struct shelf shelf;

		shelf_init(&shelf, &allocator_heap);
		shelf_add_bytes(&shelf, "", slice_take(bytes, len));
		unit_check(!shelf.usable, "%zu bytes", len);
		shelf_free(&shelf);
	}
	blob_free(bytes);
}
END_TEST

START_TEST(no_memory)
{
	struct slice bytes = blob(BLOB_A);
	bool usable = false;

	for (size_t fail_at = 1; !usable; fail_at++) {
		struct scarce scarce = { .fail_at = fail_at };
		struct allocator memory = { scarce_resize, &scarce };
		struct shelf shelf;

		shelf_init(&shelf, &memory);
		shelf_add_bytes(&shelf, "MY", bytes);
		usable = shelf.usable;
		ck_assert(usable == (scarce.calls < fail_at));
		shelf_free(&shelf);
		ck_assert_uint_eq(scarce.blocks, 0);
	}
	blob_free(bytes);
}
END_TEST

UNIT_SUITE(cert_x509, everything, old_and_weak, every_byte, every_prefix,
	   no_memory)
