/* Paths of Windows. */
#include "unit.h"

#include "rule/rule.h"

START_TEST(kinds)
{
	static const struct {
		const char *path;
		enum path_kind kind;
	} table[] = {
		{ "", PATH_EMPTY },
		{ "  ", PATH_EMPTY },
		{ "C:\\inetpub", PATH_DRIVE },
		{ "d:/inetpub", PATH_DRIVE },
		{ " C:\\", PATH_DRIVE },
		{ "C:inetpub", PATH_DRIVE_RELATIVE },
		{ "C:", PATH_DRIVE_RELATIVE },
		{ "\\\\server\\share", PATH_UNC },
		{ "//server/share", PATH_UNC },
		{ "\\\\?\\C:\\x", PATH_DEVICE },
		{ "\\\\.\\pipe", PATH_DEVICE },
		{ "\\\\?x", PATH_UNC },
		{ "%SystemDrive%\\inetpub", PATH_VARIABLE },
		{ "%SystemDrive", PATH_RELATIVE },
		{ "%%\\x", PATH_RELATIVE },
		{ "\\inetpub", PATH_ROOTED },
		{ "inetpub\\wwwroot", PATH_RELATIVE },
		{ "..\\x", PATH_RELATIVE },
		{ "1:\\x", PATH_RELATIVE },
	};

	for (size_t i = 0; i < LENGTH(table); i++)
		ck_assert_msg(path_kind(slice_of(table[i].path)) ==
				      table[i].kind,
			      "%s", table[i].path);
}
END_TEST

START_TEST(canonical)
{
	static const struct {
		const char *path, *canonical;
	} table[] = {
		{ "C:\\Inetpub\\WWWroot\\", "c:\\inetpub\\wwwroot" },
		{ "c:/inetpub//wwwroot", "c:\\inetpub\\wwwroot" },
		{ "\"C:\\a b\\c.dll\"", "c:\\a b\\c.dll" },
		{ " \" C:\\a \" ", "c:\\a" },
		{ "%SystemDrive%\\inetpub", "c:\\inetpub" },
		{ "%windir%\\System32\\x.dll", "c:\\windows\\system32\\x.dll" },
		{ "%SYSTEMROOT%\\x", "c:\\windows\\x" },
		{ "%ProgramFiles(x86)%\\x", "c:\\program files (x86)\\x" },
		{ "%IIS_BIN%\\X.dll", "%iis_bin%\\x.dll" },
		{ "%FOO%\\%windir%", "%foo%\\c:\\windows" },
		{ "%FOO%windir%BAR%", "%foo%windir%bar%" },
		{ "a%b", "a%b" },
		{ "C:\\a\\..\\b\\.\\c", "c:\\b\\c" },
		{ "C:\\a\\b\\..", "c:\\a" },
		{ "C:\\..\\..\\x", "c:\\x" },
		{ "C:\\", "c:" },
		{ "C:\\a\\...", "c:\\a\\..." },
		{ "\\\\Server\\Share\\..\\..\\..\\x", "\\\\x" },
		{ "\\\\Server\\Share\\", "\\\\server\\share" },
		{ "..\\x", "..\\x" },
		{ "", "" },
	};
	struct arena arena;
	struct check check = { .arena = &arena };

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice found =
			path_canonical(&check, slice_of(table[i].path));

		ck_assert_msg(slice_is(found, table[i].canonical), "%s: %.*s",
			      table[i].path, (int)found.len, found.at);
	}
	arena_free(&arena);
}
END_TEST

START_TEST(inside)
{
	ck_assert(path_is_in(SLICE("c:\\a\\b"), SLICE("c:\\a")));
	ck_assert(path_is_in(SLICE("c:\\a"), SLICE("c:\\a")));
	ck_assert(path_is_in(SLICE("c:\\a\\b"), SLICE("c:\\a\\")));
	ck_assert(!path_is_in(SLICE("c:\\ab"), SLICE("c:\\a")));
	ck_assert(!path_is_in(SLICE("c:\\a"), SLICE("c:\\a\\b")));
	ck_assert(!path_is_in(SLICE("c:\\a"), SLICE("")));
	ck_slice(path_file(SLICE("c:\\a\\B.dll")), "B.dll");
	ck_slice(path_file(SLICE("c:/a/B.dll")), "B.dll");
	ck_slice(path_file(SLICE("B.dll")), "B.dll");
	ck_slice(path_file(SLICE("a\\")), "");
}
END_TEST

START_TEST(variables)
{
	struct slice rest = SLICE("x%A%%B%\\%%%C"), name;

	ck_assert(path_variable(&rest, &name));
	ck_slice(name, "A");
	ck_assert(path_variable(&rest, &name));
	ck_slice(name, "B");
	ck_assert(path_variable(&rest, &name));
	ck_slice(name, "");
	ck_assert(!path_variable(&rest, &name));
}
END_TEST

UNIT_SUITE(rule_paths, kinds, canonical, inside, variables)
