/*
 * Paths of Windows, as they stand in physicalPath, image, scriptProcessor.
 */
#ifndef RULE_PATHS_H
#define RULE_PATHS_H

#include "rule/check.h"

enum path_kind {
	PATH_EMPTY,
	PATH_DRIVE,	     /* C:\x */
	PATH_DRIVE_RELATIVE, /* C:x */
	PATH_UNC,	     /* \\server\share */
	PATH_DEVICE,	     /* \\?\C:\x, \\.\x */
	PATH_VARIABLE,	     /* %SystemDrive%\x */
	PATH_ROOTED,	     /* \x */
	PATH_RELATIVE,
};

enum path_kind path_kind(struct slice path);

/*
 * For comparing, of the arena: without blanks and quotes around it, the
 * variables that every Windows has replaced as on a server of which C: is the
 * system's drive, "/" as "\", without "." and ".." and needless "\", in lower
 * case (A to Z). Other variables stay.
 */
struct slice path_canonical(struct check *check, struct slice path);

/* Is a canonical path this folder, or in it? */
bool path_is_in(struct slice path, struct slice folder);

/* The part behind the last "\" or "/". */
struct slice path_file(struct slice path);

/* Cut the next %NAME% out of *rest; false if there is none. */
bool path_variable(struct slice *rest, struct slice *name);

#endif
