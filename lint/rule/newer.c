/*
 * Newer certificates: for each certificate in use, one of the same store and
 * for the same names that a renewal has left beside it.
 */
#include <stdlib.h>
#include <string.h>

#include "rule/bound.h"

struct search {
	const struct inventory *inventory;
	int64_t now;
	struct arena *arena;
	struct table known; /* names_key() -> number of a renewal */
	/* The newest good certificate for each set of names, or null. */
	const struct cert **renewals;
	struct vector room;  /* char: the key being made */
	struct vector names; /* struct slice: in order */
};

static int by_name(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;
	size_t len = x->len < y->len ? x->len : y->len;

	for (size_t i = 0; i < len; i++) {
		int order = ascii_lower(x->at[i]) - ascii_lower(y->at[i]);

		if (order)
			return order;
	}
	return (x->len > y->len) - (x->len < y->len);
}

static void push_lower(struct search *search, struct slice text, char end)
{
	for (size_t i = 0; i <= text.len; i++) {
		char *at = vector_push(&search->room);

		if (!at) {
			search->arena->failed = true;
			return;
		}
		*at = i < text.len ? ascii_lower(text.at[i]) : end;
	}
}

/* The names in order, each once. */
static bool sort_names(struct search *search, const struct cert_list *list)
{
	search->names.count = 0;
	for (uint32_t i = 0; i < list->count; i++) {
		struct slice *name = vector_push(&search->names);

		if (!name) {
			search->arena->failed = true;
			return false;
		}
		*name = list->items[i];
	}
	qsort(search->names.items, search->names.count, sizeof(struct slice),
	      by_name);
	return true;
}

/*
 * Store and names of a certificate, good until the next call; empty when not
 * all names are known, or there are none.
 */
static struct slice names_key(struct search *search,
			      const struct cert_list *list, struct slice store)
{
	const struct slice *names;

	if (list->known != CERT_LIST_COMPLETE || !list->count ||
	    !sort_names(search, list))
		return (struct slice){ "", 0 };
	names = search->names.items;
	search->room.count = 0;
	push_lower(search, store, '\n');
	for (size_t i = 0; i < search->names.count; i++)
		if (!i || by_name(&names[i - 1], &names[i]))
			push_lower(search, names[i], ' ');
	return (struct slice){ search->room.items, search->room.count };
}

static struct slice bound_key(struct search *search, const struct bound *bound)
{
	struct cert_details details =
		cert_view_details(search->inventory, bound->first);

	return names_key(search, &details.dns_names,
			 http_record_store(bound->record));
}

/* Is nothing known that speaks against using it today? */
static bool is_good(const struct search *search, const struct cert *cert,
		    struct slice store)
{
	const struct inventory *inventory = search->inventory;
	struct cert_view view = cert_view(
		inventory, inventory_find(inventory, &cert->sha1), store);

	return view.in_store && view.not_before.known &&
	       view.not_before.latest <= search->now && view.not_after.known &&
	       view.not_after.earliest > search->now &&
	       cert->archived != CERT_YES &&
	       cert_allows(cert->details, CERT_USAGE_SERVER) != CERT_NO &&
	       !cert_view_faults(&view, search->now);
}

static void offer(struct search *search, const struct cert *cert)
{
	const struct cert_store *store =
		inventory_store_of(search->inventory, cert);
	const struct cert **best;
	struct slice key;
	uint32_t index;

	if (!cert->details)
		return;
	key = names_key(search, &cert->details->dns_names, store->name);
	if (!key.len || !table_get(&search->known, key, &index) ||
	    !is_good(search, cert, store->name))
		return;
	best = &search->renewals[index];
	if (!*best || cert->not_before.earliest > (*best)->not_before.earliest)
		*best = cert;
}

static void take(struct search *search, struct bound *bound)
{
	const struct cert_view *view = &bound->view;
	const struct cert *cert;
	uint32_t index;

	if (!view->not_before.known || !view->not_after.known ||
	    !table_get(&search->known, bound_key(search, bound), &index))
		return;
	cert = search->renewals[index];
	if (cert && cert->not_before.earliest > view->not_before.latest &&
	    cert->not_after.earliest > view->not_after.latest)
		bound->newer = cert;
}

static void run(struct search *search, struct result *result)
{
	const struct vector *certs = &search->inventory->certs;
	uint32_t count = 0;

	for (size_t i = 0; i < result->bound_count; i++) {
		struct slice key = bound_key(search, &result->bounds[i]);
		uint32_t index;

		if (key.len && !table_get(&search->known, key, &index) &&
		    table_add(&search->known, arena_copy(search->arena, key),
			      count))
			count++;
	}
	for (size_t i = 0; count && i < certs->count; i++)
		offer(search, (const struct cert *)certs->items + i);
	for (size_t i = 0; count && i < result->bound_count; i++)
		take(search, &result->bounds[i]);
}

void find_newer(struct result *result, const struct inventory *inventory,
		int64_t now)
{
	struct search search = {
		.inventory = inventory,
		.now = now,
		.arena = &result->arena,
		.renewals = ARENA_ARRAY(&result->arena, const struct cert *,
					result->bound_count),
	};
	const struct allocator *memory = result->arena.memory;

	if (!search.renewals)
		return;
	table_init(&search.known, search.arena, TABLE_EXACT, 0);
	vector_init(&search.room, memory, 1);
	vector_init(&search.names, memory, sizeof(struct slice));
	run(&search, result);
	vector_free(&search.room);
	vector_free(&search.names);
}
