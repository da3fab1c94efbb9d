#include "cert/x509.h"

#include <arpa/inet.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "cert/date.h"
#include "cert/x509_text.h"

/* More than any public authority puts into a certificate. */
enum {
	NAMES_MAX = 10000,
	USAGES_MAX = 1000,
	NUMBER_MAX = 64,
	KEY_BYTES_MAX = 1 << 14
};

/* A certificate being read, and what comes of it. */
struct reading {
	X509 *x509;
	struct listing_input *input;
	struct cert_details *details;
};

bool x509_thumbprint(struct slice der, struct thumbprint *thumbprint)
{
	unsigned int size = 0;

	return EVP_Digest(der.at, der.len, thumbprint->sha1, &size, EVP_sha1(),
			  NULL) &&
	       size == THUMBPRINT_SIZE;
}

static struct arena *arena_of(const struct reading *reading)
{
	return reading->input->inventory->arena;
}

/* The bytes as digits, or nothing when no honest number is that long. */
static struct slice keep_hex(const struct reading *reading, const void *bytes,
			     long len)
{
	if (len < 0 || len > NUMBER_MAX)
		return (struct slice){ "", 0 };
	return x509_hex(arena_of(reading),
			(struct slice){ bytes, (size_t)len });
}

/* As Windows prints it: the bytes as they are, whatever the sign. */
static struct slice keep_serial(const struct reading *reading)
{
	unsigned char *der = NULL;
	const unsigned char *at;
	struct slice text = { "", 0 };
	int size, tag, class;
	long len;

	size = i2d_ASN1_INTEGER(X509_get0_serialNumber(reading->x509), &der);
	if (size <= 0)
		return text;
	at = der;
	if (!(ASN1_get_object(&at, &len, &tag, &class, size) & 0x80))
		text = keep_hex(reading, at, len);
	OPENSSL_free(der);
	while (slice_starts(text, SLICE("0")))
		text = slice_skip(text, 1);
	return text;
}

static struct cert_time time_of(const ASN1_TIME *time)
{
	struct tm tm;

	if (!time || !ASN1_TIME_to_tm(time, &tm))
		return (struct cert_time){ .known = false };
	return date_exact(
		date_days(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) *
			(24 * 60 * 60) +
		tm.tm_hour * (60 * 60) + tm.tm_min * 60 + tm.tm_sec);
}

/* Room for `count` texts, of which `max` are taken. */
static struct slice *start_list(const struct reading *reading,
				struct cert_list *list, int count, int max)
{
	struct slice *items;

	if (count < 0)
		count = 0;
	list->known = count > max ? CERT_LIST_PARTIAL : CERT_LIST_COMPLETE;
	if (count > max)
		count = max;
	items = ARENA_ARRAY(arena_of(reading), struct slice, (size_t)count);
	list->items = items;
	return items;
}

static struct slice keep_address(const struct reading *reading,
				 const ASN1_OCTET_STRING *address)
{
	char text[INET6_ADDRSTRLEN];
	int len = ASN1_STRING_length(address);
	int family = len == 16 ? AF_INET6 : AF_INET;

	if ((len != 4 && len != 16) ||
	    !inet_ntop(family, ASN1_STRING_get0_data(address), text,
		       sizeof(text)))
		return (struct slice){ "", 0 };
	return listing_keep(reading->input, slice_of(text));
}

static void read_names(struct reading *reading, const GENERAL_NAMES *names)
{
	struct cert_details *details = reading->details;
	int count = sk_GENERAL_NAME_num(names);
	struct slice *dns =
		start_list(reading, &details->dns_names, count, NAMES_MAX);
	struct slice *addresses =
		start_list(reading, &details->addresses, count, NAMES_MAX);

	for (int i = 0; dns && addresses && i < count && i < NAMES_MAX; i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);

		if (name->type == GEN_DNS)
			dns[details->dns_names.count++] =
				x509_string(arena_of(reading), name->d.dNSName);
		else if (name->type == GEN_IPADD)
			addresses[details->addresses.count++] =
				keep_address(reading, name->d.iPAddress);
	}
}

/*
 * An extension, or null. *absent tells whether the certificate is without
 * it; if not, a null means that it cannot be understood.
 */
static void *extension(const struct reading *reading, int nid, bool *absent)
{
	int critical;
	void *found = X509_get_ext_d2i(reading->x509, nid, &critical, NULL);

	*absent = !found && critical == -1;
	return found;
}

static void read_alternative_names(struct reading *reading)
{
	bool absent;
	GENERAL_NAMES *names =
		extension(reading, NID_subject_alt_name, &absent);

	if (names) {
		read_names(reading, names);
	} else if (absent) {
		start_list(reading, &reading->details->dns_names, 0, 0);
		start_list(reading, &reading->details->addresses, 0, 0);
	}
	GENERAL_NAMES_free(names);
}

/*
 * An extension without a purpose breaks the standard; as a complete list it
 * would mean every purpose, so it is unknown.
 */
static void read_usages(struct reading *reading)
{
	struct cert_list *list = &reading->details->usages;
	bool absent;
	EXTENDED_KEY_USAGE *usages =
		extension(reading, NID_ext_key_usage, &absent);
	int count = usages ? sk_ASN1_OBJECT_num(usages) : 0;
	struct slice *items;

	if (count || absent) {
		items = start_list(reading, list, count, USAGES_MAX);
		for (int i = 0; items && i < count && i < USAGES_MAX; i++)
			items[list->count++] =
				x509_oid(arena_of(reading),
					 sk_ASN1_OBJECT_value(usages, i));
	}
	EXTENDED_KEY_USAGE_free(usages);
}

static void read_key_id(struct reading *reading)
{
	bool absent;
	ASN1_OCTET_STRING *id =
		extension(reading, NID_subject_key_identifier, &absent);

	if (id)
		reading->details->key_id =
			keep_hex(reading, ASN1_STRING_get0_data(id),
				 ASN1_STRING_length(id));
	ASN1_OCTET_STRING_free(id);
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
	{ NID_ecdsa_with_SHA1, "sha1ECDSA" },
	{ NID_ecdsa_with_SHA256, "sha256ECDSA" },
	{ NID_ecdsa_with_SHA384, "sha384ECDSA" },
	{ NID_ecdsa_with_SHA512, "sha512ECDSA" },
};

static struct slice signature_name(const struct reading *reading)
{
	int nid = X509_get_signature_nid(reading->x509);
	const ASN1_OBJECT *object;

	for (size_t i = 0; i < LENGTH(signatures); i++)
		if (signatures[i].nid == nid)
			return slice_of(signatures[i].name);
	if (nid != NID_undef)
		return slice_of(OBJ_nid2ln(nid));
	X509_ALGOR_get0(&object, NULL, NULL,
			X509_get0_tbs_sigalg(reading->x509));
	return x509_oid(arena_of(reading), object);
}

static void read_signature(struct reading *reading)
{
	static const int weak[] = { NID_md2, NID_md4, NID_md5, NID_sha1,
				    NID_md5_sha1 };
	struct cert_details *details = reading->details;
	int digest = NID_undef, key = NID_undef;

	details->signature = signature_name(reading);
	/* The result only tells whether this OpenSSL has the hash. */
	X509_get_signature_info(reading->x509, &digest, &key, NULL, NULL);
	if (digest == NID_undef && key != NID_ED25519 && key != NID_ED448)
		return;
	details->signature_weak = CERT_NO;
	for (size_t i = 0; i < LENGTH(weak); i++)
		if (digest == weak[i])
			details->signature_weak = CERT_YES;
}

/* Bits of the modulus: SEQUENCE { INTEGER modulus, INTEGER exponent }. */
static uint32_t rsa_bits(const unsigned char *key, long len)
{
	const unsigned char *at = key;
	int tag, class;
	uint32_t bits;
	long size;

	if (ASN1_get_object(&at, &size, &tag, &class, len) & 0x80 ||
	    tag != V_ASN1_SEQUENCE ||
	    ASN1_get_object(&at, &size, &tag, &class, size) & 0x80 ||
	    tag != V_ASN1_INTEGER)
		return 0;
	while (size && !*at)
		at++, size--;
	if (!size || size > KEY_BYTES_MAX)
		return 0;
	bits = (uint32_t)size * 8;
	for (unsigned char top = *at; !(top & 0x80); top <<= 1)
		bits--;
	return bits;
}

/* The usual curves; OpenSSL builds a whole one to tell. */
static int bits_of_curve(int nid)
{
	EC_GROUP *group;
	int bits = 0;

	switch (nid) {
	case NID_X9_62_prime256v1:
		return 256;
	case NID_secp384r1:
		return 384;
	case NID_secp521r1:
		return 521;
	}
	group = EC_GROUP_new_by_curve_name(nid);
	if (group)
		bits = EC_GROUP_order_bits(group);
	EC_GROUP_free(group);
	return bits;
}

/* Of a curve that is told by its name. */
static uint32_t curve_bits(const X509_ALGOR *algorithm)
{
	const void *curve;
	int kind, bits = 0;

	X509_ALGOR_get0(NULL, &kind, &curve, algorithm);
	if (kind == V_ASN1_OBJECT)
		bits = bits_of_curve(OBJ_obj2nid(curve));
	return bits > 0 ? (uint32_t)bits : 0;
}

/*
 * Kind and size of the key are told by the bytes around it; the key itself
 * is not needed, and to decode it takes longer than everything else.
 */
static void read_public_key(struct reading *reading)
{
	struct cert_details *details = reading->details;
	const unsigned char *key;
	ASN1_OBJECT *kind;
	X509_ALGOR *algorithm;
	int len;

	if (!X509_PUBKEY_get0_param(&kind, &key, &len, &algorithm,
				    X509_get_X509_PUBKEY(reading->x509)))
		return;
	switch (OBJ_obj2nid(kind)) {
	case NID_rsaEncryption:
	case NID_rsassaPss:
		details->public_key = CERT_PUBLIC_KEY_RSA;
		details->key_bits = rsa_bits(key, len);
		break;
	case NID_X9_62_id_ecPublicKey:
		details->public_key = CERT_PUBLIC_KEY_EC;
		details->key_bits = curve_bits(algorithm);
		break;
	default:
		details->public_key = CERT_PUBLIC_KEY_OTHER;
	}
}

static void fill(struct reading *reading, struct cert *cert)
{
	const X509 *x509 = reading->x509;
	struct cert_details *details = listing_details(reading->input, cert);

	if (!details)
		return;
	reading->details = details;
	cert->subject =
		x509_name(arena_of(reading), X509_get_subject_name(x509));
	cert->not_before = time_of(X509_get0_notBefore(x509));
	cert->not_after = time_of(X509_get0_notAfter(x509));
	details->issuer =
		x509_name(arena_of(reading), X509_get_issuer_name(x509));
	details->serial = keep_serial(reading);
	read_key_id(reading);
	details->common_name = x509_common_name(arena_of(reading),
						X509_get_subject_name(x509));
	read_alternative_names(reading);
	read_usages(reading);
	read_signature(reading);
	read_public_key(reading);
}

/*
 * OpenSSL decodes the public key of every certificate that it reads, unless
 * it knows no algorithms: that is five times as fast.
 */
struct x509_library {
	OSSL_LIB_CTX *context;
	OSSL_PROVIDER *nothing;
};

static OSSL_LIB_CTX *library(struct inventory *inventory)
{
	struct x509_library *library = inventory->x509;

	if (library)
		return library->context;
	library = ARENA_NEW(inventory->arena, struct x509_library);
	if (!library)
		return NULL;
	inventory->x509 = library;
	library->context = OSSL_LIB_CTX_new();
	if (library->context)
		library->nothing = OSSL_PROVIDER_load(library->context, "null");
	return library->context;
}

void x509_forget(struct inventory *inventory)
{
	struct x509_library *library = inventory->x509;

	if (!library)
		return;
	OSSL_PROVIDER_unload(library->nothing);
	OSSL_LIB_CTX_free(library->context);
	inventory->x509 = NULL;
}

bool x509_fill(struct listing_input *input, struct slice der, struct cert *cert)
{
	const unsigned char *at = (const unsigned char *)der.at;
	struct reading reading = { .input = input };

	if (der.len < X509_SIZE_MIN || der.len > X509_SIZE_MAX)
		return false;
	reading.x509 = X509_new_ex(library(input->inventory), NULL);
	if (reading.x509 && d2i_X509(&reading.x509, &at, (long)der.len) &&
	    at == (const unsigned char *)der.at + der.len)
		fill(&reading, cert);
	else
		at = NULL;
	X509_free(reading.x509);
	ERR_clear_error();
	return at;
}
