#include "xml/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf16.h"
#include "base/utf8.h"

enum { DECLARED_NAME_MAX = 40 };

/* Output grows as text comes in. */
struct sink {
	struct source *source;
	size_t len, room;
};

static bool sink_reserve(struct sink *sink, size_t more)
{
	const struct allocator *memory = sink->source->memory;
	size_t room = sink->room;
	char *bytes;

	if (sink->len + more <= room)
		return true;
	room = sink->len + more + sink->source->byte_count / 2 + 256;
	bytes = memory->resize(memory->context, sink->source->converted, room);
	if (!bytes)
		return false;
	sink->source->converted = bytes;
	sink->room = room;
	return true;
}

static bool sink_code_point(struct sink *sink, uint32_t c)
{
	if (!sink_reserve(sink, UTF8_MAX))
		return false;
	sink->len += utf8_encode(c, sink->source->converted + sink->len);
	return true;
}

static bool sink_end(struct sink *sink)
{
	if (!sink_reserve(sink, 1))
		return false;
	sink->source->converted[sink->len] = '\0';
	sink->source->text =
		(struct slice){ sink->source->converted, sink->len };
	return true;
}

static bool from_utf16(struct source *source, struct slice bytes, bool big)
{
	struct sink sink = { .source = source };
	size_t at = 0;

	while (at < bytes.len) {
		uint32_t c = utf16_next(bytes, &at, big);

		if (c == UTF8_INVALID) {
			if (source->invalid_at == SIZE_MAX)
				source->invalid_at = sink.len;
			c = UTF8_REPLACEMENT;
		}
		if (!sink_code_point(&sink, c))
			return false;
	}
	return sink_end(&sink);
}

static bool from_bytes(struct source *source, struct slice bytes)
{
	struct sink sink = { .source = source };

	for (size_t i = 0; i < bytes.len; i++)
		if (!sink_code_point(&sink, (unsigned char)bytes.at[i]))
			return false;
	return sink_end(&sink);
}

/*
 * Convert up to the first byte that does not belong to the encoding. False
 * without memory; *known tells whether iconv has the encoding at all.
 */
static bool from_iconv(struct source *source, struct slice bytes,
		       const char *name, bool *known)
{
	struct sink sink = { .source = source };
	iconv_t converter = iconv_open("UTF-8", name);
	char *in = (char *)(uintptr_t)bytes.at;
	size_t left = bytes.len;
	bool done = false;

	*known = converter != (iconv_t)-1;
	if (!*known)
		return true;
	while (!done) {
		char *out;
		size_t room;

		if (!sink_reserve(&sink, 256))
			break;
		out = source->converted + sink.len;
		room = sink.room - sink.len;
		errno = 0;
		done = iconv(converter, &in, &left, &out, &room) != (size_t)-1;
		sink.len = (size_t)(out - source->converted);
		if (!done && errno != E2BIG) {
			source->invalid_at = sink.len;
			done = true;
		}
	}
	iconv_close(converter);
	return done && sink_end(&sink);
}

/* The XML reader checks UTF-8 as it goes along. */
static bool from_utf8(struct source *source, struct slice bytes)
{
	source->text = bytes;
	return true;
}

/* By byte order mark; `bytes` loses the mark. */
static bool find_mark(struct source *source, struct slice *bytes)
{
	static const struct {
		struct slice mark;
		enum encoding encoding;
	} marks[] = {
		{ { "\xEF\xBB\xBF", 3 }, ENCODING_UTF8 },
		{ { "\xFF\xFE\0\0", 4 }, ENCODING_UTF32LE },
		{ { "\0\0\xFE\xFF", 4 }, ENCODING_UTF32BE },
		{ { "\xFF\xFE", 2 }, ENCODING_UTF16LE },
		{ { "\xFE\xFF", 2 }, ENCODING_UTF16BE },
	};

	for (size_t i = 0; i < LENGTH(marks); i++) {
		if (!slice_starts(*bytes, marks[i].mark))
			continue;
		source->encoding = marks[i].encoding;
		source->byte_order_mark = true;
		*bytes = slice_skip(*bytes, marks[i].mark.len);
		return true;
	}
	return false;
}

/* A "<" as one unit of 16 bits, followed by another ASCII unit. */
static bool find_wide_bracket(struct source *source, struct slice bytes)
{
	if (bytes.len < 4)
		return false;
	if (bytes.at[0] == '<' && !bytes.at[1] && bytes.at[2] && !bytes.at[3]) {
		source->encoding = ENCODING_UTF16LE;
		return true;
	}
	if (!bytes.at[0] && bytes.at[1] == '<' && !bytes.at[2] && bytes.at[3]) {
		source->encoding = ENCODING_UTF16BE;
		return true;
	}
	return false;
}

/*
 * The encoding of <?xml … encoding="NAME" …?>, or the empty slice. The
 * declaration must be the very beginning of the text to be one.
 */
static struct slice declared_encoding(struct slice text)
{
	struct slice rest, quote;
	size_t end, at;

	if (!slice_starts(text, SLICE("<?xml")))
		return (struct slice){ NULL, 0 };
	end = slice_search(slice_take(text, 1024), SLICE("?>"));
	if (end == SIZE_MAX)
		return (struct slice){ NULL, 0 };
	rest = slice_take(text, end);
	at = slice_search(rest, SLICE("encoding"));
	if (at == SIZE_MAX)
		return (struct slice){ NULL, 0 };
	rest = slice_trim(slice_skip(rest, at + 8));
	if (!slice_starts(rest, SLICE("=")))
		return (struct slice){ NULL, 0 };
	rest = slice_trim(slice_skip(rest, 1));
	quote = slice_take(rest, 1);
	if (!slice_is(quote, "\"") && !slice_is(quote, "'"))
		return (struct slice){ NULL, 0 };
	rest = slice_skip(rest, 1);
	at = slice_find(rest, quote.at[0]);
	return at == SIZE_MAX ? (struct slice){ NULL, 0 }
			      : slice_take(rest, at);
}

static bool is_utf(struct slice name)
{
	return slice_is_nocase(name, "UTF-8") ||
	       slice_is_nocase(name, "UTF8") ||
	       slice_starts_nocase(name, SLICE("UTF-16")) ||
	       slice_is_nocase(name, "US-ASCII");
}

/*
 * The declaration itself is ASCII: an encoding in which it reads as something
 * else, one of two bytes a character or EBCDIC, is not that of the file.
 */
static void drop_conversion(struct source *source)
{
	const struct allocator *memory = source->memory;

	memory->resize(memory->context, source->converted, 0);
	source->converted = NULL;
	source->invalid_at = SIZE_MAX;
}

/* Text in an encoding that only its declaration tells. */
static bool from_declared(struct source *source, struct slice bytes)
{
	struct slice declared = declared_encoding(bytes);
	char name[DECLARED_NAME_MAX + 1] = "";
	bool known = false;

	if (!declared.len || is_utf(declared))
		return from_utf8(source, bytes);
	if (declared.len <= DECLARED_NAME_MAX) {
		memcpy(name, declared.at, declared.len);
		if (!from_iconv(source, bytes, name, &known))
			return false;
	}
	source->declared_unknown = !known;
	if (!known)
		return from_utf8(source, bytes);
	if (!slice_starts(source->text, SLICE("<?xml"))) {
		drop_conversion(source);
		return from_utf8(source, bytes);
	}
	source->encoding = ENCODING_DECLARED;
	return true;
}

static bool from_wide(struct source *source, struct slice bytes)
{
	bool known;

	switch (source->encoding) {
	case ENCODING_UTF16LE:
	case ENCODING_UTF16BE:
		return from_utf16(source, bytes,
				  source->encoding == ENCODING_UTF16BE);
	case ENCODING_UTF32LE:
		return from_iconv(source, bytes, "UTF-32LE", &known);
	case ENCODING_UTF32BE:
		return from_iconv(source, bytes, "UTF-32BE", &known);
	default:
		return from_utf8(source, bytes);
	}
}

bool decode_xml(struct source *source)
{
	struct slice bytes = { source->bytes, source->byte_count };
	bool decoded;

	if (find_mark(source, &bytes) || find_wide_bracket(source, bytes))
		decoded = from_wide(source, bytes);
	else
		decoded = from_declared(source, bytes);
	source->declared = declared_encoding(source->text);
	return decoded;
}

/* Two bytes a character: mostly every second one of the first is zero. */
static bool looks_wide(struct slice bytes, size_t parity)
{
	size_t zero = 0, units = 0;

	for (size_t i = parity; i < bytes.len && i < 512; i += 2, units++)
		zero += !bytes.at[i];
	return units && zero * 2 > units;
}

bool decode_text(struct source *source)
{
	struct slice bytes = { source->bytes, source->byte_count };

	if (find_mark(source, &bytes))
		return from_wide(source, bytes);
	if (looks_wide(bytes, 1) || looks_wide(bytes, 0)) {
		source->encoding = looks_wide(bytes, 1) ? ENCODING_UTF16LE
							: ENCODING_UTF16BE;
		return from_wide(source, bytes);
	}
	if (utf8_valid_length(bytes) == bytes.len) {
		source->text = bytes;
		return true;
	}
	source->encoding = ENCODING_BYTES;
	return from_bytes(source, bytes);
}
