#include "cert/inventory.h"

#include <stdio.h>
#include <string.h>

#include "base/directory.h"
#include "base/utf8.h"
#include "cert/folder.h"
#include "cert/foreign.h"
#include "cert/http_sys.h"
#include "cert/reader.h"
#include "cert/x509.h"

/* Warnings about one listing; what comes after is dropped. */
enum { MESSAGES_MAX = 100 };

void inventory_init(struct inventory *inventory, struct arena *arena)
{
	*inventory = (struct inventory){ .arena = arena };
	vector_init(&inventory->listings, arena->memory,
		    sizeof(struct listing));
	vector_init(&inventory->stores, arena->memory,
		    sizeof(struct cert_store));
	vector_init(&inventory->certs, arena->memory, sizeof(struct cert));
	vector_init(&inventory->messages, arena->memory,
		    sizeof(struct listing_message));
	vector_init(&inventory->records, arena->memory,
		    sizeof(struct http_record));
	table_init(&inventory->by_thumbprint, arena, TABLE_EXACT, 0);
	table_init(&inventory->by_endpoint, arena, TABLE_NOCASE, 0);
}

void inventory_free(struct inventory *inventory)
{
	vector_free(&inventory->listings);
	vector_free(&inventory->stores);
	vector_free(&inventory->certs);
	vector_free(&inventory->messages);
	vector_free(&inventory->records);
	x509_forget(inventory);
}

static struct listing *listing_at(const struct inventory *inventory, size_t i)
{
	return (struct listing *)inventory->listings.items + i;
}

static struct cert_store *store_at(const struct inventory *inventory, size_t i)
{
	return (struct cert_store *)inventory->stores.items + i;
}

static struct cert *cert_at(const struct inventory *inventory, size_t i)
{
	return (struct cert *)inventory->certs.items + i;
}

void inventory_hint(struct inventory *inventory, size_t first,
		    struct slice store)
{
	for (size_t i = first; i < inventory->stores.count; i++)
		if (!store_at(inventory, i)->name.len)
			store_at(inventory, i)->name =
				arena_copy(inventory->arena, store);
}

bool inventory_given(const struct inventory *inventory)
{
	return inventory->stores.count;
}

const struct cert *inventory_find(const struct inventory *inventory,
				  const struct thumbprint *thumbprint)
{
	uint32_t index;

	if (!table_get(&inventory->by_thumbprint, thumbprint_key(thumbprint),
		       &index))
		return NULL;
	return cert_at(inventory, index);
}

const struct cert *inventory_next_same(const struct inventory *inventory,
				       const struct cert *cert)
{
	return cert->next_same == CERT_LAST
		       ? NULL
		       : cert_at(inventory, cert->next_same);
}

const struct cert_store *inventory_store_of(const struct inventory *inventory,
					    const struct cert *cert)
{
	return store_at(inventory, cert->store);
}

const struct listing *inventory_listing_of(const struct inventory *inventory,
					   const struct cert_store *store)
{
	return listing_at(inventory, store->listing);
}

const struct cert_store *inventory_covers(const struct inventory *inventory,
					  struct slice name)
{
	for (size_t i = 0; i < inventory->stores.count; i++) {
		const struct cert_store *store = store_at(inventory, i);

		if (store->complete && slice_eq_nocase(store->name, name) &&
		    store->location != CERT_LOCATION_USER)
			return store;
	}
	return NULL;
}

const struct cert_store *inventory_named(const struct inventory *inventory,
					 struct slice name)
{
	for (size_t i = 0; i < inventory->stores.count; i++) {
		const struct cert_store *store = store_at(inventory, i);

		if (slice_eq_nocase(store->name, name) &&
		    store->location != CERT_LOCATION_USER)
			return store;
	}
	return NULL;
}

bool cert_time_before(const struct cert_time *time, int64_t now)
{
	return time->known && time->latest < now;
}

bool cert_time_after(const struct cert_time *time, int64_t now)
{
	return time->known && time->earliest > now;
}

static void add_message(struct listing_input *input, uint32_t line, bool error,
			struct slice text)
{
	struct inventory *inventory = input->inventory;
	struct listing_message *message = vector_push(&inventory->messages);

	if (!message) {
		inventory->arena->failed = true;
		return;
	}
	*message =
		(struct listing_message){ input->listing, line, error, text };
}

void listing_warn(struct listing_input *input, uint32_t line,
		  const char *format, ...)
{
	va_list args;

	/* A hostile listing must not fill the memory with messages. */
	if (input->inventory->messages.count - input->messages >= MESSAGES_MAX)
		return;
	va_start(args, format);
	add_message(input, line, false,
		    arena_vprintf(input->inventory->arena, format, args));
	va_end(args);
}

bool listing_error(struct listing_input *input, uint32_t line,
		   const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_message(input, line, true,
		    arena_vprintf(input->inventory->arena, format, args));
	va_end(args);
	return false;
}

struct slice listing_keep(struct listing_input *input, struct slice text)
{
	return arena_copy(input->inventory->arena, text);
}

struct cert_store *listing_current_store(const struct listing_input *input)
{
	return input->store ? store_at(input->inventory, input->store - 1)
			    : NULL;
}

void listing_mark_partial(struct listing_input *input)
{
	struct inventory *inventory = input->inventory;

	for (size_t i = input->stores; i < inventory->stores.count; i++)
		store_at(inventory, i)->complete = false;
	if (input->http_sys)
		inventory->http_sys_partial = true;
}

/* Index of a store that this listing has shown, or of the one to come. */
static size_t find_store(const struct listing_input *input, struct slice name,
			 enum cert_location location)
{
	struct inventory *inventory = input->inventory;
	size_t i = input->stores;

	for (; i < inventory->stores.count; i++) {
		const struct cert_store *store = store_at(inventory, i);

		if (store->location == location &&
		    slice_eq_nocase(store->name, name))
			break;
	}
	return i;
}

struct cert_store *listing_store(struct listing_input *input, struct slice name,
				 enum cert_location location, uint32_t line)
{
	struct inventory *inventory = input->inventory;
	struct cert_store *store;
	size_t index;

	if (input->said_store.len)
		name = input->said_store;
	index = find_store(input, name, location);
	if (index - input->stores >= LISTING_STORES_MAX) {
		listing_warn(input, line,
			     "more than %d stores in one listing; this one is "
			     "not read",
			     LISTING_STORES_MAX);
		return NULL;
	}
	input->store = (uint32_t)index + 1;
	if (index < inventory->stores.count)
		return store_at(inventory, index);
	store = vector_push(&inventory->stores);
	if (!store) {
		inventory->arena->failed = true;
		input->store = 0;
		return NULL;
	}
	*store = (struct cert_store){
		.listing = input->listing,
		.line = line,
		.name = listing_keep(input, name),
		.location = location,
		.complete = true,
	};
	return store;
}

/*
 * Enter a new certificate into the index. False when its store has the
 * thumbprint already.
 */
static bool link_same(struct inventory *inventory, uint32_t index)
{
	struct cert *cert = cert_at(inventory, index);
	uint32_t at;

	if (!table_get(&inventory->by_thumbprint, thumbprint_key(&cert->sha1),
		       &at)) {
		/* The key must stay where it is when the vector grows. */
		table_add(&inventory->by_thumbprint,
			  arena_copy(inventory->arena,
				     thumbprint_key(&cert->sha1)),
			  index);
		return true;
	}
	for (;;) {
		struct cert *same = cert_at(inventory, at);

		if (same->store == cert->store)
			return false;
		if (same->next_same == CERT_LAST) {
			same->next_same = index;
			return true;
		}
		at = same->next_same;
	}
}

struct cert *listing_cert(struct listing_input *input,
			  const struct thumbprint *thumbprint, uint32_t line)
{
	struct inventory *inventory = input->inventory;
	struct cert_store *store = listing_current_store(input);
	struct cert *cert;

	if (!store)
		store = listing_store(input, (struct slice){ "", 0 },
				      CERT_LOCATION_UNKNOWN, 1);
	cert = store ? vector_push(&inventory->certs) : NULL;
	if (!cert) {
		inventory->arena->failed = true;
		return NULL;
	}
	*cert = (struct cert){
		.sha1 = *thumbprint,
		.store = input->store - 1,
		.line = line,
		.next_same = CERT_LAST,
	};
	if (!link_same(inventory, (uint32_t)inventory->certs.count - 1)) {
		inventory->certs.count--;
		return NULL;
	}
	store->count++;
	return cert;
}

struct cert *listing_der(struct listing_input *input, struct slice der,
			 uint32_t line, bool *valid)
{
	struct cert told = { .details = NULL };
	struct cert *cert;

	*valid = x509_fill(input, der, &told) &&
		 x509_thumbprint(der, &told.sha1);
	if (!*valid)
		return NULL;
	cert = listing_cert(input, &told.sha1, line);
	if (!cert)
		return NULL;
	cert->subject = told.subject;
	cert->not_before = told.not_before;
	cert->not_after = told.not_after;
	cert->details = told.details;
	return cert;
}

struct cert_details *listing_details(struct listing_input *input,
				     struct cert *cert)
{
	struct cert_details *details =
		ARENA_NEW(input->inventory->arena, struct cert_details);

	cert->details = details;
	return details;
}

bool listing_store_path(struct slice path, struct slice *store,
			enum cert_location *location)
{
	static const struct {
		const char *name;
		enum cert_location location;
	} places[] = {
		{ "LocalMachine\\", CERT_LOCATION_MACHINE },
		{ "CurrentUser\\", CERT_LOCATION_USER },
	};

	for (size_t i = 0; i < LENGTH(places); i++) {
		struct slice name = slice_of(places[i].name);
		size_t at = slice_search_nocase(path, name);

		if (at == SIZE_MAX)
			continue;
		path = slice_skip(path, at + name.len);
		*store = slice_trim(slice_take(path, slice_find(path, '\\')));
		*location = places[i].location;
		return store->len;
	}
	return false;
}

void listing_doubt_keys(struct listing_input *input, size_t first)
{
	struct inventory *inventory = input->inventory;
	size_t missing = 0;

	for (size_t i = first; i < inventory->certs.count; i++) {
		enum cert_key key = cert_at(inventory, i)->key;

		/* Anybody can open keys of their own, so they prove nothing. */
		if (key == CERT_KEY_MISSING)
			missing++;
		else if (key != CERT_KEY_UNKNOWN && key != CERT_KEY_NONE &&
			 key != CERT_KEY_USER)
			return;
	}
	if (!missing)
		return;
	for (size_t i = first; i < inventory->certs.count; i++)
		if (cert_at(inventory, i)->key == CERT_KEY_MISSING)
			cert_at(inventory, i)->key = CERT_KEY_UNKNOWN;
	listing_warn(input, 0,
		     "not one private key could be opened: the listing was "
		     "probably made without administrator rights, so nothing "
		     "is known about the keys");
}

static const struct cert_reader *recognise(const struct listing_input *input)
{
	const struct cert_reader *best = NULL;
	int most = 0, enough = input->kind == LISTING_HTTP_SYS ? 101 : 100;

	for (size_t i = 0; cert_readers[i] && most < enough; i++) {
		int sure = cert_readers[i]->recognise(input);

		if (sure > most) {
			most = sure;
			best = cert_readers[i];
		}
	}
	return best;
}

/* Say what the file is, if that is known, and what would be a listing. */
static bool refuse(struct listing_input *input)
{
	static const struct {
		const char *wanted, *expected;
	} kinds[] = {
		[LISTING_CERTIFICATES] = {
			"certificate listing",
			"expected output of certutil -store or PowerShell "
			"(list, table, CSV, JSON, CLIXML), certificate files "
			"(PEM, DER, p7b, sst, pfx), a registry export or a "
			"list of thumbprints",
		},
		[LISTING_HTTP_SYS] = {
			"listing of what http.sys uses",
			"expected output of netsh http show sslcert, or a "
			"registry export of its keys",
		},
	};
	const char *expected = kinds[input->kind].expected;
	const char *wanted = kinds[input->kind].wanted;
	const struct foreign *format = foreign_binary(input->bytes);

	if (!format)
		format = foreign_text(input->text);
	if (!format)
		return listing_error(input, 0, "not a %s; %s", wanted,
				     expected);
	if (input->kind == LISTING_CERTIFICATES && format->advice)
		expected = format->advice;
	return listing_error(input, 0, "not a %s but %s; %s", wanted,
			     format->what, expected);
}

/* A listing of the one kind that was given as one of the other. */
static bool is_of_kind(struct listing_input *input)
{
	bool certificates = input->inventory->stores.count > input->stores;

	if (input->kind == LISTING_CERTIFICATES && !certificates)
		return listing_error(input, 0,
				     "a listing of what http.sys uses, not of "
				     "certificates; give it with --http-sys");
	if (input->kind == LISTING_HTTP_SYS && !input->http_sys)
		return listing_error(input, 0,
				     "a listing of certificates, not of what "
				     "http.sys uses; give it with "
				     "--cert-store");
	return true;
}

static bool read_recognised(struct listing_input *input,
			    const struct source *source, const char **format)
{
	const struct cert_reader *reader;
	bool broken = source->converted && source->invalid_at != SIZE_MAX;
	bool usable;

	input->text = source->text;
	input->bytes = (struct slice){ source->bytes, source->byte_count };
	if (!slice_trim(input->text).len)
		return listing_error(input, 0,
				     "the file is empty; an export that shows "
				     "an empty store is not");
	reader = input->inventory->only;
	if (!reader)
		reader = recognise(input);
	if (!reader)
		return refuse(input);
	*format = reader->name;
	broken = broken && !reader->binary;
	if (broken)
		listing_warn(input, 0,
			     "the text cannot be decoded to its end; what "
			     "comes after the broken place was not read");
	usable = reader->read(input);
	http_sys_settle(input);
	if (broken)
		listing_mark_partial(input);
	return usable && is_of_kind(input);
}

static bool read_source(struct inventory *inventory, const char *path,
			enum listing_kind kind, struct slice store,
			const struct slice *bytes)
{
	struct listing *listing = vector_push(&inventory->listings);
	struct listing_input input = {
		.inventory = inventory,
		.kind = kind,
		.listing = (uint32_t)inventory->listings.count - 1,
		.said_store = store,
		.stores = (uint32_t)inventory->stores.count,
		.messages = (uint32_t)inventory->messages.count,
	};
	enum source_status status;
	bool usable;

	if (!listing) {
		inventory->arena->failed = true;
		return false;
	}
	*listing = (struct listing){ .path = path };
	status = bytes ? source_from_text(&listing->source, *bytes, path,
					  inventory->arena->memory)
		       : source_load_text(&listing->source, path, path,
					  inventory->arena->memory);
	if (status == SOURCE_OK)
		usable = read_recognised(&input, &listing->source,
					 &listing->format);
	else
		usable = listing_error(&input, 0, "%s", source_problem(status));
	source_free(&listing->source);
	return usable && !arena_failed(inventory->arena);
}

bool inventory_read(struct inventory *inventory, const char *path,
		    enum listing_kind kind, struct slice store)
{
	if (directory_is(path))
		return folder_read(inventory, path, kind, store);
	return read_source(inventory, path, kind, store, NULL);
}

bool inventory_read_bytes(struct inventory *inventory, const char *path,
			  enum listing_kind kind, struct slice store,
			  struct slice bytes)
{
	return read_source(inventory, path, kind, store, &bytes);
}
