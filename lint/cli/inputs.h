/*
 * Inputs: the files to check, and what belongs to the server of each.
 *
 * A directory is a server snapshot: applicationHost.config, in any letter
 * case, in it or in its sub-directory config, and in either listings of the
 * server, cert-store* and http-sys*, and a directory schema with its schema
 * files. The files redirection.config and administration.config beside it
 * belong to the server, too. Or it is a directory of such snapshots.
 */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "cli/options.h"

/* What a snapshot tells of its server. */
struct server {
	/* In the order of their names. */
	const struct option_listing *listings;
	size_t listing_count;
	const char *schema; /* the directory of its schema files, or null */
};

struct input {
	const char *path; /* "-": standard input */
	/* Files of one snapshot stand together and share it; or null. */
	const struct server *server;
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
