/* How far the folders of DLLs are trusted. */
#include "unit.h"

#include "rule/rule.h"

START_TEST(trust)
{
	static const struct {
		const char *path;
		enum trust trust;
	} table[] = {
		{ "%windir%\\System32\\inetsrv\\a.dll", TRUST_FULL },
		{ "%SystemRoot%\\SysWOW64\\inetsrv\\a.dll", TRUST_FULL },
		{ "\\\\?\\C:\\Program Files\\a.dll", TRUST_FULL },
		{ "E:\\Program Files (x86)\\x\\a.dll", TRUST_FULL },
		{ "\\Windows\\Microsoft.NET\\a.dll", TRUST_FULL },
		{ "C:\\Program Files\\x\\temp\\a.dll", TRUST_FULL },
		{ "", TRUST_UNKNOWN },
		{ "a.dll", TRUST_UNKNOWN },
		{ "C:a.dll", TRUST_UNKNOWN },
		{ "%IIS_BIN%\\a.dll", TRUST_UNKNOWN },
		{ "C:\\%X%\\a.dll", TRUST_UNKNOWN },
		{ "C:\\PROGRA~1\\a.dll", TRUST_UNKNOWN },
		{ "C:\\Program Filesystem\\a.dll", TRUST_ELSEWHERE },
		{ "C:\\Windows\\System32\\a.dll", TRUST_ELSEWHERE },
		{ "C:\\Windows\\SysWOW64\\a.dll", TRUST_ELSEWHERE },
		{ "C:\\x\\temp", TRUST_ELSEWHERE },
		{ "C:\\x\\temp.old\\a.dll", TRUST_ELSEWHERE },
		{ "C:\\x\\Program Files\\a.dll", TRUST_ELSEWHERE },
		{ "C:\\x\\TMP\\a.dll", TRUST_NOT_TEMPORARY },
		{ "%windir%\\Temp\\a.dll", TRUST_NOT_TEMPORARY },
		{ "%tmp%\\a.dll", TRUST_NOT_TEMPORARY },
		{ "%windir%\\Microsoft.NET\\Framework64\\v4.0.30319\\"
		  "Temporary ASP.NET Files\\a.dll",
		  TRUST_NOT_TEMPORARY },
		{ "C:\\Users\\%USERNAME%\\a.dll", TRUST_NOT_USERS },
		{ "\\\\?\\C:\\Documents and Settings\\a.dll", TRUST_NOT_USERS },
		{ "%LocalAppData%\\a.dll", TRUST_NOT_USERS },
		{ "%ALLUSERSPROFILE%\\a.dll", TRUST_NOT_PROGRAM_DATA },
		{ "\\\\host\\share\\a.dll", TRUST_NOT_SHARE },
		{ "\\\\?\\UNC\\host\\share\\a.dll", TRUST_NOT_SHARE },
	};
	struct arena arena;
	struct check check = { .arena = &arena };

	arena_init(&arena, &allocator_heap);
	for (size_t i = 0; i < LENGTH(table); i++) {
		struct slice path =
			path_canonical(&check, slice_of(table[i].path));

		ck_assert_msg(path_trust(path) == table[i].trust, "%s",
			      table[i].path);
	}
	arena_free(&arena);
}
END_TEST

UNIT_SUITE(rule_untrusted, trust)
