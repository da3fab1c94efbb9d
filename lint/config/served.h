/*
 * Served: the handlers and modules that hold at a place of the configuration,
 * and the native modules of the server (facts: iis-configuration-system 9).
 */
#ifndef CONFIG_SERVED_H
#define CONFIG_SERVED_H

#include "config/config.h"

/*
 * Entries of handlers and modules that are merged for one file, in all
 * places together. A stock file has 100 of them at each place; one that makes
 * more than these is hostile, and its further places are left out.
 */
enum { SERVED_MAX = 5000000 };

struct served {
	/* Of the deeper of the two sections; empty at root level. */
	struct slice path;
	const struct section *handlers, *modules; /* null: the file has none */
	/* <add> elements, in the order that counts. */
	struct entries handler_entries, module_entries;
	struct table module_names; /* letter case counts */
};

/*
 * What serves the root level, and behind it each place at which another pair
 * of sections holds, in document order. Made when it is first asked for; null
 * without memory.
 */
const struct served *const *config_served(const struct config *config,
					  size_t *count);

/* What serves an application; null for one that was left out. */
const struct served *config_served_for(const struct config *config,
				       const struct application *application);

/* Is the name that of a module in force there? */
bool served_has_module(const struct served *served, struct slice name);

/* Does the file say which native modules there are? */
bool config_has_native_modules(const struct config *config);

/* The native module of this name, letter case included; or null. */
const struct xml_element *config_native_module(const struct config *config,
					       struct slice name);

#endif
