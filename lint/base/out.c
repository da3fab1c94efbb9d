#include "base/out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void out_init(struct out *out,
	      bool (*sink)(void *context, const char *bytes, size_t count),
	      void *context)
{
	out->sink = sink;
	out->context = context;
	out->failed = false;
	out->error = 0;
	out->count = 0;
}

bool out_to_stream(void *context, const char *bytes, size_t count)
{
	FILE *stream = context;

	return fwrite(bytes, 1, count, stream) == count && !fflush(stream);
}

static void drain(struct out *out)
{
	if (out->count && !out->failed &&
	    !out->sink(out->context, out->bytes, out->count)) {
		out->failed = true;
		out->error = errno;
	}
	out->count = 0;
}

void out_slice(struct out *out, struct slice s)
{
	while (s.len) {
		size_t room = OUT_ROOM - out->count;
		struct slice part = slice_take(s, room);

		memcpy(out->bytes + out->count, part.at, part.len);
		out->count += part.len;
		if (out->count == OUT_ROOM)
			drain(out);
		s = slice_skip(s, part.len);
	}
}

void out_text(struct out *out, const char *text)
{
	out_slice(out, slice_of(text));
}

void out_char(struct out *out, char c)
{
	out_slice(out, (struct slice){ &c, 1 });
}

void out_printf(struct out *out, const char *format, ...)
{
	char text[256];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (len > 0)
		out_slice(out, slice_take((struct slice){ text, (size_t)len },
					  sizeof(text) - 1));
}

void out_repeat(struct out *out, char c, size_t count)
{
	while (count--)
		out_char(out, c);
}

void out_escaped(struct out *out, struct slice s)
{
	char escaped[UTF8_ESCAPE_SIZE];
	size_t plain = 0;

	while (plain < s.len) {
		uint32_t c;
		size_t n = utf8_decode(slice_skip(s, plain), &c);

		if (!utf8_is_control(c)) {
			plain += n;
			continue;
		}
		out_slice(out, slice_take(s, plain));
		out_slice(out,
			  (struct slice){ escaped, utf8_escape(c, escaped) });
		s = slice_skip(s, plain + n);
		plain = 0;
	}
	out_slice(out, s);
}

bool out_flush(struct out *out)
{
	drain(out);
	return !out->failed;
}
