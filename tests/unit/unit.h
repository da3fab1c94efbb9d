/*
 * What unit tests share. Each file NAME.c of this folder defines
 *
 *     Suite *suite_NAME(void);
 *
 * and is found by its file name; no list needs an edit.
 */
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

#include <check.h>

#include "base/arena.h"
#include "base/slice.h"

/* All suites; generated. Ends with a null pointer. */
extern Suite *(*const suites[])(void);

Suite *unit_suite(const char *name, const TTest *const *tests, size_t count);

/* Define suite_NAME() with these tests. */
#define UNIT_SUITE(name, ...)                                                  \
	Suite *suite_##name(void);                                             \
	Suite *suite_##name(void)                                              \
	{                                                                      \
		const TTest *tests[] = { __VA_ARGS__ };                        \
                                                                               \
		return unit_suite(#name, tests, LENGTH(tests));                \
	}

/*
 * Like ck_assert_msg(), which writes to a file each time it holds: for loops
 * with many rounds.
 */
#define unit_check(holds, ...)                                                 \
	do {                                                                   \
		if (!(holds))                                                  \
			ck_abort_msg(__VA_ARGS__);                             \
	} while (0)

/* Assert that a slice holds exactly this NUL-terminated text. */
#define ck_slice(slice, text) unit_slice((slice), (text), __FILE__, __LINE__)
void unit_slice(struct slice found, const char *expected, const char *file,
		int line);

/*
 * An allocator that counts live blocks and fails at the call number
 * `fail_at`, counted from 1, and from then on; 0: never.
 */
struct unit_memory {
	struct allocator allocator;
	size_t calls, live, fail_at;
};
void unit_memory_init(struct unit_memory *memory, size_t fail_at);

#endif
