/*
 * What certutil -v adds to a block: algorithms, extensions and properties.
 * Found by object identifiers, numbers and the order of lines, for all labels
 * are translated (facts: certificate-store-listings 5).
 */
#ifndef CERT_CERTUTIL_DUMP_H
#define CERT_CERTUTIL_DUMP_H

#include "cert/reader.h"

enum dump_section {
	DUMP_NOTHING,
	DUMP_NAMES,    /* extension 2.5.29.17 */
	DUMP_USAGES,   /* extension 2.5.29.37 */
	DUMP_KEY_ID,   /* extension 2.5.29.14 */
	DUMP_ALLOWED,  /* property 9: usages, narrowed for the store entry */
	DUMP_PROVIDER, /* property 2: link to the private key */
	DUMP_ACCESS,   /* property 14: where the certificate lies */
	DUMP_KEY_BITS, /* property 92 */
};

/* What is known of one block; slices are of the listing's text. */
struct dump_facts {
	enum dump_section section;
	bool titled; /* the section's first line has gone by */
	bool odd;    /* a line of the section was not understood */
	enum cert_list_known names, usages, allowed;
	bool seen;		    /* anything that only certutil -v prints */
	bool counted;		    /* the number of extensions is told */
	uint32_t announced, listed; /* extensions */
	struct slice signature, signature_name;
	struct slice public_key;
	uint32_t key_bits;
	struct slice key_id;
	struct slice provider;
	unsigned numbers; /* lines with a number behind the provider */
	bool flagged;	  /* the flags of the key container are told */
	uint32_t flags;
	bool placed; /* the access state is told */
	uint32_t access;
};

struct certutil_dump {
	struct arena *arena;			       /* is told of failures */
	struct vector dns, addresses, usages, allowed; /* struct slice */
	struct dump_facts facts;
};

/* certutil_dump_free() is due afterwards. */
void certutil_dump_init(struct certutil_dump *dump, struct arena *arena);
void certutil_dump_free(struct certutil_dump *dump);

/* Forget the block before. */
void certutil_dump_reset(struct certutil_dump *dump);

/*
 * A line between the names and the hashes of a block. The first algorithm,
 * which stands before the dates, is that of the signature.
 */
void certutil_dump_line(struct certutil_dump *dump, struct slice line,
			bool after_dates);

/* "CERT_KEY_PROV_INFO_PROP_ID(2):", without the blanks before it. */
void certutil_dump_property(struct certutil_dump *dump, struct slice line);

/* A line behind a property; a blank one ends it. */
void certutil_dump_value(struct certutil_dump *dump, struct slice line);

/* The private key is in a container of a user, not of the machine. */
bool certutil_dump_user_key(const struct certutil_dump *dump);

/* The certificate was shown from a store of a user, not of the machine. */
bool certutil_dump_user_store(const struct certutil_dump *dump);

#endif
