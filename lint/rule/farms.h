/*
 * Farms and the proxy of Application Request Routing: where rewrite rules
 * send requests to.
 */
#ifndef RULE_FARMS_H
#define RULE_FARMS_H

#include "rule/rewrite.h"

struct farms {
	struct rewrite_names names;
	struct table hosts; /* of the bindings */
	bool installed;	    /* sections of it are in the file, or declared */
	bool proxy;	    /* system.webServer/proxy@enabled, anywhere */
};

/* False when the file does not show it all: a piece, web.config, broken. */
bool farms_read(struct check *check, struct farms *farms);

/*
 * Does the rule rewrite requests to another server, which is neither a farm
 * of the file nor a host of its bindings? `host` comes with its port.
 */
bool farms_leave(const struct farms *farms, const struct rewrite_rule *rule,
		 struct slice *url, struct slice *host);

/*
 * Is a farm meant by the host that such a rule has: has the rule the name that
 * belongs to a farm, "ARR_Name_loadbalance", or is there a farm of a name that
 * is near, and no proxy that would serve other hosts?
 */
bool farm_is_meant(const struct farms *farms, const struct rewrite_rule *rule,
		   struct slice host);

#endif
