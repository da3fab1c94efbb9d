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
