#include "base/directory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool directory_read(struct directory *directory, struct arena *arena,
		    const char *path)
{
	struct vector *names = &directory->names;
	DIR *stream = opendir(path);
	struct dirent *entry;

	vector_init(names, arena->memory, sizeof(const char *));
	if (!stream)
		return false;
	while ((entry = readdir(stream))) {
		const char **name;

		if (entry->d_name[0] == '.')
			continue;
		name = vector_push(names);
		if (!name) {
			arena->failed = true;
			break;
		}
		*name = arena_copy(arena, slice_of(entry->d_name)).at;
	}
	closedir(stream);
	if (names->count && !arena->failed)
		qsort(names->items, names->count, sizeof(const char *),
		      by_name);
	return true;
}

void directory_free(struct directory *directory)
{
	vector_free(&directory->names);
}

const char *directory_join(struct arena *arena, const char *path,
			   const char *name)
{
	size_t len = strlen(path);

	if (!strcmp(path, "."))
		return name;
	return arena_printf(arena, "%s%s%s", path,
			    len && path[len - 1] == '/' ? "" : "/", name)
		.at;
}

bool directory_is(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}
