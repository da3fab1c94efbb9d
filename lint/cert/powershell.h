/*
 * What stands around PowerShell's tables and lists and tells of the store:
 * the heading of a group, and the prompt with its command.
 */
#ifndef CERT_POWERSHELL_H
#define CERT_POWERSHELL_H

#include <stdbool.h>

#include "base/slice.h"

/* What was said last. Slices are of the listing's text. */
struct powershell_place {
	struct slice path; /* of the store, or empty */
	bool part;	   /* some command asks for a part of a store */
};

/*
 * Is the line a heading ("   PSParentPath: …\Certificate::LocalMachine\My",
 * the word is translated by PowerShell 1 and 2) or a prompt ("PS C:\> dir
 * Cert:\LocalMachine\My")? Then remember what it says.
 */
bool powershell_place(struct powershell_place *place, struct slice line);

#endif
