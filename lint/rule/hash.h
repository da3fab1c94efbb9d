/*
 * Property 5506, a certificate hash: what the ABO mapper makes of it, and
 * what the listings tell about the certificate.
 */
#ifndef RULE_HASH_H
#define RULE_HASH_H

#include "rule/check.h"

/*
 * Store in which Windows looks for the certificate: what 5511 of the same
 * key says, else the 5511 that LM/W3SVC hands down, else MY.
 */
struct slice hash_store(const struct metadata_property *hash);

/*
 * Is it at a place where the mapper makes an SSL binding from it: on the key
 * of a site that has an https binding, or handed down from LM/W3SVC?
 */
bool hash_is_used(const struct metadata_property *property);

/* Used, and with a value that can be a thumbprint. */
bool hash_is_live(const struct metadata_property *property);

/* On LM/W3SVC/<number> itself, of a site that exists. */
bool hash_is_of_site(const struct metadata_property *property);

/* 'site "Default Web Site"' or 'every site', for messages about a 5506. */
const char *hash_target(struct check *check,
			const struct metadata_property *property);

/*
 * The listed store in which a certificate of the named store would have to
 * be; *proof tells whether it proves that a certificate is missing: it says
 * that it is this store, and is complete. Null when all listings are of other
 * stores. hash_searched() is about the store of a 5506.
 */
const struct cert_store *store_searched(const struct check *check,
					struct slice name, bool *proof);
const struct cert_store *hash_searched(struct check *check,
				       const struct metadata_property *property,
				       bool *proof);

/*
 * The first listed entry of the certificate of a 5506 whose value is good;
 * null when it is in no listing. The last answer is remembered, for several
 * rules ask about one property in turn.
 */
struct hash_memo {
	const struct metadata_property *property;
	const struct cert *cert;
	/* Listed serial numbers and key identifiers, when a rule asked. */
	struct table *numbers;
};

const struct cert *hash_listed(struct check *check,
			       const struct metadata_property *property);

/* What the listings tell of it, in the store in which Windows looks. */
struct cert_view hash_view(struct check *check,
			   const struct metadata_property *property);

/*
 * Is the certificate of a 5506 the one that http.sys has for an https binding
 * of its site? *other is the record of another one that the site uses at a
 * fixed address or at all addresses, where the mapper would set it; null: none
 * is known.
 */
enum cert_answer hash_in_use(struct check *check,
			     const struct metadata_property *property,
			     const struct http_record **other);

/*
 * The listed certificate that has the 20 bytes of a 5506 as serial number or
 * as key identifier; null: none. *what is "serial number" or "subject key
 * identifier".
 */
const struct cert *hash_misread(struct check *check,
				const struct metadata_property *property,
				const char **what);

/* How to repair a 5506; the help of most rules about it. */
extern const char hash_repair[];

#endif
