/*
 * Pen: writes lines that have columns, and knows in which one it is.
 */
#ifndef REPORT_PEN_H
#define REPORT_PEN_H

#include "base/out.h"

/* Columns of a value; what is longer ends with "...". */
enum { PEN_VALUE_MAX = 100 };

struct pen {
	struct out *out; /* null: only the column counts */
	size_t column;	 /* from 0 */
};

/* Words of ours, in ASCII. */
void pen_text(struct pen *pen, const char *text);
void pen_printf(struct pen *pen, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Of untrusted origin: escaped, and cut if it is long. */
void pen_value(struct pen *pen, struct slice value);

/* Blanks up to that column; one at least if the pen is at or behind it. */
void pen_to(struct pen *pen, size_t column);

void pen_end(struct pen *pen);

#endif
