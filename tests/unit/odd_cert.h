/*
 * Odd certificates: a writer of DER, for what no authority would sign and a
 * reader must stand all the same.
 */
#ifndef UNIT_ODD_CERT_H
#define UNIT_ODD_CERT_H

#include "listing.h"

static inline struct slice join(struct arena *arena, struct slice a,
				struct slice b)
{
	char *both = arena_alloc(arena, a.len + b.len + 1, 1);

	if (a.len)
		memcpy(both, a.at, a.len);
	if (b.len)
		memcpy(both + a.len, b.at, b.len);
	return (struct slice){ both, a.len + b.len };
}

/* One element of DER around its content. */
static inline struct slice der(struct arena *arena, unsigned tag,
			       struct slice content)
{
	size_t len = content.len;
	char head[] = { (char)tag, (char)0x83, (char)(len >> 16),
			(char)(len >> 8), (char)len };

	if (len < 0x80) {
		head[1] = (char)len;
		return join(arena, (struct slice){ head, 2 }, content);
	}
	return join(arena, (struct slice){ head, sizeof(head) }, content);
}

/* What is special about a certificate; the rest is as in any other. */
struct odd {
	struct slice serial;	 /* bytes */
	struct slice subject;	 /* what is in the name */
	struct slice not_before; /* whole elements */
	struct slice not_after;
	struct slice algorithm;	 /* content of the signature's identifier */
	struct slice key;	 /* whole element */
	struct slice extensions; /* whole elements */
};

static inline struct slice or_else(struct slice given, struct slice usual)
{
	return given.at ? given : usual;
}

static inline struct slice odd_cert(struct arena *arena, const struct odd *odd)
{
	/* A key of ten bits is enough. */
	static const char rsa[] =
		"\x30\x1B\x30\x0D\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01"
		"\x05\x00\x03\x0A\x00\x30\x07\x02\x02\x02\x01\x02\x01\x03";
	struct slice ecdsa = SLICE("\x06\x08\x2A\x86\x48\xCE\x3D\x04\x03\x02");
	struct slice date = SLICE("\x17\x0D"
				  "250101000000Z");
	struct slice name = der(arena, 0x30, odd->subject);
	struct slice algorithm =
		der(arena, 0x30, or_else(odd->algorithm, ecdsa));
	struct slice parts[] = {
		SLICE("\xA0\x03\x02\x01\x02"),
		der(arena, 2, or_else(odd->serial, SLICE("\1"))),
		algorithm,
		name,
		der(arena, 0x30,
		    join(arena, or_else(odd->not_before, date),
			 or_else(odd->not_after, date))),
		name,
		or_else(odd->key, (struct slice){ rsa, sizeof(rsa) - 1 }),
		der(arena, 0xA3, der(arena, 0x30, odd->extensions)),
	};
	struct slice body = { "", 0 };

	for (size_t i = 0; i < LENGTH(parts) - !odd->extensions.len; i++)
		body = join(arena, body, parts[i]);
	body = join(arena, der(arena, 0x30, body), algorithm);
	body = join(arena, body, SLICE("\x03\x02\0\0"));
	return der(arena, 0x30, body);
}

#endif
