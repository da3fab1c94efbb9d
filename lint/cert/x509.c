#include "cert/x509.h"

#include <arpa/inet.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include "cert/date.h"
#include "cert/x509_text.h"

enum {
	NAMES_MAX = 10000, /* of the subject alternative name */
	USAGES_MAX = 256,
	NUMBER_SIZE_MAX = 64, /* bytes of a serial number or key identifier */
};

bool x509_thumbprint(struct slice der, struct thumbprint *thumbprint)
{
	unsigned int size = 0;

	return EVP_Digest(der.at, der.len, thumbprint->sha1, &size, EVP_sha1(),
			  NULL) &&
	       size == THUMBPRINT_SIZE;
}

/* An impossible date is not known. */
static struct cert_time moment(const ASN1_TIME *time)
{
	struct cert_time unknown = { .known = false };
	struct tm tm;

	if (!ASN1_TIME_to_tm(time, &tm))
		return unknown;
	return date_exact(
		((date_days(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) * 24 +
		  tm.tm_hour) *
			 60 +
		 tm.tm_min) *
			60 +
		tm.tm_sec);
}

/* As Windows prints it: the bytes as they are, whatever the sign. */
static struct slice serial_of(struct arena *arena, const X509 *x509)
{
	struct slice none = { "", 0 }, text;
	unsigned char *der = NULL;
	const unsigned char *at;
	int size = i2d_ASN1_INTEGER(X509_get0_serialNumber(x509), &der);
	int tag, class;
	long len;

	if (size <= 0)
		return none;
	at = der;
	ASN1_get_object(&at, &len, &tag, &class, size);
	text = len > NUMBER_SIZE_MAX
		       ? none
		       : x509_hex(arena, (struct slice){ (const char *)at,
							 (size_t)len });
	OPENSSL_free(der);
	while (text.len > 1 && text.at[0] == '0')
		text = slice_skip(text, 1);
	return text;
}

static struct slice key_id_of(struct arena *arena, const X509 *x509)
{
	ASN1_OCTET_STRING *id =
		X509_get_ext_d2i(x509, NID_subject_key_identifier, NULL, NULL);
	struct slice text = { "", 0 };

	if (id && ASN1_STRING_length(id) <= NUMBER_SIZE_MAX)
		text = x509_hex(
			arena,
			(struct slice){ (const char *)ASN1_STRING_get0_data(id),
					(size_t)ASN1_STRING_length(id) });
	ASN1_OCTET_STRING_free(id);
	return text;
}

/* Room for the items of a list, which is complete if they all fit. */
static struct slice *begin_list(struct arena *arena, struct cert_list *list,
				size_t count, size_t most)
{
	struct slice *items =
		ARENA_ARRAY(arena, struct slice, count < most ? count : most);

	list->known = count <= most ? CERT_LIST_COMPLETE : CERT_LIST_PARTIAL;
	list->items = items;
	list->count = 0;
	return items;
}

/* "192.0.2.1" or "2001:db8::1"; empty when it is neither. */
static struct slice address_text(struct arena *arena,
				 const ASN1_OCTET_STRING *address)
{
	char text[INET6_ADDRSTRLEN];
	int size = ASN1_STRING_length(address);

	if ((size != 4 && size != 16) ||
	    !inet_ntop(size == 4 ? AF_INET : AF_INET6,
		       ASN1_STRING_get0_data(address), text, sizeof(text)))
		return (struct slice){ "", 0 };
	return arena_copy(arena, slice_of(text));
}

static size_t count_names(const GENERAL_NAMES *names, int wanted)
{
	size_t count = 0;

	for (int i = 0; i < sk_GENERAL_NAME_num(names); i++)
		count += sk_GENERAL_NAME_value(names, i)->type == wanted;
	return count;
}

/* The names of one type. */
static void fill_names(struct arena *arena, struct cert_list *list,
		       const GENERAL_NAMES *names, int wanted)
{
	struct slice *items =
		begin_list(arena, list, count_names(names, wanted), NAMES_MAX);

	for (int i = 0; items && i < sk_GENERAL_NAME_num(names); i++) {
		int type;
		const ASN1_STRING *value = GENERAL_NAME_get0_value(
			sk_GENERAL_NAME_value(names, i), &type);

		if (type != wanted)
			continue;
		if (list->count == NAMES_MAX)
			return;
		items[list->count++] = wanted == GEN_DNS
					       ? x509_string(arena, value)
					       : address_text(arena, value);
	}
}

/* A broken extension leaves the lists unknown. */
static void fill_alternative_names(struct arena *arena, const X509 *x509,
				   struct cert_details *details)
{
	int critical;
	GENERAL_NAMES *names =
		X509_get_ext_d2i(x509, NID_subject_alt_name, &critical, NULL);

	if (names || critical == -1) {
		fill_names(arena, &details->dns_names, names, GEN_DNS);
		fill_names(arena, &details->addresses, names, GEN_IPADD);
	}
	GENERAL_NAMES_free(names);
}

/*
 * An extension without any purpose breaks the standard, and an empty list
 * would mean all of them: unknown.
 */
static void fill_usages(struct arena *arena, const X509 *x509,
			struct cert_list *list)
{
	int critical, count;
	EXTENDED_KEY_USAGE *usages =
		X509_get_ext_d2i(x509, NID_ext_key_usage, &critical, NULL);
	struct slice *items;

	count = sk_ASN1_OBJECT_num(usages);
	if (critical == -1 || count > 0) {
		items = begin_list(arena, list, count > 0 ? (size_t)count : 0,
				   USAGES_MAX);
		for (int i = 0; items && i < count && i < USAGES_MAX; i++)
			items[list->count++] = x509_oid(
				arena, sk_ASN1_OBJECT_value(usages, i));
	}
	EXTENDED_KEY_USAGE_free(usages);
}

/* The names that Windows has for signature algorithms. */
static const struct {
	int nid;
	const char *name;
} signatures[] = {
	{ NID_md2WithRSAEncryption, "md2RSA" },
	{ NID_md4WithRSAEncryption, "md4RSA" },
	{ NID_md5WithRSAEncryption, "md5RSA" },
	{ NID_md5WithRSA, "md5RSA" },
	{ NID_sha1WithRSAEncryption, "sha1RSA" },
	{ NID_sha1WithRSA, "sha1RSA" },
	{ NID_sha256WithRSAEncryption, "sha256RSA" },
	{ NID_sha384WithRSAEncryption, "sha384RSA" },
	{ NID_sha512WithRSAEncryption, "sha512RSA" },
	{ NID_rsassaPss, "RSASSA-PSS" },
	{ NID_dsaWithSHA1, "sha1DSA" },
	{ NID_dsaWithSHA1_2, "sha1DSA" },
	{ NID_ecdsa_with_SHA1, "sha1ECDSA" },
	{ NID_ecdsa_with_SHA256, "sha256ECDSA" },
	{ NID_ecdsa_with_SHA384, "sha384ECDSA" },
	{ NID_ecdsa_with_SHA512, "sha512ECDSA" },
};

static struct slice signature_name(struct arena *arena, const X509 *x509)
{
	int nid = X509_get_signature_nid(x509);
	const X509_ALGOR *algorithm = X509_get0_tbs_sigalg(x509);
	const ASN1_OBJECT *object;

	for (size_t i = 0; i < LENGTH(signatures); i++)
		if (signatures[i].nid == nid)
			return slice_of(signatures[i].name);
	X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	return nid == NID_undef ? x509_oid(arena, object)
				: slice_of(OBJ_nid2ln(nid));
}

static enum cert_answer is_signature_weak(X509 *x509)
{
	int hash = NID_undef, key = NID_undef;

	/* Of hashes that this OpenSSL has no more it still tells the name. */
	X509_get_signature_info(x509, &hash, &key, NULL, NULL);
	switch (hash) {
	case NID_undef:
		return key == NID_ED25519 || key == NID_ED448 ? CERT_NO
							      : CERT_UNKNOWN;
	case NID_md2:
	case NID_md4:
	case NID_md5:
	case NID_sha1:
		return CERT_YES;
	default:
		return CERT_NO;
	}
}

static void fill_key(const X509 *x509, struct cert_details *details)
{
	EVP_PKEY *key = X509_get0_pubkey(x509);
	int bits;

	if (!key)
		return;
	bits = EVP_PKEY_get_bits(key);
	details->key_bits = bits > 0 ? (uint32_t)bits : 0;
	switch (EVP_PKEY_get_base_id(key)) {
	case EVP_PKEY_RSA:
	case EVP_PKEY_RSA_PSS:
		details->public_key = CERT_PUBLIC_KEY_RSA;
		break;
	case EVP_PKEY_EC:
		details->public_key = CERT_PUBLIC_KEY_EC;
		break;
	default:
		details->public_key = CERT_PUBLIC_KEY_OTHER;
		break;
	}
}

static void fill_details(struct arena *arena, X509 *x509,
			 struct cert_details *details)
{
	const X509_NAME *subject = X509_get_subject_name(x509);

	details->issuer = x509_name(arena, X509_get_issuer_name(x509));
	details->serial = serial_of(arena, x509);
	details->key_id = key_id_of(arena, x509);
	details->common_name = x509_common_name(arena, subject);
	fill_alternative_names(arena, x509, details);
	fill_usages(arena, x509, &details->usages);
	details->signature = signature_name(arena, x509);
	details->signature_weak = is_signature_weak(x509);
	fill_key(x509, details);
}

/* Exactly one certificate, or null. */
static X509 *decode(struct slice der)
{
	const unsigned char *at = (const unsigned char *)der.at;
	X509 *x509;

	if (!der.len || der.len > X509_SIZE_MAX)
		return NULL;
	x509 = d2i_X509(NULL, &at, (long)der.len);
	if (x509 && at != (const unsigned char *)der.at + der.len) {
		X509_free(x509);
		return NULL;
	}
	return x509;
}

static bool fill(struct arena *arena, struct slice der, struct cert *cert)
{
	X509 *x509 = decode(der);
	struct cert_details *details;

	if (!x509)
		return false;
	cert->subject = x509_name(arena, X509_get_subject_name(x509));
	cert->not_before = moment(X509_get0_notBefore(x509));
	cert->not_after = moment(X509_get0_notAfter(x509));
	details = ARENA_NEW(arena, struct cert_details);
	if (details)
		fill_details(arena, x509, details);
	cert->details = details;
	X509_free(x509);
	return true;
}

bool x509_fill(struct listing_input *input, struct slice der, struct cert *cert)
{
	bool valid;

	ERR_set_mark();
	valid = fill(input->inventory->arena, der, cert);
	ERR_pop_to_mark();
	return valid;
}
