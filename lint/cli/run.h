/*
 * The program as a function, so that tests can run it in their process.
 */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stdio.h>

#include "base/arena.h"

/* Exit statuses of the program. */
enum { STATUS_CLEAN = 0, STATUS_FINDINGS = 1, STATUS_FAILED = 2 };

/*
 * Run with these arguments; reports go to `output`, what keeps the program
 * from doing its job to `errors`. Returns the exit status.
 */
int iislint_run(int argc, char **argv, FILE *output, FILE *errors,
		const struct allocator *memory);

#endif
