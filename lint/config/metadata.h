/*
 * Values of customMetadata: what rules need beyond the model.
 */
#ifndef CONFIG_METADATA_H
#define CONFIG_METADATA_H

#include "base/arena.h"
#include "base/slice.h"

/*
 * Is this a name of property/@attributes, in either case? *value is its bit
 * (facts: custom-metadata-and-ssl 2.2).
 */
bool metadata_flag(struct slice name, uint32_t *value);

/*
 * Decode base64: standard alphabet, padded; white space is passed over.
 * False for anything else, *bytes is empty then. The bytes are of the arena.
 */
bool metadata_decode_base64(struct arena *arena, struct slice text,
			    struct slice *bytes);

#endif
