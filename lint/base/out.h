/*
 * Output buffer with checked writes.
 *
 * Text is collected and handed to a sink in large pieces. The first write
 * that fails is remembered and everything after it is dropped; out_flush()
 * tells, so no caller has to check each write.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum { OUT_ROOM = 64 * 1024 };

struct out {
	/* Takes all bytes or returns false. */
	bool (*sink)(void *context, const char *bytes, size_t count);
	void *context;
	bool failed;
	int error; /* errno of the write that failed */
	size_t count;
	char bytes[OUT_ROOM];
};

void out_init(struct out *out,
	      bool (*sink)(void *context, const char *bytes, size_t count),
	      void *context);

/* A sink for a FILE *, given as context. */
bool out_to_stream(void *context, const char *bytes, size_t count);

void out_slice(struct out *out, struct slice s);
void out_text(struct out *out, const char *text);
void out_char(struct out *out, char c);
void out_printf(struct out *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* `count` times the same character. */
void out_repeat(struct out *out, char c, size_t count);

/*
 * Text of untrusted origin: control characters, direction marks and invalid
 * bytes come out as \u{1b} or \xff.
 */
void out_escaped(struct out *out, struct slice s);

/* Hand everything to the sink. False when any write has failed so far. */
bool out_flush(struct out *out);

#endif
