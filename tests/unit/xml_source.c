#include "unit.h"

#include "xml/source.h"

static void load(struct source *source, struct slice bytes)
{
	ck_assert_int_eq(
		source_from_xml(source, bytes, "test", &allocator_heap),
		SOURCE_OK);
}

#define BYTES(literal)                                                         \
	{                                                                      \
		"" literal, sizeof(literal) - 1                                \
	}

/* "<a>ä</a>" in all that XML files come in. */
START_TEST(encodings)
{
	static const struct {
		struct slice bytes;
		enum encoding encoding;
		bool mark;
		const char *text;
	} table[] = {
		{ BYTES("<a>\xC3\xA4</a>"), ENCODING_UTF8, false,
		  "<a>\xC3\xA4</a>" },
		{ BYTES("\xEF\xBB\xBF<a>\xC3\xA4</a>"), ENCODING_UTF8, true,
		  "<a>\xC3\xA4</a>" },
		{ BYTES("\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0"),
		  ENCODING_UTF16LE, true, "<a>\xC3\xA4</a>" },
		{ BYTES("\xFE\xFF\0<\0a\0>\0\xE4\0<\0/\0a\0>"),
		  ENCODING_UTF16BE, true, "<a>\xC3\xA4</a>" },
		{ BYTES("<\0a\0>\0\xE4\0"), ENCODING_UTF16LE, false,
		  "<a>\xC3\xA4" },
		{ BYTES("\0<\0a\0>\0\xE4"), ENCODING_UTF16BE, false,
		  "<a>\xC3\xA4" },
		{ BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), ENCODING_UTF16LE, true,
		  "\xF0\x9F\x98\x80" },
		{ BYTES("\xFF\xFE\0\0<\0\0\0\xE4\0\0\0"), ENCODING_UTF32LE,
		  true, "<\xC3\xA4" },
		{ BYTES("\0\0\xFE\xFF\0\0\0<\0\0\0\xE4"), ENCODING_UTF32BE,
		  true, "<\xC3\xA4" },
		{ BYTES("<?xml version='1.0' encoding='windows-1252'?>\x80"),
		  ENCODING_DECLARED, false,
		  "<?xml version='1.0' encoding='windows-1252'?>\xE2\x82\xAC" },
		{ BYTES(""), ENCODING_UTF8, false, "" },
		{ BYTES("\xEF\xBB\xBF"), ENCODING_UTF8, true, "" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct source source;

		load(&source, table[i].bytes);
		ck_assert_msg(source.encoding == table[i].encoding,
			      "row %zu: encoding %d", i, source.encoding);
		ck_assert_msg(source.byte_order_mark == table[i].mark,
			      "row %zu", i);
		ck_slice(source.text, table[i].text);
		ck_assert_uint_eq(source.invalid_at, SIZE_MAX);
		source_free(&source);
	}
}
END_TEST

START_TEST(declarations)
{
	static const struct {
		const char *text, *declared;
		bool unknown;
	} table[] = {
		{ "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", "UTF-8",
		  false },
		{ "<?xml version='1.0' encoding = 'utf-16' ?><a/>", "utf-16",
		  false },
		{ "<?xml version='1.0' encoding='x-klingon'?><a/>", "x-klingon",
		  true },
		{ "<?xml version='1.0'?><a encoding='x'/>", "", false },
		{ " <?xml version='1.0' encoding='latin1'?>", "", false },
		{ "<a encoding='latin1'/>", "", false },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct source source;

		load(&source, slice_of(table[i].text));
		ck_slice(source.declared, table[i].declared);
		ck_assert_msg(source.declared_unknown == table[i].unknown,
			      "row %zu", i);
		source_free(&source);
	}
}
END_TEST

START_TEST(invalid_bytes)
{
	static const struct {
		struct slice bytes;
		size_t at;
	} table[] = {
		/* Half a unit, half a pair, the second half alone. */
		{ BYTES("\xFF\xFE<\0a"), 1 },
		{ BYTES("\xFF\xFE<\0\x3D\xD8"), 1 },
		{ BYTES("\xFF\xFE<\0\x00\xDE"), 1 },
		{ BYTES("\xFF\xFE\0\0<\0\0\0\0\0\x11\0"), 1 },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct source source;

		load(&source, table[i].bytes);
		ck_assert_msg(source.invalid_at == table[i].at,
			      "row %zu: at %zu", i, source.invalid_at);
		source_free(&source);
	}
}
END_TEST

START_TEST(positions)
{
	static const struct {
		const char *text;
		size_t offset;
		uint32_t line, column;
		const char *whole;
	} table[] = {
		{ "", 0, 1, 1, "" },
		{ "a", 0, 1, 1, "a" },
		{ "a", 1, 1, 2, "a" },
		{ "a", 99, 1, 2, "a" },
		{ "a\nb", 1, 1, 2, "a" },
		{ "a\nb", 2, 2, 1, "b" },
		{ "a\r\nb", 3, 2, 1, "b" },
		{ "a\rb", 2, 2, 1, "b" },
		{ "a\r\rb", 3, 3, 1, "b" },
		{ "a\n\r\nb\rc", 2, 2, 1, "" },
		{ "a\n\r\nb\rc", 4, 3, 1, "b" },
		{ "a\n\r\nb\rc", 6, 4, 1, "c" },
		{ "\xC3\xA4\xF0\x9F\x98\x80x", 6, 1, 3,
		  "\xC3\xA4\xF0\x9F\x98\x80x" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct source source;
		struct position position;

		load(&source, slice_of(table[i].text));
		position = source_position(&source, table[i].offset);
		ck_assert_msg(position.line == table[i].line &&
				      position.column == table[i].column,
			      "row %zu: %u:%u", i, position.line,
			      position.column);
		ck_slice(source_slice(&source,
				      source_line(&source, table[i].offset)),
			 table[i].whole);
		source_free(&source);
	}
}
END_TEST

START_TEST(other_texts)
{
	static const struct {
		struct slice bytes;
		enum encoding encoding;
		const char *text;
	} table[] = {
		{ BYTES("abc"), ENCODING_UTF8, "abc" },
		{ BYTES("\xFF\xFE"
			"a\0b\0"),
		  ENCODING_UTF16LE, "ab" },
		{ BYTES("a\0b\0c\0"), ENCODING_UTF16LE, "abc" },
		{ BYTES("\0a\0b\0c"), ENCODING_UTF16BE, "abc" },
		{ BYTES("K\x94ln"), ENCODING_BYTES, "K\xC2\x94ln" },
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct source source;

		ck_assert_int_eq(source_from_text(&source, table[i].bytes, "t",
						  &allocator_heap),
				 SOURCE_OK);
		ck_assert_msg(source.encoding == table[i].encoding, "row %zu",
			      i);
		ck_slice(source.text, table[i].text);
		source_free(&source);
	}
}
END_TEST

START_TEST(loading)
{
	struct source source;

	ck_assert_int_eq(source_load_xml(&source, "/nowhere/at/all", "n",
					 &allocator_heap),
			 SOURCE_UNREADABLE);
	source_free(&source);
	ck_assert_int_eq(source_load_xml(&source, "/", "n", &allocator_heap),
			 SOURCE_DIRECTORY);
	source_free(&source);
}
END_TEST

UNIT_SUITE(xml_source, encodings, declarations, invalid_bytes, positions,
	   other_texts, loading)
