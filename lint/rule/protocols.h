/*
 * Protocols that applications enable
 * (facts: iis-configuration-system 8.5).
 */
#ifndef RULE_PROTOCOLS_H
#define RULE_PROTOCOLS_H

#include "rule/check.h"

/* Bits of those that say something about a site. */
enum {
	PROTOCOL_NET_TCP = 1,
	PROTOCOL_NET_PIPE = 2,
	PROTOCOL_NET_MSMQ = 4,
	PROTOCOL_MSMQ_FORMATNAME = 8,
	/* Those that an application has to enable by name. */
	PROTOCOLS_TO_ENABLE = 15,
	PROTOCOL_HTTPS = 16,
};

/* 0 for all others. */
unsigned protocol_bit(struct slice protocol);

/* The lists that were inherited last: all null at the start. */
struct enabled_lists {
	struct enabled_list {
		const struct xml_element *where;
		unsigned bits;
	} of_site, of_all;
};

/*
 * Bits of an application's enabledProtocols. A list that is inherited is read
 * once, for it may be long and the applications many. One that is encrypted
 * may have each protocol.
 */
unsigned enabled_bits(const struct check *check, struct enabled_lists *lists,
		      const struct application *application,
		      const struct setting *setting);

#endif
