/*
 * Lists as PowerShell and the scripts of administrators print them: names
 * and purposes of a certificate on one line or several, in any language
 * (facts: certificate-store-listings 6.2 and 6.4).
 */
#ifndef CERT_LISTS_H
#define CERT_LISTS_H

#include "cert/reader.h"

/*
 * Take the braces off "{a, b, c, d...}". True when the list goes on behind
 * its last item, which the dots say.
 */
bool lists_open(struct slice *text);

/*
 * Host names and addresses. Of a formatted subject alternative name ("DNS
 * Name=a, DNS Name=b") they are complete when all of it is understood; names
 * alone, such as those of DnsNameList, are at best a part, for that property
 * is wrong on a Windows that is not English.
 */
void lists_names(struct listing_input *input, struct slice text,
		 struct cert_details *details);

/*
 * Purposes: dotted OIDs, with or without a name before them. "{}" is a
 * certificate that is good for every purpose; names without OIDs are not
 * understood.
 */
void lists_usages(struct listing_input *input, struct slice text,
		  struct cert_list *usages);

#endif
