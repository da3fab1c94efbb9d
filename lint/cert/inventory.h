/*
 * Inventory: the certificates that exported listings of a server's
 * certificate stores tell of.
 *
 * Several listings add up to one inventory. A property that a format does
 * not tell is unknown, and no rule reports on unknown. Slices are of the
 * inventory's arena.
 */
#ifndef CERT_INVENTORY_H
#define CERT_INVENTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/table.h"
#include "config/thumbprint.h"
#include "xml/source.h"

enum cert_location {
	CERT_LOCATION_UNKNOWN,
	CERT_LOCATION_MACHINE, /* LocalMachine: the stores that IIS uses */
	CERT_LOCATION_USER,    /* CurrentUser: of no use to IIS */
};

/*
 * What a listing says of the private key. Of two listings of one store the
 * later of these holds, for it is the better evidence
 * (facts: certificate-store-listings 13).
 */
enum cert_key {
	CERT_KEY_UNKNOWN,
	CERT_KEY_NONE,	   /* no link to a private key */
	CERT_KEY_LINKED,   /* a link; nobody tried the key */
	CERT_KEY_MISSING,  /* a link, but no key container behind it */
	CERT_KEY_UNUSABLE, /* the key was found and a test with it failed */
	CERT_KEY_TESTED,   /* used with success when the listing was made */
	/*
	 * A link to a key container of a user, in a store of the machine: it
	 * works for that user, whose test may well have passed, and not for
	 * IIS (facts: custom-metadata-and-ssl 7.5, CRYPT_MACHINE_KEYSET).
	 */
	CERT_KEY_USER,
};

enum cert_answer { CERT_UNKNOWN, CERT_NO, CERT_YES };

/*
 * A point in time as seconds since 1970 UTC, known as precisely as the
 * listing tells: local time without a zone is a range of 28 hours, and two
 * ways to read day and month make one range around both.
 */
struct cert_time {
	bool known;
	int64_t earliest, latest;
};

/* A list of which a listing may show nothing, a part or everything. */
struct cert_list {
	enum cert_list_known {
		CERT_LIST_UNKNOWN,
		CERT_LIST_PARTIAL, /* at least these */
		CERT_LIST_COMPLETE,
	} known;
	uint32_t count;
	const struct slice *items;
};

enum cert_public_key {
	CERT_PUBLIC_KEY_UNKNOWN,
	CERT_PUBLIC_KEY_RSA,
	CERT_PUBLIC_KEY_EC,
	CERT_PUBLIC_KEY_OTHER,
};

/*
 * What only some formats tell of a certificate, each member on its own:
 * empty, 0 or unknown where the listing does not tell.
 */
struct cert_details {
	struct slice issuer;
	/* Hexadecimal digits in upper case without leading zeros. */
	struct slice serial;
	/* Subject key identifier: hexadecimal digits in upper case. */
	struct slice key_id;
	/* Of the subject alternative name; complete and empty: none. */
	struct cert_list dns_names; /* as A-labels, wildcards as written */
	struct cert_list addresses; /* as text: "192.0.2.1", "2001:db8::1" */
	struct slice common_name;   /* the last CN of the subject */
	/*
	 * Purposes as dotted OIDs: of the extension, narrowed by what the
	 * store entry allows. Complete and empty: good for every purpose.
	 */
	struct cert_list usages;
	struct slice signature;		 /* for people: "sha1RSA" */
	enum cert_answer signature_weak; /* made with SHA-1, MD5 or older */
	enum cert_public_key public_key;
	uint32_t key_bits; /* of the public key */
};

struct cert {
	struct thumbprint sha1;
	uint32_t store;		    /* index into inventory.stores */
	uint32_t line;		    /* in the listing, from 1 */
	struct slice subject;	    /* empty: unknown */
	struct slice friendly_name; /* empty: none or unknown */
	struct cert_time not_before, not_after;
	enum cert_key key;
	enum cert_answer archived;
	const struct cert_details *details; /* null: nothing known */
	uint32_t next_same; /* next with the same thumbprint, or CERT_LAST */
};

#define CERT_LAST UINT32_MAX

/* A store, or a part of one, as one listing shows it. */
struct cert_store {
	uint32_t listing;  /* index into inventory.listings */
	uint32_t line;	   /* where the listing names it, or 1 */
	struct slice name; /* "MY"; empty: the listing does not tell */
	enum cert_location location;
	/*
	 * The listing shows the whole store: it was not filtered, cut off or
	 * about a single certificate, as far as the format lets one see.
	 */
	bool complete;
	uint32_t count; /* certificates */
};

struct listing {
	const char *path;     /* as the user gave it */
	const char *format;   /* name of the reader: "certutil" */
	struct source source; /* closed again when the listing is read */
};

/* Something about a listing that its user must know, one line each. */
struct listing_message {
	uint32_t listing;
	uint32_t line; /* 0: the file as a whole */
	bool error;    /* the listing could not be used */
	struct slice text;
};

struct cert_reader;

/*
 * What a listing is to be: of certificate stores, or of the certificates
 * that http.sys uses for its endpoints (cert/http_sys.h).
 */
enum listing_kind { LISTING_CERTIFICATES, LISTING_HTTP_SYS };

struct inventory {
	struct arena *arena;
	/* For files that need one (.pfx); `at` is null: none was given. */
	struct slice password;
	/* Reads everything, whatever it looks like: for fuzzers. Or null. */
	const struct cert_reader *only;
	struct vector listings; /* struct listing */
	struct vector stores;	/* struct cert_store */
	struct vector certs;	/* struct cert */
	struct vector messages; /* struct listing_message */
	struct vector records;	/* struct http_record */
	bool http_sys_given;	/* a listing of http.sys was read */
	void *x509;		/* of x509.c */
	bool http_sys_partial;	/* one of them lacks records */
	struct table by_thumbprint;
	struct table by_endpoint; /* of records; see http_sys.c */
};

void inventory_init(struct inventory *inventory, struct arena *arena);
void inventory_free(struct inventory *inventory);

/*
 * Read one listing. `store` is the name that the user gave, or empty; it
 * overrides what the file says. False when the listing cannot be used or is
 * of the other kind: the last message is an error and tells why. A listing
 * that shows an empty store is fine; one in which nothing is recognised is
 * not. A directory is read as the certificate files in it.
 */
bool inventory_read(struct inventory *inventory, const char *path,
		    enum listing_kind kind, struct slice store);

/* The same from bytes in memory, for tests and fuzzers. */
bool inventory_read_bytes(struct inventory *inventory, const char *path,
			  enum listing_kind kind, struct slice store,
			  struct slice bytes);

/*
 * Stores from number `first` on that neither the user nor the file has named
 * are of this name; empty: nothing happens.
 */
void inventory_hint(struct inventory *inventory, size_t first,
		    struct slice store);

/*
 * When all listings are read: where two of them tell another validity of one
 * certificate, warn, and forget both; nobody knows which is right.
 */
void inventory_settle(struct inventory *inventory);

/* Has any listing of certificates been read? */
bool inventory_given(const struct inventory *inventory);

/*
 * First certificate with the thumbprint, in any store; more of them, in
 * other stores or listings, follow by inventory_next_same(). Null: none.
 */
const struct cert *inventory_find(const struct inventory *inventory,
				  const struct thumbprint *thumbprint);
const struct cert *inventory_next_same(const struct inventory *inventory,
				       const struct cert *cert);

const struct cert_store *inventory_store_of(const struct inventory *inventory,
					    const struct cert *cert);
const struct listing *inventory_listing_of(const struct inventory *inventory,
					   const struct cert_store *store);

/*
 * A machine store of that name (in either case) which some listing shows
 * completely: what is not in it is not on the server. Null if none does.
 */
const struct cert_store *inventory_covers(const struct inventory *inventory,
					  struct slice name);

/*
 * A machine store that some listing says, or was said, to be of this name,
 * complete or not; of the empty name, one of a listing that does not tell.
 */
const struct cert_store *inventory_named(const struct inventory *inventory,
					 struct slice name);

/* Does the whole range lie before, or behind, the moment? Unknown: no. */
bool cert_time_before(const struct cert_time *time, int64_t now);
bool cert_time_after(const struct cert_time *time, int64_t now);

#endif
