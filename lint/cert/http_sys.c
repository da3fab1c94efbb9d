#include "cert/http_sys.h"

#include <arpa/inet.h>
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

bool http_record_kind_of(struct slice name, enum http_record_kind *kind)
{
	char plain[ADDRESS_MAX];
	struct slice host;
	uint32_t port;

	if (!cut_port(name, &host, &port) || host.len > HOST_MAX)
		return false;
	*kind = plain_address(host, plain) ? HTTP_RECORD_ADDRESS
					   : HTTP_RECORD_HOST;
	return *kind == HTTP_RECORD_ADDRESS ||
	       slice_find(host, ':') == SIZE_MAX;
}

/*
 * What a record is found by: kind, port and host in its usual form, all in
 * `room`.
 */
struct key_room {
	char text[HOST_MAX + 16];
};

static struct slice endpoint_key(enum http_record_kind kind, struct slice host,
				 uint32_t port, struct key_room *room)
{
	size_t len = 0;

	room->text[len++] = (char)('0' + kind);
	room->text[len++] = (char)(port >> 8);
	room->text[len++] = (char)(port & 0xFF);
	for (size_t i = 0; i < host.len && len < sizeof(room->text); i++)
		room->text[len++] = ascii_lower(host.at[i]);
	return (struct slice){ room->text, len };
}

static bool parse_name(struct http_record *record, struct slice name,
		       char plain[HOST_MAX])
{
	struct slice host = { "", 0 };

	if (record->kind == HTTP_RECORD_CENTRAL_STORE)
		return slice_u32(name, &record->port) && record->port >= 1 &&
		       record->port <= 65535;
	if (!cut_port(name, &host, &record->port) || host.len >= HOST_MAX)
		return false;
	if (record->kind == HTTP_RECORD_ADDRESS) {
		if (!plain_address(host, plain))
			return false;
		record->host = slice_of(plain);
		return true;
	}
	for (size_t i = 0; i < host.len; i++)
		plain[i] = ascii_lower(host.at[i]);
	record->host = (struct slice){ plain, host.len };
	return true;
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
	struct key_room room;
	struct slice key;

	input->http_sys = inventory->http_sys_given = true;
	*valid = parse_name(&record, name, plain);
	if (!*valid)
		return NULL;
	key = endpoint_key(kind, record.host, record.port, &room);
	if (!table_add(&inventory->by_endpoint,
		       arena_copy(inventory->arena, key),
		       (uint32_t)inventory->records.count))
		return NULL;
	added = vector_push(&inventory->records);
	if (!added) {
		inventory->arena->failed = true;
		return NULL;
	}
	record.name = listing_keep(input, name);
	record.host = listing_keep(input, record.host);
	*added = record;
	return added;
}

bool http_sys_given(const struct inventory *inventory)
{
	return inventory->http_sys_given;
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
	const struct http_record *records = inventory->records.items;
	struct key_room room;
	uint32_t index;

	if (host.len > HOST_MAX ||
	    !table_get(&inventory->by_endpoint,
		       endpoint_key(kind, host, port, &room), &index))
		return NULL;
	return &records[index];
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
		return http_sys_find(inventory, HTTP_RECORD_HOST,
				     endpoint->host, endpoint->port);
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
