/*
 * Fields: what CSV, JSON, XML and lists of PowerShell have in common. All are
 * rows of named values; the names are those of PowerShell's properties or
 * what the author of a script has made of them.
 */
#ifndef CERT_FIELDS_H
#define CERT_FIELDS_H

#include "cert/date.h"
#include "cert/reader.h"

enum field {
	FIELD_THUMBPRINT,
	FIELD_RAW_DATA, /* Base64, or numbers */
	FIELD_SUBJECT,
	FIELD_FRIENDLY_NAME,
	FIELD_NOT_BEFORE,
	FIELD_NOT_AFTER,
	FIELD_HAS_KEY,
	FIELD_KEY_STATE,
	FIELD_KEY_LOCATION,
	FIELD_ARCHIVED,
	FIELD_ISSUER,
	FIELD_SERIAL,
	FIELD_SAN,	 /* lists_names() reads this one, */
	FIELD_DNS_NAMES, /* this one too, */
	FIELD_USAGES,	 /* and lists_usages() this one */
	FIELD_SIGNATURE,
	FIELD_KEY_BITS,
	FIELD_STORE,
	FIELD_STORE_LOCATION,
	FIELD_PARENT_PATH,
	FIELD_PATH,
	FIELD_BINDING, /* of a site: such a row is no certificate */
	FIELD_COUNT,   /* also: none of these */
};

/* By name, whatever its letter case and with or without "_", "-", blanks. */
enum field field_of(struct slice name);

/* Does a value of several items belong to it? */
bool field_is_list(enum field field);

/*
 * Which property of an object counts when the value, or an item of its list,
 * is one: "ObjectId" of a purpose. Null: it is never an object.
 */
const char *field_member(enum field field);

/* One certificate as the listing has it. Absent values are empty. */
struct row {
	uint32_t line;
	struct slice values[FIELD_COUNT];
	struct slice der; /* RawData, when it is there as bytes */
};

/* The value without blanks around it; empty when it names a type. */
struct slice row_value(const struct row *row, enum field field);

/*
 * What the row tells of a certificate besides thumbprint, store and dates. A
 * certificate that was read from RawData has its subject and details already,
 * and they stay.
 */
void row_fill(const struct row *row, struct listing_input *input,
	      struct cert *cert);

/* A date that needs no knowledge of the other dates of the listing. */
bool field_exact_date(struct slice text, struct cert_time *time);

#endif
