/*
 * A block of certutil's output: one certificate, from its "====" line to the
 * next. Read by the shape of the lines alone, because certutil speaks the
 * language of its user (facts: certificate-store-listings 4.3 and 4.4).
 */
#ifndef CERT_CERTUTIL_H
#define CERT_CERTUTIL_H

#include "cert/certutil_dump.h"
#include "cert/certutil_name.h"
#include "cert/date.h"
#include "cert/reader.h"

/* What a sentence behind the key lines says, if it is understood. */
enum key_verdict {
	VERDICT_NONE,
	VERDICT_NO_KEY,
	VERDICT_PASSED,
	VERDICT_FAILED,
	VERDICT_LOST,
};

/* What the next line holds. */
enum block_expect {
	EXPECT_NOTHING,
	EXPECT_SUBJECT,
	EXPECT_RDN,
	EXPECT_HASH_END,
	EXPECT_SHA1,
	EXPECT_FRIENDLY_NAME,
};

/* Slices are of the listing's text, if nothing else is said. */
struct certutil_block {
	struct arena *arena;
	struct certutil_dump dump;
	struct block_name subject, issuer;
	/* Everything from here on is forgotten when another block begins. */
	struct block_state {
		uint32_t line; /* of the "====" line */
		size_t lines;  /* that are not blank */
		bool archived;
		bool fields; /* the first line had a label */
		bool list;   /* of revocation or trust: no certificate */
		bool chain;  /* lines about the chain have begun */
		size_t dates;
		struct slice not_before, not_after, serial, friendly_name;
		struct slice hash_label;
		struct slice hash; /* as printed, when it is no thumbprint */
		bool hashed;
		struct thumbprint sha1;
		uint32_t hash_line;
		uint32_t stored_line; /* where Windows' own record of it is */
		bool disagree;	      /* that record is another hash */
		size_t linked;	      /* "container = name" behind the hash */
		size_t opened;	      /* "unique name: name" lines */
		size_t sentences;     /* other lines behind the hash */
		enum key_verdict verdict;
		enum block_expect expect;
	} is;
};

/* certutil_free() is due afterwards. */
void certutil_init(struct certutil_block *block, struct arena *arena);
void certutil_free(struct certutil_block *block);

void certutil_begin(struct certutil_block *block, uint32_t line);

/* Every line of the block, blank ones too. */
void certutil_line(struct certutil_block *block, struct slice line,
		   uint32_t number);

/*
 * Everything but thumbprint, store and line. `machine` tells that the store
 * is of the machine, whose keys must not be a user's.
 */
void certutil_fill(const struct certutil_block *block,
		   struct listing_input *input, enum date_order order,
		   bool machine, struct cert *cert);

/* Does the line show a certificate's own hash? Its label, if so. */
bool certutil_hash_line(struct slice line, struct slice *label);

/* Is this one of the two validity lines? The text of its date, if so. */
bool certutil_date_line(struct slice line, struct slice *date);

#endif
