/*
 * Rows: the certificates of a listing that is made of named values, put into
 * the inventory one by one.
 */
#ifndef CERT_ROWS_H
#define CERT_ROWS_H

#include "cert/fields.h"

struct rows {
	struct listing_input *input;
	const char *advice; /* for a listing of no use; null: none */
	enum date_order order;
	struct vector dates; /* struct row_dates: not yet understood */
	struct vector again; /* struct cert: in their stores already */
	size_t first;	     /* number of the listing's first certificate */
	size_t good, bad, bindings;
	struct slice place, location; /* of the store of the row before */
};

/* rows_end() or rows_abandon() is due after every rows_begin(). */
void rows_begin(struct rows *rows, struct listing_input *input);

/*
 * Dates and what names the store must live until rows_end(), other values
 * until this function returns.
 */
void rows_add(struct rows *rows, const struct row *row);

/* A row that is no certificate at all; the reader has said why. */
void rows_skip(struct rows *rows);

/*
 * Finish the certificates. A listing without rows is an empty store; one in
 * which no row can be used is an error, and the result is false.
 */
bool rows_end(struct rows *rows);

/* Instead of rows_end(): the reader says why the listing is of no use. */
void rows_abandon(struct rows *rows);

#endif
