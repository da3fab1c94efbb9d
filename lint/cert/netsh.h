/*
 * netsh http show sslcert: its lines, and the block of lines behind the
 * application of a record. Labels are in the language of Windows, so all is
 * known by the shape and the order of values
 * (facts: certificate-store-listings 9.1, custom-metadata-and-ssl 6.3).
 */
#ifndef CERT_NETSH_H
#define CERT_NETSH_H

#include "base/lines.h"
#include "cert/answers.h"
#include "cert/http_sys.h"

enum { NETSH_GUID_LENGTH = 38 };

/* The lines behind the application, in this order on every Windows. */
enum netsh_option {
	NETSH_STORE,
	NETSH_REVOCATION,
	NETSH_CACHED_ONLY,
	NETSH_USAGE,
	NETSH_FRESHNESS,
	NETSH_TIMEOUT,
	NETSH_CTL_IDENTIFIER,
	NETSH_CTL_STORE,
	NETSH_MAPPER,
	NETSH_NEGOTIATE,
	NETSH_OPTIONS, /* newer ones follow, which differ */
};

/* "label : value". */
struct netsh_field {
	struct slice label, value;
	uint32_t line; /* 0: the line is no field */
};

/* What follows an application. */
struct netsh_block {
	uint32_t line, gap; /* of the application, and from the hash to it */
	struct netsh_field options[NETSH_OPTIONS];
	size_t count;
	struct slice tls13;
};

/* The words for yes and no in the language of the listing. */
struct netsh_words {
	struct answers switches, flags;
};

/* A blank may be one that a mail program made unbreakable. */
struct slice netsh_trim(struct slice text);

/* The current line. */
struct netsh_field netsh_field(const struct lines *lines);

/* Is there a colon, of any width? */
bool netsh_has_colon(struct slice text);

/* What a value is by its shape; never true of a line that is no field. */
bool netsh_is_guid(const struct netsh_field *field);
bool netsh_is_null(const struct netsh_field *field);
bool netsh_is_hash(const struct netsh_field *field);

/* An endpoint, or a number that may be the port of the central store. */
bool netsh_is_endpoint(const struct netsh_field *field,
		       enum http_record_kind *kind);

/* Begin a block with the line of its application; `hash` is the one above. */
void netsh_begin(struct netsh_block *block, const struct netsh_field *hash,
		 uint32_t line);
void netsh_add(struct netsh_block *block, const struct netsh_field *field);

/* The store stands next to the application; "(null)" counts as well. */
bool netsh_has_store(const struct netsh_block *block);

/* Are all lines there that every Windows writes? */
bool netsh_is_whole(const struct netsh_block *block);

/* Learn the words of a listing. */
void netsh_learn(struct netsh_words *words, struct slice text);

/* Fill in what the block tells. */
void netsh_fill(const struct netsh_block *block,
		const struct netsh_words *words, struct listing_input *input,
		struct http_record *record);

#endif
