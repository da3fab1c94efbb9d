/*
 * Endpoints of http.sys in the registry: a key for each, with the values of
 * its record (facts: certificate-store-listings 9.2).
 */
#ifndef CERT_REGHTTP_H
#define CERT_REGHTTP_H

#include "cert/regfile.h"
#include "cert/regkey.h"

/* What the values of one key have told so far. */
struct reghttp {
	enum http_record_kind kind;
	struct slice name;
	uint32_t line; /* of the key */
	struct slice application, store;
	bool has_hash, hash_damaged;
	bool hash_seen; /* a value for it is there, readable or not */
	struct thumbprint sha1;
	bool has_flags;
	uint32_t flags;
};

void reghttp_begin(struct reghttp *endpoint, const struct regkey *key,
		   uint32_t line);

/* Take a value of the key; warn about one that cannot be used. */
void reghttp_value(struct reghttp *endpoint, struct listing_input *input,
		   const struct reg_item *value);

/*
 * The key is at its end: add its record. False when it is none: a warning has
 * been given then.
 */
bool reghttp_end(const struct reghttp *endpoint, struct listing_input *input);

#endif
