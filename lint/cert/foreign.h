/*
 * Foreign formats: what a file is that no listing reader takes, so that the
 * message can say it by name. Null when it is nothing known.
 */
#ifndef CERT_FOREIGN_H
#define CERT_FOREIGN_H

#include "base/slice.h"

struct foreign {
	const char *what;
	/* With --cert-store; null: nothing better than the usual formats. */
	const char *advice;
};

/* From the bytes of the file. */
const struct foreign *foreign_binary(struct slice bytes);

/* From its decoded text. */
const struct foreign *foreign_text(struct slice text);

#endif
