/*
 * Faults of a large file are found by a thread of its own, and shown as those
 * of a small one are.
 */
#include "config_fixture.h"

#include <stdio.h>

#include "config/beside.h"

/* Enough for a thread; the faults are in the last entries. */
enum { ENTRIES = 60000 };

static const char *pools(struct arena *arena, size_t wrong)
{
	static const char good[] = "<add name='%05zu'/>              ";
	static const char bad[] = "<add name='%05zu' queueLength='x'/>";
	static const char head[] = "<c><system.applicationHost>"
				   "<applicationPools>";
	static const char tail[] = "</applicationPools>"
				   "</system.applicationHost></c>";
	size_t size = sizeof(head) + sizeof(tail) + ENTRIES * sizeof(bad);
	char *text = ARENA_ARRAY(arena, char, size);
	size_t at = 0;

	ck_assert_ptr_nonnull(text);
	at += (size_t)snprintf(text, size, "%s", head);
	for (size_t i = 0; i < ENTRIES; i++)
		at += (size_t)snprintf(text + at, size - at,
				       i < ENTRIES - wrong ? good : bad, i);
	snprintf(text + at, size - at, "%s", tail);
	return text;
}

struct seen {
	const struct xml_document *document;
	size_t count;
	struct slice last; /* name of the entry */
};

static void visit(void *context, const struct fault *fault)
{
	struct seen *seen = context;

	ck_assert_int_eq(fault->kind, FAULT_BAD_VALUE);
	seen->count++;
	ck_assert(
		xml_value(seen->document, fault->element, "name", &seen->last));
}

static void check(size_t wrong)
{
	struct model m;
	struct arena arena;
	struct faults faults;
	struct seen seen = { .count = 0 };
	struct fault_visitor visitor = { visit, &seen };

	arena_init(&arena, &allocator_heap);
	model_build(&m, pools(&arena, wrong), &schema_builtin);
	seen.document = &m.document;
	faults_start(&faults, &m.config);
	ck_assert(faults.running);
	ck_assert(faults_visit(&faults, &visitor));
	ck_assert_uint_eq(seen.count, wrong);
	if (wrong)
		ck_slice(seen.last, "59999");
	faults_free(&faults);
	model_free(&m);
	arena_free(&arena);
}

START_TEST(none)
{
	check(0);
}
END_TEST

/* Asked for at once, before the first of them is found. */
START_TEST(kept)
{
	check(1);
	check(9000);
}
END_TEST

START_TEST(too_many_to_keep)
{
	check(10001);
}
END_TEST

UNIT_SUITE(config_beside, none, kept, too_many_to_keep)
