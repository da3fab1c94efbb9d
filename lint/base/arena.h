/*
 * Arena: memory that is released as a whole.
 *
 * There is one arena per input file and one for the run. Memory comes zeroed.
 * When the allocator fails, the arena remembers it: that call and all later
 * ones return null, so a builder may leave early without carrying an error
 * around, and whoever owns the arena asks arena_failed() once at the end.
 *
 * All memory of the program, vectors included, comes through the allocator's
 * single function, so that a test can make any allocation fail.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct allocator {
	/*
	 * Like realloc: a null block allocates, size 0 releases and returns
	 * null. Returns null when there is no memory.
	 */
	void *(*resize)(void *context, void *block, size_t size);
	void *context;
};

/* The C library's heap. */
extern const struct allocator allocator_heap;

struct arena_chunk;

struct arena {
	const struct allocator *memory;
	struct arena_chunk *chunks;
	char *at;    /* next free byte of the newest chunk */
	size_t left; /* free bytes of the newest chunk */
	bool failed;
};

/* The allocator must outlive the arena. */
void arena_init(struct arena *arena, const struct allocator *memory);
void arena_free(struct arena *arena);
bool arena_failed(const struct arena *arena);

/* count * size zeroed bytes, aligned for any type; null on failure. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                        \
	((type *)arena_alloc((arena), (count), sizeof(type)))

/* A NUL-terminated copy; the empty slice on failure. */
struct slice arena_copy(struct arena *arena, struct slice s);

/* Formatted text, NUL-terminated; the empty slice on failure. */
struct slice arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct slice arena_vprintf(struct arena *arena, const char *format,
			   va_list args) __attribute__((format(printf, 2, 0)));

/* Make what `other` holds a part of the arena; `other` is empty then. */
void arena_adopt(struct arena *arena, struct arena *other);

/*
 * A growing array outside of any arena, for what gets large: items are
 * `size` bytes each and move when the vector grows.
 */
struct vector {
	const struct allocator *memory;
	void *items;
	size_t size, count, room;
};

void vector_init(struct vector *vector, const struct allocator *memory,
		 size_t size);
void vector_free(struct vector *vector);

/* Room for one more item; false when there is no memory. */
bool vector_grow(struct vector *vector);

/* All items of another vector at the end; false when there is no memory. */
bool vector_append(struct vector *vector, const struct vector *other);

/* A new last item, not zeroed, or null when there is no memory. */
static inline void *vector_push(struct vector *vector)
{
	if (vector->count == vector->room && !vector_grow(vector))
		return NULL;
	return (char *)vector->items + vector->count++ * vector->size;
}

#endif
