/*
 * Names of subjects and issuers in certutil's output: on one line, or, of
 * certutil -v, one part of the name on each line.
 */
#ifndef CERT_CERTUTIL_NAME_H
#define CERT_CERTUTIL_NAME_H

#include "cert/reader.h"

/* Slices are of the listing's text. */
struct block_name {
	struct arena *arena; /* is told of failures */
	struct slice text;   /* the name on one line */
	struct vector parts; /* struct slice: or its parts */
	size_t length;	     /* of all parts and what joins them */
};

/* certutil_name_free() is due afterwards. */
void certutil_name_init(struct block_name *name, struct arena *arena);
void certutil_name_free(struct block_name *name);
void certutil_name_forget(struct block_name *name);

/* Does the text begin with the type of an attribute, "CN=" or "2.5.4.3="? */
bool certutil_is_name(struct slice text);

/* One more part. False when the name would be far too long. */
bool certutil_name_add(struct block_name *name, struct slice part);

/* A copy that lives as long as the inventory: "CN=www, O=Contoso". */
struct slice certutil_name_keep(struct listing_input *input,
				const struct block_name *name);

/*
 * The common name in such a copy, as a part of it. Of several the most
 * specific one, which stands first. Empty: there is none.
 */
struct slice certutil_common_name(struct slice name);

#endif
