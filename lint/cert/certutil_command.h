/*
 * The command line that made a listing, when it was copied along with its
 * output: "C:\>certutil -user -store my".
 */
#ifndef CERT_CERTUTIL_COMMAND_H
#define CERT_CERTUTIL_COMMAND_H

#include "cert/inventory.h"

struct certutil_command {
	struct slice store; /* as typed, or the default; empty: none */
	enum cert_location location;
	bool part; /* it asks for a part of the store, or shows a part */
};

/* False when the line is no prompt with certutil behind it. */
bool certutil_command_parse(struct slice line,
			    struct certutil_command *command);

#endif
