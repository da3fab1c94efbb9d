#include "rule/regex.h"

/* Names of classes, "[:alnum:]", are not longer than that. */
enum { CLASS_NAME_MAX = 16 };

/* What stands before the next character, for "*" and the like. */
enum before {
	BEFORE_NOTHING,
	BEFORE_ATOM,
	BEFORE_REPEAT,	 /* "*", "+", "?", "{2}" */
	BEFORE_MODIFIER, /* "?" or "+" behind a repeat */
};

struct reader {
	struct slice rest;
	struct regex regex;
	size_t open; /* groups */
	enum before before;
	bool unknown; /* another dialect: nothing more is said */
};

static void fault(struct reader *reader, enum regex_fault kind, size_t len)
{
	reader->regex.fault = kind;
	reader->regex.part = slice_take(reader->rest, len);
}

static void take(struct reader *reader, size_t len, enum before before)
{
	reader->rest = slice_skip(reader->rest, len);
	reader->before = before;
}

static void read_escape(struct reader *reader)
{
	if (reader->rest.len < 2)
		fault(reader, REGEX_OPEN_ESCAPE, 1);
	else if (reader->rest.at[1] == 'Q')
		reader->unknown = true;
	else
		take(reader, 2, BEFORE_ATOM);
}

/* The length of "[:alpha:]", "[.x.]" or "[=x=]" in front, or 0. */
static size_t class_name(struct slice rest)
{
	char mark = rest.len > 1 ? rest.at[1] : '\0';

	if (rest.at[0] != '[' || (mark != ':' && mark != '.' && mark != '='))
		return 0;
	for (size_t i = 2; i + 1 < rest.len && i < CLASS_NAME_MAX; i++)
		if (rest.at[i] == mark && rest.at[i + 1] == ']')
			return i + 2;
	return 0;
}

/*
 * Cut a member off the front of a class: its character, or '\0' for those
 * that are not one ASCII character that stands for itself. `named`: it is a
 * name with brackets of its own, which not every dialect knows.
 */
static char cut_member(struct slice *rest, bool *named)
{
	size_t len = class_name(*rest);
	char member = len ? '\0' : rest->at[0];

	*named |= len;
	if (!len)
		len = 1;
	if (member == '\\') {
		member = rest->len > 1 ? rest->at[1] : '\0';
		len = 2;
		if (ascii_is_alpha(member) || ascii_is_digit(member))
			member = '\0';
	}
	*rest = slice_skip(*rest, len);
	return (unsigned char)member < 0x80 ? member : '\0';
}

/* Without regard to case, "a-Z" may be taken for a range. */
static bool is_bad_range(char first, char last)
{
	return first && last && first > last &&
	       ascii_lower(first) > ascii_lower(last);
}

static void read_bracket(struct reader *reader)
{
	struct slice rest = slice_skip(reader->rest, 1);
	bool named = false;

	if (slice_starts(rest, SLICE("^")))
		rest = slice_skip(rest, 1);
	if (slice_starts(rest, SLICE("]"))) {
		reader->unknown = true;
		return;
	}
	while (rest.len && rest.at[0] != ']') {
		struct slice from = rest;
		char first = cut_member(&rest, &named);

		if (rest.len < 2 || rest.at[0] != '-' || rest.at[1] == ']')
			continue;
		rest = slice_skip(rest, 1);
		if (is_bad_range(first, cut_member(&rest, &named))) {
			reader->rest = from;
			fault(reader, REGEX_BAD_RANGE, from.len - rest.len);
			return;
		}
	}
	if (rest.len)
		take(reader, reader->rest.len - rest.len + 1, BEFORE_ATOM);
	else if (named)
		reader->unknown = true;
	else
		fault(reader, REGEX_OPEN_BRACKET, reader->rest.len);
}

static void open_group(struct reader *reader)
{
	struct slice rest = slice_skip(reader->rest, 1);
	bool captures = !slice_starts(rest, SLICE("?"));

	if (!captures && (rest.len < 2 || !memchr(":=!", rest.at[1], 3))) {
		reader->unknown = true;
		return;
	}
	reader->open++;
	reader->regex.groups += captures;
	take(reader, captures ? 1 : 3, BEFORE_NOTHING);
}

static void close_group(struct reader *reader)
{
	if (!reader->open) {
		fault(reader, REGEX_CLOSED_GROUP, 1);
		return;
	}
	reader->open--;
	take(reader, 1, BEFORE_ATOM);
}

static void read_repeat(struct reader *reader)
{
	bool twice = reader->before >= BEFORE_REPEAT;

	if (reader->before == BEFORE_NOTHING)
		fault(reader, REGEX_NOTHING_BEFORE, 1);
	else if (twice && reader->rest.at[0] == '*')
		fault(reader, REGEX_REPEATED_TWICE, 1);
	else
		take(reader, 1, twice ? BEFORE_MODIFIER : BEFORE_REPEAT);
}

static struct slice cut_digits(struct slice *rest)
{
	struct slice digits = { rest->at, 0 };

	while (digits.len < rest->len && ascii_is_digit(rest->at[digits.len]))
		digits.len++;
	*rest = slice_skip(*rest, digits.len);
	return digits;
}

static bool cut_char(struct slice *rest, char c)
{
	if (!rest->len || rest->at[0] != c)
		return false;
	*rest = slice_skip(*rest, 1);
	return true;
}

/* The length of "{R:1}" or "{C:1}" in front, or 0. */
static size_t reference(struct slice rest)
{
	struct slice all = rest;

	if (!cut_char(&rest, '{') ||
	    (!cut_char(&rest, 'R') && !cut_char(&rest, 'C')) ||
	    !cut_char(&rest, ':') || !cut_digits(&rest).len ||
	    !cut_char(&rest, '}'))
		return 0;
	return all.len - rest.len;
}

/* "{2}", "{2,}" or "{2,3}"; what else begins with "{" may be itself. */
static void read_brace(struct reader *reader)
{
	struct slice rest = slice_skip(reader->rest, 1);
	struct slice least = cut_digits(&rest), most = { NULL, 0 };
	uint32_t min, max;
	size_t len;

	if (cut_char(&rest, ','))
		most = cut_digits(&rest);
	len = reader->rest.len - rest.len + 1;
	if (!least.len || !cut_char(&rest, '}')) {
		len = reference(reader->rest);
		if (len)
			fault(reader, REGEX_REFERENCE, len);
		else
			take(reader, 1, BEFORE_ATOM);
	} else if (reader->before == BEFORE_NOTHING) {
		fault(reader, REGEX_NOTHING_BEFORE, len);
	} else if (slice_u32(least, &min) && slice_u32(most, &max) &&
		   min > max) {
		fault(reader, REGEX_BAD_COUNT, len);
	} else {
		take(reader, len, BEFORE_REPEAT);
	}
}

static void read_next(struct reader *reader)
{
	switch (reader->rest.at[0]) {
	case '\\':
		read_escape(reader);
		break;
	case '[':
		read_bracket(reader);
		break;
	case '(':
		open_group(reader);
		break;
	case ')':
		close_group(reader);
		break;
	case '*':
	case '+':
	case '?':
		read_repeat(reader);
		break;
	case '{':
		read_brace(reader);
		break;
	case '|':
		take(reader, 1, BEFORE_NOTHING);
		break;
	default:
		take(reader, 1, BEFORE_ATOM);
	}
}

struct regex regex_read(struct slice pattern)
{
	struct reader reader = { .rest = pattern };

	while (reader.rest.len && !reader.regex.fault && !reader.unknown)
		read_next(&reader);
	if (reader.unknown)
		return (struct regex){ .fault = REGEX_FINE };
	if (!reader.regex.fault && reader.open) {
		reader.rest = pattern;
		fault(&reader, REGEX_OPEN_GROUP, pattern.len);
	}
	reader.regex.counted = !reader.regex.fault;
	return reader.regex;
}
