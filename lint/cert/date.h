/*
 * Dates of certificate listings: ISO 8601, and the text of any regional
 * format of Windows (facts: certificate-store-listings 4.5).
 *
 * Day and month are never guessed. A listing whose dates leave the order
 * open gives ranges that hold for either order.
 */
#ifndef CERT_DATE_H
#define CERT_DATE_H

#include "cert/inventory.h"

/* What all dates of one listing have shown about the order so far. */
enum date_order {
	DATE_ORDER_UNKNOWN,
	DATE_ORDER_DAY_FIRST,
	DATE_ORDER_MONTH_FIRST,
	DATE_ORDER_CONTRADICTORY, /* both were seen: then both are possible */
};

/* Learn from one date text. To be called for every date of a listing. */
void date_learn(enum date_order *order, struct slice text);

/*
 * Learn from the two dates of one certificate: the order in which it would
 * end before it begins is not that of the listing.
 */
void date_learn_pair(enum date_order *order, struct slice not_before,
		     struct slice not_after);

/*
 * Read one date with or without a time of day. ISO dates with a zone or "Z"
 * and texts that end in "GMT" are exact; others are local time of an unknown
 * zone. Not understood, or of a calendar that is not ours: not known.
 */
struct cert_time date_parse(enum date_order order, struct slice text);

/* ISO only (2026-01-31, 2026-01-31T10:15:00Z, …+01:00); false otherwise. */
bool date_parse_iso(struct slice text, struct cert_time *time);

/* An exact moment from seconds since 1970 UTC. */
struct cert_time date_exact(int64_t seconds);

/* Days since 1970-01-01 of a date of the Gregorian calendar. */
int64_t date_days(int year, int month, int day);

#endif
