/*
 * Loaded: which handlers of a place are there for which of its application
 * pools (facts: iis-configuration-system 9).
 */
#ifndef RULE_LOADED_H
#define RULE_LOADED_H

#include "rule/handlers.h"

/*
 * A kind of pools is a bit; a path has those of the kinds in which one of its
 * handlers is loaded.
 */
struct loaded {
	const struct pool_users *users;
	struct table paths; /* those that are asked about: number in `kinds` */
	uint32_t *kinds;
	uint32_t all; /* kinds in which a catch-all is loaded */
};

/* "*.php": of other forms, another handler may take a part. */
bool path_is_extension(struct slice path);

/* Fill in all but the paths. */
void find_loaded(struct check *check, const struct served *served,
		 const struct pool_users *users, struct loaded *loaded);

/*
 * Of the kinds from `from` on, the first that is used and loads neither a
 * handler for this path nor one for all; null if there is none.
 */
const struct pool_user *left_out(const struct loaded *loaded, struct slice path,
				 size_t from);

#endif
