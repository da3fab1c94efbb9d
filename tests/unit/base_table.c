#include "unit.h"

#include <stdio.h>

#include "base/table.h"

enum { MANY = 20000 };

static struct slice key(struct arena *arena, const char *format, unsigned i)
{
	char text[40];

	snprintf(text, sizeof(text), format[0] == 'S' ? "Site %u" : "site %u",
		 i);
	return arena_copy(arena, slice_of(text));
}

static void fill(struct arena *arena, enum table_case fold, size_t expected)
{
	struct table table;
	uint32_t value;

	table_init(&table, arena, fold, expected);
	ck_assert(!table_get(&table, SLICE("Site 1"), &value));
	for (unsigned i = 0; i < MANY; i++)
		unit_check(table_add(&table, key(arena, "S", i), i), "%u", i);
	for (unsigned i = 0; i < MANY; i++) {
		unit_check(table_get(&table, key(arena, "S", i), &value) &&
				   value == i,
			   "%u", i);
		unit_check(table_get(&table, key(arena, "s", i), &value) ==
				   (fold == TABLE_NOCASE),
			   "%u", i);
		unit_check(!table_add(&table, key(arena, "S", i), 7), "%u", i);
	}
	ck_assert_uint_eq(table.count, MANY);
	ck_assert(!table_get(&table, SLICE("Site"), &value));
	ck_assert(!table_get(&table, SLICE(""), &value));
}

START_TEST(looking_up)
{
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	fill(&arena, TABLE_EXACT, 0);
	fill(&arena, TABLE_NOCASE, 0);
	fill(&arena, TABLE_EXACT, MANY);
	fill(&arena, TABLE_NOCASE, 100);
	ck_assert(!arena_failed(&arena));
	arena_free(&arena);
}
END_TEST

START_TEST(odd_keys)
{
	struct arena arena;
	struct table table;
	uint32_t value;

	arena_init(&arena, &allocator_heap);
	table_init(&table, &arena, TABLE_NOCASE, 0);
	ck_assert(table_add(&table, SLICE(""), 1));
	ck_assert(table_add(&table, SLICE("\0"), 2));
	ck_assert(table_add(&table, SLICE("\0\0"), 3));
	ck_assert(table_add(&table, SLICE("\xFF\xFE"), UINT32_MAX - 1));
	ck_assert(table_add(&table, SLICE("\xC3\x9C"), 5));
	ck_assert(table_get(&table, SLICE(""), &value));
	ck_assert_uint_eq(value, 1);
	ck_assert(table_get(&table, SLICE("\0"), &value));
	ck_assert_uint_eq(value, 2);
	ck_assert(table_get(&table, SLICE("\xFF\xFE"), &value));
	ck_assert_uint_eq(value, UINT32_MAX - 1);
	ck_assert(table_get(&table, SLICE("\xC3\xBC"), &value));
	ck_assert_uint_eq(value, 5);
	arena_free(&arena);
}
END_TEST

START_TEST(out_of_memory)
{
	struct unit_memory memory;
	struct arena arena;
	struct table table;
	uint32_t value;

	unit_memory_init(&memory, 1);
	arena_init(&arena, &memory.allocator);
	table_init(&table, &arena, TABLE_EXACT, 1000);
	ck_assert(!table_get(&table, SLICE("a"), &value));
	ck_assert(!table_add(&table, SLICE("a"), 1));
	ck_assert(arena_failed(&arena));
	arena_free(&arena);
}
END_TEST

UNIT_SUITE(base_table, looking_up, odd_keys, out_of_memory)
