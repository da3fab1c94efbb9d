/*
 * The objects of PowerShell's XML: what their elements mean. The reader
 * passes on each tag and each piece of text.
 */
#ifndef CERT_CLIXML_H
#define CERT_CLIXML_H

#include "cert/rows.h"

struct clixml_objects {
	struct rows rows;

	/* The object that is a row, as long as it is open. */
	unsigned depth; /* of its element; 0: there is none */
	uint32_t line;
	bool holds; /* inside of its <Props> or <MS> */

	/* The property being read, inside of these. */
	bool inside;	  /* there is one */
	enum field field; /* FIELD_COUNT: it does not matter */
	bool object;	  /* its value is an object */
	bool listed;	  /* which is a list */
	bool collecting;  /* text belongs to its value */
	size_t start;	  /* of the value */

	struct vector text;   /* char: all values of the row */
	struct vector values; /* struct clixml_value */
};

/* clixml_free() is due afterwards, behind rows_end() or rows_abandon(). */
void clixml_init(struct clixml_objects *objects, struct listing_input *input);
void clixml_free(struct clixml_objects *objects);

/* Does the tag begin an object that is not the property of another one? */
bool clixml_is_row(const struct clixml_objects *objects, struct slice tag,
		   struct slice name);
void clixml_begin_row(struct clixml_objects *objects, unsigned depth,
		      uint32_t line);

/* Any other tag; `name` is its attribute N. */
void clixml_start(struct clixml_objects *objects, unsigned depth,
		  struct slice tag, struct slice name);

/* The end of the element at this depth, and text. False without memory. */
bool clixml_end(struct clixml_objects *objects, unsigned depth);
bool clixml_text(struct clixml_objects *objects, struct slice text);

#endif
