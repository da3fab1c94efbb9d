/*
 * RawData: a certificate itself in a column or property of a listing.
 */
#ifndef CERT_RAW_H
#define CERT_RAW_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

/*
 * The bytes that a text stands for: Base64, or numbers ("48 130 3 227").
 * False when it is neither, or without memory: then the arena has failed.
 * base64_free() is due after success.
 */
bool raw_decode(struct arena *arena, struct slice text, struct slice *bytes);

/* Is the text cut off, or the name of a type, and so tells nothing? */
bool raw_is_left_out(struct slice text);

#endif
