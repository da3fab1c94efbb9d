/*
 * Directory: the names in one, in a fixed order.
 */
#ifndef BASE_DIRECTORY_H
#define BASE_DIRECTORY_H

#include <stdbool.h>

#include "base/arena.h"

/* Sorted by their bytes, without those that begin with a dot. */
struct directory {
	struct vector names; /* const char *, of the arena */
};

/*
 * False when it cannot be read, with errno. directory_free() is due after
 * every call; without memory the arena has failed.
 */
bool directory_read(struct directory *directory, struct arena *arena,
		    const char *path);
void directory_free(struct directory *directory);

static inline const char *directory_name(const struct directory *directory,
					 size_t i)
{
	return ((const char *const *)directory->names.items)[i];
}

/* "path/name" of the arena; of the current directory, ".", just the name. */
const char *directory_join(struct arena *arena, const char *path,
			   const char *name);

/* Is there a directory of that path? */
bool directory_is(const char *path);

#endif
