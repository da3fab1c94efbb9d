/*
 * Any bytes as a certificate listing; what is read must hold together. The
 * last byte chooses who reads: the one that recognises the text, or one
 * reader whatever the text looks like.
 */
#include <stdlib.h>

#include "cert/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
	if (!held)
		abort();
}

/* At most as many lines as there are line breaks, and one more. */
static uint32_t lines_at_most(const uint8_t *data, size_t size)
{
	uint32_t lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	return lines;
}

static void check_time(const struct cert_time *time)
{
	require(!time->known || time->earliest <= time->latest);
}

static void check_certs(const struct inventory *inventory, uint32_t lines)
{
	const struct cert *certs = inventory->certs.items;

	for (size_t i = 0; i < inventory->certs.count; i++) {
		const struct cert *found =
			inventory_find(inventory, &certs[i].sha1);

		require(certs[i].store < inventory->stores.count);
		require(certs[i].line >= 1 && certs[i].line <= lines);
		while (found && found != &certs[i])
			found = inventory_next_same(inventory, found);
		require(found == &certs[i]);
		check_time(&certs[i].not_before);
		check_time(&certs[i].not_after);
	}
}

static void check_stores(const struct inventory *inventory, uint32_t lines)
{
	const struct cert_store *stores = inventory->stores.items;
	size_t total = 0;

	for (size_t i = 0; i < inventory->stores.count; i++) {
		require(stores[i].listing < inventory->listings.count);
		require(stores[i].line >= 1 && stores[i].line <= lines);
		total += stores[i].count;
	}
	require(total == inventory->certs.count);
}

static void check_messages(const struct inventory *inventory, bool usable,
			   uint32_t lines)
{
	const struct listing_message *messages = inventory->messages.items;
	size_t errors = 0;

	for (size_t i = 0; i < inventory->messages.count; i++) {
		require(messages[i].text.len);
		require(messages[i].line <= lines);
		errors += messages[i].error;
	}
	require(errors == !usable);
	require(usable || messages[inventory->messages.count - 1].error);
}

static const struct cert_reader *choose(uint8_t number)
{
	size_t count = 0;

	while (cert_readers[count])
		count++;
	return number % (count + 1) ? cert_readers[number % (count + 1) - 1]
				    : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	uint32_t lines = lines_at_most(data, size);
	struct inventory inventory;
	struct arena arena;
	bool usable;

	arena_init(&arena, &allocator_heap);
	inventory_init(&inventory, &arena);
	inventory.only = size ? choose(data[size - 1]) : NULL;
	usable = inventory_read_bytes(&inventory, "fuzz", LISTING_CERTIFICATES,
				      (struct slice){ "", 0 }, bytes);
	require(!usable || inventory.stores.count);
	check_certs(&inventory, lines);
	check_stores(&inventory, lines);
	check_messages(&inventory, usable, lines);
	inventory_free(&inventory);
	arena_free(&arena);
	return 0;
}
