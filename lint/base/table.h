/*
 * Hash table from slices to numbers, for look-ups in constant time.
 *
 * Keys are not copied: they must live as long as the table. The hash is keyed
 * per process, so that a hostile file cannot choose names that collide.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

enum table_case { TABLE_EXACT, TABLE_NOCASE };

struct table_entry {
	struct slice key;
	uint32_t value;
};

/* Small slots that stay in the cache; the entries stand apart from them. */
struct table_slot {
	uint32_t hash;
	uint32_t entry; /* number + 1; 0 is an empty slot */
};

struct table {
	struct arena *arena;
	enum table_case fold;
	struct table_slot *slots;
	struct table_entry *entries;
	size_t room; /* slots, a power of two; half as many entries fit */
	size_t count;
};

/* Room for `expected` keys is made at once; the table grows beyond it. */
void table_init(struct table *table, struct arena *arena, enum table_case fold,
		size_t expected);

/* False when the key is absent. */
bool table_get(const struct table *table, struct slice key, uint32_t *value);

/*
 * Add a key with its value. When the key is there already, nothing changes
 * and the result is false. Out of memory: false, and the arena remembers.
 */
bool table_add(struct table *table, struct slice key, uint32_t value);

#endif
