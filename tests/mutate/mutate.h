/*
 * Mutations: insert one mistake at a random place of a configuration that has
 * none, lint it, and see that exactly this mistake is found, there.
 *
 * What is expected is worked out from the text and the tables of the schema
 * alone: none of the program's readers, walks and positions is asked.
 */
#ifndef MUTATE_MUTATE_H
#define MUTATE_MUTATE_H

#include "schema/schema.h"
#include "xml/source.h"

/* The same seed gives the same numbers anywhere. */
struct random {
	uint64_t state;
};

struct random random_start(uint64_t seed, uint64_t number);
/* Less than n, which must not be 0. */
uint64_t random_below(struct random *random, uint64_t n);
bool random_one_in(struct random *random, uint64_t n);

/* Text that grows; without memory, the program ends. */
struct text {
	char *at;
	size_t len, room;
};

void text_put(struct text *text, struct slice s);
void text_char(struct text *text, char c);
void text_print(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void text_free(struct text *text);

static inline struct slice text_slice(const struct text *text)
{
	return (struct slice){ text->at, text->len };
}

/* Line and column of an offset, counted from the start of the text. */
struct position text_position(struct slice text, size_t offset);

/* The text as UTF-16LE with a byte order mark; or with the one of UTF-8. */
void text_utf16(struct text *to, struct slice text);
void text_marked(struct text *to, struct slice text);

/*
 * The name with one letter swapped with the next, dropped, doubled, replaced
 * or in the other case; false when chance gave no name.
 */
bool make_typo(struct text *to, struct slice name, struct random *random);

/* Values. Of keys, `index` tells entries apart. */
void valid_value(struct text *to, const struct schema *schema,
		 const struct schema_attribute *attribute, size_t index,
		 struct random *random);
/* How many values of a key there are: SIZE_MAX, many. */
size_t value_capacity(const struct schema_attribute *attribute);

enum wrong {
	WRONG_NAME,  /* of an enum or flags */
	WRONG_TYPE,  /* not a number, time span, true or false */
	WRONG_RANGE, /* outside of the range, or between the steps */
	WRONG_TEXT,  /* a string that the validator refuses */
};

/* Is there such a value? */
bool can_be_wrong(const struct schema_attribute *attribute, enum wrong wrong);
void wrong_value(struct text *to, const struct schema *schema,
		 const struct schema_attribute *attribute, enum wrong wrong,
		 struct random *random);

/* Not of IIS Express alone, and not computed. */
bool is_for_files(const struct schema_attribute *attribute);

/*
 * A configuration without a mistake, declared in configSections: one section,
 * or, if that is null, all of them. Everything that the schema knows of it
 * when `full`, otherwise a random part.
 */
void generate(struct text *to, const struct schema *schema,
	      const struct schema_section *section, bool full,
	      struct random *random);

/* Where things stand in a text: read by simple means. */
struct mark {
	struct span name, value;
	/* Null: nothing that the schema knows for such an element. */
	const struct schema_attribute *definition;
};

struct node {
	struct span all;      /* from "<" of the start to ">" of the end tag */
	struct span tag;      /* the start tag */
	struct span name;     /* in the start tag */
	struct span end_name; /* in the end tag; empty when there is none */
	size_t parent;	      /* SIZE_MAX: the root */
	size_t first_mark, mark_count;
	bool section;			    /* the element of a section */
	const struct schema_element *known; /* null: not checked */
	const struct schema_section *of;    /* of a section's element */
	const struct schema_collection *collection; /* of an entry */
	enum schema_role role;
};

struct scan {
	struct slice text;
	struct node *nodes;
	struct mark *marks;
	size_t node_count, mark_count, node_room, mark_room;
	bool declares; /* there is a configSections */
};

/* The text must be well-formed. scan_free() is due. */
void scan_text(struct scan *scan, const struct schema *schema,
	       struct slice text);
void scan_free(struct scan *scan);

static inline struct slice scan_slice(const struct scan *scan, struct span at)
{
	return slice_take(slice_skip(scan->text, at.start), at.end - at.start);
}

enum kind {
	TYPO_SECTION,
	TYPO_ELEMENT,
	TYPO_ATTRIBUTE,
	BAD_NAME,
	BAD_TYPE,
	BAD_RANGE,
	BAD_TEXT,
	DUPLICATE,
	REMOVED,
	KINDS
};

const char *kind_name(enum kind kind);
bool is_wrong_value(enum kind kind, enum wrong *wrong);

enum { EXPECTED_MAX = 4 };

/* What must be, or may be, found of a mistake. */
struct expected {
	const char *rule;
	struct span at; /* the whole finding; of what may be: around it */
};

/* A mistake. */
struct change {
	struct text text;
	struct expected must[EXPECTED_MAX]; /* each once */
	struct expected may;		    /* without a rule: nothing else */
	size_t count;			    /* of must */
	/*
	 * The start tag of the element: a rule that knows more of it may speak
	 * instead.
	 */
	struct span tag;
};

/*
 * Make one mistake of the kind at a random place; false when the text has no
 * place for it. The change's text is the caller's.
 */
bool change_make(struct change *change, const struct schema *schema,
		 const struct scan *scan, enum kind kind,
		 struct random *random);

/* Does the schema of the section have a place for such a mistake? */
bool section_offers(const struct schema *schema,
		    const struct schema_section *section, enum kind kind);

/* How many attributes of the schema the text does not have anywhere. */
size_t attributes_unseen(const struct schema *schema, const struct scan *scan);

#endif
