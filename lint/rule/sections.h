/*
 * Sections: names, and what one that nothing declares was meant to be.
 */
#ifndef RULE_SECTIONS_H
#define RULE_SECTIONS_H

#include "rule/check.h"

/* The last name of a path: "handlers" of "system.webServer/handlers". */
struct slice section_name(struct slice path);

/*
 * The path of the section or group that is known or declared and was meant:
 * another spelling in the same group, or the same name in another group.
 * Empty when nothing is near. It costs a look at all sections: not to be
 * asked for each of many.
 */
struct slice section_meant(struct check *check, struct slice path);

/*
 * What brings a section or group that IIS itself does not have, "the module
 * URL Rewrite"; null for others.
 */
const char *section_product(struct slice path);

#endif
