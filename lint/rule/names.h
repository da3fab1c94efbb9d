/*
 * Names of sites, and paths of applications and virtual directories.
 */
#ifndef RULE_NAMES_H
#define RULE_NAMES_H

#include "rule/check.h"

/*
 * Is the fault that one of those is refused? They have rules of their own,
 * one for each of the schema's validators.
 */
bool is_of_sites(const struct fault *fault);

/* The same of the name of an application pool. */
bool is_of_pools(const struct fault *fault);

/*
 * Why IIS refuses the path, behind "path 'x' "; null if it does not
 * (facts: iis-configuration-system 1.4).
 */
const char *path_refused(struct slice path);

/* Why no request finds the path although IIS takes it; null if one may. */
const char *path_odd(struct slice path);

/* Tell that IIS refuses a path; `what` is "application path". */
void report_path_fault(struct check *check, const struct fault *fault,
		       const char *what);

/* Tell that no request finds the path of an element. */
void report_odd_path(struct check *check, const struct xml_element *element,
		     struct slice path, const char *what);

/*
 * Nothing, or slashes of any kind: meant to be the root, and told of by the
 * rule about such paths when it is not "/".
 */
bool path_means_root(struct slice path);

#endif
