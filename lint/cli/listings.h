/*
 * Listings: the inventory of one server, read from the listings of the
 * command line and of its snapshot, large ones in a thread of their own.
 */
#ifndef CLI_LISTINGS_H
#define CLI_LISTINGS_H

#include <pthread.h>

#include "cli/options.h"

struct listings {
	struct inventory inventory;
	struct arena arena; /* of the inventory alone: it may be a thread's */
	/* Those of the command line, then those of the snapshot. */
	const struct option_listing *all[2];
	size_t counts[2];
	pthread_t thread;
	bool beside; /* they are being read by the thread */
	bool bad;    /* one of them cannot be used */
};

/*
 * Begin to read. Either array may be empty, and must stay where it is.
 * listings_end() and listings_free() are due.
 */
void listings_begin(struct listings *listings, const struct allocator *memory,
		    struct slice password, const struct option_listing *common,
		    size_t common_count, const struct option_listing *own,
		    size_t own_count);

/*
 * Wait until all are read, and say what their readers have to say. False
 * when one cannot be used or there is no memory: nothing must be linted
 * against them then.
 */
bool listings_end(struct listings *listings, struct out *errors);

void listings_free(struct listings *listings);

#endif
