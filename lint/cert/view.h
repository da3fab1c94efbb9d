/*
 * View: what all listings together tell of one certificate, each fact from
 * the entry that knows it.
 */
#ifndef CERT_VIEW_H
#define CERT_VIEW_H

#include "cert/inventory.h"

struct cert_view {
	/* The entry that serves best; null when it is in no listing. */
	const struct cert *cert;
	/* As the entries tell them best. */
	struct cert_time not_before, not_after;
	bool in_store; /* it is in the store in which Windows looks */
	bool covered;  /* some listing shows that store completely */
	bool in_user_store_only;
	enum cert_key key; /* in that store */
};

/*
 * From the first entry of the certificate, or null, for the store in which
 * Windows looks for it. A listing that does not tell its store is of that
 * one, unless that one is listed completely by another.
 */
struct cert_view cert_view(const struct inventory *inventory,
			   const struct cert *first, struct slice store);

/*
 * Details from all entries of the certificate: for each member, the first
 * that knows it, complete lists before partial ones.
 */
struct cert_details cert_view_details(const struct inventory *inventory,
				      const struct cert *first);

/* What is wrong with a certificate in use; bits. */
enum {
	CERT_FAULT_EXPIRED = 1,
	CERT_FAULT_NOT_YET_VALID = 2,
	CERT_FAULT_NO_KEY = 4,
	CERT_FAULT_KEY_MISSING = 8,
	CERT_FAULT_KEY_UNUSABLE = 16,
	CERT_FAULT_USER_STORE = 32,  /* in a user's store alone */
	CERT_FAULT_OTHER_STORE = 64, /* in another store of the machine */
	CERT_FAULT_USER_KEY = 128,   /* the key container is a user's */
	/* It is in the wrong place. */
	CERT_FAULTS_PLACE = CERT_FAULT_USER_STORE | CERT_FAULT_OTHER_STORE,
	/* There is a key, but not for the machine. */
	CERT_FAULTS_USER_KEY = CERT_FAULT_KEY_MISSING | CERT_FAULT_USER_KEY,
};

/* What is proven by the listings, whatever they do not tell. */
unsigned cert_view_faults(const struct cert_view *view, int64_t now);

/*
 * Is the certificate good for the host name? As TLS clients decide: by the
 * DNS names of the subject alternative name, without any by the common name;
 * "*" stands for one whole left-most label. Unknown when no known name fits,
 * but not all of them are known or comparable: addresses, and names that are
 * not in ASCII on one side only. `host` of a binding may itself be a
 * wildcard; it is unknown too whether a certificate for some of its hosts
 * will do.
 */
enum cert_answer cert_matches_host(const struct cert_details *details,
				   struct slice host);

/* Is the OID among the purposes? Also "any purpose", or no restriction. */
enum cert_answer cert_allows(const struct cert_details *details,
			     const char *oid);

#define CERT_USAGE_SERVER "1.3.6.1.5.5.7.3.1"

#endif
