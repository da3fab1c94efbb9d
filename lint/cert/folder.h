/*
 * A directory as a listing: the files in it, each a listing of its own.
 */
#ifndef CERT_FOLDER_H
#define CERT_FOLDER_H

#include "cert/inventory.h"

/*
 * Read every regular file of the directory, sorted by name, without those of
 * its directories. As inventory_read(), which calls this; a file that cannot
 * be used is told, but does not spoil the rest.
 *
 * When the user named the store and nothing had to be told of any file, the
 * files together are the whole store, also when each is one certificate.
 * Otherwise none of them is.
 */
bool folder_read(struct inventory *inventory, const char *path,
		 enum listing_kind kind, struct slice store);

#endif
