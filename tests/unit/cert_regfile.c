#include <stdio.h>

#include "cert/regfile.h"
#include "listing.h"

Suite *suite_cert_regfile(void);

#define HEADER "Windows Registry Editor Version 5.00\r\n\r\n"
#define OLD    "REGEDIT4\n\n"

struct opened {
	struct arena arena;
	struct regfile file;
	struct reg_item item;
};

static void open_export(struct opened *opened, const char *text)
{
	arena_init(&opened->arena, &allocator_heap);
	regfile_init(&opened->file, slice_of(text), &opened->arena);
}

static void close_export(struct opened *opened)
{
	regfile_free(&opened->file);
	arena_free(&opened->arena);
}

static enum reg_step step(struct opened *opened)
{
	return regfile_next(&opened->file, &opened->item);
}

START_TEST(keys_and_values)
{
	struct opened opened;

	open_export(&opened, HEADER "[HKEY_LOCAL_MACHINE\\A\\[::]:443]\r\n"
				    "; a comment\r\n"
				    "\"One\"=dword:0000002a\r\n"
				    "@=\"default\"\r\n"
				    "\r\n"
				    "[-HKEY_LOCAL_MACHINE\\B]\r\n");
	ck_assert_int_eq(step(&opened), REG_KEY);
	check_text(opened.item.name, "HKEY_LOCAL_MACHINE\\A\\[::]:443");
	ck_assert_uint_eq(opened.item.line, 3);
	ck_assert(!opened.item.deleted);
	ck_assert_int_eq(step(&opened), REG_VALUE);
	check_text(opened.item.name, "One");
	ck_assert_uint_eq(opened.item.line, 5);
	ck_assert_int_eq(opened.item.type, REG_TYPE_NUMBER);
	ck_assert_uint_eq(opened.item.number, 42);
	ck_assert_int_eq(step(&opened), REG_VALUE);
	check_text(opened.item.name, "");
	check_text(opened.item.data, "default");
	ck_assert_int_eq(step(&opened), REG_KEY);
	check_text(opened.item.name, "HKEY_LOCAL_MACHINE\\B");
	ck_assert(opened.item.deleted);
	ck_assert_int_eq(step(&opened), REG_END);
	ck_assert_int_eq(step(&opened), REG_END);
	close_export(&opened);
}
END_TEST

/* One value each; what follows must be seen as the next item. */
START_TEST(values)
{
	static const struct {
		const char *text;
		enum reg_type type;
		const char *data;
	} cases[] = {
		{ "\"plain\"", REG_TYPE_STRING, "plain" },
		{ "\"\"", REG_TYPE_STRING, "" },
		{ "\"C:\\\\a \\\"b\\\"\"", REG_TYPE_STRING, "C:\\a \"b\"" },
		{ "\"two\nlines\"", REG_TYPE_STRING, "two\nlines" },
		{ "hex:41,42,43", REG_TYPE_BINARY, "ABC" },
		{ "hex:", REG_TYPE_BINARY, "" },
		{ "HEX(3):41,42", REG_TYPE_BINARY, "AB" },
		{ "hex:41,\\\n  42,\\\n  43", REG_TYPE_BINARY, "ABC" },
		{ "hex:41,\\ \n\t42,\\\t\n43 ", REG_TYPE_BINARY, "ABC" },
		{ "hex:\\\n  41", REG_TYPE_BINARY, "A" },
		{ "hex: 41 , 4", REG_TYPE_BINARY, "A\4" },
		{ "hex(1):4d,00,59,00,00,00", REG_TYPE_STRING, "MY" },
		{ "hex(2):4d,00,59,00", REG_TYPE_STRING, "MY" },
		{ "hex(4):2a,00,00,00", REG_TYPE_NUMBER, NULL },
		{ "dword:2A", REG_TYPE_NUMBER, NULL },
		{ "dword:0000002a ; why", REG_TYPE_NUMBER, NULL },
		{ "hex(7):4d,00", REG_TYPE_OTHER, NULL },
		{ "hex(b):2a,00,00,00,00,00,00,00", REG_TYPE_OTHER, NULL },
		{ "hex(4):2a,00", REG_TYPE_OTHER, NULL },
		{ "-", REG_TYPE_OTHER, NULL },
		{ "", REG_TYPE_DAMAGED, NULL },
		{ "text", REG_TYPE_DAMAGED, NULL },
		{ "\"no end", REG_TYPE_DAMAGED, NULL },
		{ "\"no end\\\"", REG_TYPE_DAMAGED, NULL },
		{ "dword:", REG_TYPE_DAMAGED, NULL },
		{ "dword:123456789", REG_TYPE_DAMAGED, NULL },
		{ "dword:2g", REG_TYPE_DAMAGED, NULL },
		{ "hex:41,", REG_TYPE_DAMAGED, NULL },
		{ "hex:41,,42", REG_TYPE_DAMAGED, NULL },
		{ "hex:,41", REG_TYPE_DAMAGED, NULL },
		{ "hex:414", REG_TYPE_DAMAGED, NULL },
		{ "hex:4g", REG_TYPE_DAMAGED, NULL },
		{ "hex:41,\\", REG_TYPE_DAMAGED, NULL },
		{ "hex:41,\\\n", REG_TYPE_DAMAGED, NULL },
		{ "hex(3:41", REG_TYPE_DAMAGED, NULL },
		{ "hex(x):41", REG_TYPE_DAMAGED, NULL },
		{ "hex41", REG_TYPE_DAMAGED, NULL },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct opened opened;
		char text[200];

		snprintf(text, sizeof(text), HEADER "\"Name\"=%s\n[HKCU\\X]\n",
			 cases[i].text);
		open_export(&opened, text);
		ck_assert_int_eq(step(&opened), REG_VALUE);
		check_text(opened.item.name, "Name");
		ck_assert_msg(opened.item.type == cases[i].type, "%s",
			      cases[i].text);
		if (cases[i].data)
			check_text(opened.item.data, cases[i].data);
		if (cases[i].type == REG_TYPE_NUMBER)
			ck_assert_uint_eq(opened.item.number, 42);
		ck_assert_msg(step(&opened) == REG_KEY, "%s", cases[i].text);
		check_text(opened.item.name, "HKCU\\X");
		close_export(&opened);
	}
}
END_TEST

/* Strings as bytes are ANSI in the older version. */
START_TEST(old_version)
{
	struct opened opened;

	open_export(&opened, OLD "[HKEY_CURRENT_USER\\A]\n"
				 "\"S\"=hex(2):4d,59,00\n");
	ck_assert_int_eq(step(&opened), REG_KEY);
	ck_assert_int_eq(step(&opened), REG_VALUE);
	ck_assert_int_eq(opened.item.type, REG_TYPE_STRING);
	check_text(opened.item.data, "MY");
	close_export(&opened);
}
END_TEST

START_TEST(strays)
{
	static const char *const cases[] = {
		"[HKEY_LOCAL_MACHINE\\SOFT",
		"[",
		"Blob=hex:00",
		"\"Blob\" hex:00",
		"  6f,18,e0,91",
		"\"Blob",
		"@",
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct opened opened;
		char text[200];

		snprintf(text, sizeof(text), HEADER "%s\n[HKCU\\X]\n",
			 cases[i]);
		open_export(&opened, text);
		ck_assert_msg(step(&opened) == REG_STRAY, "%s", cases[i]);
		ck_assert_uint_eq(opened.item.line, 3);
		ck_assert_int_eq(step(&opened), REG_KEY);
		close_export(&opened);
	}
}
END_TEST

START_TEST(headers)
{
	ck_assert(regfile_is(SLICE(HEADER)));
	ck_assert(regfile_is(SLICE("\r\nREGEDIT4\r\n")));
	ck_assert(!regfile_is(SLICE("[HKEY_LOCAL_MACHINE]")));
	ck_assert(!regfile_is(SLICE("Windows Registry")));
	ck_assert(!regfile_is(SLICE("")));
}
END_TEST

/* Ten megabytes of one value; in quadratic time this would take hours. */
START_TEST(long_value)
{
	enum { LINES = 128 * 1024, PER_LINE = 25 };
	static const char line[] = "  00,01,02,03,04,05,06,07,08,09,0a,0b,0c,"
				   "0d,0e,0f,10,11,12,13,14,15,16,17,18,\\\n";
	const size_t step_size = sizeof(line) - 1;
	char *text = malloc(LINES * step_size + 100);
	struct opened opened;
	size_t len = 0;

	ck_assert_ptr_nonnull(text);
	len += (size_t)snprintf(text, 100, HEADER "\"Blob\"=hex:\\\n");
	for (size_t i = 0; i < LINES; i++, len += step_size)
		memcpy(text + len, line, step_size);
	memcpy(text + len, "  ff\n", 6);
	open_export(&opened, text);
	ck_assert_int_eq(step(&opened), REG_VALUE);
	ck_assert_int_eq(opened.item.type, REG_TYPE_BINARY);
	ck_assert_uint_eq(opened.item.data.len, LINES * PER_LINE + 1);
	ck_assert_int_eq(opened.item.data.at[LINES * PER_LINE - 1], 24);
	ck_assert_int_eq(step(&opened), REG_END);
	close_export(&opened);
	free(text);
}
END_TEST

Suite *suite_cert_regfile(void)
{
	const TTest *const tests[] = {
		keys_and_values, values,  old_version,
		strays,		 headers, long_value,
	};

	return suite_of("cert_regfile", tests, LENGTH(tests));
}
