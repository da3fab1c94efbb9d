/*
 * Texts in certificates: strings and distinguished names as UTF-8, the names
 * in the form in which Windows prints them.
 *
 * Texts are always valid UTF-8 and hold no NUL: U+FFFD stands in the place of
 * each byte that has no business there, so that such a name is never taken
 * for a shorter one and equals no host name.
 */
#ifndef CERT_X509_TEXT_H
#define CERT_X509_TEXT_H

#include <openssl/x509.h>

#include "base/arena.h"

/* Parts of a distinguished name that are printed; what follows is "...". */
enum { X509_NAME_PARTS_MAX = 64 };

/* Also of a string whose encoding is broken. */
struct slice x509_string(struct arena *arena, const ASN1_STRING *string);

/* "CN=www, O=\"Fabrikam, Inc.\", C=US", the most specific part first. */
struct slice x509_name(struct arena *arena, const X509_NAME *name);

/* The most specific common name, or empty. */
struct slice x509_common_name(struct arena *arena, const X509_NAME *name);

/* An object identifier with dots; empty when it is too long for that. */
struct slice x509_oid(struct arena *arena, const ASN1_OBJECT *object);

/* Bytes as hexadecimal digits in upper case. */
struct slice x509_hex(struct arena *arena, struct slice bytes);

#endif
