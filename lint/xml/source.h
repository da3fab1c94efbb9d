/*
 * Source text: the bytes of an input file and what they mean as UTF-8.
 *
 * Everything after this layer works on the decoded text and names places in
 * it by byte offset. Line and column are computed only for what is printed.
 */
#ifndef XML_SOURCE_H
#define XML_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/* Largest input file, in bytes. Offsets fit into 32 bits below it. */
enum { SOURCE_SIZE_MAX = 1 << 30 };

/*
 * Files from this size on are mapped, not read: for a file of 88 MB that
 * saves a quarter of the time. Should such a file be cut while it is linted,
 * the system sends SIGBUS, which the program turns into exit status 2.
 */
enum { SOURCE_MAP_MIN = 4 << 20 };

/* A piece of the decoded text: first byte, and one behind the last. */
struct span {
	uint32_t start, end;
};

/* Line and column from 1; columns count code points. */
struct position {
	uint32_t line, column;
};

enum source_status {
	SOURCE_OK,
	SOURCE_UNREADABLE, /* errno tells why */
	SOURCE_DIRECTORY,
	SOURCE_TOO_LARGE,
	SOURCE_NO_MEMORY,
};

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_UTF32LE,
	ENCODING_UTF32BE,
	ENCODING_DECLARED, /* the one that the XML declaration names */
	ENCODING_BYTES,	   /* unknown 8-bit text, byte = code point */
};

struct source {
	const char *name;  /* as the user gave it */
	struct slice text; /* a NUL follows it */
	enum encoding encoding;
	bool byte_order_mark;
	/*
	 * Value of encoding="…" in the XML declaration, or empty. It is a
	 * part of the text.
	 */
	struct slice declared;
	/* The declared encoding is none that this machine can convert. */
	bool declared_unknown;
	/*
	 * Offset in a converted text at which the first byte stood that does
	 * not belong to the encoding, or SIZE_MAX.
	 */
	size_t invalid_at;

	const struct allocator *memory;
	char *bytes; /* owned; the text points here unless converted */
	size_t byte_count;
	bool mapped;	   /* `bytes` is the file itself, mapped into memory */
	char *converted;   /* owned, or null */
	uint32_t *lines;   /* owned: offset at which each line starts */
	size_t line_count; /* 0 until the first question for a position */
	struct source_mark *marks; /* owned; null until a long line needs it */
	size_t mark_count;
};

/*
 * Read a file, or standard input when `path` is "-", and decode it as XML:
 * by byte order mark, by the look of the first bytes, or as declared. `name`
 * is kept, not copied. source_free() is due after every call.
 */
enum source_status source_load_xml(struct source *source, const char *path,
				   const char *name,
				   const struct allocator *memory);

/*
 * The same for a text that is not XML, a certificate listing: by byte order
 * mark, by zero bytes, as UTF-8 if it is valid, otherwise as unknown 8-bit
 * text.
 */
enum source_status source_load_text(struct source *source, const char *path,
				    const char *name,
				    const struct allocator *memory);

/* Both from bytes in memory, which are copied. For tests and fuzzers. */
enum source_status source_from_xml(struct source *source, struct slice bytes,
				   const char *name,
				   const struct allocator *memory);
enum source_status source_from_text(struct source *source, struct slice bytes,
				    const char *name,
				    const struct allocator *memory);

void source_free(struct source *source);

/* Why a source could not be loaded; of errno, so ask at once. */
const char *source_problem(enum source_status status);

struct slice source_slice(const struct source *source, struct span span);

/*
 * Build the line map, for the functions below, which otherwise do it when
 * they are first asked. False without memory: they would be wrong then.
 */
bool source_map_lines(struct source *source);

/* Offsets behind the end count as the end. Builds the line map if needed. */
struct position source_position(struct source *source, size_t offset);

/* The whole line that holds the offset, without its line break. */
struct span source_line(struct source *source, size_t offset);

#endif
