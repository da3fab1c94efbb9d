#include "base/table.h"

#include <string.h>

#include "base/utf8.h"

static uint64_t rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

/* SipHash-1-3 (Aumasson and Bernstein), folded to 32 bits. */
static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

struct hasher {
	uint64_t v[4];
	uint64_t word;
	size_t bytes;
};

static void hasher_add(struct hasher *h, unsigned char byte)
{
	h->word |= (uint64_t)byte << h->bytes % 8 * 8;
	if (++h->bytes % 8 == 0) {
		h->v[3] ^= h->word;
		sip_round(h->v);
		h->v[0] ^= h->word;
		h->word = 0;
	}
}

static uint32_t hasher_end(struct hasher *h)
{
	h->word |= (uint64_t)h->bytes << 56;
	h->v[3] ^= h->word;
	sip_round(h->v);
	h->v[0] ^= h->word;
	h->v[2] ^= 0xFF;
	for (int i = 0; i < 3; i++)
		sip_round(h->v);
	h->v[0] ^= h->v[1] ^ h->v[2] ^ h->v[3];
	return (uint32_t)(h->v[0] ^ h->v[0] >> 32);
}

/*
 * The key of the hash: where the heap and the program lie in memory differs
 * from run to run, which keeps collisions from being prepared beforehand.
 */
static uint64_t process_key(const struct table *table)
{
	uint64_t key = (uint64_t)(uintptr_t)table->arena;

	return (key ^ (uint64_t)(uintptr_t)&process_key) * 0x9E3779B97F4A7C15u;
}

static uint32_t hash(const struct table *table, struct slice key)
{
	uint64_t k = process_key(table);
	struct hasher h = { .v = { 0x736F6D6570736575u ^ k,
				   0x646F72616E646F6Du ^ rotate(k, 17),
				   0x6C7967656E657261u ^ k,
				   0x7465646279746573u ^ rotate(k, 17) } };

	while (key.len) {
		char bytes[UTF8_MAX];
		uint32_t c = (unsigned char)key.at[0];
		size_t n = 1;

		if (table->fold == TABLE_NOCASE) {
			n = utf8_decode(key, &c);
			c = utf8_fold(c);
		}
		if (c < 0x80 || table->fold == TABLE_EXACT) {
			hasher_add(&h, (unsigned char)c);
		} else {
			size_t m = utf8_encode(c & 0x1FFFFF, bytes);

			for (size_t i = 0; i < m; i++)
				hasher_add(&h, (unsigned char)bytes[i]);
		}
		key = slice_skip(key, n);
	}
	return hasher_end(&h);
}

static bool same(const struct table *table, struct slice a, struct slice b)
{
	return table->fold == TABLE_NOCASE ? slice_eq_nocase(a, b)
					   : slice_eq(a, b);
}

/* The slot that holds the key, or the free one where it belongs. */
static struct table_slot *find(const struct table *table, struct slice key,
			       uint32_t hashed)
{
	size_t i = hashed & (table->room - 1);

	for (;; i = (i + 1) & (table->room - 1)) {
		struct table_slot *slot = &table->slots[i];

		if (!slot->value ||
		    (slot->hash == hashed && same(table, slot->key, key)))
			return slot;
	}
}

static bool grow(struct table *table, size_t room)
{
	struct table old = *table;

	table->slots = ARENA_ARRAY(table->arena, struct table_slot, room);
	if (!table->slots) {
		*table = old;
		return false;
	}
	table->room = room;
	for (size_t i = 0; i < old.room; i++) {
		struct table_slot *slot = &old.slots[i];

		if (slot->value)
			*find(table, slot->key, slot->hash) = *slot;
	}
	return true;
}

void table_init(struct table *table, struct arena *arena, enum table_case fold,
		size_t expected)
{
	size_t room = 16;

	while (room < expected * 2)
		room *= 2;
	*table = (struct table){ .arena = arena, .fold = fold };
	if (expected)
		grow(table, room);
}

bool table_get(const struct table *table, struct slice key, uint32_t *value)
{
	const struct table_slot *slot;

	if (!table->room)
		return false;
	slot = find(table, key, hash(table, key));
	if (!slot->value)
		return false;
	*value = slot->value - 1;
	return true;
}

bool table_add(struct table *table, struct slice key, uint32_t value)
{
	uint32_t hashed = hash(table, key);
	struct table_slot *slot;

	if (table->count * 2 >= table->room &&
	    !grow(table, table->room ? table->room * 2 : 16))
		return false;
	slot = find(table, key, hashed);
	if (slot->value)
		return false;
	*slot = (struct table_slot){ key, hashed, value + 1 };
	table->count++;
	return true;
}
