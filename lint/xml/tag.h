/*
 * Scan one tag: where its name and its attributes stand.
 *
 * It works on text that libxml2 has accepted, and, for the masking of
 * excerpts, on text that nobody has checked: it never reads behind `end` and
 * always makes progress.
 */
#ifndef XML_TAG_H
#define XML_TAG_H

#include <stdbool.h>

#include "xml/source.h"

struct tag_attribute {
	struct span name;
	struct span value; /* between the quotes */
};

struct tag_scan {
	const char *text;
	uint32_t at, end;
};

/*
 * Begin with the tag whose "<" stands at `start`; nothing behind `end` is
 * looked at. *name is the span of the element's name.
 */
void tag_start(struct tag_scan *scan, const char *text, uint32_t start,
	       uint32_t end, struct span *name);

/*
 * The next attribute; false at the end of the tag. A value without a closing
 * quote reaches to the end, an attribute without a value is left out.
 */
bool tag_next(struct tag_scan *scan, struct tag_attribute *attribute);

/*
 * Find the first tag with more than `most` attributes in a range of the text;
 * *name is the span of its name. `most` must be some thousands: short tags
 * are not looked at.
 */
bool tag_find_crowded(const char *text, struct span range, size_t most,
		      struct span *name);

#endif
