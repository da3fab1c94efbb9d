/*
 * Secrets: values that must never be printed, found in raw text.
 *
 * The scan is lexical and trusts no quote, because an excerpt of a file that
 * is not well-formed must not show a password either: everything that looks
 * like NAME="VALUE" is taken for an attribute, inside of other values and of
 * comments as well. In doubt a value is secret.
 */
#ifndef CONFIG_SECRET_H
#define CONFIG_SECRET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "xml/source.h"

/* How far around the piece that is asked for its tag is searched. */
enum { SECRET_LOOK = 64 * 1024 };

/* Is any value of an attribute with this name secret? */
bool secret_name(struct slice name);

/* Does the key of a key-value pair say that its value is secret? */
bool secret_key(struct slice key);

/* Is the value secret by itself: encrypted, or with a password inside? */
bool secret_value(struct slice value);

/* Is this the id, or are these the attributes, of a secret property? */
enum secret_answer { SECRET_NO, SECRET_YES, SECRET_UNCLEAR };
enum secret_answer secret_property_id(struct slice id);
enum secret_answer secret_property_flags(struct slice attributes);

struct secret_scan {
	struct slice text; /* up to the last byte to look at */
	bool cut;	   /* the text goes on behind it */
	struct span piece;
	uint32_t at, tag, tag_end;
	bool value; /* the attribute "value" of this tag is secret */
	bool blind; /* the tag that the piece begins in was not found */
};

/* Begin to look for secrets in a piece of a text. */
void secret_start(struct secret_scan *scan, struct slice text,
		  struct span piece);

/*
 * The next secret, in order and without overlap; it may begin before the
 * piece and end behind it. False when there are no more.
 */
bool secret_next(struct secret_scan *scan, struct span *secret);

#endif
