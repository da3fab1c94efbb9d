#include <stdio.h>

#include "listing.h"

#include "cert/http_sys.h"

Suite *suite_cert_http_sys(void);

/* A record as netsh lists it. */
#define RECORD(name, hash)                                                     \
	"IP:port : " name "\nHash : " hash                                     \
	"\nID : {4DC3E181-E14B-4A21-B022-59FC669B0914}\nStore : My\n\n"

static void read_http(struct shelf *shelf, const char *text)
{
	shelf_init(shelf, &allocator_heap);
	shelf_add_http(shelf, "first.txt", text);
	ck_assert(shelf->usable);
}

START_TEST(names)
{
	static const struct {
		const char *name;
		bool valid;
		enum http_record_kind kind;
	} cases[] = {
		{ "0.0.0.0:443", true, HTTP_RECORD_ADDRESS },
		{ "[::]:443", true, HTTP_RECORD_ADDRESS },
		{ "[fe80::1%12]:443", true, HTTP_RECORD_ADDRESS },
		{ "www.contoso.example:443", true, HTTP_RECORD_HOST },
		{ "*.contoso.example:65535", true, HTTP_RECORD_HOST },
		{ "b\xC3\xBCro.example:1", true, HTTP_RECORD_HOST },
		{ "localhost:443", true, HTTP_RECORD_HOST },
		{ "192.0.2.256:443", false, HTTP_RECORD_HOST },
		{ "::1:443", false, HTTP_RECORD_HOST },
		{ "[::g]:443", false, HTTP_RECORD_HOST },
		{ "a b:443", false, HTTP_RECORD_HOST },
		{ "a/b:443", false, HTTP_RECORD_HOST },
		{ "a:0", false, HTTP_RECORD_HOST },
		{ "a:65536", false, HTTP_RECORD_HOST },
		{ "a:", false, HTTP_RECORD_HOST },
		{ ":443", false, HTTP_RECORD_HOST },
		{ "443", false, HTTP_RECORD_HOST },
		{ "", false, HTTP_RECORD_HOST },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		enum http_record_kind kind;
		bool valid =
			http_record_kind_of(slice_of(cases[i].name), &kind);

		ck_assert_msg(valid == cases[i].valid, "%s", cases[i].name);
		ck_assert_msg(!valid || kind == cases[i].kind, "%s",
			      cases[i].name);
	}
}
END_TEST

START_TEST(nothing_given)
{
	struct shelf shelf;
	size_t count = 1;

	shelf_init(&shelf, &allocator_heap);
	ck_assert(!http_sys_given(&shelf.inventory));
	ck_assert(!http_sys_complete(&shelf.inventory));
	http_sys_records(&shelf.inventory, &count);
	ck_assert_uint_eq(count, 0);
	ck_assert_ptr_null(http_sys_find(&shelf.inventory, HTTP_RECORD_ADDRESS,
					 SLICE("0.0.0.0"), 443));
	shelf_add(&shelf, "", PRINT_A);
	ck_assert(!http_sys_given(&shelf.inventory));
	shelf_free(&shelf);
}
END_TEST

START_TEST(found_by_key)
{
	static const struct {
		enum http_record_kind kind;
		const char *host;
		uint32_t port;
		const char *name; /* null: no such record */
	} cases[] = {
		{ HTTP_RECORD_ADDRESS, "2001:db8::1", 443,
		  "[2001:0DB8:0:0::0001]:443" },
		{ HTTP_RECORD_ADDRESS, "fe80::1", 443, "[fe80::1%12]:443" },
		{ HTTP_RECORD_HOST, "WWW.contoso.EXAMPLE", 443,
		  "www.Contoso.example:443" },
		{ HTTP_RECORD_HOST, "www.contoso.example.", 443,
		  "www.Contoso.example:443" },
		{ HTTP_RECORD_HOST, "B\xC3\x9CRO.example", 443,
		  "b\xC3\xBCro.example.:443" },
		{ HTTP_RECORD_CENTRAL_STORE, "", 443, "443" },
		{ HTTP_RECORD_HOST, "www.contoso.example", 444, NULL },
		{ HTTP_RECORD_ADDRESS, "www.contoso.example", 443, NULL },
		{ HTTP_RECORD_HOST, "", 443, NULL },
		{ HTTP_RECORD_CENTRAL_STORE, "", 444, NULL },
	};
	struct shelf shelf;

	read_http(&shelf,
		  RECORD("[2001:0DB8:0:0::0001]:443",
			 PRINT_A) RECORD("[fe80::1%12]:443", PRINT_A)
			  RECORD("www.Contoso.example:443", PRINT_A)
				  RECORD("b\xC3\xBCro.example"
					 ".:443",
					 PRINT_A) RECORD("443", "(null)"));
	check_quiet(&shelf);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct http_record *record =
			http_sys_find(&shelf.inventory, cases[i].kind,
				      slice_of(cases[i].host), cases[i].port);

		ck_assert_msg((record != NULL) == (cases[i].name != NULL),
			      "case %zu", i);
		if (record)
			check_text(record->name, cases[i].name);
	}
	shelf_free(&shelf);
}
END_TEST

/* A name that no table can hold. */
START_TEST(too_long)
{
	char host[301];
	struct shelf shelf;

	memset(host, 'a', sizeof(host));
	host[1] = '.';
	read_http(&shelf, RECORD("0.0.0.0:443", PRINT_A));
	for (size_t len = 250; len <= sizeof(host); len++) {
		struct binding binding = {
			.ssl_flags = SSL_FLAG_SNI,
			.endpoint = { true, SLICE("*"), 443, { host, len } },
		};

		ck_assert_ptr_null(
			http_sys_serving(&shelf.inventory, &binding));
		binding.endpoint.address = binding.endpoint.host;
		binding.ssl_flags = 0;
		ck_assert_ptr_null(
			http_sys_serving(&shelf.inventory, &binding));
	}
	shelf_free(&shelf);
}
END_TEST

START_TEST(serving)
{
	static const struct {
		const char *address, *host;
		uint32_t port, flags;
		const char *name; /* null: no record */
	} cases[] = {
		{ "*", "", 443, 0, "0.0.0.0:443" },
		{ "*", "www.contoso.example", 443, 0, "0.0.0.0:443" },
		{ "0.0.0.0", "", 443, 0, "0.0.0.0:443" },
		{ "192.0.2.1", "", 443, 0, "192.0.2.1:443" },
		{ "192.0.2.2", "", 443, 0, "0.0.0.0:443" },
		{ "[2001:DB8:0::1]", "", 443, 0, "[2001:db8::1]:443" },
		{ "[2001:db8::2]", "", 443, 0, "[::]:443" },
		{ "[2001:db8::2]", "", 444, 0, "0.0.0.0:444" },
		{ "192.0.2.2", "", 8443, 0, NULL },
		{ "*", "", 8443, 0, NULL }, /* only for version 6 */
		{ "[::]", "", 8443, 0, "[::]:8443" },
		{ "2001:db8::1", "", 443, 0, NULL },
		{ "nowhere", "", 443, 0, NULL },
		/* SNI: the address makes no difference. */
		{ "*", "www.contoso.example", 443, 1,
		  "www.contoso.example:443" },
		{ "192.0.2.1", "WWW.contoso.example.", 443, 1,
		  "www.contoso.example:443" },
		{ "*", "shop.contoso.example", 443, 5,
		  "*.contoso.example:443" },
		{ "*", "*.contoso.example", 443, 1, "*.contoso.example:443" },
		{ "*", "a.b.contoso.example", 443, 1, NULL },
		{ "*", "contoso.example", 443, 1, NULL },
		{ "*", "contoso", 443, 1, NULL },
		{ "*", "", 443, 1, NULL },
		{ "*", "www.contoso.example", 444, 1, NULL },
		/* The central store, with or without SNI. */
		{ "*", "www.contoso.example", 443, 2, "443" },
		{ "*", "www.contoso.example", 443, 3, "443" },
		{ "*", "www.contoso.example", 444, 3, NULL },
	};
	struct shelf shelf;

	read_http(
		&shelf,
		RECORD("0.0.0.0:443", PRINT_A) RECORD("[::]:443", PRINT_A)
			RECORD("192.0.2.1:443", PRINT_A) RECORD(
				"[2001:db8::1]:443",
				PRINT_A) RECORD("0.0.0.0:444", PRINT_A)
				RECORD("[::]:8443", PRINT_A) RECORD(
					"www.contoso.example:443", PRINT_A)
					RECORD("*.contoso.example:443", PRINT_A)
						RECORD("443", "(null)"));
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct binding binding = {
			.ssl_flags = cases[i].flags,
			.endpoint = { true, slice_of(cases[i].address),
				      cases[i].port, slice_of(cases[i].host) },
		};
		const struct http_record *record =
			http_sys_serving(&shelf.inventory, &binding);

		ck_assert_msg((record != NULL) == (cases[i].name != NULL),
			      "case %zu", i);
		if (record)
			check_text(record->name, cases[i].name);
		binding.endpoint.valid = false;
		ck_assert_ptr_null(
			http_sys_serving(&shelf.inventory, &binding));
	}
	shelf_free(&shelf);
}
END_TEST

static const struct http_record *only_record(const struct shelf *shelf)
{
	size_t count;
	const struct http_record *records =
		http_sys_records(&shelf->inventory, &count);

	ck_assert_uint_eq(count, 1);
	return records;
}

START_TEST(application_and_store)
{
	const struct http_record *record;
	struct shelf shelf;

	read_http(&shelf, RECORD("0.0.0.0:443", PRINT_A));
	record = only_record(&shelf);
	check_text(record->application, HTTP_APPLICATION_IIS);
	check_text(http_record_store(record), "My");
	ck_assert_str_eq(http_record_listing(&shelf.inventory, record)->path,
			 "first.txt");
	shelf_free(&shelf);
	read_http(&shelf, "IP:port : 0.0.0.0:443\nH : " PRINT_A
			  "\nI : " HTTP_APPLICATION_NONE "\nS : (null)\n");
	record = only_record(&shelf);
	check_text(record->store, "");
	check_text(http_record_store(record), "MY");
	shelf_free(&shelf);
}
END_TEST

/* The same endpoint again: the first one stays, and differences are told. */
START_TEST(again)
{
	static const struct {
		const char *first, *second;
		bool differs;
		const char *print; /* null: no hash */
	} cases[] = {
		{ RECORD("0.0.0.0:443", PRINT_A),
		  RECORD("0.0.0.0:443", PRINT_A), false, PRINT_A },
		{ RECORD("0.0.0.0:443", PRINT_A),
		  RECORD("0.0.0.0:443", PRINT_B), true, PRINT_A },
		{ RECORD("[::1]:443", PRINT_A), RECORD("[0::1]:443", PRINT_B),
		  true, PRINT_A },
		{ RECORD("A.example:443", PRINT_A),
		  RECORD("a.example:443", PRINT_B), true, PRINT_A },
		{ RECORD("443", "(null)"), RECORD("443", "(null)"), false,
		  NULL },
		{ RECORD("0.0.0.0:443", PRINT_A),
		  RECORD("0.0.0.0:443", "(null)"), true, PRINT_A },
		{ RECORD("0.0.0.0:443", "(null)"),
		  RECORD("0.0.0.0:443", PRINT_A), true, NULL },
		{ RECORD("0.0.0.0:443", PRINT_A), RECORD("0.0.0.0:443", "12"),
		  false, PRINT_A },
		{ RECORD("0.0.0.0:443", "12"), RECORD("0.0.0.0:443", PRINT_A),
		  false, PRINT_A },
		/* Another store of the same name, written in another way. */
		{ RECORD("0.0.0.0:443", PRINT_A),
		  "IP:port : 0.0.0.0:443\nH : " PRINT_A
		  "\nI : " HTTP_APPLICATION_IIS "\nS : (null)\n",
		  false, PRINT_A },
		{ RECORD("0.0.0.0:443", PRINT_A),
		  "IP:port : 0.0.0.0:443\nH : " PRINT_A
		  "\nI : " HTTP_APPLICATION_IIS "\nS : WebHosting\n",
		  true, PRINT_A },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct http_record *record;
		char text[1000];
		struct shelf shelf;

		snprintf(text, sizeof(text), "%s%s", cases[i].first,
			 cases[i].second);
		read_http(&shelf, text);
		ck_assert_msg(
			count_messages(&shelf, false, "than at first.txt:1;") ==
				cases[i].differs,
			"case %zu", i);
		record = only_record(&shelf);
		ck_assert_msg(record->has_hash == (cases[i].print != NULL),
			      "case %zu", i);
		if (cases[i].print)
			ck_assert_str_eq(thumbprint_print(&record->sha1).digits,
					 cases[i].print);
		ck_assert_ptr_eq(http_sys_find(&shelf.inventory, record->kind,
					       record->host, 443),
				 record);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(again_in_another_listing)
{
	struct shelf shelf;

	read_http(&shelf, "\n" RECORD("0.0.0.0:443", PRINT_A));
	shelf_add_http(&shelf, "second.txt",
		       RECORD("192.0.2.1:443", PRINT_B)
			       RECORD("0.0.0.0:443", PRINT_B)
				       RECORD("192.0.2.2:443", PRINT_B));
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 6,
		     "0.0.0.0:443 is listed with another certificate or store "
		     "than at first.txt:2");
	ck_assert_uint_eq(shelf.inventory.records.count, 3);
	shelf_free(&shelf);
}
END_TEST

/* What the first listing does not tell, the second one may. */
START_TEST(completed)
{
	const struct http_record *record;
	struct shelf shelf;

	read_http(&shelf, RECORD("0.0.0.0:443", PRINT_A));
	ck_assert_int_eq(only_record(&shelf)->disables_tls13, CERT_UNKNOWN);
	shelf_add_http(&shelf, "second.txt",
		       "IP:port : 0.0.0.0:443\nH : " PRINT_A
		       "\nI : " HTTP_APPLICATION_IIS "\nS : My\n"
		       "Negotiate Client Certificate : Enabled\n"
		       "Disable TLS1.3 : Not Set\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	record = only_record(&shelf);
	ck_assert_int_eq(record->negotiates_client_certificate, CERT_YES);
	ck_assert_int_eq(record->disables_tls13, CERT_NO);
	ck_assert_uint_eq(record->listing, 0);
	shelf_free(&shelf);
	/* Without its hash, a record is of use for what else it tells. */
	read_http(&shelf,
		  RECORD("192.0.2.1:443", PRINT_A) RECORD(
			  "0.0.0.0:443",
			  "12") "Disable TLS1.3 : Set\n" RECORD("0.0.0.0:443",
								PRINT_B));
	record = http_sys_find(&shelf.inventory, HTTP_RECORD_ADDRESS,
			       SLICE("0.0.0.0"), 443);
	ck_assert_str_eq(thumbprint_print(&record->sha1).digits, PRINT_B);
	ck_assert_int_eq(record->disables_tls13, CERT_YES);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce_of(
		LISTING_HTTP_SYS,
		RECORD("0.0.0.0:443", PRINT_A) RECORD("a.example:443", PRINT_A)
			RECORD("0.0.0.0:443", PRINT_B) RECORD("443", "(null)"));
}
END_TEST

Suite *suite_cert_http_sys(void)
{
	const TTest *const tests[] = {
		names,	      nothing_given,
		found_by_key, too_long,
		serving,      application_and_store,
		again,	      again_in_another_listing,
		completed,    no_memory,
	};

	return suite_of("cert_http_sys", tests, LENGTH(tests));
}
