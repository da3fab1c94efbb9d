#include "base/slice.h"

#include <string.h>

#include "base/utf8.h"

struct slice slice_of(const char *text)
{
	return (struct slice){ text, text ? strlen(text) : 0 };
}

bool slice_same_letters(struct slice a, struct slice b)
{
	while (a.len && b.len) {
		uint32_t x, y;
		size_t n = utf8_decode(a, &x), m = utf8_decode(b, &y);

		if (x != y && utf8_fold(x) != utf8_fold(y))
			return false;
		a = slice_skip(a, n);
		b = slice_skip(b, m);
	}
	return !a.len && !b.len;
}

bool slice_starts(struct slice s, struct slice prefix)
{
	return slice_eq(slice_take(s, prefix.len), prefix);
}

bool slice_starts_nocase(struct slice s, struct slice prefix)
{
	return slice_eq_nocase(slice_take(s, prefix.len), prefix);
}

bool slice_ends(struct slice s, struct slice suffix)
{
	return s.len >= suffix.len &&
	       slice_eq(slice_skip(s, s.len - suffix.len), suffix);
}

struct slice slice_trim(struct slice s)
{
	while (s.len && ascii_is_space(s.at[0]))
		s = slice_skip(s, 1);
	while (s.len && ascii_is_space(s.at[s.len - 1]))
		s.len--;
	return s;
}

size_t slice_find(struct slice s, char c)
{
	const char *found = s.len ? memchr(s.at, c, s.len) : NULL;

	return found ? (size_t)(found - s.at) : SIZE_MAX;
}

size_t slice_find_last(struct slice s, char c)
{
	for (size_t i = s.len; i > 0; i--)
		if (s.at[i - 1] == c)
			return i - 1;
	return SIZE_MAX;
}

size_t slice_search(struct slice s, struct slice needle)
{
	size_t base = 0;

	if (!needle.len)
		return 0;
	for (;;) {
		size_t at = slice_find(slice_skip(s, base), needle.at[0]);

		if (at == SIZE_MAX)
			return SIZE_MAX;
		base += at;
		if (slice_starts(slice_skip(s, base), needle))
			return base;
		base++;
	}
}

size_t slice_search_nocase(struct slice s, struct slice needle)
{
	char first = needle.len ? ascii_lower(needle.at[0]) : '\0';

	for (size_t i = 0; i + needle.len <= s.len; i++) {
		size_t n = 0;

		if (needle.len && ascii_lower(s.at[i]) != first)
			continue;
		while (n < needle.len &&
		       ascii_lower(s.at[i + n]) == ascii_lower(needle.at[n]))
			n++;
		if (n == needle.len)
			return i;
	}
	return SIZE_MAX;
}

bool slice_cut(struct slice *rest, char separator, struct slice *part)
{
	size_t at;

	if (!rest->at)
		return false;
	at = slice_find(*rest, separator);
	*part = slice_take(*rest, at);
	if (at == SIZE_MAX)
		*rest = (struct slice){ NULL, 0 };
	else
		*rest = slice_skip(*rest, at + 1);
	return true;
}

bool slice_list_has(struct slice list, struct slice name)
{
	struct slice part;

	if (list.len == name.len)
		return slice_eq(list, name);
	while (list.len > name.len && slice_cut(&list, ',', &part))
		if (slice_eq(slice_trim(part), name))
			return true;
	return list.len == name.len && slice_eq(list, name);
}

bool slice_cut_line(struct slice *rest, struct slice *line)
{
	const char *lf, *cr;
	size_t n = rest->len;

	if (!n)
		return false;
	lf = memchr(rest->at, '\n', n);
	if (lf)
		n = (size_t)(lf - rest->at);
	cr = memchr(rest->at, '\r', n);
	if (cr)
		n = (size_t)(cr - rest->at);
	*line = slice_take(*rest, n);
	*rest = slice_skip(*rest, n);
	if (slice_starts(*rest, SLICE("\r\n")))
		*rest = slice_skip(*rest, 2);
	else
		*rest = slice_skip(*rest, 1);
	return true;
}

bool slice_u32(struct slice s, uint32_t *number)
{
	uint64_t value = 0;

	if (!s.len)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_is_digit(s.at[i]))
			return false;
		value = value * 10 + (uint64_t)(s.at[i] - '0');
		if (value > UINT32_MAX)
			return false;
	}
	*number = (uint32_t)value;
	return true;
}
