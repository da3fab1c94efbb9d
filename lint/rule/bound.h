/*
 * Certificates in use: those that http.sys has for the https bindings of the
 * file.
 */
#ifndef RULE_BOUND_H
#define RULE_BOUND_H

#include "rule/engine.h"

/*
 * Fill in the bounds of the result, in the order of their first bindings.
 * `now` decides which newer certificates are good.
 */
void find_bound(struct result *result, const struct inventory *inventory,
		int64_t now);

/* The second half of it: the newer certificates. */
void find_newer(struct result *result, const struct inventory *inventory,
		int64_t now);

#endif
