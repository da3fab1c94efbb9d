/*
 * Lines: walk over a text line by line, in linear time whatever the text
 * holds. A line ends with LF, CR LF or CR, as in the line map of a source.
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct lines {
	struct slice text;
	struct slice line; /* the current line without its line break */
	uint32_t number;   /* of the current line, from 1 */
	size_t next;	   /* offset behind the current line and its break */
	size_t lf, cr;	   /* offsets of the next ones, or the text's length */
};

/* Stand before the first line. */
void lines_init(struct lines *lines, struct slice text);

/* Go to the next line; false behind the last. */
bool lines_next(struct lines *lines);

#endif
