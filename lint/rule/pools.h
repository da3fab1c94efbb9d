/*
 * Application pools: how their settings go together
 * (facts: iis-configuration-system 8.2 and 8.3).
 */
#ifndef RULE_POOLS_H
#define RULE_POOLS_H

#include "rule/check.h"

/* An effective value of a pool, without blanks around; empty if none. */
struct slice pool_value(const struct check *check,
			const struct application_pool *pool, const char *below,
			const char *attribute, struct setting *setting);

/* <applicationPoolDefaults>, or null. It costs a look at all pools. */
const struct xml_element *pool_defaults(const struct check *check);

/* Does a site that starts with the service use the pool? Then one of them. */
const struct application *
pool_started_user(const struct check *check,
		  const struct application_pool *pool);

/* Does the pool run as the account in userName? */
bool pool_is_specific_user(const struct check *check,
			   const struct application_pool *pool);

/* Has this attribute of processModel an effective value that is not empty? */
bool pool_has_account(const struct check *check,
		      const struct application_pool *pool,
		      const char *attribute);

#endif
