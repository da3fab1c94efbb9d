#include "cli/inputs.h"

#include <dirent.h>
#include <string.h>

const char *input_default(struct arena *arena)
{
	DIR *directory = opendir(".");
	const char *found = NULL;
	struct dirent *entry;

	if (!directory)
		return NULL;
	while ((entry = readdir(directory))) {
		if (!slice_is_nocase(slice_of(entry->d_name),
				     "applicationHost.config"))
			continue;
		/* Of two spellings, the same one on every file system. */
		if (!found || strcmp(entry->d_name, found) < 0)
			found = arena_copy(arena, slice_of(entry->d_name)).at;
	}
	closedir(directory);
	return arena_failed(arena) ? NULL : found;
}
