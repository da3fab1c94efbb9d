/*
 * Helpers for the tests of certificate listings: read a text, look at what
 * came of it, and let any allocation fail.
 */
#ifndef UNIT_LISTING_H
#define UNIT_LISTING_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "cert/date.h"
#include "cert/inventory.h"

/* Invented thumbprints. */
#define PRINT_A "A1B2C3D4E5F60718293A4B5C6D7E8F9001122334"
#define PRINT_B "0B1B2B3B4B5B6B7B8B9BABBBCBDBEBFB0C1C2C3C"
#define PRINT_D "DEC0DE00DEC0DE00DEC0DE00DEC0DE00DEC0DE00"
#define PRINT_C "C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FFEE00"

struct shelf {
	struct arena arena;
	struct inventory inventory;
	bool usable; /* the newest listing was */
};

static inline void shelf_init(struct shelf *shelf,
			      const struct allocator *memory)
{
	shelf->usable = false;
	arena_init(&shelf->arena, memory);
	inventory_init(&shelf->inventory, &shelf->arena);
}

static inline void shelf_free(struct shelf *shelf)
{
	inventory_free(&shelf->inventory);
	arena_free(&shelf->arena);
}

static inline void shelf_add(struct shelf *shelf, const char *store,
			     const char *text)
{
	shelf->usable = inventory_read_bytes(&shelf->inventory, "listing.txt",
					     LISTING_CERTIFICATES,
					     slice_of(store), slice_of(text));
}

/* A listing of http.sys. */
static inline void shelf_add_http(struct shelf *shelf, const char *path,
				  const char *text)
{
	shelf->usable =
		inventory_read_bytes(&shelf->inventory, path, LISTING_HTTP_SYS,
				     slice_of(""), slice_of(text));
}

static inline void shelf_read(struct shelf *shelf, const char *text)
{
	shelf_init(shelf, &allocator_heap);
	shelf_add(shelf, "", text);
}

static inline const struct cert *shelf_cert(const struct shelf *shelf, size_t i)
{
	ck_assert_uint_lt(i, shelf->inventory.certs.count);
	return (const struct cert *)shelf->inventory.certs.items + i;
}

static inline const struct cert_store *shelf_store(const struct shelf *shelf,
						   size_t i)
{
	ck_assert_uint_lt(i, shelf->inventory.stores.count);
	return (const struct cert_store *)shelf->inventory.stores.items + i;
}

static inline const struct cert *shelf_find(const struct shelf *shelf,
					    const char *print)
{
	struct thumbprint thumbprint;
	const struct cert *cert;
	size_t digits;

	ck_assert(thumbprint_parse(slice_of(print), &thumbprint, &digits));
	cert = inventory_find(&shelf->inventory, &thumbprint);
	ck_assert_msg(cert, "%s is not in the inventory", print);
	return cert;
}

static inline void check_text(struct slice is, const char *wanted)
{
	ck_assert_msg(slice_is(is, wanted), "\"%.*s\" instead of \"%s\"",
		      (int)is.len, is.len ? is.at : "", wanted);
}

static inline void check_print(const struct cert *cert, const char *wanted)
{
	ck_assert_str_eq(thumbprint_print(&cert->sha1).digits, wanted);
}

/* Seconds since 1970 of a date in ISO form that is exact. */
static inline int64_t moment_of(const char *iso)
{
	struct cert_time time;

	ck_assert_msg(date_parse_iso(slice_of(iso), &time), "%s", iso);
	ck_assert_msg(time.earliest == time.latest, "%s", iso);
	return time.earliest;
}

static inline void check_time(struct cert_time time, const char *earliest,
			      const char *latest)
{
	ck_assert(time.known);
	ck_assert_int_eq(time.earliest, moment_of(earliest));
	ck_assert_int_eq(time.latest, moment_of(latest));
}

/* Number of messages that hold the text; `error` picks their kind. */
static inline size_t count_messages(const struct shelf *shelf, bool error,
				    const char *text)
{
	const struct listing_message *all = shelf->inventory.messages.items;
	size_t count = 0;

	for (size_t i = 0; i < shelf->inventory.messages.count; i++)
		count += all[i].error == error &&
			 slice_search(all[i].text, slice_of(text)) != SIZE_MAX;
	return count;
}

static inline void check_warned(const struct shelf *shelf, uint32_t line,
				const char *text)
{
	const struct listing_message *all = shelf->inventory.messages.items;

	for (size_t i = 0; i < shelf->inventory.messages.count; i++)
		if (!all[i].error && all[i].line == line &&
		    slice_search(all[i].text, slice_of(text)) != SIZE_MAX)
			return;
	ck_abort_msg("no warning \"%s\" for line %u", text, (unsigned)line);
}

static inline void check_quiet(const struct shelf *shelf)
{
	ck_assert_uint_eq(shelf->inventory.messages.count, 0);
}

/* The listing is refused, and the last message tells why. */
static inline void check_refused(const char *text, const char *why)
{
	const struct listing_message *last;
	struct shelf shelf;

	shelf_read(&shelf, text);
	ck_assert_msg(!shelf.usable, "was read: %s", text);
	ck_assert_uint_gt(shelf.inventory.messages.count, 0);
	last = (const struct listing_message *)shelf.inventory.messages.items +
	       shelf.inventory.messages.count - 1;
	ck_assert(last->error);
	ck_assert_msg(slice_search(last->text, slice_of(why)) != SIZE_MAX,
		      "\"%.*s\" does not say \"%s\"", (int)last->text.len,
		      last->text.at, why);
	shelf_free(&shelf);
}

/* A heap of which one allocation fails. */
struct scarce {
	size_t calls, fail_at;
	size_t blocks; /* not yet released */
};

static inline void *scarce_resize(void *context, void *block, size_t size)
{
	struct scarce *scarce = context;

	if (!size) {
		scarce->blocks -= block != NULL;
		free(block);
		return NULL;
	}
	if (++scarce->calls == scarce->fail_at)
		return NULL;
	scarce->blocks += !block;
	return realloc(block, size);
}

/*
 * Read the text with the first allocation failing, then the second, until
 * all succeed. Each failure must be noticed, and nothing may leak.
 */
static inline void check_scarce_of(enum listing_kind kind, const char *text)
{
	for (size_t fail_at = 1;; fail_at++) {
		struct scarce scarce = { .fail_at = fail_at };
		struct allocator memory = { scarce_resize, &scarce };
		struct shelf shelf;
		bool failed;

		shelf_init(&shelf, &memory);
		shelf.usable =
			inventory_read_bytes(&shelf.inventory, "scarce", kind,
					     slice_of(""), slice_of(text));
		failed = scarce.calls >= fail_at;
		ck_assert_msg(failed != shelf.usable,
			      "allocation %zu of the reading", fail_at);
		shelf_free(&shelf);
		ck_assert_uint_eq(scarce.blocks, 0);
		if (!failed)
			return;
	}
}

static inline void check_scarce(const char *text)
{
	check_scarce_of(LISTING_CERTIFICATES, text);
}

static inline Suite *suite_of(const char *name, const TTest *const *tests,
			      size_t count)
{
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(name);

	for (size_t i = 0; i < count; i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	return suite;
}

#endif
