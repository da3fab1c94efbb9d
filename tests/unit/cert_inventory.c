#include <stdio.h>

#include "listing.h"

#include "cert/reader.h"

Suite *suite_cert_inventory(void);

#define MY "My\nCertUtil: -store command completed successfully.\n"

START_TEST(nothing_given)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	ck_assert(!inventory_given(&shelf.inventory));
	ck_assert_ptr_null(inventory_covers(&shelf.inventory, SLICE("My")));
	ck_assert_ptr_null(inventory_named(&shelf.inventory, SLICE("")));
	ck_assert_ptr_null(inventory_named(&shelf.inventory, SLICE("My")));
	shelf_free(&shelf);
}
END_TEST

START_TEST(same_certificate_in_stores)
{
	const struct cert *cert;
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "My", PRINT_A "\n" PRINT_A "\n" PRINT_B "\n");
	shelf_add(&shelf, "WebHosting", PRINT_C "\n" PRINT_A "\n");
	ck_assert_uint_eq(shelf.inventory.certs.count, 4);
	cert = shelf_find(&shelf, PRINT_A);
	check_text(inventory_store_of(&shelf.inventory, cert)->name, "My");
	ck_assert_uint_eq(cert->line, 1);
	cert = inventory_next_same(&shelf.inventory, cert);
	ck_assert_ptr_nonnull(cert);
	check_text(inventory_store_of(&shelf.inventory, cert)->name,
		   "WebHosting");
	ck_assert_uint_eq(cert->line, 2);
	ck_assert_ptr_null(inventory_next_same(&shelf.inventory, cert));
	ck_assert_uint_eq(shelf_store(&shelf, 0)->count, 2);
	shelf_free(&shelf);
}
END_TEST

START_TEST(coverage)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "", "C:\\>certutil -user -store My\n" MY);
	ck_assert(shelf.usable);
	ck_assert_ptr_null(inventory_covers(&shelf.inventory, SLICE("My")));
	ck_assert_ptr_null(inventory_named(&shelf.inventory, SLICE("MY")));
	shelf_add(&shelf, "My", PRINT_A "\nwhat\n");
	ck_assert_ptr_null(inventory_covers(&shelf.inventory, SLICE("My")));
	shelf_add(&shelf, "", MY);
	ck_assert_ptr_nonnull(inventory_covers(&shelf.inventory, SLICE("mY")));
	ck_assert_ptr_null(inventory_covers(&shelf.inventory, SLICE("CA")));
	ck_assert_ptr_null(inventory_named(&shelf.inventory, SLICE("")));
	shelf_add(&shelf, "", PRINT_A);
	ck_assert_ptr_nonnull(inventory_named(&shelf.inventory, SLICE("")));
	shelf_free(&shelf);
}
END_TEST

START_TEST(said_store_wins)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "WebHosting", MY);
	check_text(shelf_store(&shelf, 0)->name, "WebHosting");
	shelf_free(&shelf);
}
END_TEST

/* Rows of two stores in turn are two stores, not one for each row. */
START_TEST(stores_are_merged)
{
	struct shelf shelf;

	shelf_read(&shelf, "Store,Thumbprint\nMy," PRINT_A "\nCA," PRINT_A
			   "\nmy," PRINT_B "\nCA," PRINT_A "\n");
	ck_assert_uint_eq(shelf.inventory.stores.count, 2);
	ck_assert_uint_eq(shelf_store(&shelf, 0)->count, 2);
	ck_assert_uint_eq(shelf_store(&shelf, 1)->count, 1);
	ck_assert_uint_eq(shelf_find(&shelf, PRINT_B)->store, 0);
	/* Another listing has stores of its own. */
	shelf_add(&shelf, "My", PRINT_C);
	ck_assert_uint_eq(shelf.inventory.stores.count, 3);
	ck_assert_uint_eq(shelf_store(&shelf, 2)->listing, 1);
	shelf_free(&shelf);
}
END_TEST

START_TEST(stores_are_limited)
{
	static char text[64 * 1024];
	size_t len = 0;
	struct shelf shelf;

	len += (size_t)snprintf(text, sizeof(text), "Store,Thumbprint\n");
	for (int i = 0; i < 300; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len,
					"s%d,%s\n", i, PRINT_A);
	shelf_read(&shelf, text);
	ck_assert(shelf.usable);
	ck_assert_uint_eq(shelf.inventory.stores.count, LISTING_STORES_MAX);
	check_warned(&shelf, 258, "more than 256 stores");
	shelf_free(&shelf);
}
END_TEST

START_TEST(times)
{
	const struct cert_time range = { true, 10, 20 };
	const struct cert_time unknown = { false, 10, 20 };

	ck_assert(cert_time_before(&range, 21));
	ck_assert(!cert_time_before(&range, 20));
	ck_assert(cert_time_after(&range, 9));
	ck_assert(!cert_time_after(&range, 10));
	ck_assert(!cert_time_before(&unknown, 21));
	ck_assert(!cert_time_after(&unknown, 9));
}
END_TEST

START_TEST(store_paths)
{
	static const struct {
		const char *path, *store;
		enum cert_location location;
	} cases[] = {
		{ "Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My",
		  "My", CERT_LOCATION_MACHINE },
		{ "Cert:\\localmachine\\WebHosting\\" PRINT_A, "WebHosting",
		  CERT_LOCATION_MACHINE },
		{ "CurrentUser\\Remote Desktop", "Remote Desktop",
		  CERT_LOCATION_USER },
		{ "My", NULL, CERT_LOCATION_UNKNOWN },
		{ "Cert:\\LocalMachine\\", NULL, CERT_LOCATION_UNKNOWN },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		enum cert_location location;
		struct slice store;
		bool is_path = listing_store_path(slice_of(cases[i].path),
						  &store, &location);

		ck_assert_msg(is_path == (cases[i].store != NULL), "case %zu",
			      i);
		if (!is_path)
			continue;
		check_text(store, cases[i].store);
		ck_assert_int_eq(location, cases[i].location);
	}
}
END_TEST

START_TEST(missing_file)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	ck_assert(!inventory_read(&shelf.inventory, "no/such/file",
				  LISTING_CERTIFICATES, SLICE("My")));
	ck_assert_uint_eq(count_messages(&shelf, true, "No such file"), 1);
	shelf_free(&shelf);
}
END_TEST

#define CSV_A(until) "Thumbprint,NotAfter\n" PRINT_A "," until "\n"

/* Two listings that cannot both be right about a certificate. */
START_TEST(contradiction)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "MY", CSV_A("2031-05-01T10:00:00Z"));
	shelf_add(&shelf, "WebHosting", PRINT_A "\n" PRINT_B "\n");
	inventory_settle(&shelf.inventory);
	check_quiet(&shelf);
	shelf_add(&shelf, "Other", CSV_A("2030-05-01T10:00:00Z"));
	inventory_settle(&shelf.inventory);
	check_warned(&shelf, 2, "has another validity in listing.txt:2");
	ck_assert_uint_eq(shelf.inventory.messages.count, 1);
	for (size_t i = 0; i < shelf.inventory.certs.count; i++)
		ck_assert(!shelf_cert(&shelf, i)->not_after.known);
	shelf_free(&shelf);
}
END_TEST

/* The same, told less exactly, is no contradiction. */
START_TEST(agreement)
{
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "MY", CSV_A("2031-05-01T10:00:00Z"));
	shelf_add(&shelf, "Other", CSV_A("2031-05-01 10:00"));
	inventory_settle(&shelf.inventory);
	check_quiet(&shelf);
	ck_assert(shelf_cert(&shelf, 0)->not_after.known);
	shelf_free(&shelf);
}
END_TEST

/* UTF-16 with half a character: what follows is lost, and said to be. */
START_TEST(broken_encoding)
{
	struct shelf shelf;
	char bytes[256] = "\xFF\xFE";
	size_t len = 2;

	for (const char *c = PRINT_A "\n"; *c; c++) {
		bytes[len++] = *c;
		bytes[len++] = '\0';
	}
	memcpy(bytes + len, "\x00\xDC", 2);
	shelf_init(&shelf, &allocator_heap);
	ck_assert(inventory_read_bytes(&shelf.inventory, "x",
				       LISTING_CERTIFICATES, SLICE("My"),
				       (struct slice){ bytes, len + 2 }));
	ck_assert_uint_eq(shelf.inventory.certs.count, 1);
	check_warned(&shelf, 0, "cannot be decoded");
	ck_assert(!shelf_store(&shelf, 0)->complete);
	shelf_free(&shelf);
}
END_TEST

Suite *suite_cert_inventory(void)
{
	const TTest *const tests[] = {
		nothing_given,
		same_certificate_in_stores,
		coverage,
		said_store_wins,
		stores_are_merged,
		stores_are_limited,
		times,
		store_paths,
		missing_file,
		contradiction,
		agreement,
		broken_encoding,
	};

	return suite_of("cert_inventory", tests, LENGTH(tests));
}
