/*
 * Restrictions: which ISAPI extensions and CGI programs may run, of the root
 * level (system.webServer/security/isapiCgiRestriction).
 */
#ifndef RULE_RESTRICTIONS_H
#define RULE_RESTRICTIONS_H

#include "rule/handlers.h"

struct restrictions {
	const struct section *section;
	struct entries entries;
	struct table scripts;	       /* script_key() -> number of the entry */
	struct table programs;	       /* script_program() -> the same */
	bool other_isapis, other_cgis; /* those that are not listed may run */
};

/* False when the file does not have the section. */
bool find_restrictions(struct check *check, struct restrictions *restrictions);

/* Are they those of this place? A location may have its own. */
bool restrictions_hold(const struct check *check,
		       const struct restrictions *restrictions,
		       const struct served *served);

/* The entry of a key of one of the tables; null if there is none. */
const struct xml_element *
restriction_of(const struct restrictions *restrictions,
	       const struct table *table, struct slice key);

/* Is the handler's script allowed by its entry, or, if that is null, without?
 */
bool restriction_allows(const struct check *check,
			const struct restrictions *restrictions,
			const struct xml_element *entry,
			const struct xml_element *handler);

/*
 * What the handler runs and the restrictions are about: its scriptProcessor,
 * if IsapiModule or CgiModule runs it; else empty.
 */
struct slice restricted_script(const struct check *check,
			       const struct xml_element *handler);

#endif
