#include "unit.h"

#include <stdint.h>

START_TEST(gives_zeroed_memory)
{
	struct unit_memory memory;
	struct arena arena;

	unit_memory_init(&memory, 0);
	arena_init(&arena, &memory.allocator);
	for (size_t size = 0; size < 300; size++) {
		unsigned char *bytes = arena_alloc(&arena, size, 1);

		ck_assert_ptr_nonnull(bytes);
		ck_assert_uint_eq((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			unit_check(bytes[i] == 0, "%zu", i);
		memset(bytes, 0xFF, size);
	}
	ck_assert_ptr_nonnull(arena_alloc(&arena, 1000, 1000));
	ck_assert_ptr_nonnull(arena_alloc(&arena, 0, 8));
	ck_assert(!arena_failed(&arena));
	arena_free(&arena);
	ck_assert_uint_eq(memory.live, 0);
}
END_TEST

START_TEST(remembers_failure)
{
	struct unit_memory memory;
	struct arena arena;
	size_t small = 0;

	unit_memory_init(&memory, 2);
	arena_init(&arena, &memory.allocator);
	while (arena_alloc(&arena, 100, 10))
		small++;
	ck_assert_uint_gt(small, 10);
	ck_assert(arena_failed(&arena));
	/* Also for what would still fit. */
	memory.fail_at = 0;
	ck_assert_ptr_null(arena_alloc(&arena, 1, 1));
	ck_slice(arena_copy(&arena, SLICE("text")), "");
	ck_slice(arena_printf(&arena, "%d", 1), "");
	arena_free(&arena);
	ck_assert(!arena_failed(&arena));
	ck_assert_uint_eq(memory.live, 0);
}
END_TEST

START_TEST(refuses_overflow)
{
	struct arena arena;

	arena_init(&arena, &allocator_heap);
	ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX / 2, 3));
	ck_assert(arena_failed(&arena));
	arena_free(&arena);
	arena_init(&arena, &allocator_heap);
	ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX, 1));
	ck_assert(arena_failed(&arena));
	arena_free(&arena);
}
END_TEST

START_TEST(texts)
{
	struct arena arena;
	struct slice text;
	char wide[3000];

	arena_init(&arena, &allocator_heap);
	text = arena_copy(&arena, slice_take(SLICE("abcdef"), 3));
	ck_assert_str_eq(text.at, "abc");
	ck_slice(arena_copy(&arena, (struct slice){ NULL, 0 }), "");
	ck_slice(arena_printf(&arena, "%s-%d", "a", 7), "a-7");
	for (size_t len = 1020; len < 1028; len++) {
		memset(wide, 'x', len);
		wide[len] = '\0';
		text = arena_printf(&arena, "%s", wide);
		ck_assert_uint_eq(text.len, len);
		ck_assert_str_eq(text.at, wide);
	}
	arena_free(&arena);
}
END_TEST

START_TEST(vectors)
{
	struct unit_memory memory;
	struct vector vector;

	unit_memory_init(&memory, 0);
	vector_init(&vector, &memory.allocator, sizeof(uint32_t));
	for (uint32_t i = 0; i < 10000; i++) {
		uint32_t *item = vector_push(&vector);

		ck_assert_ptr_nonnull(item);
		*item = i;
	}
	for (uint32_t i = 0; i < 10000; i++)
		unit_check(((uint32_t *)vector.items)[i] == i, "%u", i);
	ck_assert_uint_lt(memory.calls, 40);
	/* A push that fails changes nothing. */
	memory.fail_at = 1;
	while (vector_push(&vector))
		continue;
	ck_assert_uint_eq(vector.count, vector.room);
	ck_assert_uint_eq(*(uint32_t *)vector.items, 0);
	vector_free(&vector);
	vector_free(&vector);
	ck_assert_uint_eq(memory.live, 0);
}
END_TEST

UNIT_SUITE(base_arena, gives_zeroed_memory, remembers_failure, refuses_overflow,
	   texts, vectors)
