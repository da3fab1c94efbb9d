#include "cert/http_sys.h"
#include "cert/reader.h"
#include "serialized.h"

Suite *suite_cert_registry(void);

#define HEADER	"Windows Registry Editor Version 5.00\r\n\r\n"
#define MACHINE "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\"

static void put_text(struct bytes *text, const char *more)
{
	put(text, slice_of(more));
}

/* "[PATH\PRINT]" and the blob of the certificate, linked to a key. */
static void put_cert(struct bytes *text, const char *path, const char *print,
		     const char *hex)
{
	struct bytes blob = { .len = 0 };

	put_text(text, "[");
	put_text(text, path);
	put_text(text, "\\Certificates\\");
	put_text(text, print);
	put_text(text, "]\r\n");
	put_element_hex(&blob, ID_SHA1, print);
	put_link(&blob, SOFTWARE_PROVIDER, 0x20);
	put_element_hex(&blob, ID_CERT, hex);
	put_blob(text, &blob);
	put_text(text, "\r\n");
}

static void put_store(struct bytes *text, const char *path)
{
	put_text(text, "[");
	put_text(text, path);
	put_text(text, "]\r\n\r\n[");
	put_text(text, path);
	put_text(text, "\\Certificates]\r\n\r\n");
}

START_TEST(store_of_the_machine)
{
	struct bytes text = { .len = 0 };
	const struct cert *cert;
	struct shelf shelf;

	put_text(&text, HEADER);
	put_store(&text, MACHINE "MY");
	put_cert(&text, MACHINE "MY", WWW_PRINT, www_hex);
	put_cert(&text, MACHINE "MY", PLAIN_PRINT, plain_hex);
	put_text(&text, "[" MACHINE "MY\\CRLs]\r\n\r\n"
			"[" MACHINE "MY\\Keys]\r\n\"Blob\"=hex:00\r\n");
	shelf_read(&shelf, text.at);
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.stores.count, 1);
	check_text(shelf_store(&shelf, 0)->name, "MY");
	ck_assert_int_eq(shelf_store(&shelf, 0)->location,
			 CERT_LOCATION_MACHINE);
	ck_assert(shelf_store(&shelf, 0)->complete);
	ck_assert_uint_eq(shelf_store(&shelf, 0)->line, 3);
	ck_assert_uint_eq(shelf.inventory.certs.count, 2);
	cert = shelf_cert(&shelf, 0);
	check_print(cert, WWW_PRINT);
	ck_assert_uint_eq(cert->line, 7);
	ck_assert_int_eq(cert->key, CERT_KEY_LINKED);
	ck_assert_int_eq(cert->archived, CERT_NO);
	check_time(cert->not_before, "2026-01-10T09:15:00Z",
		   "2026-01-10T09:15:00Z");
	ck_assert(!http_sys_given(&shelf.inventory));
	shelf_free(&shelf);
}
END_TEST

/* Without properties there is no key, and a user's key is one. */
START_TEST(keys)
{
	static const struct {
		const char *path;
		bool linked;
		enum cert_key key;
	} cases[] = {
		{ MACHINE "MY", false, CERT_KEY_NONE },
		{ MACHINE "MY", true, CERT_KEY_USER },
		{ "HKEY_CURRENT_USER\\Software\\Microsoft\\SystemCertificates"
		  "\\MY",
		  true, CERT_KEY_LINKED },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct bytes text = { .len = 0 }, blob = { .len = 0 };
		struct shelf shelf;

		put_text(&text, HEADER "[");
		put_text(&text, cases[i].path);
		put_text(&text, "\\Certificates\\" WWW_PRINT "]\r\n");
		if (cases[i].linked)
			put_link(&blob, SOFTWARE_PROVIDER, 0);
		put_element_hex(&blob, ID_CERT, www_hex);
		put_blob(&text, &blob);
		shelf_read(&shelf, text.at);
		check_quiet(&shelf);
		ck_assert_msg(shelf_cert(&shelf, 0)->key == cases[i].key,
			      "case %zu", i);
		shelf_free(&shelf);
	}
}
END_TEST

/* Where a store lies, and whether its key shows all of it. */
START_TEST(places)
{
	static const struct {
		const char *path, *store;
		enum cert_location location;
		bool complete;
	} cases[] = {
		{ MACHINE "MY", "MY", CERT_LOCATION_MACHINE, true },
		{ "hklm\\software\\MICROSOFT\\systemcertificates\\webhosting",
		  "webhosting", CERT_LOCATION_MACHINE, true },
		{ "HKEY_LOCAL_MACHINE\\OfflineSW\\Microsoft"
		  "\\SystemCertificates\\MY",
		  "MY", CERT_LOCATION_MACHINE, true },
		{ "HKEY_USERS\\Copy\\Microsoft\\SystemCertificates\\MY", "MY",
		  CERT_LOCATION_MACHINE, true },
		/* Group policy and Active Directory add to these. */
		{ MACHINE "ROOT", "ROOT", CERT_LOCATION_MACHINE, false },
		{ "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft"
		  "\\SystemCertificates\\MY",
		  "MY", CERT_LOCATION_MACHINE, false },
		{ "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
		  "\\EnterpriseCertificates\\MY",
		  "MY", CERT_LOCATION_MACHINE, false },
		/* Hives of users, wherever they are loaded. */
		{ "HKEY_CURRENT_USER\\Software\\Microsoft"
		  "\\SystemCertificates\\MY",
		  "MY", CERT_LOCATION_USER, false },
		{ "HKCU\\Software\\Microsoft\\SystemCertificates\\MY", "MY",
		  CERT_LOCATION_USER, false },
		{ "HKEY_USERS\\S-1-5-21-1\\Software\\Microsoft"
		  "\\SystemCertificates\\MY",
		  "MY", CERT_LOCATION_USER, false },
		{ "HKEY_LOCAL_MACHINE\\Copy\\Software\\Microsoft"
		  "\\SystemCertificates\\MY",
		  "MY", CERT_LOCATION_USER, false },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct bytes text = { .len = 0 };
		struct shelf shelf;

		put_text(&text, HEADER);
		put_store(&text, cases[i].path);
		shelf_read(&shelf, text.at);
		ck_assert_msg(shelf.usable, "%s", cases[i].path);
		check_quiet(&shelf);
		ck_assert_uint_eq(shelf.inventory.stores.count, 1);
		check_text(shelf_store(&shelf, 0)->name, cases[i].store);
		ck_assert_msg(shelf_store(&shelf, 0)->location ==
				      cases[i].location,
			      "%s", cases[i].path);
		ck_assert_msg(shelf_store(&shelf, 0)->complete ==
				      cases[i].complete,
			      "%s", cases[i].path);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(single_certificate)
{
	struct bytes text = { .len = 0 };
	struct shelf shelf;

	put_text(&text, "REGEDIT4\n\n");
	put_cert(&text, MACHINE "MY", WWW_PRINT, www_hex);
	shelf_read(&shelf, text.at);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf_store(&shelf, 0)->count, 1);
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* Only the store's own key shows it whole, not the one of its lists. */
START_TEST(other_keys)
{
	check_refused(HEADER "[" MACHINE "MY\\CRLs]\r\n",
		      "without a certificate store");
	check_refused(HEADER "[" MACHINE "]\r\n", "reg");
	check_refused(HEADER "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
			     "\\SystemCertificates]\r\n",
		      "without a certificate store");
	check_refused(HEADER "[HKEY_CLASSES_ROOT\\SOFTWARE\\Microsoft"
			     "\\SystemCertificates\\MY]\r\n",
		      "without a certificate store");
	check_refused(HEADER, "HKLM\\SOFTWARE\\Microsoft\\SystemCertificates");
	check_refused(HEADER "[a\\b\\c\\d\\e\\f\\g\\h\\i\\j\\k\\l\\m\\n\\o\\p"
			     "\\SystemCertificates\\MY]\r\n",
		      "without a certificate store");
}
END_TEST

START_TEST(store_of_a_service)
{
	static const char service[] =
		"HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography"
		"\\Services\\NTDS\\SystemCertificates\\MY";
	struct bytes text = { .len = 0 };
	struct shelf shelf;

	put_text(&text, HEADER);
	put_store(&text, service);
	put_cert(&text, service, WWW_PRINT, www_hex);
	check_refused(text.at, "without a certificate store that IIS can use");
	put_store(&text, MACHINE "MY");
	shelf_read(&shelf, text.at);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.certs.count, 0);
	ck_assert_uint_eq(count_messages(&shelf, false, "Windows service"), 1);
	check_warned(&shelf, 3, "Windows service");
	ck_assert(shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

/* A good certificate, and one entry that cannot be used. */
START_TEST(damaged_entries)
{
	static const struct {
		const char *entry, *why;
		uint32_t line; /* behind the header */
	} cases[] = {
		{ "[" MACHINE "MY\\Certificates\\" PRINT_A "]\r\n"
		  "\"Blob\"=hex:20,00,\\\r\n",
		  "cut off", 2 },
		{ "[" MACHINE "MY\\Certificates\\" PRINT_A "]\r\n"
		  "\"Blob\"=hex:20,00,00,00,01,00,00,00,02,00,00,00,30\r\n",
		  "cut off or damaged", 2 },
		{ "[" MACHINE "MY\\Certificates\\" PRINT_A "]\r\n"
		  "\"Blob\"=\"20\"\r\n",
		  "cut off or damaged", 2 },
		{ "[" MACHINE "MY\\Certificates\\" PRINT_A "]\r\n"
		  "\"Progress\"=dword:1\r\n",
		  "no value \"Blob\"", 1 },
		{ "[" MACHINE "MY\\Certificates\\" PRINT_A "]\r\n"
		  "\"Blob\"=hex:20,00,00,00,01,00,00,00,02,00,00,00,30,00\r\n",
		  "not the thumbprint", 1 },
		{ "[" MACHINE "MY\\Certificates\\www]\r\n"
		  "\"Blob\"=hex:20,00,00,00,01,00,00,00,02,00,00,00,30,00\r\n",
		  "not the thumbprint", 1 },
		/* Right name, no certificate. */
		{ "[" MACHINE "MY\\Certificates\\"
		  "F944DCD635F9801F7AC90A407FBC479964DEC024]\r\n"
		  "\"Blob\"=hex:20,00,00,00,01,00,00,00,02,00,00,00,30,00\r\n",
		  "what should be a certificate", 1 },
		/* Something behind it. */
		{ "[" MACHINE "MY\\Certificates\\"
		  "F944DCD635F9801F7AC90A407FBC479964DEC024]\r\n"
		  "\"Blob\"=hex:20,00,00,00,01,00,00,00,02,00,00,00,30,00,00"
		  "\r\n",
		  "cut off or damaged", 2 },
		{ "[" MACHINE "MY\\Certi\r\n", "no part of a registry export",
		  1 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct bytes text = { .len = 0 };
		struct shelf shelf;

		put_text(&text, HEADER);
		put_text(&text, cases[i].entry);
		put_store(&text, MACHINE "MY");
		put_cert(&text, MACHINE "MY", WWW_PRINT, www_hex);
		shelf_read(&shelf, text.at);
		ck_assert_msg(shelf.usable, "%s", cases[i].entry);
		check_warned(&shelf, cases[i].line + 2, cases[i].why);
		ck_assert_uint_eq(shelf.inventory.messages.count, 1);
		ck_assert_uint_eq(shelf.inventory.certs.count, 1);
		ck_assert(!shelf_store(&shelf, 0)->complete);
		shelf_free(&shelf);
	}
	check_refused(HEADER "[" MACHINE "MY\\Certificates\\" PRINT_A "]\r\n",
		      "no certificate of this registry export");
}
END_TEST

/* A file that deletes keys was written by hand. */
START_TEST(deleted_keys)
{
	struct bytes text = { .len = 0 };
	struct shelf shelf;

	put_text(&text, HEADER);
	put_cert(&text, "-" MACHINE "MY", WWW_PRINT, www_hex);
	put_text(&text, "[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso]\r\n");
	check_refused(text.at, "without a certificate store");
	put_store(&text, MACHINE "MY");
	shelf_read(&shelf, text.at);
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	check_warned(&shelf, 3, "to be deleted");
	ck_assert_uint_eq(shelf.inventory.certs.count, 0);
	shelf_free(&shelf);
}
END_TEST

/* A file that was cut off never shows a store without its certificates. */
START_TEST(every_prefix)
{
	struct bytes text = { .len = 0 };
	size_t begin;

	put_text(&text, HEADER);
	put_store(&text, MACHINE "MY");
	begin = text.len;
	put_cert(&text, MACHINE "MY", WWW_PRINT, www_hex);
	for (size_t len = begin + 1; len < text.len - 4; len++) {
		struct shelf shelf;

		shelf_read_bytes(&shelf, LISTING_CERTIFICATES,
				 slice_take(bytes_slice(&text), len));
		ck_assert_uint_eq(shelf.inventory.certs.count, 0);
		ck_assert_uint_gt(shelf.inventory.messages.count, 0);
		ck_assert_msg(!shelf_store(&shelf, 0)->complete, "%zu bytes",
			      len);
		shelf_free(&shelf);
	}
}
END_TEST

START_TEST(wide_text)
{
	struct bytes text = { .len = 0 };
	static char wide[2 * sizeof(text.at)];
	struct shelf shelf;

	put_text(&text, HEADER);
	put_store(&text, MACHINE "MY");
	put_cert(&text, MACHINE "MY", WWW_PRINT, www_hex);
	for (size_t i = 0; i < text.len; i++)
		wide[2 * i] = text.at[i];
	shelf_read_bytes(&shelf, LISTING_CERTIFICATES,
			 (struct slice){ wide, 2 * text.len });
	ck_assert(shelf.usable);
	check_quiet(&shelf);
	check_print(shelf_cert(&shelf, 0), WWW_PRINT);
	shelf_free(&shelf);
}
END_TEST

START_TEST(more_stores_than_servers_have)
{
	enum { STORES = LISTING_STORES_MAX + 2 };
	struct bytes text = { .len = 0 };
	struct shelf shelf;

	put_text(&text, HEADER);
	for (int i = 0; i < STORES; i++) {
		char line[40];

		snprintf(line, sizeof(line),
			 "[HKU\\x\\SystemCertificates\\%d]\n", i);
		put_text(&text, line);
	}
	put_cert(&text, MACHINE "MY", WWW_PRINT, www_hex);
	shelf_read(&shelf, text.at);
	ck_assert_uint_eq(shelf.inventory.certs.count, 0);
	ck_assert_uint_eq(count_messages(&shelf, false, "more than"), 3);
	shelf_free(&shelf);
}
END_TEST

START_TEST(no_memory)
{
	struct bytes text = { .len = 0 };

	put_text(&text, HEADER);
	put_cert(&text, MACHINE "MY", WWW_PRINT, www_hex);
	put_text(&text, "\"Other\"=hex(1):4d,00\n\"Text\"=\"C:\\\\\"\n");
	check_scarce(text.at);
}
END_TEST

Suite *suite_cert_registry(void)
{
	const TTest *const tests[] = {
		store_of_the_machine,
		keys,
		places,
		single_certificate,
		other_keys,
		store_of_a_service,
		damaged_entries,
		deleted_keys,
		every_prefix,
		wide_text,
		more_stores_than_servers_have,
		no_memory,
	};

	return suite_of("cert_registry", tests, LENGTH(tests));
}
