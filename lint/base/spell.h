/*
 * Spelling: which known name did somebody mean?
 */
#ifndef BASE_SPELL_H
#define BASE_SPELL_H

#include "base/slice.h"

/* Longer names are never taken for a slip of another one. */
enum { SPELL_MAX = 64 };

/* The best candidate so far. */
struct spell {
	struct slice wrong;
	struct slice best; /* empty: nothing is near */
	size_t distance;
};

/*
 * A candidate is near when it differs in letter case alone, or in few
 * insertions, deletions, replacements and swaps of neighbours: one in three
 * letters or less.
 */
static inline struct spell spell_start(struct slice wrong)
{
	return (struct spell){ .wrong = wrong, .distance = SIZE_MAX };
}

void spell_offer(struct spell *spell, struct slice candidate);

#endif
