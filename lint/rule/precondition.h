/*
 * Preconditions: in which application pools an entry of handlers, modules or
 * filters is loaded (facts: iis-configuration-system 9).
 */
#ifndef RULE_PRECONDITION_H
#define RULE_PRECONDITION_H

#include "rule/check.h"

/* What preconditions ask of a pool; effective values. */
struct pool_traits {
	bool classic;	      /* managedPipelineMode */
	bool bits32;	      /* enable32BitAppOnWin64 */
	struct slice runtime; /* managedRuntimeVersion; empty: none */
};

void pool_traits(const struct check *check, const struct application_pool *pool,
		 struct pool_traits *traits);

/* Is an entry loaded in such a pool? Unknown tokens count as fulfilled. */
bool precondition_holds(struct slice precondition,
			const struct pool_traits *traits);

/* Cut the next token off, without blanks; empty ones are left out. */
bool precondition_cut(struct slice *rest, struct slice *token);

/*
 * See every entry of globalModules, modules, handlers and isapiFilters that
 * has a precondition. That of an outbound rule of URL Rewrite is something
 * else: the name of an element of <preConditions>.
 */
void each_precondition(struct check *check,
		       void (*see)(struct check *check,
				   const struct xml_element *entry,
				   struct slice precondition));

#endif
