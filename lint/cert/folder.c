#include "cert/folder.h"

#include <stdint.h>
#include <sys/stat.h>

#include "base/directory.h"
#include "cert/reader.h"

/* Files that cannot be used, and that are used with warnings, one by one. */
enum { TOLD_MAX = 20 };

struct folder {
	struct listing_input input; /* the directory itself */
	enum listing_kind kind;
	struct slice store;
	struct table seen; /* files, which may have several names */
	size_t good, warned, bad;
};

/* False for what is no regular file, and for one that was here before. */
static bool is_new_file(struct folder *folder, const char *path)
{
	struct arena *arena = folder->input.inventory->arena;
	struct stat info;

	if (stat(path, &info) || !S_ISREG(info.st_mode))
		return false;
	/* Windows does not number its files. */
	if (!info.st_ino)
		return true;
	return table_add(&folder->seen,
			 arena_printf(arena, "%ju:%ju", (uintmax_t)info.st_dev,
				      (uintmax_t)info.st_ino),
			 0);
}

/* The error that a file ended with is a warning for the directory. */
static void read_file(struct folder *folder, const char *path)
{
	struct vector *messages = &folder->input.inventory->messages;
	size_t before = messages->count;
	bool usable = inventory_read(folder->input.inventory, path,
				     folder->kind, folder->store);
	size_t *told = usable ? &folder->warned : &folder->bad;
	struct listing_message *all = messages->items;

	folder->good += usable;
	if (messages->count == before)
		return;
	if (++*told > TOLD_MAX)
		messages->count = before;
	else
		all[messages->count - 1].error = false;
}

/* Whatever the limit of warnings, how many files there are has to be told. */
static void tell_rest(const struct folder *folder, size_t told,
		      const char *what)
{
	struct listing_input input = folder->input;

	input.messages = (uint32_t)input.inventory->messages.count;
	if (told > TOLD_MAX)
		listing_warn(&input, 0, "%zu more file%s of the directory %s",
			     told - TOLD_MAX, told - TOLD_MAX == 1 ? "" : "s",
			     what);
}

static void read_files(struct folder *folder, const struct directory *directory,
		       const char *path)
{
	struct arena *arena = folder->input.inventory->arena;

	for (size_t i = 0; i < directory->names.count; i++) {
		const char *file = directory_join(arena, path,
						  directory_name(directory, i));

		if (is_new_file(folder, file))
			read_file(folder, file);
	}
	tell_rest(folder, folder->warned, "cannot be used without warnings");
	tell_rest(folder, folder->bad, "cannot be used");
}

/* One certificate is a part of a store; the parts make the whole. */
static bool is_whole(const struct folder *folder)
{
	const struct inventory *inventory = folder->input.inventory;
	const struct cert_store *stores = inventory->stores.items;

	for (size_t i = folder->input.stores; i < inventory->stores.count; i++)
		if (!stores[i].complete && stores[i].count > 1)
			return false;
	return inventory->messages.count == folder->input.messages;
}

static void settle_stores(const struct folder *folder)
{
	const struct inventory *inventory = folder->input.inventory;
	struct cert_store *stores = inventory->stores.items;
	bool whole = is_whole(folder);

	if (!folder->store.len)
		return;
	for (size_t i = folder->input.stores; i < inventory->stores.count; i++)
		stores[i].complete = whole;
}

bool folder_read(struct inventory *inventory, const char *path,
		 enum listing_kind kind, struct slice store)
{
	struct listing *listing = vector_push(&inventory->listings);
	struct folder folder = {
		.input = {
			.inventory = inventory,
			.listing = (uint32_t)inventory->listings.count - 1,
			.stores = (uint32_t)inventory->stores.count,
			.messages = (uint32_t)inventory->messages.count,
		},
		.kind = kind,
		.store = store,
	};
	struct directory directory;
	bool readable;

	if (!listing) {
		inventory->arena->failed = true;
		return false;
	}
	*listing = (struct listing){ .path = path };
	table_init(&folder.seen, inventory->arena, TABLE_EXACT, 0);
	readable = directory_read(&directory, inventory->arena, path);
	read_files(&folder, &directory, path);
	directory_free(&directory);
	settle_stores(&folder);
	if (!readable)
		return listing_error(&folder.input, 0,
				     "the directory cannot be read");
	if (!folder.good)
		return listing_error(&folder.input, 0,
				     "no file of the directory can be used");
	return !arena_failed(inventory->arena);
}
