/*
 * One server in every format: the files of tests/listings hold the same two
 * certificates, A with a key and B without, and what http.sys has for them.
 * The tables say what each format lets one know.
 */
#include "blobs.h"

#include "cert/http_sys.h"
#include "cert/view.h"
#include "unit.h"

#define FOLDER "tests/listings/"

/* How precisely a format tells when A ends (2051-01-10 09:15 UTC). */
enum known_date {
	DATE_UNKNOWN,
	DATE_EXACT,
	DATE_LOCAL,  /* the zone is not known */
	DATE_EITHER, /* nor which number is the month */
};

static const struct expected {
	const char *file, *reader, *store;
	enum cert_location location;
	bool complete;
	enum known_date date;
	enum cert_key key_a, key_b;
	enum cert_list_known names, usages; /* of A */
	bool only_a;
} table[] = {
#define MACHINE		     CERT_LOCATION_MACHINE
#define NOWHERE		     CERT_LOCATION_UNKNOWN
#define KEYS(a, b)	     CERT_KEY_##a, CERT_KEY_##b
#define LISTS(names, usages) CERT_LIST_##names, CERT_LIST_##usages
	{ "certutil-store.cp850.txt", "certutil", "My", MACHINE, true,
	  DATE_EITHER, KEYS(TESTED, NONE), LISTS(UNKNOWN, UNKNOWN), false },
	{ "certutil-store.utf16le.txt", "certutil", "My", MACHINE, true,
	  DATE_EITHER, KEYS(TESTED, NONE), LISTS(UNKNOWN, UNKNOWN), false },
	{ "certutil-store.de.cp850.txt", "certutil", "My", MACHINE, true,
	  DATE_LOCAL, KEYS(TESTED, NONE), LISTS(UNKNOWN, UNKNOWN), false },
	{ "certutil-v-store.user-key.utf8.txt", "certutil", "My", MACHINE, true,
	  DATE_EITHER, KEYS(USER, NONE), LISTS(COMPLETE, COMPLETE), true },
	{ "format-list-star.utf16le.txt", "Format-List", "My", MACHINE, true,
	  DATE_EITHER, KEYS(LINKED, NONE), LISTS(PARTIAL, COMPLETE), false },
	{ "table.utf8.txt", "PowerShell table", "My", MACHINE, true,
	  DATE_UNKNOWN, KEYS(UNKNOWN, UNKNOWN), LISTS(UNKNOWN, UNKNOWN),
	  false },
	{ "export.csv", "CSV", "My", MACHINE, true, DATE_EITHER,
	  KEYS(LINKED, NONE), LISTS(UNKNOWN, UNKNOWN), false },
	{ "export.semicolon.cp1252.csv", "CSV", "", NOWHERE, true, DATE_LOCAL,
	  KEYS(LINKED, NONE), LISTS(UNKNOWN, UNKNOWN), false },
	{ "convertto.json", "JSON", "My", MACHINE, true, DATE_EXACT,
	  KEYS(LINKED, NONE), LISTS(UNKNOWN, UNKNOWN), false },
	{ "export-clixml.utf16le.xml", "Export-Clixml", "My", MACHINE, true,
	  DATE_EXACT, KEYS(UNKNOWN, UNKNOWN), LISTS(COMPLETE, COMPLETE),
	  false },
	{ "bundle.pem", "PEM", "", NOWHERE, true, DATE_EXACT,
	  KEYS(UNKNOWN, UNKNOWN), LISTS(COMPLETE, COMPLETE), false },
	{ "bundle.p7b", "DER", "", NOWHERE, true, DATE_EXACT,
	  KEYS(UNKNOWN, UNKNOWN), LISTS(COMPLETE, COMPLETE), false },
	{ "single.cer", "DER", "", NOWHERE, false, DATE_EXACT,
	  KEYS(UNKNOWN, UNKNOWN), LISTS(COMPLETE, COMPLETE), true },
	{ "single.pfx", "DER", "", NOWHERE, false, DATE_EXACT,
	  KEYS(UNKNOWN, UNKNOWN), LISTS(COMPLETE, COMPLETE), true },
	{ "store.sst", "serialized store", "", NOWHERE, true, DATE_EXACT,
	  KEYS(LINKED, NONE), LISTS(COMPLETE, COMPLETE), false },
	{ "store.utf16le.reg", "registry export", "MY", MACHINE, true,
	  DATE_EXACT, KEYS(LINKED, NONE), LISTS(COMPLETE, COMPLETE), false },
	{ "thumbprints.txt", "thumbprint list", "", NOWHERE, true, DATE_UNKNOWN,
	  KEYS(UNKNOWN, UNKNOWN), LISTS(UNKNOWN, UNKNOWN), false },
};

/* The minute is known in any case, the second not by all. */
static void check_range(struct cert_time end, const char *earliest,
			const char *latest)
{
	ck_assert(end.known);
	ck_assert_int_eq(end.earliest, moment_of(earliest));
	ck_assert_int_eq(end.latest - end.latest % 60, moment_of(latest));
}

static void check_end(struct cert_time end, enum known_date known)
{
	switch (known) {
	case DATE_UNKNOWN:
		ck_assert(!end.known);
		break;
	case DATE_EXACT:
		check_time(end, "2051-01-10T09:15:00Z", "2051-01-10T09:15:00Z");
		break;
	case DATE_LOCAL:
		check_range(end, "2051-01-09T19:15:00Z",
			    "2051-01-10T23:15:00Z");
		break;
	case DATE_EITHER:
		check_range(end, "2051-01-09T19:15:00Z",
			    "2051-10-01T23:15:00Z");
		break;
	}
}

static void check_a(const struct cert *cert, const struct expected *expected)
{
	static const struct cert_details unknown = { .key_bits = 0 };
	const struct cert_details *details =
		cert->details ? cert->details : &unknown;

	ck_assert_int_eq(cert->key, expected->key_a);
	ck_assert_int_eq(details->dns_names.known, expected->names);
	ck_assert_int_eq(details->usages.known, expected->usages);
	if (expected->names != CERT_LIST_UNKNOWN) {
		ck_assert_uint_eq(details->dns_names.count, 2);
		check_text(details->dns_names.items[1], "*.shop.example");
	}
	check_end(cert->not_after, expected->date);
}

static void check_file(const struct expected *expected)
{
	struct shelf shelf;
	const struct cert_store *store;
	const struct listing *listing;

	shelf_init(&shelf, &allocator_heap);
	shelf.inventory.password = SLICE("geheim");
	ck_assert_msg(inventory_read(&shelf.inventory,
				     arena_printf(&shelf.arena, FOLDER "%s",
						  expected->file)
					     .at,
				     LISTING_CERTIFICATES, SLICE("")),
		      "%s", expected->file);
	check_quiet(&shelf);
	ck_assert_uint_eq(shelf.inventory.stores.count, 1);
	ck_assert_uint_eq(shelf.inventory.certs.count,
			  expected->only_a ? 1 : 2);
	store = shelf_store(&shelf, 0);
	listing = inventory_listing_of(&shelf.inventory, store);
	ck_assert_str_eq(listing->format, expected->reader);
	check_text(store->name, expected->store);
	ck_assert_int_eq(store->location, expected->location);
	ck_assert(store->complete == expected->complete);
	check_a(shelf_find(&shelf, BLOB_A_PRINT), expected);
	if (!expected->only_a)
		ck_assert_int_eq(shelf_find(&shelf, BLOB_B_PRINT)->key,
				 expected->key_b);
	shelf_free(&shelf);
}

START_TEST(certificates)
{
	check_file(&table[_i]);
}
END_TEST

static const char *const http_files[] = {
	"netsh.txt",
	"netsh.de.cp850.txt",
	"http.utf16le.reg",
};

static void check_record(const struct shelf *shelf, enum http_record_kind kind,
			 const char *host, uint32_t port, const char *print,
			 bool iis)
{
	const struct http_record *record =
		http_sys_find(&shelf->inventory, kind, slice_of(host), port);

	ck_assert_msg(record != NULL, "%s", host);
	ck_assert(record->has_hash);
	ck_assert_str_eq(thumbprint_print(&record->sha1).digits, print);
	check_text(http_record_store(record), "MY");
	check_text(record->application,
		   iis ? HTTP_APPLICATION_IIS : HTTP_APPLICATION_NONE);
	ck_assert_int_eq(record->negotiates_client_certificate, CERT_NO);
}

START_TEST(http_sys)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	ck_assert(inventory_read(
		&shelf.inventory,
		arena_printf(&shelf.arena, FOLDER "%s", http_files[_i]).at,
		LISTING_HTTP_SYS, SLICE("")));
	check_quiet(&shelf);
	ck_assert(http_sys_complete(&shelf.inventory));
	ck_assert_uint_eq(shelf.inventory.records.count, 3);
	check_record(&shelf, HTTP_RECORD_ADDRESS, "0.0.0.0", 443, BLOB_A_PRINT,
		     true);
	check_record(&shelf, HTTP_RECORD_ADDRESS, "::", 8172, BLOB_B_PRINT,
		     false);
	check_record(&shelf, HTTP_RECORD_HOST, "www.contoso.example", 443,
		     BLOB_A_PRINT, true);
	shelf_free(&shelf);
}
END_TEST

/* Each fact from where it is known: all formats together know everything. */
START_TEST(together)
{
	struct cert_details details;
	const struct cert *first;
	struct cert_view view;
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf.inventory.password = SLICE("geheim");
	for (size_t i = 0; i < LENGTH(table); i++)
		ck_assert(inventory_read(
			&shelf.inventory,
			arena_printf(&shelf.arena, FOLDER "%s", table[i].file)
				.at,
			LISTING_CERTIFICATES, SLICE("")));
	inventory_settle(&shelf.inventory);
	check_quiet(&shelf);
	first = shelf_find(&shelf, BLOB_A_PRINT);
	view = cert_view(&shelf.inventory, first, SLICE("my"));
	ck_assert(view.in_store && view.covered);
	ck_assert_int_eq(view.key, CERT_KEY_USER);
	check_end(view.not_after, DATE_EXACT);
	details = cert_view_details(&shelf.inventory, first);
	ck_assert_int_eq(details.dns_names.known, CERT_LIST_COMPLETE);
	ck_assert_int_eq(details.usages.known, CERT_LIST_COMPLETE);
	shelf_free(&shelf);
}
END_TEST

Suite *suite_cert_formats(void);
Suite *suite_cert_formats(void)
{
	Suite *suite = suite_create("cert_formats");
	TCase *tcase = tcase_create("cert_formats");

	tcase_add_loop_test(tcase, certificates, 0, (int)LENGTH(table));
	tcase_add_loop_test(tcase, http_sys, 0, (int)LENGTH(http_files));
	tcase_add_test(tcase, together);
	suite_add_tcase(suite, tcase);
	return suite;
}
