#include "cert/der.h"

#include <limits.h>

#include "cert/asn1.h"

struct slice der_first(struct slice bytes)
{
	struct asn1 value;

	return asn1_take(&bytes, ASN1_SEQUENCE_TAG, &value)
		       ? value.whole
		       : (struct slice){ "", 0 };
}

/*
 * What is signed of a certificate begins with its version or its number; two
 * sequences alone could as well be the text "0A05".
 */
static bool is_signed_part(const struct asn1 *value)
{
	unsigned char first =
		value->content.len ? (unsigned char)value->content.at[0] : 0;

	return value->tag == ASN1_SEQUENCE_TAG &&
	       (first == ASN1_CONTEXT_0 || first == ASN1_INTEGER_TAG);
}

enum der_kind der_kind(struct slice bytes)
{
	/* 1.2.840.113549.1.7.2, signedData */
	static const struct slice signed_data = {
		"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 11
	};
	static const struct slice version_3 = { "\x02\x01\x03", 3 };
	struct asn1 value, first;

	if (!asn1_take(&bytes, ASN1_SEQUENCE_TAG, &value) ||
	    !asn1_next(&value.content, &first))
		return DER_NONE;
	if (slice_eq(first.whole, signed_data))
		return DER_PKCS7;
	if (slice_eq(first.whole, version_3))
		return DER_PKCS12;
	return is_signed_part(&first) ? DER_CERTIFICATE : DER_NONE;
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

/* Step into the value of that tag. */
static bool enter(struct slice *rest, unsigned char tag)
{
	struct asn1 value;

	if (!asn1_take(rest, tag, &value))
		return false;
	*rest = value.content;
	return true;
}

struct bundle {
	struct slice certificates;
	bool exported; /* nobody has signed it: not a message, but a store */
};

/*
 * ContentInfo { signedData, [0] SignedData { version, digest algorithms,
 * content, [0] certificates OPTIONAL, [1] revoked ones OPTIONAL, signers } }.
 * False when it is not so.
 */
static bool open_bundle(struct slice rest, struct bundle *bundle)
{
	struct asn1 value;

	if (!enter(&rest, ASN1_SEQUENCE_TAG) || !asn1_next(&rest, &value) ||
	    !enter(&rest, ASN1_CONTEXT_0) || !enter(&rest, ASN1_SEQUENCE_TAG))
		return false;
	for (int before = 0; before < 3; before++)
		if (!asn1_next(&rest, &value))
			return false;
	bundle->certificates = asn1_take(&rest, ASN1_CONTEXT_0, &value)
				       ? value.content
				       : (struct slice){ "", 0 };
	asn1_take(&rest, ASN1_CONTEXT_1, &value);
	bundle->exported =
		asn1_take(&rest, ASN1_SET_TAG, &value) && !value.content.len;
	return true;
}

/* False when nothing of the bundle can be used. */
static bool add_certificates(struct listing_input *input,
			     const struct bundle *bundle, uint32_t line)
{
	struct slice rest = bundle->certificates;
	size_t good = 0, bad = 0;
	struct asn1 value;

	/* A bundle of nothing is the export of an empty store. */
	if (!listing_current_store(input))
		listing_store(input, SLICE(""), CERT_LOCATION_UNKNOWN, 1);
	while (asn1_next(&rest, &value)) {
		bool added = add_certificate(input, value.whole, line);

		good += added;
		bad += !added;
	}
	if (rest.len) {
		listing_warn(input, line,
			     "the PKCS #7 bundle is damaged; certificates may "
			     "be missing");
		bad++;
	}
	/* A message has the certificates of its signers, and no others. */
	if (bad || !bundle->exported)
		listing_mark_partial(input);
	return good || !bad;
}

static bool add_pkcs7(struct listing_input *input, struct slice der,
		      uint32_t line)
{
	struct bundle bundle;

	if (!open_bundle(der, &bundle)) {
		listing_warn(input, line,
			     "the PKCS #7 bundle is damaged and was left out");
		return false;
	}
	if (!bundle.exported && !bundle.certificates.len) {
		listing_warn(input, line,
			     "the PKCS #7 file is not the export of a store: "
			     "it is a signed message, or damaged, and no "
			     "certificate is in it");
		return false;
	}
	return add_certificates(input, &bundle, line);
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
