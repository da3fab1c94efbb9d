/*
 * DLLs of worker processes in folders to which others than administrators
 * can write, or that setups do not use (facts: rule-catalogue D).
 */
#ifndef RULE_UNTRUSTED_H
#define RULE_UNTRUSTED_H

#include "rule/check.h"

/* How far the folder of a DLL can be trusted. */
enum trust {
	TRUST_FULL,	 /* Windows and setups keep such DLLs there */
	TRUST_UNKNOWN,	 /* the path alone does not tell the folder */
	TRUST_ELSEWHERE, /* another folder of this machine */
	/* Others than administrators may write there. */
	TRUST_NOT_TEMPORARY,
	TRUST_NOT_USERS,
	TRUST_NOT_PROGRAM_DATA,
	TRUST_NOT_SHARE,
	TRUST_NOT_CONTENT,
};

/*
 * Of a canonical path, whatever sites serve. Drives are all alike: Windows
 * need not be on C:.
 */
enum trust path_trust(struct slice path);

/*
 * Report the DLLs that entries of a section name in an attribute and that are
 * not trusted: as an error where others may write. `what` stands before the
 * name of an entry. Entries that are switched off are left out, and all of
 * IIS Express, which runs as the one who starts it.
 */
void report_untrusted(struct check *check, const char *path,
		      const char *attribute, const char *what);

#endif
