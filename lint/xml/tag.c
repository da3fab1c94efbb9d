#include "xml/tag.h"

#include <string.h>

static bool is_name_end(char c)
{
	return ascii_is_space(c) || c == '=' || c == '>' || c == '/' ||
	       c == '<' || c == '"' || c == '\'';
}

static struct span scan_name(struct tag_scan *scan)
{
	struct span name = { scan->at, scan->at };

	while (scan->at < scan->end && !is_name_end(scan->text[scan->at]))
		scan->at++;
	name.end = scan->at;
	return name;
}

static void skip_space(struct tag_scan *scan)
{
	while (scan->at < scan->end && ascii_is_space(scan->text[scan->at]))
		scan->at++;
}

void tag_start(struct tag_scan *scan, const char *text, uint32_t start,
	       uint32_t end, struct span *name)
{
	*scan = (struct tag_scan){ text, start < end ? start + 1 : end, end };
	*name = scan_name(scan);
}

static struct span scan_value(struct tag_scan *scan, char quote)
{
	struct span value = { scan->at, scan->end };
	const char *close =
		memchr(scan->text + scan->at, quote, scan->end - scan->at);

	scan->at = scan->end;
	if (close) {
		value.end = (uint32_t)(close - scan->text);
		scan->at = value.end + 1;
	}
	return value;
}

bool tag_next(struct tag_scan *scan, struct tag_attribute *attribute)
{
	while (scan->at < scan->end) {
		char c;

		skip_space(scan);
		attribute->name = scan_name(scan);
		skip_space(scan);
		if (scan->at >= scan->end)
			return false;
		c = scan->text[scan->at];
		if (c == '>' || c == '<')
			return false;
		scan->at++;
		if (c != '=' || attribute->name.start == attribute->name.end)
			continue;
		skip_space(scan);
		if (scan->at >= scan->end)
			return false;
		c = scan->text[scan->at];
		if (c != '"' && c != '\'')
			continue;
		scan->at++;
		attribute->value = scan_value(scan, c);
		return true;
	}
	return false;
}

/* Count the attributes of the tag at `start`; "<" stands at `end` again. */
static bool is_crowded(const char *text, uint32_t start, uint32_t end,
		       size_t most, struct span *name)
{
	struct tag_attribute attribute;
	struct tag_scan scan;
	size_t count = 0;

	if (text[start + 1] == '!' || text[start + 1] == '?')
		return false;
	tag_start(&scan, text, start, end, name);
	while (count <= most && tag_next(&scan, &attribute))
		count++;
	return count > most;
}

/*
 * A crowded tag is long and has no second "<": a block without any shows
 * where to look, so normal files cost one short search per block.
 */
bool tag_find_crowded(const char *text, struct span range, size_t most,
		      struct span *name)
{
	enum { BLOCK = 16 * 1024 };
	struct slice all = { text, range.end };
	size_t at = range.start, start = SIZE_MAX;

	while (at + BLOCK <= all.len) {
		struct slice block = slice_take(slice_skip(all, at), BLOCK);
		size_t found = slice_find_last(block, '<');

		if (found != SIZE_MAX) {
			start = at + found;
			at += BLOCK;
			continue;
		}
		found = slice_find(slice_skip(all, at), '<');
		at = found == SIZE_MAX ? all.len : at + found;
		if (start != SIZE_MAX &&
		    is_crowded(text, (uint32_t)start, (uint32_t)at, most, name))
			return true;
	}
	return false;
}
