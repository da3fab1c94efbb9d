/*
 * DER: what a binary certificate file holds, read by OpenSSL: certificates,
 * PKCS #7 bundles (.p7b), PKCS #12 files (.pfx)
 * (facts: certificate-store-listings 3, 7.3 and 7.4).
 */
#ifndef CERT_DER_H
#define CERT_DER_H

#include "cert/reader.h"

enum der_kind { DER_NONE, DER_CERTIFICATE, DER_PKCS7, DER_PKCS12 };

/* By its first bytes alone; DER_NONE also when its length does not fit. */
enum der_kind der_kind(struct slice bytes);

/* The first value with its header; empty when its length does not fit. */
struct slice der_first(struct slice bytes);

/*
 * Add the certificates of one value to the current store. False when it is
 * damaged or none of these kinds: a warning for the line has been given then.
 */
bool der_add(struct listing_input *input, struct slice der, uint32_t line);

/* The same for a PKCS #12 file, with the password of the inventory. */
bool pfx_add(struct listing_input *input, struct slice der, uint32_t line);

#endif
