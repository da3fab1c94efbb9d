/*
 * Modules: what the server has, and what it lacks.
 */
#ifndef RULE_MODULES_H
#define RULE_MODULES_H

#include "rule/check.h"

/*
 * Does the file say which native modules there are (<globalModules>), and is
 * this one not among them? Letter case counts.
 */
bool native_is_missing(const struct check *check, struct slice name);

/* Does one of the native modules load this DLL, whatever its folder? */
bool native_has_image(const struct check *check, struct slice file);

/*
 * Do modules or handlers anywhere name it? Then other rules tell that it is
 * missing. It costs a look at all of them.
 */
bool module_is_named(const struct check *check, struct slice name);

#endif
