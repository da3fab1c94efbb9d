/*
 * Duplicates: entries of a collection that are there already, in the same
 * element or in one from which it inherits. Part of the walk that finds
 * faults; nobody else needs it.
 */
#ifndef CONFIG_DUPLICATES_H
#define CONFIG_DUPLICATES_H

#include "config/faults.h"

enum { WAY_MAX = 16 };

struct duplicates {
	const struct config *config;
	const struct fault_visitor *visitor;
	struct arena arena;
	struct table levels; /* struct level_key -> number in the list */
	struct vector list;  /* struct level * */
};

/* An element that has a collection. */
struct collected {
	const struct section *section;
	const struct xml_element *element;
	const struct schema_element *known;
	/*
	 * Names from the section's element down to this one; null when it is
	 * inside of an entry and inherits nothing.
	 */
	const struct slice *way;
	size_t depth;
};

enum {
	/* Up to so many entries are compared with each other. */
	FEW = 8,
	/* Collections of one element; profile/properties has two. */
	COLLECTIONS_MAX = 2,
};

/* What has been seen of one collection of an element. */
struct gathered {
	const struct schema_collection *collection;
	const struct xml_element *few[FEW];
	size_t count;
	struct level *level; /* null: the few are all, and nothing is above */
};

struct gather {
	struct duplicates *duplicates;
	struct collected where;
	struct gathered of[COLLECTIONS_MAX];
};

void duplicates_start(struct duplicates *duplicates,
		      const struct config *config,
		      const struct fault_visitor *visitor);
/* False when there was no memory. */
bool duplicates_end(struct duplicates *duplicates);

/* Begin with an element; its directives follow in document order. */
void gather_start(struct gather *gather, struct duplicates *duplicates,
		  const struct collected *where);
void gather_directive(struct gather *gather, const struct xml_element *element,
		      const struct schema_child *child);

#endif
