/*
 * UTF-16, as Windows writes texts into files and binary structures.
 */
#ifndef BASE_UTF16_H
#define BASE_UTF16_H

#include "base/arena.h"
#include "base/utf8.h"

/*
 * The code point at offset *at, which moves behind it; UTF8_INVALID for half
 * a surrogate pair or half a unit. *at must lie inside the bytes.
 */
uint32_t utf16_next(struct slice bytes, size_t *at, bool big);

/*
 * Little-endian text as UTF-8, up to its NUL or its end. What is not UTF-16
 * becomes U+FFFD.
 */
struct slice utf16_text(struct arena *arena, struct slice bytes);

#endif
