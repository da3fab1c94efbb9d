/*
 * Inputs: the files to check, and what belongs to the server of each.
 *
 * A directory is a server snapshot: applicationHost.config, in any letter
 * case, in it or in its sub-directory config, and beside it or in config
 * listings of the server: cert-store* and http-sys*. Or it is a directory of
 * such snapshots.
 */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "cli/options.h"

struct input {
	const char *path; /* "-": standard input */
	/* The listings of its snapshot, in the order of their names. */
	struct option_listing *listings;
	size_t listing_count;
};

/*
 * Append what an argument names to a vector of struct input: the file itself,
 * or, if it is a directory, its snapshots by name. Null when all is well,
 * else why there is nothing to check; ask the arena about memory, too.
 */
const char *inputs_add(struct vector *inputs, struct arena *arena,
		       const char *argument);

/* The same for the current directory when there are no arguments. */
const char *inputs_add_default(struct vector *inputs, struct arena *arena);

#endif
