/* Binary files that are no export of a store, or that take their time. */
#include "odd_cert.h"

#include "blobs.h"
#include "cert/x509.h"
#include "unit.h"

static const struct slice data = {
	"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01", 11
};

/* PKCS #7: certificates and what is behind them. */
static struct slice bundle(struct arena *arena, struct slice certificates,
			   struct slice behind)
{
	struct slice body = join(arena, SLICE("\x02\x01\x01\x31\x00"),
				 der(arena, 0x30, data));

	if (certificates.len)
		body = join(arena, body, der(arena, 0xA0, certificates));
	body = der(arena, 0xA0, der(arena, 0x30, join(arena, body, behind)));
	return der(arena, 0x30,
		   join(arena,
			SLICE("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"),
			body));
}

static void read_bundle(struct shelf *shelf, const char *base64,
			struct slice behind)
{
	struct slice certificate = base64 ? blob(base64) : SLICE("");

	shelf_init(shelf, &allocator_heap);
	shelf_add_bytes(shelf, "MY",
			bundle(&shelf->arena, certificate, behind));
	if (base64)
		blob_free(certificate);
}

/* One signer, as far as anybody looks; none; one revoked certificate. */
#define SIGNERS	   "\x31\x05\x30\x03\x02\x01\x01"
#define NO_SIGNERS "\x31\x00"
#define REVOKED	   "\xA1\x02\x30\x00"

START_TEST(messages)
{
	struct shelf shelf;

	read_bundle(&shelf, BLOB_A, SLICE(NO_SIGNERS));
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	read_bundle(&shelf, BLOB_A, SLICE(REVOKED NO_SIGNERS));
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	read_bundle(&shelf, BLOB_A, SLICE(SIGNERS));
	ck_assert(shelf.usable);
	shelf_find(&shelf, BLOB_A_PRINT);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	read_bundle(&shelf, BLOB_A, SLICE(REVOKED SIGNERS));
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* Without certificates, who knows whether it ever was a store? */
START_TEST(empty_stores)
{
	static const struct slice others[] = {
		{ SIGNERS, 7 },
		{ REVOKED SIGNERS, 11 },
		{ "", 0 },
	};
	struct shelf shelf;

	read_bundle(&shelf, NULL, SLICE(REVOKED NO_SIGNERS));
	ck_assert(shelf.usable);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	for (size_t i = 0; i < LENGTH(others); i++) {
		read_bundle(&shelf, NULL, others[i]);
		ck_assert(!shelf.usable);
		ck_assert_uint_eq(shelf.inventory.stores.count, 0);
		check_warned(&shelf, 1, "not the export of a store");
		shelf_free(&shelf);
	}
}
END_TEST

/* A PKCS #12 file that nothing protects. */
static struct slice open_pfx(struct arena *arena, struct slice certificate)
{
	struct slice bag =
		join(arena,
		     SLICE("\x06\x0A\x2A\x86\x48\x86\xF7\x0D\x01\x09\x16\x01"),
		     der(arena, 0xA0, der(arena, 4, certificate)));
	struct slice bags, parts;

	bag = join(arena,
		   SLICE("\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x0A\x01"
			 "\x03"),
		   der(arena, 0xA0, der(arena, 0x30, bag)));
	bags = der(arena, 4, der(arena, 0x30, der(arena, 0x30, bag)));
	parts = der(arena, 0x30, join(arena, data, der(arena, 0xA0, bags)));
	parts = der(arena, 4, der(arena, 0x30, parts));
	parts = der(arena, 0x30, join(arena, data, der(arena, 0xA0, parts)));
	return der(arena, 0x30, join(arena, SLICE("\x02\x01\x03"), parts));
}

/* Each takes only a moment to open; a million of them takes long. */
START_TEST(too_many_files)
{
	enum { COUNT = 2101 };
	struct slice one, all;
	struct shelf shelf;
	char *bytes;

	shelf_init(&shelf, &allocator_heap);
	one = open_pfx(&shelf.arena,
		       odd_cert(&shelf.arena, &(struct odd){ .key = { 0 } }));
	bytes = arena_alloc(&shelf.arena, COUNT, one.len);
	for (size_t i = 0; i < COUNT; i++)
		memcpy(bytes + i * one.len, one.at, one.len);
	all = (struct slice){ bytes, COUNT * one.len };
	shelf_add_bytes(&shelf, "MY", slice_take(all, all.len - one.len));
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	shelf_add_bytes(&shelf, "WebHosting", all);
	ck_assert(shelf.usable);
	check_warned(&shelf, 1, "one of too many files");
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	shelf_free(&shelf);
}
END_TEST

/* Even one that nobody could use is larger than what is not tried. */
START_TEST(smallest)
{
	struct odd odd = {
		.algorithm = SLICE("\x06\x01\x2A"),
		.key = SLICE("\x30\x09\x30\x03\x06\x01\x2A\x03\x02\x00\x00"),
	};
	struct shelf shelf;
	struct slice bytes;

	shelf_init(&shelf, &allocator_heap);
	bytes = odd_cert(&shelf.arena, &odd);
	ck_assert_uint_lt(bytes.len, X509_SIZE_MIN + 10);
	shelf_add_bytes(&shelf, "", bytes);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	shelf_free(&shelf);
}
END_TEST

static void check_scarce_bytes(const char *base64)
{
	struct slice bytes = blob(base64);
	bool usable = false;

	for (size_t fail_at = 1; !usable; fail_at++) {
		struct scarce scarce = { .fail_at = fail_at };
		struct allocator memory = { scarce_resize, &scarce };
		struct shelf shelf;

		shelf_init(&shelf, &memory);
		shelf.inventory.password = SLICE("geheim");
		shelf_add_bytes(&shelf, "MY", bytes);
		usable = shelf.usable;
		ck_assert_msg(usable == (scarce.calls < fail_at),
			      "allocation %zu", fail_at);
		shelf_free(&shelf);
		ck_assert_uint_eq(scarce.blocks, 0);
	}
	blob_free(bytes);
}

START_TEST(no_memory)
{
	check_scarce_bytes(BLOB_BUNDLE);
	check_scarce_bytes(BLOB_EMPTY_BUNDLE);
	check_scarce_bytes(BLOB_PFX_A);
}
END_TEST

UNIT_SUITE(cert_der_odd, messages, empty_stores, too_many_files, smallest,
	   no_memory)
