#include "base/table.h"

#include <string.h>

#include "base/utf8.h"

enum { ROOM_MIN = 16 };

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

/*
 * The key of the hash: where the heap and the program lie in memory differs
 * from run to run, which keeps collisions from being prepared beforehand.
 */
static uint64_t process_key(const struct table *table)
{
	uint64_t key = (uint64_t)(uintptr_t)table->arena;

	return (key ^ (uint64_t)(uintptr_t)&process_key) * 0x9E3779B97F4A7C15u;
}

static void sip_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
}

static uint32_t hash_bytes(const struct table *table, struct slice key)
{
	uint64_t k = process_key(table);
	uint64_t v[4] = { 0x736F6D6570736575u ^ k,
			  0x646F72616E646F6Du ^ rotate(k, 17),
			  0x6C7967656E657261u ^ k,
			  0x7465646279746573u ^ rotate(k, 17) };
	uint64_t word = (uint64_t)key.len << 56;

	for (; key.len >= sizeof(word); key = slice_skip(key, sizeof(word))) {
		uint64_t whole;

		memcpy(&whole, key.at, sizeof(whole));
		sip_word(v, whole);
	}
	for (size_t i = 0; i < key.len; i++)
		word |= (uint64_t)(unsigned char)key.at[i] << i * 8;
	sip_word(v, word);
	v[2] ^= 0xFF;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	v[0] ^= v[1] ^ v[2] ^ v[3];
	return (uint32_t)(v[0] ^ v[0] >> 32);
}

/*
 * ASCII, eight bytes at a time. Setting the bit that tells upper from lower
 * case also makes other characters alike, which does no harm to a hash.
 * False when there is another character.
 */
static bool hash_ascii(const struct table *table, struct slice key,
		       uint32_t *hashed)
{
	const uint64_t high = 0x8080808080808080u, bit = 0x2020202020202020u;
	char piece[64];

	if (key.len > sizeof(piece))
		return false;
	memset(piece, 0, sizeof(piece));
	if (key.len)
		memcpy(piece, key.at, key.len);
	for (size_t i = 0; i < key.len; i += sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, piece + i, sizeof(word));
		if (word & high)
			return false;
		word |= bit;
		memcpy(piece + i, &word, sizeof(word));
	}
	*hashed = hash_bytes(table, (struct slice){ piece, key.len });
	return true;
}

/* Hash in pieces of folded text; each piece's hash enters the next one. */
static uint32_t hash_folded(const struct table *table, struct slice key)
{
	char piece[64 + UTF8_MAX];
	uint32_t hashed = 0;

	do {
		size_t len = sizeof(hashed);

		memcpy(piece, &hashed, sizeof(hashed));
		while (key.len && len < 64) {
			uint32_t c = (unsigned char)key.at[0];
			size_t n = 1;

			if (c >= 0x80)
				n = utf8_decode(key, &c);
			len += utf8_encode(utf8_fold(c) & 0x1FFFFF,
					   piece + len);
			key = slice_skip(key, n);
		}
		hashed = hash_bytes(table, (struct slice){ piece, len });
	} while (key.len);
	return hashed;
}

static uint32_t hash(const struct table *table, struct slice key)
{
	uint32_t hashed;

	if (table->fold == TABLE_EXACT)
		return hash_bytes(table, key);
	/* Texts that differ only in case go the same way. */
	return hash_ascii(table, key, &hashed) ? hashed
					       : hash_folded(table, key);
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

		if (!slot->entry)
			return slot;
		if (slot->hash == hashed &&
		    same(table, table->entries[slot->entry - 1].key, key))
			return slot;
	}
}

/* Put a slot where it belongs in a table that does not have it. */
static void move(struct table *table, struct table_slot slot)
{
	size_t i = slot.hash & (table->room - 1);

	while (table->slots[i].entry)
		i = (i + 1) & (table->room - 1);
	table->slots[i] = slot;
}

static bool grow(struct table *table, size_t room)
{
	struct table_slot *slots =
		ARENA_ARRAY(table->arena, struct table_slot, room);
	struct table_entry *entries =
		ARENA_ARRAY(table->arena, struct table_entry, room / 2);
	struct table old = *table;

	if (!slots || !entries)
		return false;
	table->slots = slots;
	table->entries = entries;
	table->room = room;
	if (old.count)
		memcpy(entries, old.entries, old.count * sizeof(*entries));
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].entry)
			move(table, old.slots[i]);
	return true;
}

void table_init(struct table *table, struct arena *arena, enum table_case fold,
		size_t expected)
{
	size_t room = ROOM_MIN;

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
	if (!slot->entry)
		return false;
	*value = table->entries[slot->entry - 1].value;
	return true;
}

bool table_add(struct table *table, struct slice key, uint32_t value)
{
	uint32_t hashed = hash(table, key);
	struct table_slot *slot;

	if (table->count >= table->room / 2 &&
	    !grow(table, table->room ? table->room * 2 : ROOM_MIN))
		return false;
	slot = find(table, key, hashed);
	if (slot->entry)
		return false;
	table->entries[table->count] = (struct table_entry){ key, value };
	*slot = (struct table_slot){ hashed, (uint32_t)++table->count };
	return true;
}
