/*
 * Base64, as it stands in PEM files, XML and CSV columns.
 */
#ifndef CERT_BASE64_H
#define CERT_BASE64_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

/*
 * Decode; blanks and line breaks are passed over. False when anything else
 * is there, when it is not complete, or without memory: then the arena has
 * failed. base64_free() is due after success: the bytes come from the
 * arena's allocator, not from the arena.
 */
bool base64_decode(struct arena *arena, struct slice text, struct slice *bytes);
void base64_free(const struct arena *arena, struct slice bytes);

#endif
