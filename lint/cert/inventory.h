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

/* What a listing says of the private key, weakest knowledge first. */
enum cert_key {
	CERT_KEY_UNKNOWN,
	CERT_KEY_NONE,	   /* no link to a private key */
	CERT_KEY_MISSING,  /* a link, but no key container behind it */
	CERT_KEY_UNUSABLE, /* the key was found and a test with it failed */
	CERT_KEY_LINKED,   /* a link; nobody tried the key */
	CERT_KEY_TESTED,   /* used with success when the listing was made */
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

struct cert {
	struct thumbprint sha1;
	uint32_t store;		    /* index into inventory.stores */
	uint32_t line;		    /* in the listing, from 1 */
	struct slice subject;	    /* empty: unknown */
	struct slice friendly_name; /* empty: none or unknown */
	struct cert_time not_before, not_after;
	enum cert_key key;
	enum cert_answer archived;
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

struct inventory {
	struct arena *arena;
	/* Reads everything, whatever it looks like: for fuzzers. Or null. */
	const struct cert_reader *only;
	struct vector listings; /* struct listing */
	struct vector stores;	/* struct cert_store */
	struct vector certs;	/* struct cert */
	struct vector messages; /* struct listing_message */
	struct table by_thumbprint;
};

void inventory_init(struct inventory *inventory, struct arena *arena);
void inventory_free(struct inventory *inventory);

/*
 * Read one listing. `store` is the name that the user gave, or empty; it
 * overrides what the file says. False when the listing cannot be used: the
 * last message is an error and tells why. A listing that shows an empty
 * store is fine; one in which nothing is recognised is not.
 */
bool inventory_read(struct inventory *inventory, const char *path,
		    struct slice store);

/* The same from bytes in memory, for tests and fuzzers. */
bool inventory_read_bytes(struct inventory *inventory, const char *path,
			  struct slice store, struct slice bytes);

/* Has any listing been read? */
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
