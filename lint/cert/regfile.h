/*
 * Registry exports: the syntax of .reg files, version 5 and REGEDIT4. What
 * keys and values mean is no matter of this layer
 * (facts: certificate-store-listings 8).
 */
#ifndef CERT_REGFILE_H
#define CERT_REGFILE_H

#include "base/arena.h"
#include "base/lines.h"

enum reg_step {
	REG_KEY,   /* the values that follow are of it */
	REG_VALUE, /* one value of the newest key */
	REG_STRAY, /* a line that is nothing of a registry export */
	REG_END,
};

enum reg_type {
	REG_TYPE_STRING, /* as UTF-8 */
	REG_TYPE_NUMBER, /* 32 bits */
	REG_TYPE_BINARY,
	REG_TYPE_OTHER,	  /* of a type that nobody needs, or deleted */
	REG_TYPE_DAMAGED, /* cut off, or not of the form of its type */
};

/* A key or a value. Slices are good until the next call. */
struct reg_item {
	uint32_t line;	   /* on which it begins */
	struct slice name; /* path of the key, or name as it is written */
	bool deleted;	   /* the key is to be deleted: "[-…]" */
	enum reg_type type;
	struct slice data; /* string or bytes */
	uint32_t number;
};

struct regfile {
	struct arena *arena; /* remembers that there was no memory */
	struct lines lines;
	struct vector data; /* of the newest value */
	bool ansi;	    /* REGEDIT4: strings as bytes are not UTF-16 */
};

/* Does the text begin as a registry export? */
bool regfile_is(struct slice text);

/* regfile_free() is due. The text must live as long. */
void regfile_init(struct regfile *file, struct slice text, struct arena *arena);
void regfile_free(struct regfile *file);

/* In linear time for the whole file. */
enum reg_step regfile_next(struct regfile *file, struct reg_item *item);

#endif
