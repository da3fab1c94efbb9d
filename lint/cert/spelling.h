/*
 * Spellings of a thumbprint in listings that people made or changed: what
 * can still be read, and what to say about the rest
 * (facts: certificate-store-listings 10).
 */
#ifndef CERT_SPELLING_H
#define CERT_SPELLING_H

#include "cert/reader.h"

/*
 * Read a thumbprint. A question mark before it is what is left of an
 * invisible character that a program could not save; *lost tells.
 */
bool spelling_parse(struct slice text, struct thumbprint *thumbprint,
		    bool *lost);

/* Read a thumbprint, or warn about what stands in its place. */
bool spelling_read(struct listing_input *input, uint32_t line,
		   struct slice text, struct thumbprint *thumbprint);

/* Is this at least a hash of another kind, or a thumbprint with a typo? */
bool spelling_near(struct slice text);

#endif
