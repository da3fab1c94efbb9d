/*
 * Locks: names in the attributes that lock, and what a deeper location sets
 * although it is locked. Part of the walk that finds faults; nobody else
 * needs it (facts: iis-configuration-system 4.2).
 */
#ifndef CONFIG_LOCKS_H
#define CONFIG_LOCKS_H

#include "config/faults.h"

/* Which attribute of a lock is it? */
enum lock {
	LOCK_NONE,
	LOCK_ATTRIBUTES,
	LOCK_ATTRIBUTES_EXCEPT,
	LOCK_ELEMENTS,
	LOCK_ELEMENTS_EXCEPT,
	LOCK_ITEM,
};

enum lock lock_of(struct slice attribute_name);

struct locks {
	const struct config *config;
	const struct fault_visitor *visitor;
	struct arena *arena;
	bool *locking; /* by number of the section; null: none locks */
};

/*
 * An attribute that locks: report the names that are unknown on its element.
 * `fault` has section, element, attribute and known.
 */
void locks_check_names(struct locks *locks, const struct fault *fault,
		       enum lock lock);

/* After all sections: what is set below a lock. */
void locks_check_levels(struct locks *locks);

#endif
