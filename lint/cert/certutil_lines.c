#include "cert/certutil_lines.h"

#include "base/utf8.h"
#include "cert/certutil.h"

enum { JOINED_MAX = 4096 }; /* length of a line put together again */

static bool take_index(struct slice text, struct heading *heading)
{
	size_t at = slice_find_last(text, ' ');

	if (at == SIZE_MAX ||
	    !slice_u32(slice_skip(text, at + 1), &heading->index))
		return false;
	heading->word = slice_trim(slice_take(text, at));
	return heading->word.len;
}

static bool is_ruled(struct slice line)
{
	return line.len >= 12 && line.len <= 400 &&
	       slice_starts(line, SLICE("====")) &&
	       slice_ends(line, SLICE("===="));
}

bool certutil_heading(struct slice line, struct heading *heading)
{
	if (line.len < 12 || line.at[0] != '=')
		return false;
	line = slice_trim(line);
	if (!is_ruled(line))
		return false;
	while (line.len && line.at[0] == '=')
		line = slice_skip(line, 1);
	while (line.len && line.at[line.len - 1] == '=')
		line.len--;
	return take_index(slice_trim(line), heading);
}

bool certutil_end_line(struct slice line)
{
	return line.len > 11 && ascii_lower(line.at[0]) == 'c' &&
	       slice_starts_nocase(line, SLICE("CertUtil: -"));
}

bool certutil_value(struct slice line, struct slice *value)
{
	const struct slice wide = SLICE("\uff1a");
	size_t at = slice_find(line, ':');
	size_t wide_at = slice_search(slice_take(line, at), wide);

	*value = (struct slice){ "", 0 };
	if (at == SIZE_MAX && wide_at == SIZE_MAX)
		return false;
	at = wide_at == SIZE_MAX ? at + 1 : wide_at + wide.len;
	*value = slice_trim(slice_skip(line, at));
	return true;
}

size_t certutil_width(struct slice line)
{
	return line.len > 600 ? line.len : utf8_count(line);
}

void certutil_lines_init(struct certutil_lines *all,
			 const struct listing_input *input, size_t widest)
{
	*all = (struct certutil_lines){ .arena = input->inventory->arena };
	all->wrapped = widest == 80 || widest == 120 ? widest : 0;
	lines_init(&all->lines, input->text);
}

/* Can the line be what a console broke off the line before it? */
static bool is_broken_off(struct slice line)
{
	struct heading heading;
	struct slice part;

	return slice_trim(line).len && !slice_starts(line, SLICE("  ")) &&
	       !certutil_heading(line, &heading) && !certutil_end_line(line) &&
	       !certutil_hash_line(line, &part) &&
	       !certutil_date_line(line, &part);
}

/* Number of lines that the current one was broken into, and their length. */
static size_t count_parts(const struct certutil_lines *all, size_t *length)
{
	struct lines ahead = all->lines;
	size_t parts = 1;

	*length = ahead.line.len;
	while (utf8_count(ahead.line) == all->wrapped && lines_next(&ahead) &&
	       is_broken_off(ahead.line) &&
	       *length + ahead.line.len <= JOINED_MAX) {
		*length += ahead.line.len;
		parts++;
	}
	return parts;
}

static void join_parts(struct certutil_lines *all, size_t parts, size_t length)
{
	char *whole = ARENA_ARRAY(all->arena, char, length);
	size_t n = 0;

	for (size_t i = 0; whole && i < parts; i++) {
		memcpy(whole + n, all->lines.line.at, all->lines.line.len);
		n += all->lines.line.len;
		if (i + 1 < parts)
			lines_next(&all->lines);
	}
	all->line = (struct slice){ whole, n };
}

bool certutil_lines_next(struct certutil_lines *all)
{
	size_t length, parts;

	if (!lines_next(&all->lines))
		return false;
	all->line = all->lines.line;
	all->number = all->lines.number;
	if (!all->wrapped || all->line.len < all->wrapped)
		return true;
	parts = count_parts(all, &length);
	if (parts > 1)
		join_parts(all, parts, length);
	return true;
}
