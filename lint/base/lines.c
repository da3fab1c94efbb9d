#include "base/lines.h"

static size_t find(struct slice text, size_t from, char c)
{
	size_t at = slice_find(slice_skip(text, from), c);

	return at == SIZE_MAX ? text.len : from + at;
}

void lines_init(struct lines *lines, struct slice text)
{
	*lines = (struct lines){
		.text = text,
		.lf = find(text, 0, '\n'),
		.cr = find(text, 0, '\r'),
	};
}

bool lines_next(struct lines *lines)
{
	const struct slice text = lines->text;
	const size_t start = lines->next;
	size_t end;

	if (start >= text.len)
		return false;
	/* Each search goes on where the last one of its kind has ended. */
	if (lines->lf < start)
		lines->lf = find(text, start, '\n');
	if (lines->cr < start)
		lines->cr = find(text, start, '\r');
	end = lines->lf < lines->cr ? lines->lf : lines->cr;
	lines->line = (struct slice){ text.at + start, end - start };
	lines->number++;
	lines->next = end + 1;
	if (end == lines->cr && lines->lf == end + 1)
		lines->next++;
	return true;
}
