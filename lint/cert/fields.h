/*
 * Fields: what CSV and JSON listings have in common. Both are rows of named
 * values; the names are those of PowerShell's properties or what the author
 * of a script has made of them.
 */
#ifndef CERT_FIELDS_H
#define CERT_FIELDS_H

#include "cert/date.h"
#include "cert/reader.h"

enum field {
	FIELD_THUMBPRINT,
	FIELD_SUBJECT,
	FIELD_FRIENDLY_NAME,
	FIELD_NOT_BEFORE,
	FIELD_NOT_AFTER,
	FIELD_HAS_KEY,
	FIELD_KEY_STATE,
	FIELD_ARCHIVED,
	FIELD_STORE,
	FIELD_PARENT_PATH,
	FIELD_PATH,
	FIELD_COUNT, /* also: none of these */
};

/* By name, whatever its letter case and with or without "_", "-", blanks. */
enum field field_of(struct slice name);

/* One certificate as the listing has it. Absent values are empty. */
struct row {
	uint32_t line;
	struct slice values[FIELD_COUNT];
};

struct rows {
	struct listing_input *input;
	enum date_order order;
	struct vector dates; /* struct row_date: not yet understood */
	size_t first;	     /* number of the listing's first certificate */
	size_t good, bad;
	struct slice place; /* store text of the row before */
};

/* rows_end() is due after every rows_begin(). */
void rows_begin(struct rows *rows, struct listing_input *input);

/* The values must live until rows_end(). */
void rows_add(struct rows *rows, const struct row *row);

/* A row that is no certificate at all; the reader has said why. */
void rows_skip(struct rows *rows);

/*
 * Finish the certificates. A listing without rows is an empty store; one in
 * which no row can be used is an error, and the result is false.
 */
bool rows_end(struct rows *rows);

#endif
