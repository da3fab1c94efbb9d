/*
 * ASN.1: steps from one encoded value to the next without decoding them, for
 * bundles of which only the certificates count. Takes constant memory and
 * linear time, whatever the file holds.
 */
#ifndef CERT_ASN1_H
#define CERT_ASN1_H

#include <stdbool.h>

#include "base/slice.h"

enum {
	ASN1_INTEGER_TAG = 0x02,
	ASN1_SEQUENCE_TAG = 0x30,
	ASN1_SET_TAG = 0x31,
	ASN1_CONTEXT_0 = 0xA0, /* [0] of a structure */
	ASN1_CONTEXT_1 = 0xA1,
};

struct asn1 {
	unsigned char tag;    /* the whole byte */
	struct slice whole;   /* with tag and length */
	struct slice content; /* without */
};

/*
 * Cut the first value off. False when the bytes are none, or are cut off.
 * Lengths may be indefinite, as older programs write them.
 */
bool asn1_next(struct slice *rest, struct asn1 *value);

/* The same when the next value is of that tag; else nothing happens. */
bool asn1_take(struct slice *rest, unsigned char tag, struct asn1 *value);

#endif
