#include "report/pen.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

/* Bytes of a piece of our own. */
enum { PIECE_MAX = 256 };

static void put(struct pen *pen, struct slice text, size_t width)
{
	if (pen->out)
		out_slice(pen->out, text);
	pen->column += width;
}

void pen_text(struct pen *pen, const char *text)
{
	put(pen, slice_of(text), strlen(text));
}

void pen_printf(struct pen *pen, const char *format, ...)
{
	char piece[PIECE_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(piece, sizeof(piece), format, args);
	va_end(args);
	pen_text(pen, piece);
}

/* One code point as it is shown. */
static size_t put_code_point(struct pen *pen, struct slice rest)
{
	char escaped[UTF8_ESCAPE_SIZE];
	uint32_t c;
	size_t n = utf8_decode(rest, &c);

	if (!utf8_is_control(c)) {
		put(pen, slice_take(rest, n), (size_t)utf8_width(c));
	} else {
		utf8_escape(c, escaped);
		pen_text(pen, escaped);
	}
	return n;
}

/*
 * Bytes are limited as well, for marks that take no column of their own. An
 * escape may stand over the limit.
 */
void pen_value(struct pen *pen, struct slice value)
{
	size_t end = pen->column + PEN_VALUE_MAX;
	size_t bytes = (size_t)PEN_VALUE_MAX * UTF8_MAX;
	struct slice rest = value;

	while (rest.len && pen->column < end && value.len - rest.len < bytes)
		rest = slice_skip(rest, put_code_point(pen, rest));
	if (rest.len)
		pen_text(pen, "...");
}

void pen_to(struct pen *pen, size_t column)
{
	size_t count = column > pen->column ? column - pen->column : 1;

	if (pen->out)
		out_repeat(pen->out, ' ', count);
	pen->column += count;
}

void pen_end(struct pen *pen)
{
	if (pen->out)
		out_char(pen->out, '\n');
	pen->column = 0;
}
