#include "base/spell.h"

static size_t least(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return c < least ? c : least;
}

/* Swaps of neighbours count as one change; letter case as none. */
static size_t distance(struct slice a, struct slice b)
{
	size_t rows[3][SPELL_MAX + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b.len; j++)
		above[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		char x = ascii_lower(a.at[i - 1]);
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			char y = ascii_lower(b.at[j - 1]);

			row[j] = least(above[j] + 1, row[j - 1] + 1,
				       above[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == ascii_lower(b.at[j - 2]) &&
			    y == ascii_lower(a.at[i - 2]) &&
			    before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[b.len];
}

void spell_offer(struct spell *spell, struct slice candidate)
{
	size_t longer = spell->wrong.len > candidate.len ? spell->wrong.len
							 : candidate.len;
	size_t found;

	if (longer > SPELL_MAX || !spell->wrong.len || !candidate.len)
		return;
	found = distance(spell->wrong, candidate);
	if (found * 3 > longer || found >= spell->distance)
		return;
	spell->best = candidate;
	spell->distance = found;
}
