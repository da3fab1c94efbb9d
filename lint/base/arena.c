#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024 };

struct arena_chunk {
	struct arena_chunk *next;
	alignas(max_align_t) char bytes[];
};

static void *heap_resize(void *context, void *block, size_t size)
{
	(void)context;
	if (!size) {
		free(block);
		return NULL;
	}
	return realloc(block, size);
}

const struct allocator allocator_heap = { .resize = heap_resize };

void arena_init(struct arena *arena, const struct allocator *memory)
{
	*arena = (struct arena){ .memory = memory };
}

void arena_free(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunks;

	while (chunk) {
		struct arena_chunk *next = chunk->next;

		arena->memory->resize(arena->memory->context, chunk, 0);
		chunk = next;
	}
	arena_init(arena, arena->memory);
}

bool arena_failed(const struct arena *arena)
{
	return arena->failed;
}

void arena_adopt(struct arena *arena, struct arena *other)
{
	struct arena_chunk **end = &arena->chunks;

	/* Chunks at the end of the list are never filled any further. */
	while (*end)
		end = &(*end)->next;
	*end = other->chunks;
	arena_init(other, other->memory);
}

/* A chunk of its own for what does not fit into a common one. */
static char *add_chunk(struct arena *arena, size_t size)
{
	const struct allocator *memory = arena->memory;
	struct arena_chunk *chunk;

	if (size > SIZE_MAX - sizeof(*chunk))
		return NULL;
	chunk = memory->resize(memory->context, NULL, sizeof(*chunk) + size);
	if (!chunk)
		return NULL;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	return chunk->bytes;
}

static void *take(struct arena *arena, size_t size)
{
	char *bytes;

	if (size > CHUNK_SIZE / 4) {
		bytes = add_chunk(arena, size);
		arena->failed = !bytes;
		return bytes;
	}
	if (size > arena->left) {
		arena->at = add_chunk(arena, CHUNK_SIZE);
		arena->left = arena->at ? CHUNK_SIZE : 0;
		arena->failed = !arena->at;
		if (arena->failed)
			return NULL;
	}
	bytes = arena->at;
	arena->at += size;
	arena->left -= size;
	return bytes;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	const size_t align = alignof(max_align_t);
	void *bytes;

	if (arena->failed)
		return NULL;
	if (size && count > (SIZE_MAX - align) / size) {
		arena->failed = true;
		return NULL;
	}
	size = (count * size + align - 1) / align * align;
	bytes = take(arena, size ? size : align);
	return bytes ? memset(bytes, 0, size) : NULL;
}

struct slice arena_copy(struct arena *arena, struct slice s)
{
	char *copy = arena_alloc(arena, s.len + 1, 1);

	if (!copy)
		return (struct slice){ "", 0 };
	if (s.len)
		memcpy(copy, s.at, s.len);
	return (struct slice){ copy, s.len };
}

struct slice arena_printf(struct arena *arena, const char *format, ...)
{
	struct slice text;
	va_list args;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

struct slice arena_vprintf(struct arena *arena, const char *format,
			   va_list args)
{
	char small[1024];
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(small, sizeof(small), format, args);
	if (len >= 0 && (size_t)len < sizeof(small)) {
		va_end(again);
		return arena_copy(arena, (struct slice){ small, (size_t)len });
	}
	text = len < 0 ? NULL : arena_alloc(arena, (size_t)len + 1, 1);
	if (text)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return (struct slice){ text ? text : "", text ? (size_t)len : 0 };
}

void vector_init(struct vector *vector, const struct allocator *memory,
		 size_t size)
{
	*vector = (struct vector){ .memory = memory, .size = size };
}

void vector_free(struct vector *vector)
{
	if (vector->items)
		vector->memory->resize(vector->memory->context, vector->items,
				       0);
	vector_init(vector, vector->memory, vector->size);
}

bool vector_grow(struct vector *vector)
{
	size_t room = vector->room ? vector->room / 2 * 3 : 64;
	void *items;

	if (room > SIZE_MAX / vector->size)
		return false;
	items = vector->memory->resize(vector->memory->context, vector->items,
				       room * vector->size);
	if (!items)
		return false;
	vector->items = items;
	vector->room = room;
	return true;
}

bool vector_append(struct vector *vector, const struct vector *other)
{
	size_t count = vector->count + other->count;

	while (vector->room < count)
		if (!vector_grow(vector))
			return false;
	if (other->count)
		memcpy((char *)vector->items + vector->count * vector->size,
		       other->items, other->count * other->size);
	vector->count = count;
	return true;
}
