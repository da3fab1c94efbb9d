#include "cert/der.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

enum { SEQUENCE = 0x30, INTEGER = 0x02 };

/* Tag, then a length of one byte or of up to four more. */
static bool read_header(struct slice bytes, size_t *header, size_t *length)
{
	const unsigned char *at = (const unsigned char *)bytes.at;
	size_t more, value = 0;

	if (bytes.len < 2 || at[0] != SEQUENCE)
		return false;
	if (at[1] < 0x80) {
		*header = 2;
		*length = at[1];
		return *length <= bytes.len - 2;
	}
	more = at[1] & 0x7F;
	if (more < 1 || more > 4 || bytes.len < 2 + more)
		return false;
	for (size_t i = 0; i < more; i++)
		value = value << 8 | at[2 + i];
	*header = 2 + more;
	*length = value;
	return value <= bytes.len - *header;
}

struct slice der_first(struct slice bytes)
{
	size_t header, length;

	if (!read_header(bytes, &header, &length))
		return (struct slice){ "", 0 };
	return slice_take(bytes, header + length);
}

enum der_kind der_kind(struct slice bytes)
{
	/* 1.2.840.113549.1.7.2, signedData */
	static const struct slice signed_data = {
		"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 11
	};
	static const struct slice version_3 = { "\x02\x01\x03", 3 };
	size_t header, length, ignored;
	struct slice inside;

	if (!read_header(bytes, &header, &length))
		return DER_NONE;
	inside = slice_skip(slice_take(bytes, header + length), header);
	if (slice_starts(inside, signed_data))
		return DER_PKCS7;
	if (slice_starts(inside, version_3))
		return DER_PKCS12;
	return read_header(inside, &header, &ignored) ? DER_CERTIFICATE
						      : DER_NONE;
}

static bool add_certificate(struct listing_input *input, struct slice der,
			    uint32_t line)
{
	bool valid;

	listing_der(input, der, line, &valid);
	if (!valid)
		listing_warn(input, line,
			     "the certificate is damaged and was left out");
	return valid;
}

/* What OpenSSL has taken apart already, as bytes again. */
static bool add_x509(struct listing_input *input, X509 *x509, uint32_t line)
{
	unsigned char *der = NULL;
	int len = i2d_X509(x509, &der);
	bool added;

	if (len <= 0)
		return false;
	added = add_certificate(
		input, (struct slice){ (const char *)der, (size_t)len }, line);
	OPENSSL_free(der);
	return added;
}

static bool add_pkcs7(struct listing_input *input, struct slice der,
		      uint32_t line)
{
	const unsigned char *at = (const unsigned char *)der.at;
	PKCS7 *bundle = d2i_PKCS7(NULL, &at, (long)der.len);
	bool good = bundle && PKCS7_type_is_signed(bundle) && bundle->d.sign;
	STACK_OF(X509) *certificates = good ? bundle->d.sign->cert : NULL;

	if (!good)
		listing_warn(input, line,
			     "the PKCS #7 bundle is damaged and was left out");
	/* A bundle of nothing is the export of an empty store. */
	if (good && !listing_current_store(input))
		listing_store(input, SLICE(""), CERT_LOCATION_UNKNOWN, 1);
	for (int i = 0; i < sk_X509_num(certificates); i++)
		add_x509(input, sk_X509_value(certificates, i), line);
	PKCS7_free(bundle);
	ERR_clear_error();
	return good;
}

bool der_add(struct listing_input *input, struct slice der, uint32_t line)
{
	if (der.len >= INT_MAX)
		return false;
	switch (der_kind(der)) {
	case DER_CERTIFICATE:
		return add_certificate(input, der, line);
	case DER_PKCS7:
		return add_pkcs7(input, der, line);
	case DER_PKCS12:
		return pfx_add(input, der, line);
	case DER_NONE:
		break;
	}
	listing_warn(input, line,
		     "neither a certificate nor a bundle of certificates");
	return false;
}
