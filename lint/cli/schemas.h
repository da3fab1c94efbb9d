/*
 * Schemas: what the IIS of a server accepts. It is built in, or read from the
 * folder inetsrv\config\schema of that server; files with the sections of
 * third parties add to either.
 */
#ifndef CLI_SCHEMAS_H
#define CLI_SCHEMAS_H

#include "base/out.h"
#include "schema/load.h"

/* Most schema files in a folder; a server has about twenty. */
enum { SCHEMAS_FILES_MAX = 10000 };

struct schemas {
	struct schema schema; /* for the target */
	/* A folder is among the paths: it replaces what is built in. */
	bool replaced;

	struct arena arena;
	struct schema_loader loader; /* the schema points into it */
	struct out *errors;
	size_t size; /* of all files so far, decoded */
};

/*
 * Make a schema of `folder`, or if it is null of those of the paths that are
 * folders, or without any of what is built in; then add the paths that are
 * files. False when one of them cannot be used: it has been said on `errors`
 * then. schemas_free() is due after every call; the paths are not needed
 * afterwards.
 */
bool schemas_load(struct schemas *schemas, const struct allocator *memory,
		  enum target target, const char *const *paths, size_t count,
		  const char *folder, struct out *errors);
void schemas_free(struct schemas *schemas);

/*
 * Does the directory hold schema files, or can it not be read, so that nobody
 * knows? Names go to the arena.
 */
bool schemas_are_in(struct arena *arena, const char *directory);

#endif
