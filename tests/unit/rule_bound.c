/*
 * Certificates in use: which http.sys has for the https bindings of a file,
 * which newer ones lie beside them, and who answers where a record is
 * missing.
 */
#include <string.h>

#include "listing.h"
#include "rule/engine.h"
#include "unit.h"

#define GUID "{4dc3e181-e14b-4a21-b022-59fc669b0914}"
/* Three lines as netsh prints them. */
#define RECORD(name, hash, store)                                              \
	" a : " name "\n b : " hash "\n c : " GUID "\n d : " store "\n\n"
#define EMPTY "(null)"

struct lint {
	struct shelf shelf;
	struct result result;
};

static void start(struct lint *lint, const char *records)
{
	*lint = (struct lint){ .result.arena.memory = NULL };
	shelf_init(&lint->shelf, &allocator_heap);
	if (records)
		ck_assert(inventory_read_bytes(&lint->shelf.inventory, "ssl",
					       LISTING_HTTP_SYS, SLICE(""),
					       slice_of(records)));
}

/* A site for each "protocol information flags"; false without memory. */
static bool finish(struct lint *lint, const char *const *bindings, size_t count,
		   const struct allocator *memory)
{
	struct selection none = {
		.severities = calloc(rule_count, sizeof(enum severity)),
		.fixed = calloc(rule_count, sizeof(bool)),
	};
	struct circumstances today = { .now = moment_of(
					       "2026-06-01T00:00:00Z") };
	struct arena arena;
	struct slice text;
	bool done;

	arena_init(&arena, &allocator_heap);
	text = arena_printf(&arena, "<configuration><system.applicationHost>"
				    "<sites>");
	for (size_t i = 0; i < count; i++)
		text = arena_printf(&arena,
				    "%s<site name='S%zu' id='%zu'><bindings>"
				    "%s</bindings></site>",
				    text.at, i, i + 1, bindings[i]);
	text = arena_printf(&arena,
			    "%s</sites></system.applicationHost>"
			    "</configuration>",
			    text.at);
	done = source_from_xml(&lint->result.source, text, "test", memory) ==
		       SOURCE_OK &&
	       result_read(&lint->result, &schema_builtin, CONFIG_WHOLE,
			   memory) &&
	       result_lint(&lint->result, &none, &lint->shelf.inventory,
			   &today);
	arena_free(&arena);
	free(none.severities);
	free(none.fixed);
	return done;
}

static void done(struct lint *lint)
{
	result_free(&lint->result);
	shelf_free(&lint->shelf);
}

#define BINDING(information, flags)                                            \
	"<binding protocol='https' bindingInformation='" information           \
	"' sslFlags='" flags "'/>"

static const char *const shop[] = {
	"<binding protocol='http' bindingInformation='*:80:'/>",
	BINDING("*:443:www.contoso.example", "0"),
	BINDING("*:443:shop.contoso.example", "0") BINDING("*:8443:", "0")
		BINDING("*:443:a.contoso.example", "1"),
	BINDING("*:444:", "0") BINDING("10.0.0.5:443:", "0"),
};

/* One for each certificate and store, at the first binding. */
START_TEST(grouping)
{
	const struct bound *bounds;
	struct lint lint;

	start(&lint,
	      RECORD("0.0.0.0:443", PRINT_A, "MY") RECORD("0.0.0.0:8443",
							  PRINT_A, "(null)")
		      RECORD("a.contoso.example:443", PRINT_A, "WebHosting")
			      RECORD("0.0.0.0:444", PRINT_B, "my")
				      RECORD("10.0.0.9:443", PRINT_C, "MY"));
	ck_assert(finish(&lint, shop, LENGTH(shop), &allocator_heap));
	ck_assert_uint_eq(lint.result.bound_count, 3);
	bounds = lint.result.bounds;
	ck_assert_str_eq(thumbprint_print(&bounds[0].record->sha1).digits,
			 PRINT_A);
	check_text(bounds[0].record->name, "0.0.0.0:443");
	check_text(bounds[0].binding->site->name, "S1");
	ck_assert_uint_eq(bounds[0].binding_count, 4);
	ck_assert_ptr_null(bounds[0].first);
	ck_assert_ptr_null(bounds[0].view.cert);
	check_text(bounds[1].record->store, "WebHosting");
	ck_assert_uint_eq(bounds[1].binding_count, 1);
	check_text(bounds[2].record->name, "0.0.0.0:444");
	ck_assert_uint_eq(bounds[2].binding_count, 1);
	done(&lint);
}
END_TEST

/* Without a hash there is no certificate to look at. */
START_TEST(without_hash)
{
	static const char *const central[] = {
		BINDING("*:443:www.contoso.example", "3"),
		BINDING("*:444:", "0"),
		BINDING("no endpoint", "0"),
		BINDING("*:445:", "0"),
	};
	struct lint lint;

	start(&lint, RECORD("443", EMPTY, "(null)")
			     RECORD("0.0.0.0:444", EMPTY, "MY"));
	ck_assert(finish(&lint, central, LENGTH(central), &allocator_heap));
	ck_assert_uint_eq(lint.result.bound_count, 0);
	done(&lint);
	start(&lint, NULL);
	ck_assert(finish(&lint, shop, LENGTH(shop), &allocator_heap));
	ck_assert_uint_eq(lint.result.bound_count, 0);
	ck_assert_ptr_null(lint.result.bounds);
	done(&lint);
}
END_TEST

#define HEADER "Thumbprint,Store,NotBefore,NotAfter,KeyState,Archived\n"
#define OLD    ",2024-07-01T00:00:00Z,2026-07-01T00:00:00Z,ok,False\n"
#define NEW    ",2026-05-01T00:00:00Z,2028-05-01T00:00:00Z,ok,False\n"

/* Give the certificates of the listing their names, "a b" each. */
static void set_names(struct lint *lint, const char *const *names)
{
	for (size_t i = 0; i < lint->shelf.inventory.certs.count; i++) {
		struct cert *cert = (struct cert *)shelf_cert(&lint->shelf, i);
		struct cert_details *details =
			ARENA_NEW(&lint->shelf.arena, struct cert_details);
		struct slice *items =
			ARENA_ARRAY(&lint->shelf.arena, struct slice, 8);
		struct slice rest = slice_of(names[i]);

		details->dns_names.known = CERT_LIST_COMPLETE;
		details->dns_names.items = items;
		while (slice_cut(&rest, ' ', &items[details->dns_names.count]))
			details->dns_names.count++;
		cert->details = details;
	}
}

/* What a second certificate must be like to be a renewal of the first. */
START_TEST(newer)
{
	static const struct {
		const char *row, *names;
		bool newer;
	} cases[] = {
		{ PRINT_B ",My" NEW, "a.example b.example", true },
		{ PRINT_B ",my" NEW, "B.example a.example A.EXAMPLE", true },
		{ PRINT_B ",My" NEW, "a.example", false },
		{ PRINT_B ",My" NEW, "a.example b.example c.example", false },
		{ PRINT_B ",My" NEW, "", false },
		{ PRINT_B ",WebHosting" NEW, "a.example b.example", false },
		/* Not good today. */
		{ PRINT_B
		  ",My,2026-06-02T00:00:00Z,2028-05-01T00:00:00Z,ok,False\n",
		  "a.example b.example", false },
		{ PRINT_B
		  ",My,2026-05-01T00:00:00Z,2028-05-01T00:00:00Z,ok,True\n",
		  "a.example b.example", false },
		{ PRINT_B
		  ",My,2026-05-01T00:00:00Z,2028-05-01T00:00:00Z,none,\n",
		  "a.example b.example", false },
		/* Perhaps not good yet, for the time zone is unknown. */
		{ PRINT_B
		  ",My,2026-06-01T05:00:00,2028-05-01T00:00:00Z,ok,False\n",
		  "a.example b.example", false },
		/* Not newer in both ways. */
		{ PRINT_B
		  ",My,2026-05-01T00:00:00Z,2026-06-30T00:00:00Z,ok,False\n",
		  "a.example b.example", false },
		{ PRINT_B
		  ",My,2024-06-30T00:00:00Z,2028-05-01T00:00:00Z,ok,False\n",
		  "a.example b.example", false },
		{ PRINT_B ",My,,2028-05-01T00:00:00Z,ok,False\n",
		  "a.example b.example", false },
	};
	static const char *const bindings[] = { BINDING("*:443:", "0") };

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *names[] = { "a.example b.example", cases[i].names };
		struct arena arena;
		struct lint lint;

		arena_init(&arena, &allocator_heap);
		start(&lint, RECORD("0.0.0.0:443", PRINT_A, "MY"));
		shelf_add(&lint.shelf, "",
			  arena_printf(&arena, HEADER PRINT_A ",My" OLD "%s",
				       cases[i].row)
				  .at);
		ck_assert_uint_eq(lint.shelf.inventory.certs.count, 2);
		set_names(&lint, names);
		ck_assert(finish(&lint, bindings, 1, &allocator_heap));
		ck_assert_uint_eq(lint.result.bound_count, 1);
		unit_check(lint.result.bounds[0].newer ==
				   (cases[i].newer ? shelf_cert(&lint.shelf, 1)
						   : NULL),
			   "%s", cases[i].row);
		done(&lint);
		arena_free(&arena);
	}
}
END_TEST

/* Purposes count, and names of which not all are known do not. */
START_TEST(newer_details)
{
	static const char *const names[] = { "a.example", "a.example" };
	static const char *const bindings[] = { BINDING("*:443:", "0") };
	static const struct slice client = { "1.3.6.1.5.5.7.3.2", 17 };
	enum { PARTIAL_OLD, PARTIAL_NEW, CLIENT, CASES };

	for (int i = 0; i < CASES; i++) {
		struct cert_details *details[2];
		struct lint lint;

		start(&lint, RECORD("0.0.0.0:443", PRINT_A, "MY"));
		shelf_add(&lint.shelf, "",
			  HEADER PRINT_A ",My" OLD PRINT_B ",My" NEW);
		set_names(&lint, names);
		for (size_t j = 0; j < 2; j++)
			details[j] = (struct cert_details *)shelf_cert(
					     &lint.shelf, j)
					     ->details;
		if (i == PARTIAL_OLD || i == PARTIAL_NEW)
			details[i]->dns_names.known = CERT_LIST_PARTIAL;
		if (i == CLIENT)
			details[1]->usages =
				(struct cert_list){ CERT_LIST_COMPLETE, 1,
						    &client };
		ck_assert(finish(&lint, bindings, 1, &allocator_heap));
		unit_check(!lint.result.bounds[0].newer, "case %d", i);
		done(&lint);
	}
}
END_TEST

/* Of several, the newest; and for each certificate of the same names. */
START_TEST(newest)
{
	static const char *const names[] = { "a.example", "a.example",
					     "a.example", "a.example" };
	static const char *const bindings[] = {
		BINDING("*:443:", "0") BINDING("*:444:", "0")
			BINDING("*:445:", "0"),
	};
	const struct bound *bounds;
	struct lint lint;

	start(&lint, RECORD("0.0.0.0:443", PRINT_A, "MY")
			     RECORD("0.0.0.0:444", PRINT_B, "MY")
				     RECORD("0.0.0.0:445", PRINT_C, "MY"));
	shelf_add(&lint.shelf, "",
		  HEADER PRINT_A
		  ",My" OLD PRINT_C ",My" NEW PRINT_B
		  ",My,2025-01-01T00:00:00Z,2027-01-01T00:00:00Z,"
		  "ok,\n" PRINT_D
		  ",My,2025-06-01T00:00:00Z,2027-06-01T00:00:00Z,"
		  "ok,\n");
	set_names(&lint, names);
	ck_assert(finish(&lint, bindings, 1, &allocator_heap));
	bounds = lint.result.bounds;
	ck_assert_uint_eq(lint.result.bound_count, 3);
	check_print(bounds[0].newer, PRINT_C);
	check_print(bounds[1].newer, PRINT_C);
	ck_assert_ptr_null(bounds[2].newer);
	done(&lint);
}
END_TEST

/* The order in which http.sys looks. */
START_TEST(instead)
{
	static const char *const bindings[] = {
		BINDING("10.0.0.5:443:www.contoso.example", "1"),
		BINDING("*:443:www.contoso.example", "0"),
		BINDING("*:443:a.contoso.example", "1"),
		BINDING("[2001:db8::1]:444:b.contoso.example", "1"),
		BINDING("*:445:", "0"),
		BINDING("10.0.0.6:446:c.contoso.example", "2"),
		BINDING("10.0.0.6:446:d.contoso.example", "1"),
		BINDING("*:447:e.contoso.example", "1"),
	};
	static const char *const names[] = {
		"10.0.0.5:443", "www.contoso.example:443",
		"443",		"[::]:444",
		NULL,		"0.0.0.0:446",
		"0.0.0.0:446",	"447",
	};
	static const char records[] = RECORD("10.0.0.5:443", PRINT_A, "MY")
		RECORD("www.contoso.example:443", PRINT_A, "MY")
			RECORD("443", EMPTY, "(null)")
				RECORD("[::]:444", PRINT_A, "MY")
					RECORD("0.0.0.0:446", PRINT_A, "MY")
						RECORD("447", EMPTY, "(null)")
							RECORD("0.0.0.0:447",
							       PRINT_A, "MY");
	struct check check = { .severity = SEVERITY_ERROR };
	struct lint lint;

	start(&lint, records);
	check.inventory = &lint.shelf.inventory;
	ck_assert(finish(&lint, bindings, LENGTH(bindings), &allocator_heap));
	for (size_t i = 0; i < LENGTH(bindings); i++) {
		const struct site *site = &lint.result.config.sites[i];
		const struct http_record *record =
			record_instead(&check, &site->bindings[0]);

		unit_check(record ? names[i] && slice_is(record->name, names[i])
				  : !names[i],
			   "%s", bindings[i]);
	}
	done(&lint);
}
END_TEST

/* Whichever allocation fails, it is noticed and nothing leaks. */
START_TEST(without_memory)
{
	static const char *const names[] = { "a.example b.example",
					     "b.example a.example" };
	static const char *const bindings[] = { BINDING("*:443:", "0") };
	size_t n = 0;
	bool whole;

	do {
		struct unit_memory memory;
		struct lint lint;

		unit_memory_init(&memory, ++n);
		start(&lint, RECORD("0.0.0.0:443", PRINT_A, "MY"));
		shelf_add(&lint.shelf, "",
			  HEADER PRINT_A ",My" OLD PRINT_B ",My" NEW);
		set_names(&lint, names);
		whole = finish(&lint, bindings, 1, &memory.allocator);
		ck_assert(whole == (memory.calls < n));
		if (whole)
			ck_assert_ptr_nonnull(lint.result.bounds[0].newer);
		if (lint.result.arena.memory)
			result_free(&lint.result);
		shelf_free(&lint.shelf);
		ck_assert_uint_eq(memory.live, 0);
	} while (!whole && n < 1000);
	ck_assert(whole);
}
END_TEST

UNIT_SUITE(rule_bound, grouping, without_hash, newer, newer_details, newest,
	   instead, without_memory)
