#include "cert/json_walk.h"

#include <string.h>

#include "base/utf8.h"

static bool fail(struct json_walk *walk, const char *wrong)
{
	if (!walk->wrong)
		walk->wrong = wrong;
	return false;
}

char walk_peek(struct json_walk *walk)
{
	const struct slice text = walk->text;

	while (walk->at < text.len &&
	       (text.at[walk->at] == ' ' || text.at[walk->at] == '\t' ||
		text.at[walk->at] == '\n' || text.at[walk->at] == '\r'))
		walk->at++;
	return walk->at < text.len ? text.at[walk->at] : '\0';
}

bool walk_enter(struct json_walk *walk, char opening)
{
	if (walk->wrong || walk_peek(walk) != opening)
		return false;
	walk->at++;
	return true;
}

bool walk_more(struct json_walk *walk, char closing, bool *first)
{
	char next = walk_peek(walk);

	if (walk->wrong)
		return false;
	if (next == closing) {
		walk->at++;
		return false;
	}
	if (!*first) {
		if (next != ',')
			return fail(walk, next ? "expected a comma"
					       : "the text ends too early");
		walk->at++;
		next = walk_peek(walk);
	}
	*first = false;
	return next ? true : fail(walk, "the text ends too early");
}

/* Four digits; above all code points when they are none. */
static uint32_t hex4(struct slice text)
{
	uint32_t value = 0;

	if (text.len < 4)
		return UTF8_INVALID;
	for (size_t i = 0; i < 4; i++) {
		int digit = ascii_hex(text.at[i]);

		if (digit < 0)
			return UTF8_INVALID;
		value = value << 4 | (uint32_t)digit;
	}
	return value;
}

/* "uXXXX", or two of them for a character outside of the first plane. */
static size_t unescape_u(struct slice text, uint32_t *c)
{
	uint32_t low;

	*c = hex4(slice_skip(text, 1));
	if (*c < 0xD800 || *c > 0xDFFF)
		return 5;
	low = slice_starts(slice_skip(text, 5), SLICE("\\u"))
		      ? hex4(slice_skip(text, 7))
		      : UTF8_INVALID;
	if (*c > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
		*c = UTF8_INVALID;
		return 5;
	}
	*c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
	return 11;
}

/* What stands behind a backslash: its character, and how long it is. */
static size_t unescape(struct slice text, uint32_t *c)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *found;

	*c = UTF8_INVALID;
	if (!text.len)
		return 0;
	if (text.at[0] == 'u')
		return unescape_u(text, c);
	found = text.at[0] ? strchr(names, text.at[0]) : NULL;
	if (found)
		*c = (unsigned char)values[found - names];
	return 1;
}

/* False for an escape that is none. Without `out`, nothing is written. */
static bool decode(struct slice text, char *out, size_t *len)
{
	while (text.len) {
		size_t plain = slice_find(text, '\\');
		struct slice part = slice_take(text, plain);
		char bytes[UTF8_MAX];
		size_t size;
		uint32_t c;

		if (out)
			memcpy(out + *len, part.at, part.len);
		*len += part.len;
		if (plain == SIZE_MAX)
			break;
		text = slice_skip(text, plain + 1);
		text = slice_skip(text, unescape(text, &c));
		if (!c || c >= UTF8_INVALID)
			return false;
		size = utf8_encode(c, bytes);
		if (out)
			memcpy(out + *len, bytes, size);
		*len += size;
	}
	return true;
}

/* Past the closing quote of the string that begins here. */
static bool skip_string(struct json_walk *walk)
{
	const char *start = walk->text.at, *end = start + walk->text.len;
	const char *at = start + walk->at + 1;

	while (at < end && *at != '"') {
		if ((unsigned char)*at < ' ') {
			walk->at = (size_t)(at - start);
			return fail(walk, "a control character in a string");
		}
		if (*at++ == '\\')
			at++;
	}
	if (at >= end)
		return fail(walk, "a string does not end");
	walk->at = (size_t)(at - start) + 1;
	return true;
}

bool walk_name(struct json_walk *walk, struct slice *name)
{
	size_t start, len = 0;

	if (walk_peek(walk) != '"')
		return fail(walk, "expected a name in quotes");
	start = walk->at + 1;
	if (!skip_string(walk))
		return false;
	*name = slice_skip(slice_take(walk->text, walk->at - 1), start);
	if (!decode(*name, NULL, &len))
		return fail(walk, "a name has a bad escape");
	if (walk_peek(walk) != ':')
		return fail(walk, "expected a colon behind a name");
	walk->at++;
	return true;
}

/* Past the end of an array or object, whatever is in it. */
static bool skip_nested(struct json_walk *walk)
{
	size_t depth = 0;

	while (walk->at < walk->text.len) {
		char c = walk->text.at[walk->at];

		if (c == '"') {
			if (!skip_string(walk))
				return false;
			continue;
		}
		walk->at++;
		if (c == '[' || c == '{')
			depth++;
		else if ((c == ']' || c == '}') && !--depth)
			return true;
	}
	return fail(walk, "the text ends too early");
}

static bool skip_scalar(struct json_walk *walk)
{
	size_t start = walk->at;

	while (walk->at < walk->text.len &&
	       (ascii_is_alpha(walk->text.at[walk->at]) ||
		ascii_is_digit(walk->text.at[walk->at]) ||
		walk->text.at[walk->at] == '-' ||
		walk->text.at[walk->at] == '+' ||
		walk->text.at[walk->at] == '.'))
		walk->at++;
	return walk->at > start ? true : fail(walk, "expected a value");
}

bool walk_value(struct json_walk *walk, struct slice *raw)
{
	char first = walk_peek(walk);
	size_t start = walk->at;
	bool good;

	if (first == '"')
		good = skip_string(walk);
	else if (first == '[' || first == '{')
		good = skip_nested(walk);
	else
		good = skip_scalar(walk);
	*raw = slice_skip(slice_take(walk->text, walk->at), start);
	return good;
}

bool walk_done(struct json_walk *walk)
{
	return !walk->wrong && !walk_peek(walk) && walk->at == walk->text.len
		       ? true
		       : fail(walk, "something follows the end");
}

bool walk_string(struct arena *arena, struct slice raw, struct slice *text)
{
	struct slice inside;
	size_t len = 0;
	char *out;

	if (raw.len < 2 || raw.at[0] != '"')
		return false;
	inside = slice_skip(slice_take(raw, raw.len - 1), 1);
	*text = inside;
	if (slice_find(inside, '\\') == SIZE_MAX)
		return true;
	/* No escape is shorter than what it stands for. */
	out = ARENA_ARRAY(arena, char, inside.len + 1);
	if (!out || !decode(inside, out, &len))
		return false;
	*text = (struct slice){ out, len };
	return true;
}
