/*
 * Any bytes as a listing; what is read must hold together. There is one such
 * program for each reader, which reads them whatever they look like (READER
 * is its name), and one in which the reader that recognises them does.
 */
#include <stdlib.h>

#include "cert/http_sys.h"
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

#ifdef READER
extern const struct cert_reader READER;
#define ONLY (&READER)
#else
#define ONLY NULL
#endif

static void check_records(const struct inventory *inventory, uint32_t lines)
{
	size_t count;
	const struct http_record *records = http_sys_records(inventory, &count);

	require(!count || http_sys_given(inventory));
	for (size_t i = 0; i < count; i++) {
		require(records[i].line >= 1 && records[i].line <= lines);
		require(records[i].port >= 1 && records[i].port <= 65535);
		require(http_sys_find(inventory, records[i].kind,
				      records[i].host,
				      records[i].port) == &records[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	uint32_t lines = lines_at_most(data, size);
	enum listing_kind kind = size && data[size - 1] & 1
					 ? LISTING_HTTP_SYS
					 : LISTING_CERTIFICATES;
	struct inventory inventory;
	struct arena arena;
	bool usable;

	arena_init(&arena, &allocator_heap);
	inventory_init(&inventory, &arena);
	inventory.only = ONLY;
	usable = inventory_read_bytes(&inventory, "fuzz", kind,
				      (struct slice){ "", 0 }, bytes);
	require(!usable ||
		(kind == LISTING_HTTP_SYS ? http_sys_given(&inventory)
					  : inventory_given(&inventory)));
	check_certs(&inventory, lines);
	check_stores(&inventory, lines);
	check_records(&inventory, lines);
	check_messages(&inventory, usable, lines);
	inventory_free(&inventory);
	arena_free(&arena);
	return 0;
}
