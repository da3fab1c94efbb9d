#include "report/json.h"

#include "base/utf8.h"

/* Room for one byte as \xff, and for the NUL of the last one. */
enum { ESCAPED_BYTE = 4 };

/* With each byte that is not UTF-8 as \xff. */
static json_t *json_repaired(const struct allocator *memory, struct slice text)
{
	json_t *string;
	size_t len = 0;
	char *copy = text.len < SIZE_MAX / ESCAPED_BYTE
			     ? memory->resize(memory->context, NULL,
					      text.len * ESCAPED_BYTE + 1)
			     : NULL;

	if (!copy)
		return NULL;
	while (text.len) {
		uint32_t c;
		struct slice piece = slice_take(text, utf8_decode(text, &c));
		size_t n = piece.len;

		if (c >= UTF8_INVALID)
			n = utf8_escape(c, copy + len);
		else
			memcpy(copy + len, piece.at, n);
		len += n;
		text = slice_skip(text, piece.len);
	}
	string = json_stringn_nocheck(copy, len);
	memory->resize(memory->context, copy, 0);
	return string;
}

json_t *json_text(const struct report *report, struct slice text)
{
	if (utf8_valid_length(text) < text.len)
		return json_repaired(report->arena->memory, text);
	return json_stringn_nocheck(text.len ? text.at : "", text.len);
}

static void escape(struct out *out, uint32_t c)
{
	if (c > 0xFFFF) {
		c -= 0x10000;
		out_printf(out, "\\u%04x", 0xD800 + (unsigned)(c >> 10));
		c = 0xDC00 + (c & 0x3FF);
	}
	out_printf(out, "\\u%04x", (unsigned)c);
}

/*
 * jansson hands over whole code points and has done the escaping that JSON
 * asks for, so what is left to escape here stands inside of a string.
 */
static int write_piece(const char *bytes, size_t count, void *context)
{
	struct slice rest = { bytes, count };
	struct out *out = context;
	size_t plain = 0;

	while (plain < rest.len) {
		uint32_t c;
		size_t n = utf8_decode(slice_skip(rest, plain), &c);

		if (utf8_is_control(c)) {
			out_slice(out, slice_take(rest, plain));
			escape(out, c);
			rest = slice_skip(rest, plain + n);
			plain = 0;
		} else {
			plain += n;
		}
	}
	out_slice(out, rest);
	return 0;
}

void json_write(struct report *report, json_t *value)
{
	if (!value || json_dump_callback(value, write_piece, report->out,
					 JSON_COMPACT | JSON_ENCODE_ANY))
		report_fail(report);
	json_decref(value);
}

void json_write_summary(struct report *report)
{
	const struct report_summary *summary = &report->summary;

	out_text(report->out, "\"summary\":");
	json_write(report, json_pack("{s:I, s:I, s:I, s:I, s:I}", "files",
				     (json_int_t)summary->files, "errors",
				     (json_int_t)summary->errors, "warnings",
				     (json_int_t)summary->warnings, "infos",
				     (json_int_t)summary->infos, "suppressed",
				     (json_int_t)summary->suppressed));
	out_text(report->out, "}\n");
}
