/*
 * Serialized certificates for tests: elements, stores and registry exports,
 * put together piece by piece so that each piece can be wrong.
 */
#ifndef UNIT_SERIALIZED_H
#define UNIT_SERIALIZED_H

#include <stdio.h>

#include "listing.h"

/*
 * Made for these tests: CN=www.contoso.example, for servers and clients, and
 * CN=plain.contoso.example, good for every purpose; both from
 * 2026-01-10T09:15:00Z to a year later. Their keys are gone.
 */
#define WWW_PRINT   "3840435664DE155C41499817CEB658D8DD2A635A"
#define PLAIN_PRINT "C090D184386BC01B6FF12E7B79D9666854E50F9C"

static const char www_hex[] =
	"3082016c30820111a003020102020111300a06082a8648ce3d040302301e311c"
	"301a06035504030c137777772e636f6e746f736f2e6578616d706c65301e170d"
	"3236303131303039313530305a170d3237303131303039313530305a301e311c"
	"301a06035504030c137777772e636f6e746f736f2e6578616d706c6530593013"
	"06072a8648ce3d020106082a8648ce3d03010703420004dbdfc3f517266f34d6"
	"37a9fb7ba94fc404bd3370e22ff683647195b3010e3b417cd8df13b535cb7198"
	"a17b621dbfebcbb0f4bbcdcc0d3fe0d1a0bf69ea204419a340303e301d060355"
	"1d250416301406082b0601050507030106082b06010505070302301d0603551d"
	"0e04160414b5caaf78108ce4ec98fafe6ae95c230c04132a70300a06082a8648"
	"ce3d04030203490030460221009036fcf51c8e431ec52f3837a2f6cc5ef7770a"
	"d788f8932b16da02123600fcd002210096f96ddcf88184b45f0ab9d96d590905"
	"a812ebc59d5faca43b74411b650b5d25";

static const char plain_hex[] =
	"3082017330820118a003020102020112300a06082a8648ce3d0403023020311e"
	"301c06035504030c15706c61696e2e636f6e746f736f2e6578616d706c65301e"
	"170d3236303131303039313530305a170d3237303131303039313530305a3020"
	"311e301c06035504030c15706c61696e2e636f6e746f736f2e6578616d706c65"
	"3059301306072a8648ce3d020106082a8648ce3d030107034200045da0fde66d"
	"e31f97a448ae0fc9dab1f6b18f62d988b35043ab8ebd4f2066ecc4014c12f16f"
	"b0edcad9c6651aedb3026ebb87ac9af8d3740debcc5d322aa1c49da343304130"
	"200603551d11041930178215706c61696e2e636f6e746f736f2e6578616d706c"
	"65301d0603551d0e041604145e2ecb8e156ca3de2fad2f761c198743636826aa"
	"300a06082a8648ce3d0403020349003046022100917383e47cd0e88cc9aae6ad"
	"c37c503d9331a4807bf1005098c2403855a858f8022100ffb174e66bbf650d80"
	"f38a3b9fa8b28027f273c9db73bb7a2dc49dac9a3fea1a";

/* Ids of elements. */
enum {
	ID_LINK = 2,
	ID_SHA1 = 3,
	ID_USAGES = 9,
	ID_FRIENDLY_NAME = 11,
	ID_ARCHIVED = 19,
	ID_CERT = 32,
	ID_REVOCATIONS = 33,
	ID_TRUST_LIST = 34,
};

/* Bytes, or a text, that grow at their end. */
struct bytes {
	char at[16384];
	size_t len;
};

static inline struct slice bytes_slice(const struct bytes *bytes)
{
	return (struct slice){ bytes->at, bytes->len };
}

static inline void put(struct bytes *bytes, struct slice more)
{
	ck_assert_uint_le(more.len, sizeof(bytes->at) - 1 - bytes->len);
	if (more.len)
		memcpy(bytes->at + bytes->len, more.at, more.len);
	bytes->len += more.len;
	bytes->at[bytes->len] = '\0';
}

static inline void put_number(struct bytes *bytes, uint32_t number)
{
	for (unsigned shift = 0; shift < 32; shift += 8) {
		char byte = (char)(number >> shift & 0xFF);

		put(bytes, (struct slice){ &byte, 1 });
	}
}

static inline void put_hex(struct bytes *bytes, const char *hex)
{
	for (; hex[0]; hex += 2) {
		char byte = (char)(ascii_hex(hex[0]) << 4 | ascii_hex(hex[1]));

		put(bytes, (struct slice){ &byte, 1 });
	}
}

/* ASCII as UTF-16LE, with a NUL. */
static inline void put_wide(struct bytes *bytes, const char *text)
{
	do {
		const char pair[] = { *text, 0 };

		put(bytes, (struct slice){ pair, 2 });
	} while (*text++);
}

static inline void put_element(struct bytes *bytes, uint32_t id,
			       struct slice value)
{
	put_number(bytes, id);
	put_number(bytes, 1);
	put_number(bytes, (uint32_t)value.len);
	put(bytes, value);
}

static inline void put_element_hex(struct bytes *bytes, uint32_t id,
				   const char *hex)
{
	struct bytes value = { .len = 0 };

	put_hex(&value, hex);
	put_element(bytes, id, bytes_slice(&value));
}

static inline void put_element_wide(struct bytes *bytes, uint32_t id,
				    const char *text)
{
	struct bytes value = { .len = 0 };

	put_wide(&value, text);
	put_element(bytes, id, bytes_slice(&value));
}

/* A key link; `flags` has 0x20 for a key of the machine. */
static inline void put_link(struct bytes *bytes, const char *provider,
			    uint32_t flags)
{
	static const char container[] = "key";
	struct bytes link = { .len = 0 };

	put_number(&link, 28);
	put_number(&link, 28 + 2 * sizeof(container));
	put_number(&link, 12);
	put_number(&link, flags);
	put_number(&link, 0);
	put_number(&link, 0);
	put_number(&link, 1);
	put_wide(&link, container);
	put_wide(&link, provider);
	put_element(bytes, ID_LINK, bytes_slice(&link));
}

#define SOFTWARE_PROVIDER "Microsoft Software Key Storage Provider"

/* The head and the end of a serialized store. */
#define SST_HEAD SLICE("\0\0\0\0CERT")
#define SST_END	 SLICE("\0\0\0\0\0\0\0\0\0\0\0\0")

/* A registry value: lines of at most 25 bytes. */
static inline void put_blob(struct bytes *text, const struct bytes *blob)
{
	put(text, SLICE("\"Blob\"=hex:"));
	for (size_t i = 0; i < blob->len; i++) {
		char byte[4];

		if (i)
			put(text, i % 25 ? SLICE(",") : SLICE(",\\\r\n  "));
		snprintf(byte, sizeof(byte), "%02x", blob->at[i] & 0xFF);
		put(text, slice_of(byte));
	}
	put(text, SLICE("\r\n"));
}

static inline void shelf_add_bytes(struct shelf *shelf, enum listing_kind kind,
				   struct slice bytes)
{
	shelf->usable = inventory_read_bytes(&shelf->inventory, "listing.bin",
					     kind, slice_of(""), bytes);
}

static inline void shelf_read_bytes(struct shelf *shelf, enum listing_kind kind,
				    struct slice bytes)
{
	shelf_init(shelf, &allocator_heap);
	shelf_add_bytes(shelf, kind, bytes);
}

/* As check_scarce() does, with bytes. */
static inline void check_scarce_bytes(enum listing_kind kind,
				      struct slice bytes)
{
	bool failed = true;

	for (size_t fail_at = 1; failed; fail_at++) {
		struct scarce scarce = { .fail_at = fail_at };
		struct allocator memory = { scarce_resize, &scarce };
		struct shelf shelf;

		shelf_init(&shelf, &memory);
		shelf_add_bytes(&shelf, kind, bytes);
		failed = scarce.calls >= fail_at;
		ck_assert_msg(failed != shelf.usable,
			      "allocation %zu of the reading", fail_at);
		shelf_free(&shelf);
		ck_assert_uint_eq(scarce.blocks, 0);
	}
}

#endif
