/*
 * Inputs: which file to check when none is named.
 */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "base/arena.h"

/*
 * The applicationHost.config of the current directory, in any letter case;
 * null when there is none (or no memory: ask the arena).
 */
const char *input_default(struct arena *arena);

#endif
