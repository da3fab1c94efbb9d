/*
 * Lines of certutil's output, and those that divide it: "====" lines and the
 * last one.
 */
#ifndef CERT_CERTUTIL_LINES_H
#define CERT_CERTUTIL_LINES_H

#include "base/lines.h"
#include "cert/reader.h"

/* "================ Certificate 0 ================" */
struct heading {
	struct slice word;
	uint32_t index;
};

bool certutil_heading(struct slice line, struct heading *heading);

/* "CertUtil: -store command completed successfully." */
bool certutil_end_line(struct slice line);

/*
 * What stands behind the first colon, which in the languages of Asia may be
 * a wide one. False without a colon; then the value is empty.
 */
bool certutil_value(struct slice line, struct slice *value);

/* Columns of a terminal; lines far too long for one need no counting. */
size_t certutil_width(struct slice line);

/* A walk over lines which a console may have broken at its right border. */
struct certutil_lines {
	struct arena *arena;
	struct lines lines;
	struct slice line; /* the current one, put together again */
	uint32_t number;   /* of its first part */
	size_t wrapped;	   /* width of the console, or 0 */
};

/* Stand before the first line. Width of the widest line of the listing. */
void certutil_lines_init(struct certutil_lines *all,
			 const struct listing_input *input, size_t widest);

/* Go to the next line; false behind the last. */
bool certutil_lines_next(struct certutil_lines *all);

#endif
