/*
 * Native modules: the DLLs that a worker process loads, and those that are
 * well known (facts: iis-configuration-system 9, and what the files of servers
 * and of IIS Express hold).
 */
#ifndef RULE_NATIVE_H
#define RULE_NATIVE_H

#include "rule/check.h"

#define NATIVE_SECTION "system.webServer/globalModules"

struct native_module {
	const char *name; /* as globalModules has it; letter case counts */
	/* Names of its file, in lower case, with commas between them. */
	const char *images;
	/*
	 * The folder that its setup takes, canonical and without the drive,
	 * when it is none of those that all modules may be in; or null.
	 */
	const char *folder;
};

/* The well-known module of this name; null if there is none. */
const struct native_module *native_module(struct slice name);

/* See every <add> of globalModules. */
void each_native(struct check *check,
		 void (*see)(struct check *check,
			     const struct xml_element *entry));

/* A value of the entry; empty if it has none. */
struct slice entry_value(const struct check *check,
			 const struct xml_element *entry, const char *name);

#endif
