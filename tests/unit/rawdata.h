/*
 * A certificate for the tests of listings that hold it as RawData, and what
 * it tells; its key is lost.
 */
#ifndef UNIT_RAWDATA_H
#define UNIT_RAWDATA_H

#include "listing.h"

/* CN=www.contoso.example, serial number 5A01, EC P-256, self-signed. */
#define RAW_PRINT "3C5E61A804A7931648D110DFCC08376087686C8A"
#define RAW_DATA                                                               \
	"MIIBlDCCATmgAwIBAgICWgEwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTd3d3LmNvbn"   \
	"Rvc28uZXhhbXBsZTAeFw0yNjAxMTAwOTE1MDBaFw0yNzAxMTAwOTE1MDBaMB4xHDAa"   \
	"BgNVBAMME3d3dy5jb250b3NvLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBw"   \
	"NCAASbcG78eS/Cce5GKxzSeqn95H81KXrb9u7rKy6EivN/cBXQrda1Ghem3TwxrFfJ"   \
	"0riFCB+UtakVom5L7SFA6Yx2o2cwZTAvBgNVHREEKDAmghN3d3cuY29udG9zby5leG"   \
	"FtcGxlgg9jb250b3NvLmV4YW1wbGUwEwYDVR0lBAwwCgYIKwYBBQUHAwEwHQYDVR0O"   \
	"BBYEFO13go/c5RYkXV1e6PE4umwM4YxGMAoGCCqGSM49BAMCA0kAMEYCIQD2y5GpXO"   \
	"a/PP4Ll/Z1neKLU6RD27Fi7ncEqXp51pEbkgIhAPwYudZ5QuMfQM9SUVgiTWcP4G6L"   \
	"NirnSgbSoxbv7d/U"

/* CN=a, RSA with 513 bits, signed with SHA-1, without names and usages. */
#define RAW_WEAK                                                               \
	"MIIBODCB4qADAgECAgJaAjANBgkqhkiG9w0BAQUFADAMMQowCAYDVQQDDAFhMB4XDT"   \
	"I2MDExMDA5MTUwMFoXDTI3MDExMDA5MTUwMFowDDEKMAgGA1UEAwwBYTBcMA0GCSqG"   \
	"SIb3DQEBAQUAA0sAMEgCQQGPp4ExwX8oDxEzGVLwvY+gokzQJ8QZs3Y3/dm6kemTvy"   \
	"SapZ5U4DYUH1Bm/dDWgc5lX3f7M3vWiovzfz93ZYHlAgMBAAGjLjAsMAsGA1UdDwQE"   \
	"AwIHgDAdBgNVHQ4EFgQUAhfnAu8l7qG39tGWVOfbODS9xPwwDQYJKoZIhvcNAQEFBQ"   \
	"ADQgAA/JjLiMR9CY6v8+X/kmUQ5WdHdNQbC3G51uBcs0vPx9oLStCilO5LsbS4ESI+"   \
	"JDp1cbA2rd99y7FGR7dH4LS04w=="

static inline void check_list(const struct cert_list *list,
			      enum cert_list_known known, const char *wanted)
{
	char text[1024] = "";
	size_t len = 0;

	ck_assert_int_eq(list->known, known);
	for (uint32_t i = 0; i < list->count; i++) {
		struct slice item = list->items[i];

		ck_assert_uint_lt(len + item.len + 2, sizeof(text));
		if (i)
			text[len++] = ' ';
		memcpy(text + len, item.at, item.len);
		len += item.len;
	}
	text[len] = '\0';
	ck_assert_str_eq(text, wanted);
}

/* Everything in the entry is what the certificate itself tells. */
static inline void check_raw(const struct cert *cert)
{
	check_print(cert, RAW_PRINT);
	check_text(cert->subject, "CN=www.contoso.example");
	check_time(cert->not_before, "2026-01-10T09:15:00Z",
		   "2026-01-10T09:15:00Z");
	check_time(cert->not_after, "2027-01-10T09:15:00Z",
		   "2027-01-10T09:15:00Z");
	ck_assert_ptr_nonnull(cert->details);
	check_text(cert->details->serial, "5A01");
	check_text(cert->details->common_name, "www.contoso.example");
	check_list(&cert->details->dns_names, CERT_LIST_COMPLETE,
		   "www.contoso.example contoso.example");
	check_list(&cert->details->usages, CERT_LIST_COMPLETE,
		   "1.3.6.1.5.5.7.3.1");
	check_text(cert->details->key_id,
		   "ED77828FDCE516245D5D5EE8F138BA6C0CE18C46");
	ck_assert_int_eq(cert->details->signature_weak, CERT_NO);
	ck_assert_int_eq(cert->details->public_key, CERT_PUBLIC_KEY_EC);
	ck_assert_uint_eq(cert->details->key_bits, 256);
}

/* Reading any beginning of the text neither crashes nor hangs. */
static inline void check_prefixes(const char *text)
{
	struct slice whole = slice_of(text);

	for (size_t len = 0; len <= whole.len; len++) {
		char *copy = malloc(len + 1);
		struct shelf shelf;

		ck_assert_ptr_nonnull(copy);
		memcpy(copy, text, len);
		shelf_init(&shelf, &allocator_heap);
		shelf.usable = inventory_read_bytes(
			&shelf.inventory, "prefix", LISTING_CERTIFICATES,
			slice_of(""), (struct slice){ copy, len });
		free(copy);
		if (!shelf.usable)
			ck_assert_uint_eq(count_messages(&shelf, true, ""), 1);
		shelf_free(&shelf);
	}
}

#endif
