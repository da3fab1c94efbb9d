#include "mutate.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* splitmix64 (Steele, Lea and Flood): well mixed, and the same anywhere. */
static uint64_t next(struct random *random)
{
	uint64_t x = random->state += 0x9E3779B97F4A7C15u;

	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

struct random random_start(uint64_t seed, uint64_t number)
{
	struct random random = { seed };

	random.state = next(&random) ^ number;
	random.state = next(&random);
	return random;
}

uint64_t random_below(struct random *random, uint64_t n)
{
	return next(random) % n;
}

bool random_one_in(struct random *random, uint64_t n)
{
	return random_below(random, n) == 0;
}

static void grow(struct text *text, size_t more)
{
	if (text->room - text->len > more)
		return;
	text->room = (text->len + more + 1) * 2;
	text->at = realloc(text->at, text->room);
	if (!text->at) {
		fputs("mutate: out of memory\n", stderr);
		exit(2);
	}
}

void text_put(struct text *text, struct slice s)
{
	grow(text, s.len);
	if (s.len)
		memcpy(text->at + text->len, s.at, s.len);
	text->len += s.len;
}

void text_char(struct text *text, char c)
{
	text_put(text, (struct slice){ &c, 1 });
}

void text_print(struct text *text, const char *format, ...)
{
	char piece[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(piece, sizeof(piece), format, args);
	va_end(args);
	text_put(text, slice_of(piece));
}

void text_free(struct text *text)
{
	free(text->at);
	*text = (struct text){ 0 };
}

struct position text_position(struct slice text, size_t offset)
{
	struct position position = { 1, 1 };

	for (size_t i = 0; i < offset && i < text.len; i++) {
		char c = text.at[i];
		bool pair =
			c == '\r' && i + 1 < text.len && text.at[i + 1] == '\n';

		if (c == '\n' || (c == '\r' && !pair))
			position = (struct position){ position.line + 1, 1 };
		else if (((unsigned char)c & 0xC0) != 0x80)
			position.column++;
	}
	return position;
}

/* The code point at the front of valid UTF-8, which is cut off. */
static uint32_t cut_code_point(struct slice *text)
{
	unsigned char first = (unsigned char)text->at[0];
	size_t more = first < 0xC0   ? 0
		      : first < 0xE0 ? 1
		      : first < 0xF0 ? 2
				     : 3;
	uint32_t point = more ? first & (0x3Fu >> more) : first;

	for (size_t i = 1; i <= more; i++)
		point = point << 6 | ((unsigned char)text->at[i] & 0x3F);
	*text = slice_skip(*text, more + 1);
	return point;
}

static void put_unit(struct text *to, uint32_t unit)
{
	text_char(to, (char)(unit & 0xFF));
	text_char(to, (char)(unit >> 8));
}

void text_utf16(struct text *to, struct slice text)
{
	put_unit(to, 0xFEFF);
	while (text.len) {
		uint32_t point = cut_code_point(&text);

		if (point < 0x10000) {
			put_unit(to, point);
			continue;
		}
		put_unit(to, 0xD800 + ((point - 0x10000) >> 10));
		put_unit(to, 0xDC00 + ((point - 0x10000) & 0x3FF));
	}
}

void text_marked(struct text *to, struct slice text)
{
	text_put(to, SLICE("\xEF\xBB\xBF"));
	text_put(to, text);
}

static char other_case(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return ascii_lower(c);
}

bool make_typo(struct text *to, struct slice name, struct random *random)
{
	size_t at = random_below(random, name.len);
	char c = name.at[at];
	struct slice rest = slice_skip(name, at + 1);
	size_t start = to->len;

	if (!ascii_is_alpha(c))
		return false;
	text_put(to, slice_take(name, at));
	switch (random_below(random, 5)) {
	case 0:
		if (rest.len)
			text_char(to, rest.at[0]);
		text_char(to, c);
		rest = slice_skip(rest, 1);
		break;
	case 1:
		break;
	case 2:
		text_char(to, c);
		text_char(to, c);
		break;
	case 3:
		text_char(to, (char)('a' + random_below(random, 26)));
		break;
	default:
		text_char(to, other_case(c));
		break;
	}
	text_put(to, rest);
	return to->len > start && ascii_is_alpha(to->at[start]) &&
	       !slice_eq(slice_skip(text_slice(to), start), name);
}
