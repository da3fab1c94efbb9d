/*
 * Faults of a large file, found by a thread of its own while the rest of the
 * model is made use of.
 */
#ifndef CONFIG_BESIDE_H
#define CONFIG_BESIDE_H

#include <pthread.h>

#include "config/faults.h"

struct faults {
	const struct config *config;
	struct arena arena;
	struct vector kept; /* struct fault */
	pthread_t thread;
	bool running;
	bool failed; /* out of memory */
	bool full;   /* there are more than are kept */
};

/*
 * Begin to look for faults, if the file is large enough for that to pay. From
 * now on the model must not be changed; faults_free() is due.
 */
void faults_start(struct faults *faults, const struct config *config);

/*
 * Show all faults, as config_faults() does. False when there was no memory.
 */
bool faults_visit(struct faults *faults, const struct fault_visitor *visitor);

void faults_free(struct faults *faults);

#endif
