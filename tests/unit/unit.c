#include "unit.h"

#include <stdlib.h>

enum { SECONDS_MAX = 60 };

Suite *unit_suite(const char *name, const TTest *const *tests, size_t count)
{
	Suite *suite = suite_create(name);
	TCase *all = tcase_create(name);

	tcase_set_timeout(all, SECONDS_MAX);
	for (size_t i = 0; i < count; i++)
		tcase_add_test(all, tests[i]);
	suite_add_tcase(suite, all);
	return suite;
}

void unit_slice(struct slice found, const char *expected, const char *file,
		int line)
{
	if (!slice_is(found, expected))
		ck_abort_msg("%s:%d: '%.*s' instead of '%s'", file, line,
			     (int)found.len, found.at, expected);
}

static void *count_and_fail(void *context, void *block, size_t size)
{
	struct unit_memory *memory = context;
	void *result;

	if (!size) {
		memory->live -= block != NULL;
		free(block);
		return NULL;
	}
	memory->calls++;
	if (memory->fail_at && memory->calls >= memory->fail_at)
		return NULL;
	result = realloc(block, size);
	memory->live += result && !block;
	return result;
}

void unit_memory_init(struct unit_memory *memory, size_t fail_at)
{
	*memory = (struct unit_memory){
		.allocator = { count_and_fail, memory },
		.fail_at = fail_at,
	};
}
