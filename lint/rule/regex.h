/*
 * Regular expressions, as far as one can be sure that a pattern is none.
 *
 * URL Rewrite takes the syntax of ECMAScript. What other dialects read in
 * another way, or what is not known here, is accepted: a pattern with a fault
 * has it in all of them. Time is linear, and nesting costs nothing.
 */
#ifndef RULE_REGEX_H
#define RULE_REGEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum regex_fault {
	REGEX_FINE,
	REGEX_OPEN_GROUP,     /* "(" without ")" */
	REGEX_CLOSED_GROUP,   /* ")" without "(" */
	REGEX_OPEN_BRACKET,   /* "[" without "]" */
	REGEX_NOTHING_BEFORE, /* "*", "+", "?" or "{2}" that repeats nothing */
	REGEX_REPEATED_TWICE, /* "a**" */
	REGEX_BAD_RANGE,      /* "[z-a]" */
	REGEX_BAD_COUNT,      /* "a{3,2}" */
	REGEX_OPEN_ESCAPE,    /* "\" at the end */
	REGEX_REFERENCE,      /* "{R:1}" or "{C:1}": not replaced in patterns */
};

struct regex {
	enum regex_fault fault;
	struct slice part; /* of the pattern: where the fault is */
	/* False with a fault, or when parts are in an unknown dialect. */
	bool counted;
	uint32_t groups; /* that capture; if counted */
};

struct regex regex_read(struct slice pattern);

#endif
