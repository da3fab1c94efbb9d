#include "cli/listings.h"

#include <sys/stat.h>

/* Listings from this size on are read beside the first config. */
enum { BESIDE_MIN = 1 << 20 };

static void read_one(struct listings *listings,
		     const struct option_listing *listing)
{
	struct inventory *inventory = &listings->inventory;
	size_t first = inventory->stores.count;

	if (!inventory_read(inventory, listing->path, listing->kind,
			    listing->store))
		listings->bad = true;
	else if (listing->store_hint.len)
		inventory_hint(inventory, first, listing->store_hint);
}

static void *read_all(void *context)
{
	struct listings *listings = context;

	for (size_t i = 0; i < LENGTH(listings->all); i++)
		for (size_t j = 0; j < listings->counts[i]; j++)
			read_one(listings, &listings->all[i][j]);
	inventory_settle(&listings->inventory);
	return NULL;
}

static bool worth_a_thread(const struct listings *listings)
{
	off_t total = 0;
	struct stat info;

	for (size_t i = 0; i < LENGTH(listings->all); i++)
		for (size_t j = 0; j < listings->counts[i]; j++)
			if (!stat(listings->all[i][j].path, &info))
				total += info.st_size;
	return total >= BESIDE_MIN;
}

void listings_begin(struct listings *listings, const struct allocator *memory,
		    struct slice password, const struct option_listing *common,
		    size_t common_count, const struct option_listing *own,
		    size_t own_count)
{
	*listings = (struct listings){
		.all = { common, own },
		.counts = { common_count, own_count },
	};
	arena_init(&listings->arena, memory);
	inventory_init(&listings->inventory, &listings->arena);
	listings->inventory.password = password;
	listings->beside =
		worth_a_thread(listings) &&
		!pthread_create(&listings->thread, NULL, read_all, listings);
	if (!listings->beside)
		read_all(listings);
}

static void print_message(const struct listings *listings, struct out *errors,
			  const struct listing_message *message)
{
	const struct listing *all = listings->inventory.listings.items;

	out_text(errors, "iislint: ");
	out_escaped(errors, slice_of(all[message->listing].path));
	if (message->line)
		out_printf(errors, ":%u", (unsigned)message->line);
	out_text(errors, message->error ? ": " : ": warning: ");
	out_escaped(errors, message->text);
	out_char(errors, '\n');
}

bool listings_end(struct listings *listings, struct out *errors)
{
	const struct listing_message *messages;

	if (listings->beside)
		pthread_join(listings->thread, NULL);
	messages = listings->inventory.messages.items;
	for (size_t i = 0; i < listings->inventory.messages.count; i++)
		print_message(listings, errors, &messages[i]);
	if (arena_failed(&listings->arena)) {
		out_text(errors, "iislint: out of memory\n");
		listings->bad = true;
	}
	return !listings->bad;
}

void listings_free(struct listings *listings)
{
	inventory_free(&listings->inventory);
	arena_free(&listings->arena);
}
