#include "cli/inputs.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char config_name[] = "applicationHost.config";

/* The names in a directory, sorted; without those that begin with a dot. */
struct names {
	struct vector all; /* const char * */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* False when it cannot be read. The names are of the arena. */
static bool names_read(struct names *names, struct arena *arena,
		       const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;

	vector_init(&names->all, arena->memory, sizeof(const char *));
	if (!directory)
		return false;
	while ((entry = readdir(directory))) {
		const char **name;

		if (entry->d_name[0] == '.')
			continue;
		name = vector_push(&names->all);
		if (!name) {
			arena->failed = true;
			break;
		}
		*name = arena_copy(arena, slice_of(entry->d_name)).at;
	}
	closedir(directory);
	if (names->all.count)
		qsort(names->all.items, names->all.count, sizeof(const char *),
		      by_name);
	return true;
}

static void names_free(struct names *names)
{
	vector_free(&names->all);
}

static const char *name_at(const struct names *names, size_t i)
{
	return ((const char *const *)names->all.items)[i];
}

/* Of two spellings, the same one on every file system. */
static const char *name_find(const struct names *names, const char *wanted)
{
	for (size_t i = 0; i < names->all.count; i++)
		if (slice_is_nocase(slice_of(name_at(names, i)), wanted))
			return name_at(names, i);
	return NULL;
}

/* A name in a directory; the current one need not be told. */
static const char *join(struct arena *arena, const char *directory,
			const char *name)
{
	size_t len = strlen(directory);

	if (!strcmp(directory, "."))
		return name;
	return arena_printf(arena, "%s%s%s", directory,
			    directory[len - 1] == '/' ? "" : "/", name)
		.at;
}

static bool is_directory(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

/* "cert-store-my.txt": of store my, if the listing does not tell. */
static struct slice store_hint(struct slice name)
{
	struct slice rest = slice_skip(name, strlen("cert-store"));
	size_t dot = slice_find_last(rest, '.');

	rest = slice_take(rest, dot);
	return slice_starts(rest, SLICE("-")) ? slice_skip(rest, 1)
					      : (struct slice){ "", 0 };
}

/* Is it one of the listings of a snapshot, by its name? */
static bool listing_of_name(const char *name, struct option_listing *listing)
{
	struct slice text = slice_of(name);

	*listing = (struct option_listing){ .store = { "", 0 } };
	if (slice_ends(text, SLICE("~")))
		return false;
	if (slice_starts_nocase(text, SLICE("cert-store"))) {
		listing->kind = LISTING_CERTIFICATES;
		listing->store_hint = store_hint(text);
		return true;
	}
	listing->kind = LISTING_HTTP_SYS;
	return slice_starts_nocase(text, SLICE("http-sys"));
}

static void add_listings(struct vector *listings, struct arena *arena,
			 const char *directory, const struct names *names)
{
	struct option_listing listing, *added;

	for (size_t i = 0; i < names->all.count; i++) {
		if (!listing_of_name(name_at(names, i), &listing))
			continue;
		listing.path = join(arena, directory, name_at(names, i));
		added = vector_push(listings);
		if (added)
			*added = listing;
		else
			arena->failed = true;
	}
}

static void push_input(struct vector *inputs, struct arena *arena,
		       const char *path, const struct vector *listings)
{
	struct input *input = vector_push(inputs);

	if (!input) {
		arena->failed = true;
		return;
	}
	*input = (struct input){ .path = path };
	if (!listings || !listings->count)
		return;
	input->listings =
		ARENA_ARRAY(arena, struct option_listing, listings->count);
	if (!input->listings)
		return;
	input->listing_count = listings->count;
	memcpy(input->listings, listings->items,
	       listings->count * sizeof(struct option_listing));
}

enum snapshot {
	SNAPSHOT_NONE,
	SNAPSHOT_ADDED,
	SNAPSHOT_LISTINGS_ONLY, /* of a server whose file is missing */
};

/* The snapshot that the directory is, with what lies in its config. */
static enum snapshot add_snapshot(struct vector *inputs, struct arena *arena,
				  const char *path, const struct names *names)
{
	const char *below = name_find(names, "config"), *config;
	struct vector listings;
	struct names in_below;
	enum snapshot found;

	vector_init(&listings, arena->memory, sizeof(struct option_listing));
	add_listings(&listings, arena, path, names);
	config = name_find(names, config_name);
	if (config)
		config = join(arena, path, config);
	if (below) {
		below = join(arena, path, below);
		if (names_read(&in_below, arena, below)) {
			const char *name = name_find(&in_below, config_name);

			add_listings(&listings, arena, below, &in_below);
			if (name && !config)
				config = join(arena, below, name);
		}
		names_free(&in_below);
	}
	if (config)
		push_input(inputs, arena, config, &listings);
	found = config		 ? SNAPSHOT_ADDED
		: listings.count ? SNAPSHOT_LISTINGS_ONLY
				 : SNAPSHOT_NONE;
	vector_free(&listings);
	return found;
}

/* The snapshots in a directory; those of a server without a file are told. */
static const char *add_snapshots(struct vector *inputs, struct arena *arena,
				 const char *path, const struct names *names)
{
	const char *wrong = NULL;
	size_t before = inputs->count;

	for (size_t i = 0; i < names->all.count; i++) {
		const char *sub = join(arena, path, name_at(names, i));
		struct names in_sub;

		if (!is_directory(sub))
			continue;
		if (!names_read(&in_sub, arena, sub))
			wrong = arena_printf(arena, "%s cannot be read",
					     name_at(names, i))
					.at;
		else if (add_snapshot(inputs, arena, sub, &in_sub) ==
			 SNAPSHOT_LISTINGS_ONLY)
			wrong = arena_printf(arena,
					     "%s has listings, but no "
					     "applicationHost.config",
					     name_at(names, i))
					.at;
		names_free(&in_sub);
	}
	if (!wrong && inputs->count == before)
		wrong = "nothing to check: neither the directory nor one in "
			"it has an applicationHost.config";
	return wrong;
}

const char *inputs_add(struct vector *inputs, struct arena *arena,
		       const char *argument)
{
	const char *wrong = NULL;
	struct names names;

	if (!strcmp(argument, "-") || !is_directory(argument)) {
		push_input(inputs, arena, argument, NULL);
		return NULL;
	}
	if (!names_read(&names, arena, argument))
		wrong = "the directory cannot be read";
	else if (add_snapshot(inputs, arena, argument, &names) !=
		 SNAPSHOT_ADDED)
		wrong = add_snapshots(inputs, arena, argument, &names);
	names_free(&names);
	return wrong;
}

const char *inputs_add_default(struct vector *inputs, struct arena *arena)
{
	struct names names;
	enum snapshot found = SNAPSHOT_NONE;

	if (names_read(&names, arena, "."))
		found = add_snapshot(inputs, arena, ".", &names);
	names_free(&names);
	if (found == SNAPSHOT_ADDED)
		return NULL;
	return "nothing to check: there is no applicationHost.config in this "
	       "directory; name a file (on a server it is "
	       "%windir%\\System32\\inetsrv\\config\\applicationHost.config), "
	       "or see iislint --help";
}
