#include "cert/http_sys.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Longest text of an address, with its NUL; longest host name of the DNS. */
enum { ADDRESS_MAX = INET6_ADDRSTRLEN, HOST_MAX = 255 };

/* "address:port", the address of version 6 in brackets, cut at the last ":". */
static bool cut_port(struct slice name, struct slice *host, uint32_t *port)
{
	size_t colon = slice_find_last(name, ':');

	if (colon == SIZE_MAX || !colon)
		return false;
	*host = slice_take(name, colon);
	return slice_u32(slice_skip(name, colon + 1), port) && *port >= 1 &&
	       *port <= 65535;
}

/* The usual form of an address, with or without brackets; false: it is none. */
static bool plain_address(struct slice text, char plain[ADDRESS_MAX])
{
	unsigned char bytes[sizeof(struct in6_addr)];
	char copy[ADDRESS_MAX];
	int family = AF_INET;

	if (slice_starts(text, SLICE("[")) && slice_ends(text, SLICE("]"))) {
		text = slice_skip(slice_take(text, text.len - 1), 1);
		family = AF_INET6;
	}
	/* A zone ("%12") is of the machine and no part of the address. */
	text = slice_take(text, slice_find(text, '%'));
	if (!text.len || text.len >= sizeof(copy))
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return inet_pton(family, copy, bytes) == 1 &&
	       inet_ntop(family, bytes, plain, ADDRESS_MAX);
}

/*
 * Could this be the name of a host, maybe not in ASCII, maybe with the
 * question marks that lost letters leave? Digits and dots alone are an
 * address that is none.
 */
static bool is_host(struct slice text)
{
	bool named = false;

	if (!text.len || text.len > HOST_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool numeric = ascii_is_digit(text.at[i]) || c == '.';

		if (!numeric && !ascii_is_alpha(text.at[i]) && c < 0x80 &&
		    c != '-' && c != '_' && c != '*' && c != '?')
			return false;
		named |= !numeric;
	}
	return named;
}

bool http_record_kind_of(struct slice name, enum http_record_kind *kind)
{
	char plain[ADDRESS_MAX];
	struct slice host;
	uint32_t port;

	if (!cut_port(name, &host, &port))
		return false;
	*kind = plain_address(host, plain) ? HTTP_RECORD_ADDRESS
					   : HTTP_RECORD_HOST;
	return *kind == HTTP_RECORD_ADDRESS || is_host(host);
}

/*
 * What a record is found by: kind, port and host in its usual form, all in
 * `room`. The dot that ends an absolute name makes no difference.
 */
struct key_room {
	char text[HOST_MAX + 16];
};

static struct slice endpoint_key(enum http_record_kind kind, struct slice host,
				 uint32_t port, struct key_room *room)
{
	int len;

	if (slice_ends(host, SLICE(".")))
		host.len--;
	len = snprintf(room->text, sizeof(room->text), "%d:%u:%.*s", (int)kind,
		       (unsigned)port, (int)host.len, host.len ? host.at : "");
	return (struct slice){ room->text, (size_t)len };
}

static bool parse_name(struct http_record *record, struct slice name,
		       char plain[HOST_MAX])
{
	struct slice host = { "", 0 };

	if (record->kind == HTTP_RECORD_CENTRAL_STORE)
		return slice_u32(name, &record->port) && record->port >= 1 &&
		       record->port <= 65535;
	if (!cut_port(name, &host, &record->port))
		return false;
	if (record->kind == HTTP_RECORD_ADDRESS) {
		if (!plain_address(host, plain))
			return false;
		record->host = slice_of(plain);
		return true;
	}
	if (!is_host(host))
		return false;
	for (size_t i = 0; i < host.len; i++)
		plain[i] = ascii_lower(host.at[i]);
	record->host = (struct slice){ plain, host.len };
	return true;
}

static struct http_record *record_at(const struct inventory *inventory,
				     size_t i)
{
	return (struct http_record *)inventory->records.items + i;
}

static bool same_certificate(const struct http_record *a,
			     const struct http_record *b)
{
	return a->has_hash == b->has_hash &&
	       thumbprint_eq(&a->sha1, &b->sha1) &&
	       slice_eq_nocase(http_record_store(a), http_record_store(b));
}

/* What the one record does not tell and the other does. */
static void complete(struct http_record *record, const struct http_record *from)
{
	if (!record->application.len)
		record->application = from->application;
	if (!record->negotiates_client_certificate)
		record->negotiates_client_certificate =
			from->negotiates_client_certificate;
	if (!record->disables_tls13)
		record->disables_tls13 = from->disables_tls13;
}

/* The first record stays, unless its certificate could not be read. */
static void merge(struct listing_input *input, struct http_record *first,
		  struct http_record *again)
{
	const struct listing *listing =
		http_record_listing(input->inventory, first);

	if (first->hash_damaged && !again->hash_damaged) {
		complete(again, first);
		*first = *again;
		return;
	}
	if (!again->hash_damaged && !same_certificate(first, again))
		listing_warn(input, again->line,
			     "%.*s is listed with another certificate or store "
			     "than at %s:%u; this one is not used",
			     (int)again->name.len, again->name.at,
			     listing->path, (unsigned)first->line);
	complete(first, again);
}

void http_sys_settle(struct listing_input *input)
{
	struct vector *records = &input->inventory->records;

	if (!input->repeated)
		return;
	records->count--;
	merge(input, record_at(input->inventory, input->repeated - 1),
	      record_at(input->inventory, records->count));
	input->repeated = 0;
}

/* Enter the newest record into the index, or know which one it repeats. */
static void link_endpoint(struct listing_input *input,
			  const struct http_record *record)
{
	struct inventory *inventory = input->inventory;
	struct key_room room;
	uint32_t first;
	struct slice key =
		endpoint_key(record->kind, record->host, record->port, &room);

	if (table_get(&inventory->by_endpoint, key, &first))
		input->repeated = first + 1;
	else
		table_add(&inventory->by_endpoint,
			  arena_copy(inventory->arena, key),
			  (uint32_t)inventory->records.count - 1);
}

struct http_record *listing_record(struct listing_input *input,
				   enum http_record_kind kind,
				   struct slice name, uint32_t line,
				   bool *valid)
{
	struct inventory *inventory = input->inventory;
	struct http_record record = { .kind = kind,
				      .listing = input->listing,
				      .line = line };
	struct http_record *added;
	char plain[HOST_MAX];

	http_sys_settle(input);
	input->http_sys = inventory->http_sys_given = true;
	*valid = parse_name(&record, name, plain);
	if (!*valid)
		return NULL;
	added = vector_push(&inventory->records);
	if (!added) {
		inventory->arena->failed = true;
		return NULL;
	}
	record.name = listing_keep(input, name);
	record.host = listing_keep(input, record.host);
	*added = record;
	link_endpoint(input, added);
	return added;
}

bool http_sys_given(const struct inventory *inventory)
{
	return inventory->http_sys_given;
}

bool http_sys_complete(const struct inventory *inventory)
{
	return inventory->http_sys_given && !inventory->http_sys_partial;
}

const struct http_record *http_sys_records(const struct inventory *inventory,
					   size_t *count)
{
	*count = inventory->records.count;
	return inventory->records.items;
}

const struct http_record *http_sys_find(const struct inventory *inventory,
					enum http_record_kind kind,
					struct slice host, uint32_t port)
{
	struct key_room room;
	uint32_t index;

	if (host.len > HOST_MAX ||
	    !table_get(&inventory->by_endpoint,
		       endpoint_key(kind, host, port, &room), &index))
		return NULL;
	return record_at(inventory, index);
}

/* Of the very host, or of all hosts of its domain: "*.contoso.example". */
static const struct http_record *find_by_host(const struct inventory *inventory,
					      const struct endpoint *endpoint)
{
	struct slice host = endpoint->host;
	char wildcard[HOST_MAX + 1];
	const struct http_record *record = http_sys_find(
		inventory, HTTP_RECORD_HOST, host, endpoint->port);
	size_t dot = slice_find(host, '.');

	if (record || dot == SIZE_MAX || host.len - dot >= HOST_MAX)
		return record;
	host = slice_skip(host, dot);
	wildcard[0] = '*';
	memcpy(wildcard + 1, host.at, host.len);
	return http_sys_find(inventory, HTTP_RECORD_HOST,
			     (struct slice){ wildcard, host.len + 1 },
			     endpoint->port);
}

/* http.sys writes all addresses as 0.0.0.0, or :: for those of version 6. */
static const struct http_record *
find_by_address(const struct inventory *inventory,
		const struct endpoint *endpoint)
{
	const struct http_record *record = NULL;
	char plain[ADDRESS_MAX] = "0.0.0.0";

	if (!slice_is(endpoint->address, "*") &&
	    !plain_address(endpoint->address, plain))
		return NULL;
	record = http_sys_find(inventory, HTTP_RECORD_ADDRESS, slice_of(plain),
			       endpoint->port);
	if (!record && strchr(plain, ':'))
		record = http_sys_find(inventory, HTTP_RECORD_ADDRESS,
				       SLICE("::"), endpoint->port);
	if (!record)
		record = http_sys_find(inventory, HTTP_RECORD_ADDRESS,
				       SLICE("0.0.0.0"), endpoint->port);
	return record;
}

const struct http_record *http_sys_serving(const struct inventory *inventory,
					   const struct binding *binding)
{
	const struct endpoint *endpoint = &binding->endpoint;

	if (!endpoint->valid)
		return NULL;
	if (binding->ssl_flags & SSL_FLAG_CENTRAL_STORE)
		return http_sys_find(inventory, HTTP_RECORD_CENTRAL_STORE,
				     SLICE(""), endpoint->port);
	if (binding->ssl_flags & SSL_FLAG_SNI)
		return find_by_host(inventory, endpoint);
	return find_by_address(inventory, endpoint);
}

struct slice http_record_store(const struct http_record *record)
{
	return record->store.len ? record->store : SLICE("MY");
}

const struct listing *http_record_listing(const struct inventory *inventory,
					  const struct http_record *record)
{
	const struct listing *listings = inventory->listings.items;

	return &listings[record->listing];
}
