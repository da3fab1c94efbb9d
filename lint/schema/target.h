/*
 * Target: the version of IIS, or of the Windows with it, for which a file is
 * meant.
 */
#ifndef SCHEMA_TARGET_H
#define SCHEMA_TARGET_H

#include <stdbool.h>

#include "base/slice.h"

/* In the order of their release, but for the last. */
enum target {
	TARGET_UNKNOWN, /* the user did not say */
	TARGET_7_0,	/* Windows Server 2008 */
	TARGET_7_5,	/* 2008 R2 */
	TARGET_8_0,	/* 2012 */
	TARGET_8_5,	/* 2012 R2 */
	TARGET_10_0,	/* 2016 */
	TARGET_10_1709,
	TARGET_10_1809, /* 2019 */
	TARGET_2022,
	TARGET_2025,
	TARGET_EXPRESS, /* IIS Express, on whatever Windows */
};

/*
 * "7.5", "10.0", "10", "10-1809", "2022", "express", or the year of the
 * Windows Server: "2008r2". False for anything else.
 */
bool target_parse(struct slice name, enum target *target);

/* A target that is said and is older than `than`; never IIS Express. */
static inline bool target_before(enum target target, enum target than)
{
	return target != TARGET_UNKNOWN && target < than;
}

#endif
