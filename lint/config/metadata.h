/*
 * Values of customMetadata: what rules need beyond the model.
 */
#ifndef CONFIG_METADATA_H
#define CONFIG_METADATA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/*
 * Is this a name of property/@attributes, in either case? *value is its bit
 * (facts: custom-metadata-and-ssl 2.2).
 */
bool metadata_flag(struct slice name, uint32_t *value);

/*
 * Is the value a password or a key, which no output may show: by its id or
 * by the flag Secure (facts: custom-metadata-and-ssl 2.4)?
 */
bool metadata_is_secret(uint32_t id, uint32_t flags);

/*
 * Decode base64: standard alphabet, padded; white space is passed over.
 * False for anything else, *bytes is empty then. The bytes are of the arena.
 */
bool metadata_decode_base64(struct arena *arena, struct slice text,
			    struct slice *bytes);

#endif
