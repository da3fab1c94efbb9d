/*
 * Lines of the map as text: at the left margin a letter for the worst of
 * their findings, at the end the rules that found them.
 */
#ifndef REPORT_MAP_LINE_H
#define REPORT_MAP_LINE_H

#include "report/map.h"
#include "report/pen.h"

/* Columns at which things begin. */
enum {
	LINE_HEADING = 2, /* the letter stands before it */
	LINE_ITEM = 4,
	LINE_DEEPER = 6,
	LINE_WIDTH = 120, /* what is longer is broken, where it can be */
};

/* Findings of one rule on one line. */
struct mark {
	const struct rule *rule;
	enum severity severity;
	size_t count;
};

struct drawing {
	struct report *report;
	struct map map;
	struct pen pen;
	struct mark *marks; /* those of the line; none has no rule */
};

/* What a line is about: up to two elements. */
struct about {
	const struct xml_element *elements[2];
};

/* False when there is no memory. */
bool line_open(struct drawing *drawing);

void line_begin(struct drawing *drawing, const struct about *about,
		size_t indent);
/* The same for findings that are on no line; false if there are none. */
bool line_begin_others(struct drawing *drawing, size_t *count);

/* Write the rules, for a line that goes on. */
void line_mark(struct drawing *drawing);
/* Write them and end the line. */
void line_end(struct drawing *drawing);

void line_bold(struct drawing *drawing);
void line_plain(struct drawing *drawing);
void line_severity(struct drawing *drawing, enum severity severity);

#endif
