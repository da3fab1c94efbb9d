/*
 * Keys: what makes two entries of a collection the same
 * (facts: iis-configuration-system 4.5).
 */
#ifndef CONFIG_KEYS_H
#define CONFIG_KEYS_H

#include "config/config.h"

enum { KEY_PARTS_MAX = 8, KEY_GROUPS_MAX = 4 };

/* A unique attribute, or the attributes that are a key together. */
struct key_group {
	const struct schema_attribute *parts[KEY_PARTS_MAX];
	size_t count;
	bool unique;
	enum table_case fold; /* for tables of its keys */
};

/* The keys of a collection's entries; 0: any two entries are different. */
size_t key_groups(const struct schema *schema,
		  const struct schema_collection *collection,
		  struct key_group groups[KEY_GROUPS_MAX]);

/*
 * The value of a part: as written, or the default; numbers and time spans
 * in one form. False when there is none.
 */
bool key_part(const struct config *config, struct arena *arena,
	      const struct schema_attribute *part,
	      const struct xml_element *element, struct slice *value);

/*
 * The key of an entry, or of a <remove>, for tables of the group's fold. New
 * text is of the arena. False when the element does not have it.
 */
bool key_of(const struct config *config, struct arena *arena,
	    const struct key_group *group, const struct xml_element *element,
	    struct slice *key);

#endif
