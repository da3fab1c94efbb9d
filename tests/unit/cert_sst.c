#include "serialized.h"

Suite *suite_cert_sst(void);

#define SERVER_ONLY "300a06082b06010505070301"
#define SERVER	    "1.3.6.1.5.5.7.3.1"
#define CLIENT	    "1.3.6.1.5.5.7.3.2"
#define MAIL	    "1.3.6.1.5.5.7.3.4"

static void put_www(struct bytes *bytes)
{
	put_element_hex(bytes, ID_CERT, www_hex);
}

/* Two certificates, the second without a key. */
static struct bytes whole_store(void)
{
	struct bytes bytes = { .len = 0 };

	put(&bytes, SST_HEAD);
	put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
	put_element_hex(&bytes, ID_SHA1, WWW_PRINT);
	put_element_wide(&bytes, ID_FRIENDLY_NAME, "www 2026");
	put_www(&bytes);
	put_element_wide(&bytes, ID_ARCHIVED + 100, "any other property");
	put_element(&bytes, ID_ARCHIVED, SLICE(""));
	put_element_hex(&bytes, ID_CERT, plain_hex);
	put(&bytes, SST_END);
	return bytes;
}

static void read_store(struct shelf *shelf, const struct bytes *bytes)
{
	shelf_read_bytes(shelf, LISTING_CERTIFICATES, bytes_slice(bytes));
}

START_TEST(all_properties)
{
	struct bytes bytes = whole_store();
	const struct cert *cert;
	struct shelf shelf;

	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, WWW_PRINT);
	check_text(cert->friendly_name, "www 2026");
	ck_assert_int_eq(cert->key, CERT_KEY_LINKED);
	ck_assert_int_eq(cert->archived, CERT_NO);
	check_time(cert->not_after, "2027-01-10T09:15:00Z",
		   "2027-01-10T09:15:00Z");
	cert = shelf_cert(&shelf, 1);
	check_print(cert, PLAIN_PRINT);
	check_text(cert->friendly_name, "");
	ck_assert_int_eq(cert->key, CERT_KEY_NONE);
	ck_assert_int_eq(cert->archived, CERT_YES);
	ck_assert(shelf_store(&shelf, 0)->complete);
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_UNKNOWN);
	check_text(shelf_store(&shelf, 0)->name, "");
	shelf_free(&shelf);
}
END_TEST

/* Whether a certificate without a link has no key, the others tell. */
START_TEST(links_left_out)
{
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put(&bytes, SST_HEAD);
	put_element_hex(&bytes, ID_SHA1, WWW_PRINT);
	put_www(&bytes);
	put(&bytes, SST_END);
	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_UNKNOWN);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->archived, CERT_UNKNOWN);
	shelf_free(&shelf);
}
END_TEST

START_TEST(keys)
{
	static const struct {
		const char *provider;
		uint32_t flags;
		enum cert_key key;
	} cases[] = {
		{ SOFTWARE_PROVIDER, 0x20, CERT_KEY_LINKED },
		{ SOFTWARE_PROVIDER, 0x60, CERT_KEY_LINKED },
		{ SOFTWARE_PROVIDER, 0, CERT_KEY_USER },
		{ SOFTWARE_PROVIDER, 0x40, CERT_KEY_USER },
		{ "Microsoft Strong Cryptographic Provider", 0, CERT_KEY_USER },
		{ "Microsoft Base Smart Card Crypto Provider", 0,
		  CERT_KEY_LINKED },
		{ "Microsoft Smart Card Key Storage Provider", 0,
		  CERT_KEY_LINKED },
		{ "Microsoft Platform Crypto Provider", 0, CERT_KEY_LINKED },
		{ "Contoso HSM Provider", 0, CERT_KEY_LINKED },
		{ "", 0, CERT_KEY_LINKED },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct bytes bytes = { .len = 0 };
		struct shelf shelf;

		put(&bytes, SST_HEAD);
		put_link(&bytes, cases[i].provider, cases[i].flags);
		put_www(&bytes);
		put(&bytes, SST_END);
		read_store(&shelf, &bytes);
		ck_assert_msg(shelf_cert(&shelf, 0)->key == cases[i].key, "%s",
			      cases[i].provider);
		check_quiet(&shelf);
		shelf_free(&shelf);
	}
}
END_TEST

/* Offsets of a link that lead out of it, or into its head. */
START_TEST(damaged_links)
{
	static const struct {
		size_t at;
		uint32_t number;
	} cases[] = {
		{ 0, 27 }, { 0, 0xFFFFFFFF },  { 0, 300 },
		{ 4, 4 },  { 4, 0x7FFFFFFF },  { 4, 116 },
		{ 16, 1 }, { 16, 0xFFFFFFFF }, { 16, 0x10000000 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct bytes bytes = { .len = 0 }, number = { .len = 0 };
		struct shelf shelf;

		put(&bytes, SST_HEAD);
		put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
		put_number(&number, cases[i].number);
		memcpy(bytes.at + SST_HEAD.len + 12 + cases[i].at, number.at,
		       4);
		put_www(&bytes);
		put(&bytes, SST_END);
		read_store(&shelf, &bytes);
		ck_assert(shelf.usable);
		ck_assert_msg(shelf_cert(&shelf, 0)->key == CERT_KEY_UNKNOWN,
			      "case %zu", i);
		check_warned(&shelf, 1, "link of the certificate " WWW_PRINT);
		shelf_free(&shelf);
	}
}
END_TEST

/* A text without an end, a link without its head, a link of no names. */
START_TEST(short_links)
{
	static const struct {
		const char *link;
		enum cert_key key;
	} cases[] = {
		{ "", CERT_KEY_UNKNOWN },
		{ "00000000000000000c0000002000000000000000000000000100",
		  CERT_KEY_UNKNOWN },
		{ "1c000000000000000c000000200000000000000000000000010000006100",
		  CERT_KEY_UNKNOWN },
		{ "1c000000000000000c0000002000000000000000000000000100000000",
		  CERT_KEY_UNKNOWN },
		{ "1c000000000000000c000000200000000000000000000000010000000000",
		  CERT_KEY_LINKED },
		{ "00000000000000000c00000020000000000000000000000001000000",
		  CERT_KEY_LINKED },
		/* Parameters inside, and beyond the end. */
		{ "00000000000000000c00000020000000010000001c00000001000000"
		  "11111111222222220000000000000000",
		  CERT_KEY_LINKED },
		{ "00000000000000000c00000020000000020000001c00000001000000"
		  "11111111222222220000000000000000",
		  CERT_KEY_UNKNOWN },
		{ "00000000000000000c00000020000000010000001d00000001000000"
		  "11111111222222220000000000000000",
		  CERT_KEY_UNKNOWN },
		{ "00000000000000000c00000020000000010000003c00000001000000"
		  "11111111222222220000000000000000",
		  CERT_KEY_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct bytes bytes = { .len = 0 };
		struct shelf shelf;

		put(&bytes, SST_HEAD);
		put_element_hex(&bytes, ID_LINK, cases[i].link);
		put_www(&bytes);
		put(&bytes, SST_END);
		read_store(&shelf, &bytes);
		ck_assert_msg(shelf_cert(&shelf, 0)->key == cases[i].key,
			      "case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

/* What the store entry allows narrows what the certificate is good for. */
START_TEST(usages)
{
	static const struct {
		const char *cert, *property;
		enum cert_list_known known;
		uint32_t count;
		const char *first;
	} cases[] = {
		{ www_hex, NULL, CERT_LIST_COMPLETE, 2, SERVER },
		{ www_hex, SERVER_ONLY, CERT_LIST_COMPLETE, 1, SERVER },
		/* Client and mail: mail the certificate has not. */
		{ www_hex, "301406082b0601050507030206082b06010505070304",
		  CERT_LIST_COMPLETE, 1, CLIENT },
		{ plain_hex, "300a06082b06010505070304", CERT_LIST_COMPLETE, 1,
		  MAIL },
		{ plain_hex, NULL, CERT_LIST_COMPLETE, 0, NULL },
		/* For nothing at all. */
		{ www_hex, "3000", CERT_LIST_UNKNOWN, 0, NULL },
		{ plain_hex, "3000", CERT_LIST_UNKNOWN, 0, NULL },
		/* Damaged: cut off, something behind, no list. */
		{ plain_hex, "300a06082b060105050703", CERT_LIST_UNKNOWN, 0,
		  NULL },
		{ plain_hex, SERVER_ONLY "00", CERT_LIST_UNKNOWN, 0, NULL },
		{ plain_hex, "", CERT_LIST_UNKNOWN, 0, NULL },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct bytes bytes = { .len = 0 };
		const struct cert_list *list;
		struct shelf shelf;

		put(&bytes, SST_HEAD);
		if (cases[i].property)
			put_element_hex(&bytes, ID_USAGES, cases[i].property);
		put_element_hex(&bytes, ID_CERT, cases[i].cert);
		put(&bytes, SST_END);
		read_store(&shelf, &bytes);
		ck_assert_ptr_nonnull(shelf_cert(&shelf, 0)->details);
		list = &shelf_cert(&shelf, 0)->details->usages;
		ck_assert_msg(list->known == cases[i].known, "case %zu", i);
		ck_assert_uint_eq(list->count, cases[i].count);
		if (list->count)
			check_text(list->items[0], cases[i].first);
		ck_assert_uint_eq(count_messages(&shelf, false, "purposes"),
				  i >= 7);
		shelf_free(&shelf);
	}
}
END_TEST

/* Properties of a revocation list are not those of the next certificate. */
START_TEST(other_lists_between)
{
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put(&bytes, SST_HEAD);
	put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
	put_element(&bytes, ID_REVOCATIONS, SLICE("crl"));
	put_element(&bytes, ID_ARCHIVED, SLICE(""));
	put_element(&bytes, ID_TRUST_LIST, SLICE("ctl"));
	put_www(&bytes);
	put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
	put_element_hex(&bytes, ID_CERT, plain_hex);
	put_element(&bytes, ID_REVOCATIONS, SLICE("crl"));
	put(&bytes, SST_END);
	read_store(&shelf, &bytes);
	check_quiet(&shelf);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_NONE);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->archived, CERT_NO);
	ck_assert_int_eq(shelf_cert(&shelf, 1)->key, CERT_KEY_LINKED);
	shelf_free(&shelf);
}
END_TEST

START_TEST(empty_store)
{
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put(&bytes, SST_HEAD);
	put(&bytes, SST_END);
	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.certs.count, 0);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* A store that was cut off anywhere is never taken for the whole one. */
START_TEST(every_prefix)
{
	struct bytes bytes = whole_store();

	for (size_t len = 0; len < bytes.len; len++) {
		struct shelf shelf;

		shelf_read_bytes(&shelf, LISTING_CERTIFICATES,
				 slice_take(bytes_slice(&bytes), len));
		if (shelf.usable) {
			ck_assert_uint_gt(shelf.inventory.certs.count, 0);
			ck_assert(!shelf_store(&shelf, 0)->complete);
			check_warned(&shelf, 0, "cut off or damaged behind");
		} else {
			ck_assert_uint_eq(shelf.inventory.certs.count, 0);
		}
		shelf_free(&shelf);
	}
}
END_TEST

/*
 * Whatever bit is wrong, no certificate is lost without a word, unless the
 * store now says that it is something else.
 */
START_TEST(every_byte)
{
	struct bytes bytes = whole_store();

	for (size_t i = 0; i < bytes.len; i++) {
		const char kept = bytes.at[i];
		struct shelf shelf;

		bytes.at[i] ^= (char)(1 << i % 8);
		read_store(&shelf, &bytes);
		if (shelf.usable && shelf.inventory.certs.count < 2 &&
		    bytes.at[i] != ID_REVOCATIONS &&
		    bytes.at[i] != ID_TRUST_LIST) {
			ck_assert(!shelf_store(&shelf, 0)->complete);
			ck_assert_uint_gt(shelf.inventory.messages.count, 0);
		}
		shelf_free(&shelf);
		bytes.at[i] = kept;
	}
}
END_TEST

/* The SHA-1 hash beside it shows that a certificate was changed. */
START_TEST(other_hash)
{
	static const char *const hashes[] = { PLAIN_PRINT, "3840", "" };

	for (size_t i = 0; i < LENGTH(hashes); i++) {
		struct bytes bytes = { .len = 0 };
		struct shelf shelf;

		put(&bytes, SST_HEAD);
		put_element_hex(&bytes, ID_CERT, plain_hex);
		put_element_hex(&bytes, ID_SHA1, hashes[i]);
		put_www(&bytes);
		put(&bytes, SST_END);
		read_store(&shelf, &bytes);
		ck_assert(shelf.usable);
		check_warned(&shelf, 1, "does not have the thumbprint");
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		ck_assert(!shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(bytes_behind_the_end)
{
	struct bytes bytes = whole_store();
	struct shelf shelf;

	put(&bytes, SLICE("x"));
	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	check_warned(&shelf, 0, "damaged behind certificate number 2");
	shelf_free(&shelf);
}
END_TEST

/* Bytes that look like UTF-16, and are none. */
START_TEST(no_text)
{
	static const char zeros[601];
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put(&bytes, SST_HEAD);
	put_element(&bytes, ID_ARCHIVED + 100,
		    (struct slice){ zeros, sizeof(zeros) });
	put_www(&bytes);
	put(&bytes, SST_END);
	ck_assert_uint_eq(bytes.len % 2, 1);
	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* Properties without their certificate, even if the end mark follows. */
START_TEST(no_certificate_behind)
{
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put(&bytes, SST_HEAD);
	put_www(&bytes);
	put_element(&bytes, ID_ARCHIVED, SLICE(""));
	put(&bytes, SST_END);
	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	check_warned(&shelf, 0, "cut off");
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_certificate_at_all)
{
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put(&bytes, SST_HEAD);
	put_element(&bytes, ID_CERT, SLICE("no certificate"));
	put(&bytes, SST_END);
	read_store(&shelf, &bytes);
	ck_assert(!shelf.usable);
	check_warned(&shelf, 1, "it is left out");
	ck_assert_uint_eq(count_messages(&shelf, true, "can be read"), 1);
	shelf_free(&shelf);
}
END_TEST

/* A file named by a thumbprint, as it lies in a profile. */
START_TEST(single_element)
{
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put_element_hex(&bytes, ID_SHA1, WWW_PRINT);
	put_www(&bytes);
	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	check_print(shelf_cert(&shelf, 0), WWW_PRINT);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_NONE);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	for (size_t len = 0; len < bytes.len; len++) {
		shelf_read_bytes(&shelf, LISTING_CERTIFICATES,
				 slice_take(bytes_slice(&bytes), len));
		ck_assert_msg(!shelf.usable, "%zu bytes", len);
		ck_assert_uint_eq(shelf.inventory.certs.count, 0);
		shelf_free(&shelf);
	}
	put(&bytes, SLICE("x"));
	read_store(&shelf, &bytes);
	ck_assert(!shelf.usable);
	ck_assert_uint_eq(count_messages(&shelf, true, "cut off or damaged"),
			  1);
	shelf_free(&shelf);
}
END_TEST

/* The first entry stays; what contradicts it is told. */
START_TEST(one_certificate_twice)
{
	struct bytes bytes = { .len = 0 };
	struct shelf shelf;

	put(&bytes, SST_HEAD);
	put_www(&bytes);
	put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
	put_www(&bytes);
	put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
	put_element_hex(&bytes, ID_CERT, plain_hex);
	put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
	put_element_wide(&bytes, ID_FRIENDLY_NAME, "plain");
	put_element_hex(&bytes, ID_CERT, plain_hex);
	put(&bytes, SST_END);
	read_store(&shelf, &bytes);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	ck_assert_int_eq(shelf_cert(&shelf, 0)->key, CERT_KEY_NONE);
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 1, "already, with another private key");
	check_text(shelf_cert(&shelf, 1)->friendly_name, "plain");
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	struct bytes bytes = { .len = 0 };

	put(&bytes, SST_HEAD);
	put_link(&bytes, SOFTWARE_PROVIDER, 0x20);
	put_element_wide(&bytes, ID_FRIENDLY_NAME, "www 2026");
	put_element_hex(&bytes, ID_USAGES, SERVER_ONLY);
	put_www(&bytes);
	put_element_hex(&bytes, ID_SHA1, WWW_PRINT);
	put_element_hex(&bytes, ID_CERT, plain_hex);
	put(&bytes, SST_END);
	check_scarce_bytes(LISTING_CERTIFICATES, bytes_slice(&bytes));
}
END_TEST

Suite *suite_cert_sst(void)
{
	const TTest *const tests[] = {
		all_properties,
		links_left_out,
		keys,
		damaged_links,
		short_links,
		usages,
		other_lists_between,
		empty_store,
		every_prefix,
		every_byte,
		other_hash,
		bytes_behind_the_end,
		no_text,
		no_certificate_behind,
		no_certificate_at_all,
		single_element,
		one_certificate_twice,
		no_memory,
	};

	return suite_of("cert_sst", tests, LENGTH(tests));
}
