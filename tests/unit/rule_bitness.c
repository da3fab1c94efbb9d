/* The bitness of DLLs by their folders. */
#include "unit.h"

#include "rule/rule.h"

START_TEST(folders)
{
	static const struct {
		const char *path;
		enum bitness bitness;
	} table[] = {
		{ "%windir%\\Microsoft.NET\\Framework64\\x\\a.dll",
		  BITNESS_64 },
		{ "D:\\Windows\\microsoft.net\\FRAMEWORK64\\a.dll",
		  BITNESS_64 },
		{ "%windir%\\Microsoft.NET\\Framework\\a.dll",
		  BITNESS_UNKNOWN },
		{ "%windir%\\SysWOW64\\inetsrv\\a.dll", BITNESS_32 },
		{ "%windir%\\System32\\inetsrv\\a.dll", BITNESS_UNKNOWN },
		{ "%ProgramFiles(x86)%\\a.dll", BITNESS_32 },
		{ "%CommonProgramFiles(x86)%\\x\\a.dll", BITNESS_32 },
		{ "\\Program Files (x86)\\a.dll", BITNESS_32 },
		{ "C:\\Program Files (x86)\\x\\amd64\\a.dll", BITNESS_UNKNOWN },
		{ "%ProgramFiles%\\a.dll", BITNESS_UNKNOWN },
		{ "C:\\Framework64\\a.dll", BITNESS_UNKNOWN },
		{ "", BITNESS_UNKNOWN },
	};
	struct arena arena;
	struct check check = { .arena = &arena };

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice path =
			path_canonical(&check, slice_of(table[i].path));

		ck_assert_msg(path_bitness(path) == table[i].bitness, "%s",
			      table[i].path);
	}
	arena_free(&arena);
}
END_TEST

UNIT_SUITE(rule_bitness, folders)
