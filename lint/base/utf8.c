#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool is_tail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Length of the sequence that begins with this byte, 0 if none does. */
static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first <= 0xDF)
		return 2;
	if ((first & 0xF0) == 0xE0)
		return 3;
	return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

size_t utf8_decode_long(struct slice s, uint32_t *code_point)
{
	static const unsigned char mask[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *at = (const unsigned char *)s.at;
	size_t n = sequence_length(at[0]);
	uint32_t value;

	*code_point = UTF8_INVALID + at[0];
	if (n == 0 || n > s.len)
		return 1;
	value = at[0] & mask[n];
	for (size_t i = 1; i < n; i++) {
		if (!is_tail(at[i]))
			return 1;
		value = value << 6 | (at[i] & 0x3F);
	}
	if (value < least[n] || value > 0x10FFFF ||
	    (value >= 0xD800 && value <= 0xDFFF))
		return 1;
	*code_point = value;
	return n;
}

size_t utf8_encode(uint32_t c, char bytes[UTF8_MAX])
{
	if (c < 0x80) {
		bytes[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		bytes[0] = (char)(0xC0 | c >> 6);
		bytes[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		bytes[0] = (char)(0xE0 | c >> 12);
		bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	bytes[0] = (char)(0xF0 | c >> 18);
	bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
	bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
	bytes[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* How many bytes at the front are ASCII and not NUL, in steps of 32. */
static size_t plain_length(struct slice s)
{
	const uint64_t high = 0x8080808080808080u, one = 0x0101010101010101u;
	size_t i = 0;

	for (; i + 32 <= s.len; i += 32) {
		uint64_t w[4];

		/* A NUL borrows from the high bit when one is subtracted. */
		memcpy(w, s.at + i, sizeof(w));
		if ((w[0] | w[1] | w[2] | w[3] | (w[0] - one) | (w[1] - one) |
		     (w[2] - one) | (w[3] - one)) &
		    high)
			break;
	}
	return i;
}

size_t utf8_clean_length(struct slice s, size_t want)
{
	size_t i = plain_length(slice_take(s, want));

	while (i < want && i < s.len) {
		uint32_t c;
		size_t n = utf8_decode(slice_skip(s, i), &c);

		if (c >= UTF8_INVALID || c == 0)
			return i;
		i += n;
		if (n > 1 && i < want)
			i += plain_length(slice_skip(slice_take(s, want), i));
	}
	return i;
}

size_t utf8_valid_length(struct slice s)
{
	size_t i = utf8_clean_length(s, s.len);

	/* A NUL is valid all the same. */
	while (i < s.len && !s.at[i])
		i += 1 + utf8_clean_length(slice_skip(s, i + 1), s.len - i - 1);
	return i;
}

struct slice utf8_take(struct slice s, size_t bytes)
{
	struct slice taken = slice_take(s, bytes);

	while (taken.len && taken.len < s.len &&
	       is_tail((unsigned char)s.at[taken.len]))
		taken.len--;
	return taken;
}

size_t utf8_count(struct slice s)
{
	size_t count = 0;

	while (s.len) {
		uint32_t c;

		s = slice_skip(s, utf8_decode(s, &c));
		count++;
	}
	return count;
}

uint32_t utf8_fold(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
		return c + 32;
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177))
		return c | 1;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
		return c & 1 ? c + 1 : c;
	if (c == 0x178)
		return 0xFF;
	if (c >= 0x391 && c <= 0x3A9)
		return c + 32;
	if (c >= 0x410 && c <= 0x42F)
		return c + 32;
	return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

struct range {
	uint32_t first, last;
};

static bool in_ranges(uint32_t c, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

bool utf8_is_control(uint32_t c)
{
	static const struct range controls[] = {
		{ 0x00, 0x1F },	    { 0x7F, 0x9F },	  { 0xAD, 0xAD },
		{ 0x61C, 0x61C },   { 0x180E, 0x180E },	  { 0x200B, 0x200F },
		{ 0x2028, 0x202E }, { 0x2060, 0x206F },	  { 0xFEFF, 0xFEFF },
		{ 0xFFF9, 0xFFFB }, { 0xE0000, 0xE0FFF },
	};

	if (c >= 0x20 && c < 0x7F)
		return false;
	return c > 0x10FFFF || in_ranges(c, controls, LENGTH(controls));
}

size_t utf8_escape(uint32_t c, char text[UTF8_ESCAPE_SIZE])
{
	int len = c >= UTF8_INVALID ? snprintf(text, UTF8_ESCAPE_SIZE,
					       "\\x%02x", (unsigned)c & 0xFF)
				    : snprintf(text, UTF8_ESCAPE_SIZE,
					       "\\u{%x}", (unsigned)c);

	return (size_t)len;
}

int utf8_width(uint32_t c)
{
	/* Combining marks, then East Asian wide and full-width blocks. */
	static const struct range none[] = {
		{ 0x300, 0x36F },   { 0x483, 0x489 },	{ 0x591, 0x5BD },
		{ 0x610, 0x61A },   { 0x64B, 0x65F },	{ 0xE31, 0xE31 },
		{ 0xE34, 0xE3A },   { 0xE47, 0xE4E },	{ 0x1AB0, 0x1AFF },
		{ 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F },
		{ 0xFE20, 0xFE2F },
	};
	static const struct range wide[] = {
		{ 0x1100, 0x115F },   { 0x2E80, 0x303E },
		{ 0x3041, 0x33FF },   { 0x3400, 0x4DBF },
		{ 0x4E00, 0x9FFF },   { 0xA000, 0xA4CF },
		{ 0xA960, 0xA97F },   { 0xAC00, 0xD7A3 },
		{ 0xF900, 0xFAFF },   { 0xFE30, 0xFE6F },
		{ 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 },
		{ 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF },
		{ 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
	};

	if (c < 0x300)
		return 1;
	if (in_ranges(c, none, LENGTH(none)))
		return 0;
	return in_ranges(c, wide, LENGTH(wide)) ? 2 : 1;
}
