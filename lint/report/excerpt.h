/*
 * Excerpt: the line of the source that a finding is about, ready to print.
 *
 * Tabs are expanded, control characters escaped, and secrets replaced by
 * "***". Of a long line only the part around the finding is looked at and
 * shown, with "…" where it is cut; tab stops count from there. Columns are
 * those of a terminal.
 */
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "xml/source.h"

/* Columns of the longest excerpt, without the "…" at its ends. */
enum { EXCERPT_COLUMNS = 160 };

/* Bytes: four for each column, as much again for combining marks. */
enum { EXCERPT_ROOM = 2 * 4 * (EXCERPT_COLUMNS + 2) };

struct excerpt {
	struct position position; /* of the finding */
	/*
	 * What to underline: never less than one column. Its bytes may be
	 * none, at the end of the line.
	 */
	size_t caret, caret_count;
	size_t marked, marked_end; /* bytes of the text */
	size_t length;
	char text[EXCERPT_ROOM];
};

/*
 * Only the first line of a span over several lines is shown. False when
 * there is nothing to show, because the text is empty.
 */
bool excerpt_make(struct excerpt *excerpt, struct source *source,
		  struct span at);

static inline struct slice excerpt_text(const struct excerpt *excerpt)
{
	return (struct slice){ excerpt->text, excerpt->length };
}

#endif
