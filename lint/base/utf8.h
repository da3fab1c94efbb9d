/*
 * UTF-8: decoding, validation, display width and the escaping that keeps
 * control characters of untrusted input out of every report.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum { UTF8_MAX = 4, UTF8_REPLACEMENT = 0xFFFD };

/*
 * Decode the first code point of a slice that is not empty. Returns the
 * number of bytes used. An invalid byte is used up alone and gives a code
 * point above 0x10FFFF (UTF8_INVALID + the byte).
 */
#define UTF8_INVALID 0x110000u
size_t utf8_decode_long(struct slice s, uint32_t *code_point);

static inline size_t utf8_decode(struct slice s, uint32_t *code_point)
{
	*code_point = (unsigned char)s.at[0];
	return *code_point < 0x80 ? 1 : utf8_decode_long(s, code_point);
}

/* Bytes written to `bytes`, 1 to UTF8_MAX. */
size_t utf8_encode(uint32_t code_point, char bytes[UTF8_MAX]);

/* Offset of the first byte that is not UTF-8, or the length. */
size_t utf8_valid_length(struct slice s);

/*
 * Look at `want` bytes, and a few more to complete a character: returns how
 * many are clean, at least `want` if all are, otherwise the offset of the
 * first byte that is not UTF-8 or is NUL.
 */
size_t utf8_clean_length(struct slice s, size_t want);

/* At most so many bytes from the front, without half a character. */
struct slice utf8_take(struct slice s, size_t bytes);

/* Number of code points; an invalid byte counts as one. */
size_t utf8_count(struct slice s);

/* Simple case folding: the same letter in either case gives one value. */
uint32_t utf8_fold(uint32_t code_point);

/*
 * Is this a character that must not reach a terminal or a report as it is:
 * C0, DEL, C1, an invisible or direction-changing format character, an
 * invalid byte?
 */
bool utf8_is_control(uint32_t code_point);

/*
 * How such a character is shown: "\u{1b}", or "\xff" for an invalid byte.
 * Returns the length of the text, which is NUL-terminated.
 */
enum { UTF8_ESCAPE_SIZE = 12 };
size_t utf8_escape(uint32_t code_point, char text[UTF8_ESCAPE_SIZE]);

/* Columns that a printable code point takes on a terminal: 0, 1 or 2. */
int utf8_width(uint32_t code_point);

#endif
