/*
 * Values: is a text a value of an attribute?
 *
 * The letter case of true, false and the names of enums and flags does not
 * count, as in IIS; blanks around a value do not either. What IIS makes of
 * hexadecimal numbers is not known: they pass
 * (facts: iis-configuration-system 1.3, 1.4 and 2).
 */
#ifndef SCHEMA_VALUE_H
#define SCHEMA_VALUE_H

#include "schema/schema.h"

enum value_problem {
	VALUE_FINE,
	VALUE_NOT_OF_TYPE,  /* cannot be read as the type */
	VALUE_NUMBER,	    /* a number where a name of an enum should be */
	VALUE_TOO_NEW,	    /* a name that the target does not have */
	VALUE_OUT_OF_RANGE, /* or in a range that is forbidden */
	VALUE_NOT_GRANULAR,
	VALUE_EMPTY,
	VALUE_BAD_NAME, /* of a pool or site, or a bad path */
	VALUE_NOT_TRIMMED,
};

struct value_verdict {
	enum value_problem problem;
	struct slice part; /* the piece of the value that is wrong */
	const struct schema_member *member; /* of VALUE_TOO_NEW */
};

/* The attribute must be the edition that counts: see schema_attribute(). */
struct value_verdict value_check(const struct schema *schema,
				 const struct schema_attribute *attribute,
				 struct slice value);

/*
 * Seconds of a time span "hh:mm:ss", "d.hh:mm:ss" or "d:hh:mm:ss", fractions
 * left out; false for anything else.
 */
bool value_time_span(struct slice text, int64_t *seconds);

/* A decimal number with an optional sign; false beyond 64 bits. */
bool value_number(struct slice text, int64_t *number);

/* The member of that name in an enum or flags attribute, or null. */
const struct schema_member *
value_member(const struct schema *schema,
	     const struct schema_attribute *attribute, struct slice name);

#endif
