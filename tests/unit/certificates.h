/*
 * Certificates for tests: two whole ones, and a writer for odd ones. Their
 * keys are no secrets, and nobody has signed them.
 */
#ifndef UNIT_CERTIFICATES_H
#define UNIT_CERTIFICATES_H

#include <openssl/evp.h>

#include "listing.h"

/* Everything that a good server certificate has; EC P-256. */
#define PRINT_WWW "203CD36D79329E52236AE98AB5E2597A66944D41"
#define CERT_WWW                                                               \
	"MIIBvjCCAaOgAwIBAgIKWgHA/+4AAdG3qTAKBggqhkjOPQQDAjAkMQswCQYD"         \
	"VQQGEwJERTEVMBMGA1UEAwwMRXhhbXBsZSBDQSAxMB4XDTI2MDExMDA5MTUw"         \
	"MFoXDTM2MDEwODA5MTUwMFowVDELMAkGA1UEBhMCREUxDjAMBgNVBAcMBUvD"         \
	"tmxuMRcwFQYDVQQKDA5GYWJyaWthbSwgSW5jLjEcMBoGA1UEAwwTd3d3LmNv"         \
	"bnRvc28uZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGsX0fLh"         \
	"LEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivO"         \
	"M1drMV7Oy7ZAaDe/UfWjgYwwgYkwSQYDVR0RBEIwQIITd3d3LmNvbnRvc28u"         \
	"ZXhhbXBsZYIRKi5jb250b3NvLmV4YW1wbGWHBMAAAgGHECABDbgAAAAAAAAA"         \
	"AAAAAAEwHQYDVR0lBBYwFAYIKwYBBQUHAwEGCCsGAQUFBwMCMB0GA1UdDgQW"         \
	"BBSgoaKjpKWmp6ipqqusra6vsLGyszAKBggqhkjOPQQDAgMJADAGAgEBAgEB"

/* Version 1 without extensions, RSA of 512 bits, SHA-1, expired. */
#define PRINT_OLD "111E2B5DD7CD85B3A74CFE1BDFF2C956A366D307"
#define CERT_OLD                                                               \
	"MIHlMIHQAgEHMA0GCSqGSIb3DQEBBQUAMB4xHDAaBgNVBAMME29sZC5jb250"         \
	"b3NvLmV4YW1wbGUwHhcNMTkwNTAxMTIwMDAwWhcNMjEwNTAxMTIwMDAwWjAe"         \
	"MRwwGgYDVQQDDBNvbGQuY29udG9zby5leGFtcGxlMFwwDQYJKoZIhvcNAQEB"         \
	"BQADSwAwSAJBAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"         \
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAECAwEAATANBgkqhkiG9w0B"         \
	"AQUFAAMBAA=="

/* The bytes of Base64 without line breaks. */
static inline struct slice unbase64(struct arena *arena, const char *text)
{
	size_t len = strlen(text);
	unsigned char *bytes = arena_alloc(arena, len + 1, 1);
	int count =
		EVP_DecodeBlock(bytes, (const unsigned char *)text, (int)len);

	ck_assert_int_gt(count, 0);
	/* It counts the padding. */
	count -= (text[len - 1] == '=') + (text[len - 2] == '=');
	return (struct slice){ (char *)bytes, (size_t)count };
}

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
	static const char p256[] =
		"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncD"
		"fYEt6zOg9KE5RdjYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R"
		"9Q==";
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
		or_else(odd->key, unbase64(arena, p256)),
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
