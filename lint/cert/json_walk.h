/*
 * JSON walk: over the arrays and objects of a JSON text, value by value and
 * without building a tree. A listing of 100,000 certificates is walked in the
 * time that its strings take; only values that are arrays or objects
 * themselves go to jansson.
 */
#ifndef CERT_JSON_WALK_H
#define CERT_JSON_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

struct json_walk {
	struct slice text;
	size_t at;
	/* What is wrong at `at`; null: all is well so far. */
	const char *wrong;
};

/* The first byte of the value that comes next, or NUL. */
char walk_peek(struct json_walk *walk);

/* Go into the array or object that comes next: '[' or '{'. */
bool walk_enter(struct json_walk *walk, char opening);

/*
 * Is there another item or member? *first is true before the first one. If
 * not, the walk has left the array or object, or something is wrong.
 */
bool walk_more(struct json_walk *walk, char closing, bool *first);

/* Name of a member, as written between its quotes; what follows is its value.
 */
bool walk_name(struct json_walk *walk, struct slice *name);

/*
 * Pass over a value of any kind: *raw is its text. Whether a string has good
 * escapes tells walk_string(); what is in an array or object is not looked at.
 */
bool walk_value(struct json_walk *walk, struct slice *raw);

/* Nothing but blanks is left. */
bool walk_done(struct json_walk *walk);

/*
 * What a string value means, without quotes and escapes; of the arena unless
 * it stands in the text as it is. False when `raw` is no string, has an
 * escape that is none, or without memory.
 */
bool walk_string(struct arena *arena, struct slice raw, struct slice *text);

#endif
