/*
 * Slices: a piece of text given by pointer and length.
 *
 * A slice does not own its bytes and is not NUL-terminated unless a function
 * says so. The empty slice may have a null pointer. Comparison without regard
 * to case folds the letters that occur in the names of sites, pools and paths
 * (Latin, Greek, Cyrillic), independent of the locale.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *at;
	size_t len;
};

/* A slice of a string literal. */
#define SLICE(literal) ((struct slice){ "" literal, sizeof(literal) - 1 })

/* Number of elements of an array. */
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A slice of a NUL-terminated string; of a null pointer, the empty slice. */
struct slice slice_of(const char *text);

static inline bool slice_eq(struct slice a, struct slice b)
{
	return a.len == b.len && (!a.len || !memcmp(a.at, b.at, a.len));
}

/* For slices of one length. */
bool slice_same_letters(struct slice a, struct slice b);

/* A letter has as many bytes in one case as in the other. */
static inline bool slice_eq_nocase(struct slice a, struct slice b)
{
	return a.len == b.len && slice_same_letters(a, b);
}

bool slice_starts(struct slice s, struct slice prefix);
bool slice_starts_nocase(struct slice s, struct slice prefix);
bool slice_ends(struct slice s, struct slice suffix);

/* Compare with a NUL-terminated string. */
static inline bool slice_is(struct slice s, const char *text)
{
	return slice_eq(s, (struct slice){ text, strlen(text) });
}

static inline bool slice_is_nocase(struct slice s, const char *text)
{
	return slice_eq_nocase(s, (struct slice){ text, strlen(text) });
}

/* Without the first n bytes; the first n bytes. n may exceed the length. */
static inline struct slice slice_skip(struct slice s, size_t n)
{
	if (n >= s.len)
		return (struct slice){ s.at ? s.at + s.len : NULL, 0 };
	return (struct slice){ s.at + n, s.len - n };
}

static inline struct slice slice_take(struct slice s, size_t n)
{
	return (struct slice){ s.at, n < s.len ? n : s.len };
}

/* Without white space (blank, tab, CR, LF) at both ends. */
struct slice slice_trim(struct slice s);

/* Offset of the first occurrence, or SIZE_MAX. */
size_t slice_find(struct slice s, char c);
size_t slice_find_last(struct slice s, char c);
size_t slice_search(struct slice s, struct slice needle);

/* Like slice_search, without regard to the case of ASCII letters. */
size_t slice_search_nocase(struct slice s, struct slice needle);

/*
 * Cut the part before the next separator off the front of *rest. The last
 * part is what remains; false when nothing is left to cut. *rest becomes a
 * slice with a null pointer behind the last part.
 */
bool slice_cut(struct slice *rest, char separator, struct slice *part);

/* Is the name one of those in a list with commas? Blanks around do not count.
 */
bool slice_list_has(struct slice list, struct slice name);

/* Cut the next line off; the line comes without its CR LF, LF or CR. */
bool slice_cut_line(struct slice *rest, struct slice *line);

/* Whole slice as decimal number without sign; false on anything else. */
bool slice_u32(struct slice s, uint32_t *number);

static inline bool ascii_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Value of a hexadecimal digit, or -1. */
static inline int ascii_hex(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
