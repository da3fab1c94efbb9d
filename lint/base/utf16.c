#include "base/utf16.h"

/* A unit of 2 bytes becomes at most 3 bytes; of a pair, 4 come of 4. */
enum { GROWTH = 2 };

static uint32_t unit(struct slice bytes, size_t at, bool big)
{
	unsigned char a = (unsigned char)bytes.at[at];
	unsigned char b = (unsigned char)bytes.at[at + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

uint32_t utf16_next(struct slice bytes, size_t *at, bool big)
{
	uint32_t c, low;

	if (bytes.len - *at < 2) {
		*at = bytes.len;
		return UTF8_INVALID;
	}
	c = unit(bytes, *at, big);
	*at += 2;
	if (c < 0xD800 || c > 0xDFFF)
		return c;
	if (c > 0xDBFF || bytes.len - *at < 2)
		return UTF8_INVALID;
	low = unit(bytes, *at, big);
	if (low < 0xDC00 || low > 0xDFFF)
		return UTF8_INVALID;
	*at += 2;
	return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

struct slice utf16_text(struct arena *arena, struct slice bytes)
{
	char *text = ARENA_ARRAY(arena, char, bytes.len *GROWTH + UTF8_MAX);
	size_t at = 0, len = 0;

	if (!text)
		return (struct slice){ "", 0 };
	while (at < bytes.len) {
		uint32_t c = utf16_next(bytes, &at, false);

		if (!c)
			break;
		len += utf8_encode(c == UTF8_INVALID ? UTF8_REPLACEMENT : c,
				   text + len);
	}
	return (struct slice){ text, len };
}
