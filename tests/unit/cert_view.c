/*
 * The view: what several listings together tell of one certificate, and what
 * its names and purposes are good for.
 */
#include "cert/view.h"

#include "listing.h"
#include "unit.h"

#define HEADER "Thumbprint,Store,NotBefore,NotAfter,HasPrivateKey,KeyState\n"
#define DATES  ",2026-01-01T00:00:00Z,2027-01-01T00:00:00Z,"
#define OTHER  PRINT_B ",My" DATES "True,ok\n"

static int64_t summer(void)
{
	return moment_of("2026-06-01T00:00:00Z");
}

static struct cert_view view_of(const struct shelf *shelf, const char *store)
{
	struct cert_view view = cert_view(
		&shelf->inventory, shelf_find(shelf, PRINT_A), slice_of(store));

	ck_assert_ptr_nonnull(view.cert);
	return view;
}

/* What one row of MY tells, and what follows from it. */
START_TEST(single)
{
	static const struct {
		const char *row;
		enum cert_key key;
		unsigned faults;
	} cases[] = {
		{ PRINT_A ",My" DATES "True,ok\n", CERT_KEY_TESTED, 0 },
		{ PRINT_A ",My" DATES "True,\n", CERT_KEY_LINKED, 0 },
		{ PRINT_A ",My" DATES ",\n", CERT_KEY_UNKNOWN, 0 },
		{ PRINT_A ",My" DATES "False,\n", CERT_KEY_NONE,
		  CERT_FAULT_NO_KEY },
		{ PRINT_A ",My,,,True,ok\n", CERT_KEY_TESTED, 0 },
		{ PRINT_A ",My,2025-01-01T00:00:00Z,2026-05-31T23:59:59Z,,\n",
		  CERT_KEY_UNKNOWN, CERT_FAULT_EXPIRED },
		{ PRINT_A ",My,2026-06-01T00:00:01Z,2027-01-01T00:00:00Z,,\n",
		  CERT_KEY_UNKNOWN, CERT_FAULT_NOT_YET_VALID },
		{ PRINT_A ",WebHosting" DATES "False,\n" OTHER, CERT_KEY_NONE,
		  CERT_FAULT_OTHER_STORE },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct arena arena;
		struct shelf shelf;
		struct cert_view view;
		struct slice text;

		arena_init(&arena, &allocator_heap);
		text = arena_printf(&arena, HEADER "%s", cases[i].row);
		shelf_read(&shelf, text.at);
		view = view_of(&shelf, "MY");
		unit_check(view.key == cases[i].key, "%s", cases[i].row);
		unit_check(cert_view_faults(&view, summer()) == cases[i].faults,
			   "%s: %x", cases[i].row,
			   cert_view_faults(&view, summer()));
		shelf_free(&shelf);
		arena_free(&arena);
	}
}
END_TEST

/* Faults that a key can have, from best to worst evidence. */
START_TEST(keys)
{
	static const struct {
		enum cert_key key;
		unsigned faults;
	} cases[] = {
		{ CERT_KEY_UNKNOWN, 0 },
		{ CERT_KEY_NONE, CERT_FAULT_NO_KEY },
		{ CERT_KEY_LINKED, 0 },
		{ CERT_KEY_MISSING, CERT_FAULT_KEY_MISSING },
		{ CERT_KEY_UNUSABLE, CERT_FAULT_KEY_UNUSABLE },
		{ CERT_KEY_TESTED, 0 },
		{ CERT_KEY_USER, CERT_FAULT_USER_KEY },
	};
	static const struct cert cert;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct cert_view view = { .cert = &cert,
					  .in_store = true,
					  .key = cases[i].key };

		ck_assert_uint_eq(cert_view_faults(&view, summer()),
				  cases[i].faults);
		/* Elsewhere, the key is not the one that would be used. */
		view.in_store = false;
		ck_assert_uint_eq(cert_view_faults(&view, summer()), 0);
	}
}
END_TEST

START_TEST(nowhere)
{
	struct shelf shelf;
	struct cert_view view;

	shelf_read(&shelf, HEADER OTHER);
	shelf_add(&shelf, "MY", PRINT_B "\n");
	view = cert_view(&shelf.inventory, NULL, SLICE("my"));
	ck_assert_ptr_null(view.cert);
	ck_assert(view.covered && !view.in_store);
	ck_assert(!view.not_after.known);
	ck_assert_uint_eq(cert_view_faults(&view, summer()), 0);
	view = cert_view(&shelf.inventory, NULL, SLICE("WebHosting"));
	ck_assert(!view.covered);
	shelf_free(&shelf);
}
END_TEST

/* The store in which Windows looks counts; its key is the one. */
START_TEST(stores)
{
	struct shelf shelf;
	struct cert_view view;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "WebHosting", HEADER PRINT_A "," DATES "True,ok\n");
	shelf_add(&shelf, "MY", HEADER PRINT_A "," DATES "False,\n");
	view = view_of(&shelf, "my");
	ck_assert(view.in_store && view.covered && !view.in_user_store_only);
	ck_assert_int_eq(view.key, CERT_KEY_NONE);
	ck_assert(view.cert == shelf_cert(&shelf, 1));
	ck_assert_uint_eq(cert_view_faults(&view, summer()), CERT_FAULT_NO_KEY);
	view = view_of(&shelf, "WEBHOSTING");
	ck_assert(view.in_store);
	ck_assert_int_eq(view.key, CERT_KEY_TESTED);
	ck_assert_uint_eq(cert_view_faults(&view, summer()), 0);
	/* Of a store that is not listed nothing is known. */
	view = view_of(&shelf, "Remote Desktop");
	ck_assert(!view.in_store && !view.covered);
	ck_assert_uint_eq(cert_view_faults(&view, summer()), 0);
	shelf_free(&shelf);
}
END_TEST

/* A listing without a store is of MY, unless MY is listed by another. */
START_TEST(nameless)
{
	struct shelf shelf;
	struct cert_view view;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "", PRINT_A "\n");
	view = view_of(&shelf, "MY");
	ck_assert(view.in_store && !view.covered);
	shelf_add(&shelf, "MY", PRINT_B "\n");
	view = view_of(&shelf, "MY");
	ck_assert(!view.in_store && view.covered && !view.in_user_store_only);
	ck_assert_uint_eq(cert_view_faults(&view, summer()),
			  CERT_FAULT_OTHER_STORE);
	shelf_free(&shelf);
}
END_TEST

#define USER_PATH                                                              \
	"Thumbprint,PSParentPath\n" PRINT_A                                    \
	",Microsoft.PowerShell.Security\\Certificate::CurrentUser\\My\n"

START_TEST(user_store)
{
	struct shelf shelf;
	struct cert_view view;

	shelf_read(&shelf, USER_PATH);
	view = view_of(&shelf, "MY");
	ck_assert(!view.in_store && view.in_user_store_only && !view.covered);
	ck_assert_uint_eq(cert_view_faults(&view, summer()), 0);
	shelf_add(&shelf, "MY", PRINT_B "\n");
	view = view_of(&shelf, "MY");
	ck_assert_uint_eq(cert_view_faults(&view, summer()),
			  CERT_FAULT_USER_STORE);
	/* Another store of the machine is more than a user's. */
	shelf_add(&shelf, "WebHosting", PRINT_A "\n");
	view = view_of(&shelf, "MY");
	ck_assert(!view.in_user_store_only);
	ck_assert_uint_eq(cert_view_faults(&view, summer()),
			  CERT_FAULT_OTHER_STORE);
	shelf_free(&shelf);
}
END_TEST

/* Of two listings of one store, each date and the key by the better one. */
START_TEST(merging)
{
	struct shelf shelf;
	struct cert_view view;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "MY",
		  HEADER PRINT_A ",,2026-01-01T10:00,2027-01-01T10:00,True,\n");
	shelf_add(&shelf, "MY",
		  HEADER PRINT_A ",,,2027-01-01T09:00:00Z,True,ok\n");
	shelf_add(&shelf, "MY", PRINT_A "\n");
	view = view_of(&shelf, "MY");
	ck_assert_int_eq(view.key, CERT_KEY_TESTED);
	ck_assert(view.cert == shelf_cert(&shelf, 1));
	check_time(view.not_after, "2027-01-01T09:00:00Z",
		   "2027-01-01T09:00:00Z");
	check_time(view.not_before, "2025-12-31T20:00:00Z",
		   "2026-01-02T00:00:59Z");
	shelf_free(&shelf);
}
END_TEST

#define LIST(how, ...)                                                         \
	{                                                                      \
		.known = (how),                                                \
		.count = LENGTH(((const struct slice[]){ __VA_ARGS__ })),      \
		.items = (const struct slice[])                                \
		{                                                              \
			__VA_ARGS__                                            \
		}                                                              \
	}

/* Each detail from the entry that knows it, complete lists first. */
START_TEST(detail_merging)
{
	struct cert_details partial = {
		.dns_names = LIST(CERT_LIST_PARTIAL, SLICE("a.example")),
		.serial = SLICE("1F"),
		.signature_weak = CERT_NO,
		.key_bits = 2048,
	};
	struct cert_details complete = {
		.dns_names = LIST(CERT_LIST_COMPLETE, SLICE("a.example"),
				  SLICE("b.example")),
		.common_name = SLICE("a.example"),
		.serial = SLICE("2F"),
		.usages = { .known = CERT_LIST_COMPLETE },
		.signature_weak = CERT_YES,
		.public_key = CERT_PUBLIC_KEY_RSA,
	};
	struct cert_details found;
	struct shelf shelf;

	shelf_init(&shelf, &allocator_heap);
	shelf_add(&shelf, "MY", PRINT_A "\n");
	shelf_add(&shelf, "", PRINT_A "\n");
	shelf_add(&shelf, "WebHosting", PRINT_A "\n");
	((struct cert *)shelf_cert(&shelf, 1))->details = &partial;
	((struct cert *)shelf_cert(&shelf, 2))->details = &complete;
	found = cert_view_details(&shelf.inventory,
				  shelf_find(&shelf, PRINT_A));
	ck_assert_int_eq(found.dns_names.known, CERT_LIST_COMPLETE);
	ck_assert_uint_eq(found.dns_names.count, 2);
	check_text(found.serial, "1F");
	check_text(found.common_name, "a.example");
	ck_assert_int_eq(found.usages.known, CERT_LIST_COMPLETE);
	ck_assert_int_eq(found.signature_weak, CERT_NO);
	ck_assert_int_eq(found.public_key, CERT_PUBLIC_KEY_RSA);
	ck_assert_uint_eq(found.key_bits, 2048);
	found = cert_view_details(&shelf.inventory, NULL);
	ck_assert_int_eq(found.dns_names.known, CERT_LIST_UNKNOWN);
	shelf_free(&shelf);
}
END_TEST

/* One DNS name against the host of a binding. */
START_TEST(host_names)
{
	static const struct {
		const char *name, *host;
		enum cert_answer answer;
	} cases[] = {
		{ "www.contoso.example", "www.contoso.example", CERT_YES },
		{ "WWW.contoso.example", "www.Contoso.Example.", CERT_YES },
		{ "www.contoso.example.", "www.contoso.example", CERT_YES },
		{ "www.contoso.example", "contoso.example", CERT_NO },
		{ "contoso.example", "www.contoso.example", CERT_NO },
		{ "*.contoso.example", "www.contoso.example", CERT_YES },
		{ "*.contoso.example", "a.b.contoso.example", CERT_NO },
		{ "*.contoso.example", "contoso.example", CERT_NO },
		{ "*.contoso.example", ".contoso.example", CERT_NO },
		{ "*.contoso.example", "*.contoso.example", CERT_YES },
		{ "*.example", "contoso.example", CERT_NO },
		{ "*.", "a", CERT_NO },
		{ "*", "localhost", CERT_NO },
		{ "w*.contoso.example", "www.contoso.example", CERT_NO },
		{ "localhost", "localhost", CERT_YES },
		/* A wildcard host: the certificate is good for some. */
		{ "www.contoso.example", "*.contoso.example", CERT_UNKNOWN },
		{ "www.fabrikam.example", "*.contoso.example", CERT_NO },
		/* These cannot be compared. */
		{ "xn--bcher-kva.example",
		  "b\xC3\xBC"
		  "cher.example",
		  CERT_UNKNOWN },
		{ "b\xC3\xBC"
		  "cher.example",
		  "xn--bcher-kva.example", CERT_UNKNOWN },
		{ "www.contoso.example", "192.0.2.1", CERT_UNKNOWN },
		{ "www.contoso.example", "[2001:db8::1]", CERT_UNKNOWN },
		{ "www.contoso.example", "", CERT_UNKNOWN },
		{ "4711.contoso.example", "4711.contoso.example", CERT_YES },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct slice name = slice_of(cases[i].name);
		struct slice host = slice_of(cases[i].host);
		struct cert_details details = {
			.dns_names = { CERT_LIST_COMPLETE, 1, &name },
			.common_name = host, /* not asked: there is a name */
		};

		unit_check(cert_matches_host(&details, host) == cases[i].answer,
			   "%s for %s", cases[i].name, cases[i].host);
		if (cases[i].answer != CERT_NO)
			continue;
		details.dns_names.known = CERT_LIST_PARTIAL;
		unit_check(cert_matches_host(&details, host) == CERT_UNKNOWN,
			   "part: %s for %s", cases[i].name, cases[i].host);
	}
}
END_TEST

START_TEST(common_name)
{
	struct cert_details none = {
		.dns_names.known = CERT_LIST_COMPLETE,
		.common_name = SLICE("*.contoso.example"),
	};
	struct slice host = SLICE("www.contoso.example");

	ck_assert_int_eq(cert_matches_host(&none, host), CERT_YES);
	none.common_name = SLICE("Contoso Web");
	ck_assert_int_eq(cert_matches_host(&none, host), CERT_NO);
	ck_assert_int_eq(cert_matches_host(&none, SLICE("192.0.2.1")),
			 CERT_UNKNOWN);
	none.common_name = SLICE("");
	ck_assert_int_eq(cert_matches_host(&none, host), CERT_UNKNOWN);
	/* The names may hold what the common name does not. */
	none.common_name = SLICE("Contoso Web");
	none.dns_names.known = CERT_LIST_UNKNOWN;
	ck_assert_int_eq(cert_matches_host(&none, host), CERT_UNKNOWN);
}
END_TEST

/* Of several names one is enough; too many are not looked through. */
START_TEST(many_names)
{
	static struct slice names[2000];
	struct cert_details details = {
		.dns_names = { CERT_LIST_COMPLETE, 2, names },
	};
	struct slice host = SLICE("www.contoso.example");

	for (size_t i = 0; i < LENGTH(names); i++)
		names[i] = SLICE("mail.contoso.example");
	ck_assert_int_eq(cert_matches_host(&details, host), CERT_NO);
	details.dns_names.count = LENGTH(names);
	ck_assert_int_eq(cert_matches_host(&details, host), CERT_UNKNOWN);
	names[1] = host;
	ck_assert_int_eq(cert_matches_host(&details, host), CERT_YES);
}
END_TEST

START_TEST(usages)
{
	struct cert_details unknown = { .key_bits = 0 };
	struct cert_details any = {
		.usages = LIST(CERT_LIST_COMPLETE, SLICE("2.5.29.37.0")),
	};
	struct cert_details client = {
		.usages = LIST(CERT_LIST_COMPLETE, SLICE("1.3.6.1.5.5.7.3.2"),
			       SLICE("1.3.6.1.5.5.7.3.11")),
	};
	struct cert_details both = {
		.usages = LIST(CERT_LIST_PARTIAL, SLICE("1.3.6.1.5.5.7.3.2"),
			       SLICE(CERT_USAGE_SERVER)),
	};

	ck_assert_int_eq(cert_allows(&unknown, CERT_USAGE_SERVER),
			 CERT_UNKNOWN);
	unknown.usages.known = CERT_LIST_COMPLETE;
	ck_assert_int_eq(cert_allows(&unknown, CERT_USAGE_SERVER), CERT_YES);
	ck_assert_int_eq(cert_allows(&any, CERT_USAGE_SERVER), CERT_YES);
	ck_assert_int_eq(cert_allows(&both, CERT_USAGE_SERVER), CERT_YES);
	ck_assert_int_eq(cert_allows(&client, CERT_USAGE_SERVER), CERT_NO);
	client.usages.known = CERT_LIST_PARTIAL;
	ck_assert_int_eq(cert_allows(&client, CERT_USAGE_SERVER), CERT_UNKNOWN);
}
END_TEST

UNIT_SUITE(cert_view, single, keys, nowhere, stores, nameless, user_store,
	   merging, detail_merging, host_names, common_name, many_names, usages)
