/*
 * Bitness: DLLs that only worker processes of 32 or of 64 bits can load, and
 * the application pools that try to (facts: iis-configuration-system 9).
 */
#ifndef RULE_BITNESS_H
#define RULE_BITNESS_H

#include "rule/precondition.h"

enum bitness { BITNESS_UNKNOWN, BITNESS_32, BITNESS_64 };

/*
 * Of a DLL, by its canonical path. System32 and %ProgramFiles% are redirected
 * for processes of 32 bits, so that they say nothing.
 */
enum bitness path_bitness(struct slice path);

/* A pool that runs applications, with what preconditions ask of it. */
struct pool_kind {
	const struct application_pool *pool;
	struct pool_traits traits;
};

enum {
	/* Pools that differ in their traits; of more, the first. */
	POOL_KINDS_MAX = 64,
	/* Applications that are looked at for entries in locations. */
	MISFIT_STEPS_MAX = 10000000,
};

/* What is known of the pools; to be set to zero but for the check. */
struct misfits {
	struct check *check;
	bool made;
	struct pool_kind kinds[POOL_KINDS_MAX];
	size_t kind_count;
	size_t steps;
};

/*
 * A pool that runs an application for which the entries of the section hold,
 * that loads one with this precondition, and whose worker processes have
 * another bitness than the DLL; or null.
 */
const struct application_pool *misfit_pool(struct misfits *misfits,
					   const struct section *section,
					   struct slice precondition,
					   enum bitness bitness);

#endif
