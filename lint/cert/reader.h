/*
 * Listing readers: one file read_FORMAT.c for each format of a certificate
 * listing. A reader defines
 *
 *     const struct cert_reader cert_reader_FORMAT = { .name = …, … };
 *
 * and is found by its file name; no list needs an edit. Formats are
 * recognised by content, never by file name
 * (facts: certificate-store-listings).
 */
#ifndef CERT_READER_H
#define CERT_READER_H

#include "cert/inventory.h"

/* A listing being read: its text as UTF-8, and where the results go. */
struct listing_input {
	struct inventory *inventory;
	enum listing_kind kind; /* what the user says it is */
	bool http_sys;	   /* it is a listing of http.sys, maybe an empty one */
	uint32_t listing;  /* index of the listing */
	struct slice text; /* decoded; does not outlive the reading */
	struct slice bytes; /* as they are in the file; neither do they */
	struct slice said_store;
	uint32_t store;	   /* index + 1 of the store being filled, or 0 */
	uint32_t stores;   /* index of the first store of this listing */
	uint32_t messages; /* index of its first message */
	/* Index + 1 of the record that the newest one repeats; http_sys.c. */
	uint32_t repeated;
	uint32_t rounds; /* of key derivation, spent so far; pfx.c */
};

/* Stores that one listing may show; servers have about twenty. */
enum { LISTING_STORES_MAX = 256 };

struct cert_reader {
	const char *name; /* for messages: "certutil" */
	bool binary;	  /* it reads the bytes; they need not be a text */
	/*
	 * How sure is the reader that the file is of its format: 0 for not
	 * at all, 100 for certain. The surest reader gets the listing. Cheap:
	 * it is asked for every listing. Of `input` only text and bytes count.
	 * A reader of http.sys is surer than certain (101) when its kind is
	 * asked for: the file may hold listings of both kinds.
	 */
	int (*recognise)(const struct listing_input *input);
	/*
	 * Read the listing: its stores and certificates, or its records of
	 * http.sys, or both. False when it cannot be used; listing_error()
	 * has been called then.
	 */
	bool (*read)(struct listing_input *input);
};

/* All readers; generated. Ends with a null pointer. */
extern const struct cert_reader *const cert_readers[];

/*
 * Begin a store, or go on with one that this listing has shown before; the
 * certificates that follow belong to it. A store that the user named keeps
 * the user's name. Null without memory, or when the listing shows more than
 * LISTING_STORES_MAX. The pointer is good until the next call.
 */
struct cert_store *listing_store(struct listing_input *input, struct slice name,
				 enum cert_location location, uint32_t line);

/* The store that certificates are being added to, or null. */
struct cert_store *listing_current_store(const struct listing_input *input);

/*
 * All stores that the listing has shown, or the records of http.sys: there
 * may be more.
 */
void listing_mark_partial(struct listing_input *input);

/*
 * Add a certificate to the current store; one without a name is begun if
 * there is none. Everything but thumbprint, store and line is unknown and
 * for the caller to fill in. Null without memory, or when this store has the
 * certificate already: then the first one stays. The pointer is good until
 * the next call.
 */
struct cert *listing_cert(struct listing_input *input,
			  const struct thumbprint *thumbprint, uint32_t line);

/*
 * Add a certificate that is there as itself, in DER, to the current store,
 * with everything that it tells: names, dates, usages, signature, public key.
 * Key link, archived mark and friendly name are the store's and left to the
 * caller. Null without memory, when the store has the certificate already, or
 * when the bytes are no certificate: then *valid is false, and the caller has
 * to say so.
 */
struct cert *listing_der(struct listing_input *input, struct slice der,
			 uint32_t line, bool *valid);

/*
 * What to do when the current store has a certificate already, and a listing
 * shows it again, as `again` tells with its line and all that it knows. The
 * first one stays and learns what it did not know; when the two contradict
 * each other, the user is told, with both lines.
 */
void listing_twice(struct listing_input *input, const struct cert *again);

/* Room for details to fill in, in place of those that are shared or absent. */
struct cert_details *listing_details(struct listing_input *input,
				     struct cert *cert);

/* A copy that lives as long as the inventory. */
struct slice listing_keep(struct listing_input *input, struct slice text);

/* Tell the user. `line` from 1, or 0 for the file as a whole. */
void listing_warn(struct listing_input *input, uint32_t line,
		  const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same, and the listing cannot be used. Always false. */
bool listing_error(struct listing_input *input, uint32_t line,
		   const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Store name and location of a PowerShell path:
 * "Microsoft.PowerShell.Security\Certificate::LocalMachine\My", with or
 * without a thumbprint behind it. False if it is none.
 */
bool listing_store_path(struct slice path, struct slice *store,
			enum cert_location *location);

/*
 * Nobody but an administrator can open the keys of a server: when all keys
 * that the listing links to certificates from number `first` on are missing,
 * it was the account that could not see them. They become unknown then, and
 * the user is told.
 */
void listing_doubt_keys(struct listing_input *input, size_t first);

#endif
