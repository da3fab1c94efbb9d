#include <stdio.h>

#include "cert/base64.h"
#include "rawdata.h"

Suite *suite_cert_rows(void);

/* "48 130 1 148", the numbers of the certificate. */
static char *numbers_of(const char *between)
{
	struct slice bytes;
	struct arena arena;
	size_t len = 0;
	char *text;

	arena_init(&arena, &allocator_heap);
	ck_assert(base64_decode(&arena, SLICE(RAW_DATA), &bytes));
	text = malloc(bytes.len * 8 + 1);
	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < bytes.len; i++)
		len += (size_t)snprintf(text + len, 8, "%s%u", i ? between : "",
					(unsigned)(unsigned char)bytes.at[i]);
	base64_free(&arena, bytes);
	arena_free(&arena);
	return text;
}

static void read_numbers(struct shelf *shelf, const char *before,
			 const char *between, const char *behind)
{
	char *numbers = numbers_of(between);
	size_t size = strlen(before) + strlen(numbers) + strlen(behind) + 1;
	char *text = malloc(size);

	ck_assert_ptr_nonnull(text);
	snprintf(text, size, "%s%s%s", before, numbers, behind);
	shelf_read(shelf, text);
	free(numbers);
	free(text);
}

/* The certificate itself tells more than any column, and is right. */
START_TEST(certificate_wins)
{
	static const char *const cases[] = {
		"RawData\n" RAW_DATA "\n",
		"Thumbprint,RawData\n" RAW_PRINT "," RAW_DATA "\n",
		"Thumbprint,RawData\n1.2E+35," RAW_DATA "\n",
		"Subject,SerialNumber,NotAfter,San,EkuOids,RawData\n"
		"CN=other,77,2030-01-01,DNS Name=other.example,1.2.3," RAW_DATA
		"\n",
		"{\"RawData\":\"" RAW_DATA "\"}",
		"[{\"Subject\":\"CN=other\",\"rawData\":\"" RAW_DATA "\"}]",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		shelf_read(&shelf, cases[i]);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		check_raw(shelf_cert(&shelf, 0));
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(certificate_as_numbers)
{
	static const struct {
		const char *before, *between, *behind;
	} cases[] = {
		{ "[{\"RawData\":[", ",", "]}]" },
		{ "{\"RawData\":{\"value\":[", ", ", "],\"Count\":408}}" },
		{ "{\"RawData\":\"", " ", "\"}" },
		{ "RawData\n\"{", ", ", "}\"\n" },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;

		read_numbers(&shelf, cases[i].before, cases[i].between,
			     cases[i].behind);
		ck_assert_msg(shelf.usable, "case %zu", i);
		check_quiet(&shelf);
		check_raw(shelf_cert(&shelf, 0));
		shelf_free(&shelf);
	}
}
END_TEST

/* 304 is 48 in the lowest byte, with which a certificate begins. */
START_TEST(numbers_that_are_no_bytes)
{
	char *numbers = numbers_of(",");
	size_t size = strlen(numbers) + 64;
	char *text = malloc(size);

	ck_assert_ptr_nonnull(text);
	snprintf(text, size, "[{\"RawData\":[304%s]}]", numbers + 2);
	check_refused(text, "none of 1 entries");
	snprintf(text, size, "[{\"RawData\":[48.0%s]}]", numbers + 2);
	check_refused(text, "none of 1 entries");
	snprintf(text, size, "RawData\n\"304%s\"\n", numbers + 2);
	check_refused(text, "none of 1 entries");
	free(numbers);
	free(text);
}
END_TEST

/* What the certificate cannot tell comes from the columns. */
START_TEST(columns_of_the_store)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf,
		   "Store,HasPrivateKey,KeyState,Archived,FriendlyName,RawData"
		   "\nMy,True,ok,True,shop," RAW_DATA "\n");
	cert = shelf_cert(&shelf, 0);
	check_raw(cert);
	check_text(shelf_store(&shelf, 0)->name, "My");
	check_text(cert->friendly_name, "shop");
	ck_assert_int_eq(cert->key, CERT_KEY_TESTED);
	ck_assert_int_eq(cert->archived, CERT_YES);
	shelf_free(&shelf);
}
END_TEST

START_TEST(weak_certificate)
{
	const struct cert_details *details;
	struct shelf shelf;

	shelf_read(&shelf, "RawData\n" RAW_WEAK "\n");
	details = shelf_cert(&shelf, 0)->details;
	ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_RSA);
	ck_assert_uint_eq(details->key_bits, 513);
	ck_assert_int_eq(details->signature_weak, CERT_YES);
	check_list(&details->usages, CERT_LIST_COMPLETE, "");
	check_list(&details->dns_names, CERT_LIST_COMPLETE, "");
	shelf_free(&shelf);
}
END_TEST

START_TEST(contradicting_thumbprint)
{
	struct shelf shelf;

	shelf_read(&shelf, "Thumbprint,RawData\n" PRINT_A "," RAW_DATA
			   "\n" PRINT_B ",\n");
	ck_assert(shelf.usable);
	check_warned(&shelf, 2, "the entry is damaged");
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_print(shelf_cert(&shelf, 0), PRINT_B);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
	check_refused("Thumbprint,RawData\n" PRINT_A "," RAW_DATA "\n",
		      "none of 1 entries");
}
END_TEST

/* Then the columns are all that is known. */
START_TEST(no_certificate_in_rawdata)
{
	static const struct {
		const char *value;
		bool told;
	} cases[] = {
		{ "System.Byte[]", false },
		{ "\"{48, 130, 1...}\"", false },
		{ "\"{48, 130, 1…}\"", false },
		{ "", false },
		{ "MIIB", true },
		{ "what is this", true },
		{ "48 130 999 1", true },
		{ "48 130 1", true },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[512];

		snprintf(text, sizeof(text),
			 "Thumbprint,Subject,RawData\n" PRINT_A ",CN=www,%s\n",
			 cases[i].value);
		shelf_read(&shelf, text);
		ck_assert(shelf.usable);
		check_print(shelf_cert(&shelf, 0), PRINT_A);
		check_text(shelf_cert(&shelf, 0)->subject, "CN=www");
		ck_assert_uint_eq(
			count_messages(&shelf, false, "holds no certificate"),
			cases[i].told);
		shelf_free(&shelf);
	}
	check_refused("RawData\nSystem.Byte[]\n", "none of 1 entries");
	check_refused("{\"RawData\":[48,130,1]}", "none of 1 entries");
	check_refused("{\"RawData\":[\"x\"]}", "none of 1 entries");
}
END_TEST

START_TEST(details_from_columns)
{
	const struct cert_details *details;
	struct shelf shelf;

	shelf_read(&shelf,
		   "Thumbprint,Subject,Issuer,SerialNumber,San,EkuOids,"
		   "SignatureAlgorithm,KeySize\n" PRINT_A
		   ",\"CN=www.contoso.example, O=Contoso\",CN=Root,00ab12,"
		   "\"DNS Name=www.contoso.example, DNS Name=contoso.example\","
		   "1.3.6.1.5.5.7.3.1,sha1RSA,1024\n" PRINT_B
		   ",,,x y,,,,many\n");
	details = shelf_cert(&shelf, 0)->details;
	check_text(details->issuer, "CN=Root");
	check_text(details->serial, "AB12");
	check_text(details->common_name, "www.contoso.example");
	check_list(&details->dns_names, CERT_LIST_COMPLETE,
		   "www.contoso.example contoso.example");
	check_list(&details->addresses, CERT_LIST_COMPLETE, "");
	check_list(&details->usages, CERT_LIST_COMPLETE, "1.3.6.1.5.5.7.3.1");
	check_text(details->signature, "sha1RSA");
	ck_assert_int_eq(details->signature_weak, CERT_YES);
	ck_assert_uint_eq(details->key_bits, 1024);
	ck_assert_int_eq(details->public_key, CERT_PUBLIC_KEY_UNKNOWN);
	details = shelf_cert(&shelf, 1)->details;
	check_text(details->serial, "");
	ck_assert_uint_eq(details->key_bits, 0);
	ck_assert_int_eq(details->usages.known, CERT_LIST_UNKNOWN);
	shelf_free(&shelf);
}
END_TEST

START_TEST(details_from_objects)
{
	const struct cert_details *details;
	struct shelf shelf;

	shelf_read(&shelf,
		   "[{\"Thumbprint\":\"" PRINT_A
		   "\",\"Subject\":\"CN=www\",\"DnsNameList\":["
		   "{\"Punycode\":\"xn--mller-kva.example\",\"Unicode\":"
		   "\"m\\u00fcller.example\"},{\"Punycode\":\"www\"}],"
		   "\"EnhancedKeyUsageList\":[{\"FriendlyName\":\"Server "
		   "Authentication\",\"ObjectId\":\"1.3.6.1.5.5.7.3.1\"}],"
		   "\"SignatureAlgorithm\":{\"Value\":\"1.2.3\","
		   "\"FriendlyName\":\"sha256RSA\"},\"KeySize\":2048},"
		   "{\"Thumbprint\":\"" PRINT_B "\",\"DnsNameList\":[],"
		   "\"EnhancedKeyUsageList\":[]},"
		   "{\"Thumbprint\":\"" PRINT_C "\",\"DnsNameList\":"
		   "{\"value\":[\"a.example\"],\"Count\":1},"
		   "\"EnhancedKeyUsageList\":\"Server (1.2.3) Client (1.2.4)\""
		   "},{\"Thumbprint\":\"" PRINT_D "\",\"DnsNameList\":"
		   "\"System.Collections.Generic.List`1[Microsoft.PowerShell."
		   "Commands.DnsNameRepresentation]\","
		   "\"EnhancedKeyUsageList\":null}]");
	check_quiet(&shelf);
	details = shelf_cert(&shelf, 0)->details;
	check_list(&details->dns_names, CERT_LIST_PARTIAL,
		   "xn--mller-kva.example www");
	check_list(&details->usages, CERT_LIST_COMPLETE, "1.3.6.1.5.5.7.3.1");
	check_text(details->signature, "sha256RSA");
	ck_assert_int_eq(details->signature_weak, CERT_NO);
	ck_assert_uint_eq(details->key_bits, 2048);
	details = shelf_cert(&shelf, 1)->details;
	check_list(&details->dns_names, CERT_LIST_UNKNOWN, "");
	check_list(&details->usages, CERT_LIST_COMPLETE, "");
	details = shelf_cert(&shelf, 2)->details;
	check_list(&details->dns_names, CERT_LIST_PARTIAL, "a.example");
	check_list(&details->usages, CERT_LIST_COMPLETE, "1.2.3 1.2.4");
	ck_assert_ptr_null(shelf_cert(&shelf, 3)->details);
	shelf_free(&shelf);
}
END_TEST

START_TEST(key_locations)
{
	static const struct {
		const char *cells;
		enum cert_key key;
	} cases[] = {
		{ "True,ok,user", CERT_KEY_USER },
		{ "True,unknown,User", CERT_KEY_USER },
		{ "True,ok,machine", CERT_KEY_TESTED },
		{ "True,ok,", CERT_KEY_TESTED },
		{ "True,ok,elsewhere", CERT_KEY_TESTED },
		{ "True,unknown,", CERT_KEY_LINKED },
		{ "False,none,user", CERT_KEY_NONE },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct shelf shelf;
		char text[512];

		snprintf(
			text, sizeof(text),
			"Thumbprint,HasPrivateKey,KeyState,KeyLocation\n" PRINT_A
			",%s\n",
			cases[i].cells);
		shelf_read(&shelf, text);
		ck_assert_msg(shelf_cert(&shelf, 0)->key == cases[i].key, "%s",
			      cases[i].cells);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(store_locations)
{
	struct shelf shelf;

	shelf_read(
		&shelf,
		"Store,StoreLocation,Thumbprint\nMy,LocalMachine," PRINT_A
		"\nMy,CurrentUser," PRINT_B "\nMy,Elsewhere," PRINT_C
		"\nSystem.Security.Cryptography.X509Certificates.X509Store,," PRINT_D
		"\n");
	ck_assert_uint_eq(shelf.inventory.stores.count, 4);
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	check_text(shelf_store(&shelf, 1)->name, "My");
	ck_assert_int_eq(shelf_store(&shelf, 1)->location, CERT_LOCATION_USER);
	ck_assert_int_eq(shelf_store(&shelf, 2)->location,
			 CERT_LOCATION_UNKNOWN);
	check_text(shelf_store(&shelf, 3)->name, "");
	shelf_free(&shelf);
}
END_TEST

/* Bindings of sites have a certificateHash and are not in any store. */
START_TEST(bindings)
{
	struct shelf shelf;

	check_refused("protocol,bindingInformation,certificateHash\nhttps,"
		      "*:443:," PRINT_A "\n",
		      "--http-sys");
	check_refused("[{\"bindingInformation\":\"*:443:\",\"certificateHash\":"
		      "\"" PRINT_A "\"}]",
		      "--http-sys");
	check_refused("Thumbprint,Store,PSParentPath\n" PRINT_A
		      ",My,WebAdministration::\\\\WEB1\\SslBindings\n",
		      "--http-sys");
	shelf_read(&shelf,
		   "[{\"bindingInformation\":\"*:443:\","
		   "\"certificateHash\":\"" PRINT_A "\"},\"" PRINT_B "\"]");
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_warned(&shelf, 0, "bindings of sites");
	shelf_free(&shelf);
}
END_TEST

/* Without the pair of dates the order would stay open. */
START_TEST(order_from_a_pair)
{
	struct shelf shelf;

	shelf_read(&shelf, "Thumbprint,NotBefore,NotAfter\n" PRINT_A
			   ",05/06/2026 10:00:00,06/05/2027 10:00:00\n" PRINT_B
			   ",01/12/2026 10:00:00,10/11/2026 10:00:00\n");
	check_time(shelf_cert(&shelf, 0)->not_before, "2026-05-05T20:00:00Z",
		   "2026-05-07T00:00:00Z");
	shelf_free(&shelf);
}
END_TEST

/* The same certificate again: what it adds, and what it contradicts. */
START_TEST(twice_in_a_store)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_read(&shelf, "Thumbprint,Subject,NotAfter,FriendlyName\n" PRINT_A
			   ",CN=www,,\n" PRINT_A
			   ",CN=www,13/01/2036 10:15:00,web\n" PRINT_B
			   ",CN=a,2036-01-13T10:15:00Z,\n" PRINT_B
			   ",CN=b,2036-01-13T10:15:00Z,\n");
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	cert = shelf_find(&shelf, PRINT_A);
	ck_assert_uint_eq(cert->line, 2);
	check_text(cert->friendly_name, "web");
	check_time(cert->not_after, "2036-01-12T20:15:00Z",
		   "2036-01-14T00:15:00Z");
	check_warned(&shelf, 5, "another subject");
	check_text(shelf_find(&shelf, PRINT_B)->subject, "CN=a");
	shelf_free(&shelf);

	shelf_read(&shelf,
		   "Store,Thumbprint,Subject\nMy," PRINT_A ",\nMy," PRINT_A
		   ",CN=www\nWebHosting," PRINT_B ",CN=b\n");
	check_text(shelf_find(&shelf, PRINT_A)->subject, "CN=www");
	shelf_free(&shelf);
}
END_TEST

START_TEST(lines_of_certificates)
{
	struct shelf shelf;

	shelf_read(&shelf,
		   "[\n{\"Thumbprint\":\"" PRINT_A
		   "\"},\n{\"Subject\":\"x\",\n\"RawData\":\"" RAW_DATA "\"}]");
	ck_assert_uint_eq(shelf_find(&shelf, RAW_PRINT)->line, 4);
	shelf_free(&shelf);

	shelf_read(&shelf, "{\n\"Thumbprint\":\"" RAW_PRINT
			   "\",\n\"RawData\":\"" RAW_DATA "\"}");
	ck_assert_uint_eq(shelf_find(&shelf, RAW_PRINT)->line, 2);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	check_scarce("Thumbprint,NotAfter,San,EkuOids,RawData\n" PRINT_A
		     ",01/02/2026,DNS Name=a,1.2.3,\n" PRINT_A
		     ",01/02/2026,a,{},48 130\n,,,," RAW_DATA "\n");
	check_scarce("[{\"Thumbprint\":\"" PRINT_A "\",\"DnsNameList\":[\"a\"],"
		     "\"EnhancedKeyUsageList\":[{\"ObjectId\":\"1.2.3\"}],"
		     "\"KeySize\":3,\"RawData\":[1,2]}]");
}
END_TEST

Suite *suite_cert_rows(void)
{
	const TTest *const tests[] = {
		certificate_wins,	   certificate_as_numbers,
		columns_of_the_store,	   contradicting_thumbprint,
		no_certificate_in_rawdata, details_from_columns,
		details_from_objects,	   key_locations,
		store_locations,	   bindings,
		order_from_a_pair,	   twice_in_a_store,
		lines_of_certificates,	   weak_certificate,
		numbers_that_are_no_bytes, no_memory,
	};

	return suite_of("cert_rows", tests, LENGTH(tests));
}
