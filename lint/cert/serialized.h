/*
 * Serialized elements: the form in which Windows keeps a certificate with its
 * properties, in .sst files and in the registry
 * (facts: certificate-store-listings 7.1 and 7.2).
 */
#ifndef CERT_SERIALIZED_H
#define CERT_SERIALIZED_H

#include "cert/reader.h"

/* What property 2 tells of the private key. */
enum serialized_link {
	SERIALIZED_UNLINKED, /* the property is not there */
	SERIALIZED_LINKED,
	SERIALIZED_LINK_DAMAGED,
};

/*
 * One certificate with the properties that stand before it. Names are
 * UTF-16LE as they are there, some with a NUL at the end.
 */
struct serialized_cert {
	struct slice der;
	struct slice sha1;   /* property 3, or null: it is not there */
	struct slice usages; /* property 9: DER, or null */
	struct slice friendly_name;
	bool archived;
	enum serialized_link link;
	struct slice provider; /* of the link; empty: the default one */
	uint32_t key_flags;    /* of the link */
};

enum serialized_step {
	SERIALIZED_CERT,
	SERIALIZED_END,	   /* the end mark has been read */
	SERIALIZED_DAMAGED /* cut off, or what follows is no element */
};

/*
 * The next certificate of a chain of elements; lists of revoked or trusted
 * certificates between are left out. *rest moves behind it. Nothing is
 * copied.
 */
enum serialized_step serialized_next(struct slice *rest,
				     struct serialized_cert *cert);

/* Do the bytes begin as an element does, whether it is whole or not? */
bool serialized_begins(struct slice bytes);

/*
 * Add the certificate to the current store, with all that DER and properties
 * tell. `all_properties`: what is not there does not exist, because a program
 * that leaves properties out has not written the file. False when the
 * certificate is damaged: a warning has been given then.
 */
bool serialized_add(struct listing_input *input,
		    const struct serialized_cert *serialized, uint32_t line,
		    bool all_properties);

#endif
