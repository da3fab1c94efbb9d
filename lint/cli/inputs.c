#include "cli/inputs.h"

#include <string.h>

#include "base/directory.h"
#include "cli/schemas.h"

/* The files of a server; without the first, there is none. */
static const char *const config_names[] = {
	"applicationHost.config",
	"redirection.config",
	"administration.config",
};

/* A directory in which files of a server may lie. */
struct folder {
	const char *path; /* null: there is none */
	struct directory names;
};

/* Of two spellings, the same one on every file system. */
static const char *name_find(const struct directory *names, const char *wanted)
{
	for (size_t i = 0; i < names->names.count; i++)
		if (slice_is_nocase(slice_of(directory_name(names, i)), wanted))
			return directory_name(names, i);
	return NULL;
}

/* The path of what has that name; null if there is nothing. */
static const char *folder_find(const struct folder *folder, struct arena *arena,
			       const char *wanted)
{
	const char *name =
		folder->path ? name_find(&folder->names, wanted) : NULL;

	return name ? directory_join(arena, folder->path, name) : NULL;
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
			 const struct folder *folder)
{
	struct option_listing listing, *added;

	for (size_t i = 0; folder->path && i < folder->names.names.count; i++) {
		const char *name = directory_name(&folder->names, i);

		if (!listing_of_name(name, &listing))
			continue;
		listing.path = directory_join(arena, folder->path, name);
		added = vector_push(listings);
		if (added)
			*added = listing;
		else
			arena->failed = true;
	}
}

static void push_input(struct vector *inputs, struct arena *arena,
		       const char *path, const struct server *server)
{
	struct input *input = vector_push(inputs);

	if (input)
		*input = (struct input){ path, server };
	else
		arena->failed = true;
}

/* Where schema files are; a directory without any has another purpose. */
static const char *find_schema(const struct folder *folder, struct arena *arena)
{
	const char *path = folder_find(folder, arena, "schema");

	return path && directory_is(path) && schemas_are_in(arena, path) ? path
									 : NULL;
}

/* The files in `home`, with what lies in it and in the other directory. */
static void push_server(struct vector *inputs, struct arena *arena,
			const struct folder *home, const struct folder *other,
			const struct vector *listings)
{
	struct option_listing *copies =
		ARENA_ARRAY(arena, struct option_listing, listings->count);
	struct server *server = ARENA_NEW(arena, struct server);

	if (!server)
		return;
	if (listings->count)
		memcpy(copies, listings->items,
		       listings->count * sizeof(*copies));
	server->listings = copies;
	server->listing_count = listings->count;
	server->schema = find_schema(home, arena);
	if (!server->schema)
		server->schema = find_schema(other, arena);
	for (size_t i = 0; i < LENGTH(config_names); i++) {
		const char *path = folder_find(home, arena, config_names[i]);

		if (path)
			push_input(inputs, arena, path, server);
	}
}

enum snapshot {
	SNAPSHOT_NONE,
	SNAPSHOT_ADDED,
	SNAPSHOT_LISTINGS_ONLY, /* of a server whose file is missing */
};

static void open_folder(struct folder *folder, struct arena *arena,
			const char *path)
{
	folder->path = path;
	vector_init(&folder->names.names, arena->memory, sizeof(const char *));
	if (path && !directory_read(&folder->names, arena, path))
		folder->path = NULL;
}

/* The snapshot that the directory is, with what lies in its config. */
static enum snapshot add_snapshot(struct vector *inputs, struct arena *arena,
				  const char *path,
				  const struct directory *names)
{
	const struct folder top = { path, *names };
	struct folder below;
	struct vector listings;
	enum snapshot found = SNAPSHOT_ADDED;

	open_folder(&below, arena, folder_find(&top, arena, "config"));
	vector_init(&listings, arena->memory, sizeof(struct option_listing));
	add_listings(&listings, arena, &top);
	add_listings(&listings, arena, &below);
	if (folder_find(&top, arena, config_names[0]))
		push_server(inputs, arena, &top, &below, &listings);
	else if (folder_find(&below, arena, config_names[0]))
		push_server(inputs, arena, &below, &top, &listings);
	else
		found = listings.count ? SNAPSHOT_LISTINGS_ONLY : SNAPSHOT_NONE;
	vector_free(&listings);
	directory_free(&below.names);
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
