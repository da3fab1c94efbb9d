/*
 * Words of a formatted subject alternative name, which Windows prints in the
 * language of its user: "DNS Name=…", "Adresse IP=…"
 * (facts: certificate-store-listings 5).
 */
#ifndef CERT_ALTNAME_H
#define CERT_ALTNAME_H

#include <stdbool.h>

#include "base/slice.h"

/* Does the label hold the letters as a word: "IP" of "Adresse IP"? */
bool altname_has_word(struct slice label, struct slice word);

/* Can it be a host name, as A-label, or one with a wildcard? */
bool altname_is_host(struct slice text);

#endif
