/*
 * Thumbprint: the SHA-1 hash by which Windows names a certificate.
 * 20 bytes (SCHANNEL_CERT_HASH; facts: custom-metadata-and-ssl 4.4).
 */
#ifndef CONFIG_THUMBPRINT_H
#define CONFIG_THUMBPRINT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { THUMBPRINT_SIZE = 20, THUMBPRINT_DIGITS = 2 * THUMBPRINT_SIZE };

struct thumbprint {
	unsigned char sha1[THUMBPRINT_SIZE];
};

/* Upper-case hexadecimal digits and a NUL. */
struct thumbprint_text {
	char digits[THUMBPRINT_DIGITS + 1];
};

struct thumbprint_text thumbprint_print(const struct thumbprint *thumbprint);

/*
 * Read the spellings that people copy: either case; blanks, colons, hyphens
 * and invisible format characters (the U+200E of the certificate dialog)
 * between and around the digits; a leading "0x". False when anything else is
 * there or the number of digits is not 40; *digits then tells how many
 * hexadecimal digits there are, 0 when something else is there as well.
 */
bool thumbprint_parse(struct slice text, struct thumbprint *thumbprint,
		      size_t *digits);

bool thumbprint_eq(const struct thumbprint *a, const struct thumbprint *b);

/* The bytes as a key for look-ups. */
struct slice thumbprint_key(const struct thumbprint *thumbprint);

#endif
