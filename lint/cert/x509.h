/*
 * Certificates as themselves: what a DER certificate tells, read by OpenSSL.
 */
#ifndef CERT_X509_H
#define CERT_X509_H

#include "cert/reader.h"

/*
 * The smallest and the largest certificate that is taken for one, in bytes.
 * Two names, two dates, a key and a signature need more than the least; to
 * try what is smaller would let a file of crumbs take minutes.
 */
enum { X509_SIZE_MIN = 64, X509_SIZE_MAX = 1 << 20 };

/* Thumbprint of bytes, whether they are a certificate or not. */
bool x509_thumbprint(struct slice der, struct thumbprint *thumbprint);

/*
 * Fill in subject, dates and details from a certificate. False when the bytes
 * are not exactly one certificate; then nothing is changed.
 */
bool x509_fill(struct listing_input *input, struct slice der,
	       struct cert *cert);

/* Release what x509_fill() keeps from one certificate to the next. */
void x509_forget(struct inventory *inventory);

#endif
