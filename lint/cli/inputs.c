#include "cli/inputs.h"

#include <string.h>

#include "base/directory.h"

static const char config_name[] = "applicationHost.config";

/* Of two spellings, the same one on every file system. */
static const char *name_find(const struct directory *names, const char *wanted)
{
	for (size_t i = 0; i < names->names.count; i++)
		if (slice_is_nocase(slice_of(directory_name(names, i)), wanted))
			return directory_name(names, i);
	return NULL;
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
			 const char *directory, const struct directory *names)
{
	struct option_listing listing, *added;

	for (size_t i = 0; i < names->names.count; i++) {
		if (!listing_of_name(directory_name(names, i), &listing))
			continue;
		listing.path = directory_join(arena, directory,
					      directory_name(names, i));
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
				  const char *path,
				  const struct directory *names)
{
	const char *below = name_find(names, "config"), *config;
	struct vector listings;
	struct directory in_below;
	enum snapshot found;

	vector_init(&listings, arena->memory, sizeof(struct option_listing));
	add_listings(&listings, arena, path, names);
	config = name_find(names, config_name);
	if (config)
		config = directory_join(arena, path, config);
	if (below) {
		below = directory_join(arena, path, below);
		if (directory_read(&in_below, arena, below)) {
			const char *name = name_find(&in_below, config_name);

			add_listings(&listings, arena, below, &in_below);
			if (name && !config)
				config = directory_join(arena, below, name);
		}
		directory_free(&in_below);
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
				 const char *path,
				 const struct directory *names)
{
	const char *wrong = NULL;
	size_t before = inputs->count;

	for (size_t i = 0; i < names->names.count; i++) {
		const char *sub =
			directory_join(arena, path, directory_name(names, i));
		struct directory in_sub;

		if (!directory_is(sub))
			continue;
		if (!directory_read(&in_sub, arena, sub))
			wrong = arena_printf(arena, "%s cannot be read",
					     directory_name(names, i))
					.at;
		else if (add_snapshot(inputs, arena, sub, &in_sub) ==
			 SNAPSHOT_LISTINGS_ONLY)
			wrong = arena_printf(arena,
					     "%s has listings, but no "
					     "applicationHost.config",
					     directory_name(names, i))
					.at;
		directory_free(&in_sub);
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
	struct directory names;

	if (!strcmp(argument, "-") || !directory_is(argument)) {
		push_input(inputs, arena, argument, NULL);
		return NULL;
	}
	if (!directory_read(&names, arena, argument))
		wrong = "the directory cannot be read";
	else if (add_snapshot(inputs, arena, argument, &names) !=
		 SNAPSHOT_ADDED)
		wrong = add_snapshots(inputs, arena, argument, &names);
	directory_free(&names);
	return wrong;
}

const char *inputs_add_default(struct vector *inputs, struct arena *arena)
{
	struct directory names;
	enum snapshot found = SNAPSHOT_NONE;

	if (directory_read(&names, arena, "."))
		found = add_snapshot(inputs, arena, ".", &names);
	directory_free(&names);
	if (found == SNAPSHOT_ADDED)
		return NULL;
	return "nothing to check: there is no applicationHost.config in this "
	       "directory; name a file (on a server it is "
	       "%windir%\\System32\\inetsrv\\config\\applicationHost.config), "
	       "or see iislint --help";
}
