/*
 * The version of iislint, for reports and --version.
 */
#ifndef RULE_VERSION_H
#define RULE_VERSION_H

extern const char iislint_version[];

#endif
