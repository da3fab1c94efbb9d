/*
 * Logging: which log of requests a site keeps.
 */
#ifndef RULE_LOGGING_H
#define RULE_LOGGING_H

#include "rule/check.h"

/*
 * Is the site's <logFile> about anything? FTP has a log of its own, and the
 * server may keep one log for all sites (<log centralLogFileMode>).
 */
bool site_has_log(const struct check *check, const struct site *site);

/* The same, and it is not turned off. */
bool site_keeps_log(const struct check *check, const struct site *site);

/* Does the server keep one log for all sites? */
bool log_is_central(const struct check *check);

#endif
