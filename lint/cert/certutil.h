/*
 * A block of certutil's output: one certificate, from its "====" line to the
 * next. Read by the shape of the lines alone, because certutil speaks the
 * language of its user (facts: certificate-store-listings 4.3 and 4.4).
 */
#ifndef CERT_CERTUTIL_H
#define CERT_CERTUTIL_H

#include "cert/date.h"
#include "cert/reader.h"

/* What a sentence behind the key lines says, if it is understood. */
enum key_verdict { VERDICT_NONE, VERDICT_PASSED, VERDICT_FAILED, VERDICT_LOST };

/* What the next line holds. */
enum block_expect {
	EXPECT_NOTHING,
	EXPECT_SUBJECT,
	EXPECT_RDN,
	EXPECT_SUBJECT_END,
	EXPECT_HASH_END,
	EXPECT_SHA1,
	EXPECT_FRIENDLY_NAME,
};

struct certutil_block {
	struct arena *arena;
	uint32_t line;	/* of the "====" line */
	size_t wrapped; /* width at which the console broke lines, or 0 */
	size_t lines;	/* that are not blank */
	bool verbose;	/* output of certutil -v */
	bool archived;
	bool fields; /* the first line had a label */
	size_t dates;
	struct slice not_before, not_after, subject, friendly_name;
	struct slice hash_label;
	struct slice hash; /* as printed, when it was cut by the console */
	bool hashed, hash_stored;
	struct thumbprint sha1;
	uint32_t hash_line;
	size_t linked;	  /* "container = name" lines behind the hash */
	size_t opened;	  /* "unique name: name" lines */
	size_t sentences; /* other lines behind the hash */
	enum key_verdict verdict;
	enum block_expect expect;
};

void certutil_begin(struct certutil_block *block, struct arena *arena,
		    uint32_t line, size_t wrapped);

void certutil_line(struct certutil_block *block, struct slice line,
		   uint32_t number);

/* Everything but thumbprint, store and line. */
void certutil_fill(const struct certutil_block *block, enum date_order order,
		   struct cert *cert);

/* Does the line show a certificate's own hash? Its label, if so. */
bool certutil_hash_line(struct slice line, struct slice *label);

/* Is this one of the two validity lines? The text of its date, if so. */
bool certutil_date_line(struct slice line, struct slice *date);

#endif
