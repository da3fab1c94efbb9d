/*
 * Where the content of virtual directories lies.
 */
#ifndef RULE_DIRECTORIES_H
#define RULE_DIRECTORIES_H

#include "rule/paths.h"

/*
 * The effective physicalPath. False when there is none, it is blank, or it
 * begins with a mark that a deployment replaces: "[", "{", "$", "#", "@", "<"
 * or "__".
 */
bool directory_path(const struct check *check,
		    const struct virtual_directory *directory,
		    struct setting *path);

/* Where that is written. */
struct place at_directory_path(const struct check *check,
			       const struct virtual_directory *directory,
			       const struct setting *path);

/* Has this attribute an effective value that is not blank? */
bool directory_has(const struct check *check,
		   const struct virtual_directory *directory,
		   const char *attribute);

/* Without blanks and quotes around it. */
struct slice path_bare(struct slice path);

/* "/app/images": where it stands in its site; of the arena. */
struct slice directory_url(struct check *check,
			   const struct virtual_directory *directory);

/* All of the file, in document order. */
void each_directory(struct check *check,
		    void (*visit)(struct check *check,
				  const struct virtual_directory *directory,
				  void *context),
		    void *context);

#endif
