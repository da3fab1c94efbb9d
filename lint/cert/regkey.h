/*
 * Registry keys: which of them hold certificates or the endpoints of
 * http.sys, by their path
 * (facts: certificate-store-listings 8 and 9.2).
 */
#ifndef CERT_REGKEY_H
#define CERT_REGKEY_H

#include "cert/http_sys.h"
#include "cert/inventory.h"

enum regkey_kind {
	REGKEY_OTHER,
	REGKEY_STORE,	/* a store, or the key of all its certificates */
	REGKEY_CERT,	/* one certificate of a store */
	REGKEY_SERVICE, /* of the stores of a Windows service: not for IIS */
	REGKEY_HTTP,	/* all that http.sys has */
	REGKEY_TABLE,	/* its endpoints of one kind */
	REGKEY_ENDPOINT,
};

struct regkey {
	enum regkey_kind kind;
	struct slice name; /* of a certificate or an endpoint */
	struct slice store;
	enum cert_location location;
	/*
	 * The store has no other key than this one: nothing is delivered to
	 * it by group policy or Active Directory, nor kept in files.
	 */
	bool whole_store;
	enum http_record_kind http; /* of table and endpoint */
};

/* Of a path such as "HKEY_LOCAL_MACHINE\SOFTWARE\…", in any letter case. */
struct regkey regkey_of(struct slice path);

#endif
