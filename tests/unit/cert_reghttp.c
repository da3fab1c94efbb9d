#include <stdio.h>

#include "cert/http_sys.h"
#include "listing.h"

Suite *suite_cert_reghttp(void);

#define HEADER "Windows Registry Editor Version 5.00\r\n\r\n"
#define PARAMETERS                                                             \
	"HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\HTTP"        \
	"\\Parameters"
#define ADDRESSES "[" PARAMETERS "\\SslBindingInfo]\r\n"
#define HOSTS	  "[" PARAMETERS "\\SslSniBindingInfo]\r\n"
#define CENTRAL	  "[" PARAMETERS "\\SslCcsBindingInfo]\r\n"
#define ALL	  "[" PARAMETERS "]\r\n"
#define IIS	  "\"AppId\"=hex:81,e1,c3,4d,4b,e1,21,4a,b0,22,59,fc,66,9b,09,14\r\n"
#define HASH                                                                   \
	"\"SslCertHash\"=hex:a1,b2,c3,d4,e5,f6,07,18,29,3a,4b,5c,6d,7e,8f,90," \
	"01,12,23,34\r\n"
#define MY "\"SslCertStoreName\"=\"MY\"\r\n"

static void read_http(struct shelf *shelf, const char *text)
{
	shelf_init(shelf, &allocator_heap);
	shelf->usable = inventory_read_bytes(&shelf->inventory, "http.reg",
					     LISTING_HTTP_SYS, slice_of(""),
					     slice_of(text));
}

static const struct http_record *
found(const struct shelf *shelf, enum http_record_kind kind, const char *host)
{
	const struct http_record *record =
		http_sys_find(&shelf->inventory, kind, slice_of(host), 443);

	ck_assert_msg(record, "no record of %s", host);
	return record;
}

START_TEST(records_of_all_kinds)
{
	const struct http_record *record;
	struct shelf shelf;

	read_http(&shelf, HEADER ADDRESSES
		  "[" PARAMETERS
		  "\\SslBindingInfo\\0.0.0.0:443]\r\n" IIS HASH MY
		  "\"DefaultFlags\"=dword:00000042\r\n"
		  "[" PARAMETERS "\\SslBindingInfo\\[::]:443]\r\n" IIS HASH
		  "\"DefaultFlags\"=dword:0000000d\r\n" HOSTS "[" PARAMETERS
		  "\\SslSniBindingInfo\\WWW.contoso.example:443]"
		  "\r\n" HASH "[" PARAMETERS
		  "\\SslSniBindingInfo\\{0d4f5c3a-1b2c-4d3e-8f90-a1b2c3d4e5f6}]"
		  "\r\n\"HostnamePort\"=\"app.contoso.example:443\"\r\n"
		  "\"SslCertStoreName\"=hex(1):57,00,00,00\r\n" HASH CENTRAL
		  "[" PARAMETERS "\\SslCcsBindingInfo\\443]\r\n" IIS
		  "\"SslCertHash\"=hex:\r\n");
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.records.count, 5);
	record = found(&shelf, HTTP_RECORD_ADDRESS, "0.0.0.0");
	ck_assert_uint_eq(record->line, 4);
	ck_assert(record->has_hash);
	ck_assert_str_eq(thumbprint_print(&record->sha1).digits, PRINT_A);
	check_text(record->application, HTTP_APPLICATION_IIS);
	check_text(record->store, "MY");
	ck_assert_int_eq(record->negotiates_client_certificate, CERT_YES);
	ck_assert_int_eq(record->disables_tls13, CERT_YES);
	record = found(&shelf, HTTP_RECORD_ADDRESS, "::");
	check_text(record->store, "");
	ck_assert_int_eq(record->negotiates_client_certificate, CERT_NO);
	ck_assert_int_eq(record->disables_tls13, CERT_NO);
	record = found(&shelf, HTTP_RECORD_HOST, "www.contoso.example");
	check_text(record->application, "");
	ck_assert_int_eq(record->negotiates_client_certificate, CERT_UNKNOWN);
	ck_assert_int_eq(record->disables_tls13, CERT_UNKNOWN);
	record = found(&shelf, HTTP_RECORD_HOST, "app.contoso.example");
	check_text(record->name, "app.contoso.example:443");
	check_text(record->store, "W");
	record = found(&shelf, HTTP_RECORD_CENTRAL_STORE, "");
	ck_assert(!record->has_hash);
	shelf_free(&shelf);
}
END_TEST

/* The same keys of an offline hive, and of a server without a record. */
START_TEST(keys_of_http_sys)
{
	static const struct {
		const char *text;
		size_t records;
		bool complete;
	} cases[] = {
		{ HEADER ADDRESSES HOSTS CENTRAL, 0, true },
		{ HEADER ADDRESSES HOSTS, 0, true },
		{ HEADER ALL, 0, true },
		{ HEADER ALL ADDRESSES, 0, true },
		/* A part of them would look like all. */
		{ HEADER ADDRESSES, 0, false },
		{ HEADER HOSTS, 0, false },
		{ HEADER "[" PARAMETERS "\\SslBindingInfo\\1.2.3.4:443]\n" HASH,
		  1, false },
		{ HEADER "[HKEY_LOCAL_MACHINE\\Old\\ControlSet001\\Services"
			 "\\http\\parameters]\n"
			 "[HKEY_LOCAL_MACHINE\\Old\\ControlSet001\\Services"
			 "\\http\\parameters\\sslbindinginfo\\1.2.3.4:443]"
			 "\n" HASH,
		  1, true },
		{ HEADER ALL "[" PARAMETERS "\\UrlAclInfo]\n", 0, true },
		{ HEADER ALL "[" PARAMETERS "\\SslBindingInfo\\1.2.3.4:443\\x]"
			     "\n",
		  0, true },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		read_http(&shelf, cases[i].text);
		ck_assert_msg(shelf.usable, "%s", cases[i].text);
		ck_assert(http_sys_given(&shelf.inventory));
		ck_assert_msg(http_sys_complete(&shelf.inventory) ==
				      cases[i].complete,
			      "%s", cases[i].text);
		ck_assert_uint_eq(shelf.inventory.records.count,
				  cases[i].records);
		ck_assert_uint_eq(count_messages(&shelf, false, "only a part"),
				  !cases[i].complete);
		ck_assert_uint_eq(shelf.inventory.messages.count,
				  !cases[i].complete);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(values_that_cannot_be_used)
{
	static const struct {
		const char *text, *why;
		bool damaged;
	} cases[] = {
		{ "\"AppId\"=hex:81,e1\r\n" HASH, "16 bytes", false },
		{ "\"AppId\"=\"{4dc3e181}\"\r\n" HASH, "16 bytes", false },
		{ "\"SslCertHash\"=hex:a1,b2\r\n", "20 bytes", true },
		{ "\"SslCertHash\"=hex:a1,b2,\\\r\n", "20 bytes", true },
		{ "\"SslCertHash\"=hex:00,01,02,03,04,05,06,07,08,09,0a,0b,0c,"
		  "0d,0e,0f,10,11,12,13,14,15,16,17,18,19,1a,1b,1c,1d,1e,1f"
		  "\r\n",
		  "20 bytes", true },
		{ "\"SslCertStoreName\"=dword:1\r\n" HASH, "should be a string",
		  true },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct http_record *record;
		struct shelf shelf;
		char text[1000];

		snprintf(text, sizeof(text),
			 HEADER ALL "[" PARAMETERS
				    "\\SslBindingInfo\\1.2.3.4:443]\r\n%s",
			 cases[i].text);
		read_http(&shelf, text);
		ck_assert(shelf.usable);
		check_warned(&shelf, 5, cases[i].why);
		ck_assert_uint_eq(shelf.inventory.messages.count, 1);
		record = found(&shelf, HTTP_RECORD_ADDRESS, "1.2.3.4");
		ck_assert(record->hash_damaged == cases[i].damaged);
		ck_assert(record->has_hash != cases[i].damaged);
		ck_assert_uint_eq(record->application.len, 0);
		ck_assert_uint_eq(record->store.len, 0);
		shelf_free(&shelf);
	}
}
END_TEST

/* No value, or an empty one. */
START_TEST(no_hash)
{
	static const struct {
		const char *text;
		bool damaged;
	} cases[] = {
		{ "SslBindingInfo\\1.2.3.4:443]\r\n" IIS, true },
		{ "SslBindingInfo\\1.2.3.4:443]\r\n\"SslCertHash\"=hex:\r\n",
		  false },
		{ "SslCcsBindingInfo\\443]\r\n" IIS, false },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const struct http_record *record;
		struct shelf shelf;
		char text[1000];
		size_t count;

		snprintf(text, sizeof(text), HEADER ALL "[" PARAMETERS "\\%s",
			 cases[i].text);
		read_http(&shelf, text);
		record = http_sys_records(&shelf.inventory, &count);
		ck_assert_uint_eq(count, 1);
		ck_assert(!record->has_hash);
		ck_assert(record->hash_damaged == cases[i].damaged);
		ck_assert_uint_eq(shelf.inventory.messages.count,
				  cases[i].damaged);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(endpoints_that_are_none)
{
	static const char *const keys[] = {
		"SslBindingInfo\\1.2.3.4",
		"SslBindingInfo\\www.contoso.example:443",
		"SslBindingInfo\\1.2.3.4:0",
		"SslBindingInfo\\",
		"SslSniBindingInfo\\{0d4f5c3a-1b2c-4d3e-8f90-a1b2c3d4e5f6}",
		"SslCcsBindingInfo\\all",
	};

	for (size_t i = 0; i < LENGTH(keys); i++) {
		struct shelf shelf;
		char text[1000];

		snprintf(text, sizeof(text),
			 HEADER ALL "[" PARAMETERS "\\%s]\r\n" HASH, keys[i]);
		read_http(&shelf, text);
		check_warned(&shelf, 4, "names the endpoint");
		ck_assert_uint_eq(shelf.inventory.records.count, 0);
		ck_assert(!http_sys_complete(&shelf.inventory));
		shelf_free(&shelf);
	}
}
END_TEST

/* Of an endpoint that is there twice the first record stays. */
START_TEST(control_sets)
{
	struct shelf shelf;

	read_http(&shelf, HEADER ALL
		  "[" PARAMETERS "\\SslBindingInfo\\1.2.3.4:443]\r\n" HASH
		  "[HKLM\\SYSTEM\\ControlSet002\\Services\\HTTP\\Parameters"
		  "\\SslBindingInfo\\1.2.3.4:443]\r\n" HASH
		  "\"SslCertStoreName\"=\"WebHosting\"\r\n");
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 6, "another certificate or store");
	ck_assert_uint_eq(shelf.inventory.records.count, 1);
	ck_assert(found(&shelf, HTTP_RECORD_ADDRESS, "1.2.3.4")->has_hash);
	shelf_free(&shelf);
}
END_TEST

/* One file may hold both; alone, each needs its own option. */
START_TEST(both_kinds)
{
	static const char store[] =
		HEADER "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
		       "\\SystemCertificates\\MY]\r\n";
	struct shelf shelf;
	char text[1000];

	snprintf(text, sizeof(text), "%s" ALL, store);
	shelf_read(&shelf, text);
	ck_assert(shelf.usable);
	ck_assert(inventory_given(&shelf.inventory));
	ck_assert(http_sys_given(&shelf.inventory));
	shelf_free(&shelf);
	read_http(&shelf, text);
	ck_assert(shelf.usable);
	ck_assert(inventory_given(&shelf.inventory));
	shelf_free(&shelf);
	check_refused(HEADER ALL, "--http-sys");
	read_http(&shelf, store);
	ck_assert(!shelf.usable);
	ck_assert_uint_eq(count_messages(&shelf, true, "--cert-store"), 1);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce(HEADER "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
			    "\\SystemCertificates\\MY]\r\n" ALL "[" PARAMETERS
			    "\\SslBindingInfo\\1.2.3.4:443]\r\n" IIS HASH MY
			    "[" PARAMETERS "\\SslBindingInfo\\1.2.3.4]\r\n");
}
END_TEST

Suite *suite_cert_reghttp(void)
{
	const TTest *const tests[] = {
		records_of_all_kinds,
		keys_of_http_sys,
		values_that_cannot_be_used,
		no_hash,
		endpoints_that_are_none,
		control_sets,
		both_kinds,
		no_memory,
	};

	return suite_of("cert_reghttp", tests, LENGTH(tests));
}
