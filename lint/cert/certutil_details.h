/* From the lines of certutil -v to what rules know of a certificate. */
#ifndef CERT_CERTUTIL_DETAILS_H
#define CERT_CERTUTIL_DETAILS_H

#include "cert/certutil_dump.h"

/* Everything but issuer, serial and common name. */
void certutil_details_fill(struct listing_input *input,
			   const struct certutil_dump *dump,
			   struct cert_details *details);

#endif
