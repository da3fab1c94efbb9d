/*
 * PKCS #12 (.pfx): only its certificates are read; keys stay encrypted. A key
 * in such a file says nothing about the keys of a server.
 */
#include <limits.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <string.h>

#include "cert/der.h"
#include "cert/x509.h"

/*
 * Rounds of key derivation for all parts of a listing together: Windows makes
 * 2,000 for each, careful programs up to a million. A file can ask for two
 * thousand millions, as often as it likes. To set OpenSSL up for one more
 * file takes as long as some rounds.
 */
enum { ROUNDS_MAX = 2100000, ROUNDS_OF_FILE = 1000, BAGS_DEPTH_MAX = 4 };

enum pfx_fault {
	PFX_FINE,
	PFX_DAMAGED,
	PFX_ROUNDS,	 /* more than is left of ROUNDS_MAX */
	PFX_PASSWORD,	 /* not this one */
	PFX_UNSUPPORTED, /* an encryption that is not known, or not tried */
	PFX_EMPTY,	 /* no certificate in it */
};

struct pfx {
	struct listing_input *input;
	uint32_t line;
	OSSL_LIB_CTX *library; /* with the old ciphers, if they are there */
	OSSL_PROVIDER *usual, *legacy;
	PKCS12 *file;
	const char *password;
	int password_len;
	bool verified; /* the password is the right one */
	size_t certificates;
};

/* Take the rounds from what is left for the listing. */
static bool spend(struct listing_input *input, int64_t rounds)
{
	if (rounds < 0 || rounds > ROUNDS_MAX - (int64_t)input->rounds)
		return false;
	input->rounds += (uint32_t)rounds;
	return true;
}

/* None told is one. */
static bool take_rounds(const struct pfx *pfx, const ASN1_INTEGER *rounds)
{
	int64_t value = 1;

	if (rounds && !ASN1_INTEGER_get_int64(&value, rounds))
		return false;
	return spend(pfx->input, value);
}

/* A private library, so that old ciphers are known here and nowhere else. */
static bool open_pfx(struct pfx *pfx, struct slice der)
{
	const unsigned char *at = (const unsigned char *)der.at;

	pfx->library = OSSL_LIB_CTX_new();
	if (!pfx->library)
		return false;
	pfx->usual = OSSL_PROVIDER_load(pfx->library, "default");
	pfx->legacy = OSSL_PROVIDER_load(pfx->library, "legacy");
	pfx->file = PKCS12_init_ex(NID_pkcs7_data, pfx->library, NULL);
	return pfx->file && d2i_PKCS12(&pfx->file, &at, (long)der.len);
}

static void close_pfx(struct pfx *pfx)
{
	PKCS12_free(pfx->file);
	if (pfx->legacy)
		OSSL_PROVIDER_unload(pfx->legacy);
	if (pfx->usual)
		OSSL_PROVIDER_unload(pfx->usual);
	OSSL_LIB_CTX_free(pfx->library);
	ERR_clear_error();
}

/* A kind that hides its rounds where PKCS12_get0_mac() does not look. */
static bool is_pbmac1(const X509_ALGOR *algorithm)
{
	char oid[32];

	return OBJ_obj2txt(oid, sizeof(oid), algorithm->algorithm, 1) > 0 &&
	       !strcmp(oid, "1.2.840.113549.1.5.14");
}

/* Without a MAC that can be checked, decryption will tell. */
static enum pfx_fault check_password(struct pfx *pfx)
{
	const ASN1_INTEGER *rounds = NULL;
	const X509_ALGOR *algorithm = NULL;

	if (!PKCS12_mac_present(pfx->file))
		return PFX_FINE;
	PKCS12_get0_mac(NULL, &algorithm, NULL, &rounds, pfx->file);
	if (!algorithm || is_pbmac1(algorithm))
		return PFX_FINE;
	if (!take_rounds(pfx, rounds))
		return PFX_ROUNDS;
	pfx->verified =
		PKCS12_verify_mac(pfx->file, pfx->password, pfx->password_len);
	if (pfx->verified)
		return PFX_FINE;
	if (pfx->password_len)
		return PFX_PASSWORD;
	/* No password and the empty one are two things to PKCS #12. */
	if (!take_rounds(pfx, rounds))
		return PFX_ROUNDS;
	pfx->verified = PKCS12_verify_mac(pfx->file, NULL, 0);
	pfx->password = NULL;
	return pfx->verified ? PFX_FINE : PFX_PASSWORD;
}

/*
 * The rounds of PBKDF2. Other functions are not tried: scrypt keeps within
 * limits of memory, but not of time.
 */
static enum pfx_fault check_pbe2(const struct pfx *pfx,
				 const X509_ALGOR *algorithm)
{
	PBE2PARAM *outer = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM),
						     algorithm->parameter);
	PBKDF2PARAM *inner = NULL;
	enum pfx_fault fault = PFX_ROUNDS;

	if (outer && OBJ_obj2nid(outer->keyfunc->algorithm) != NID_id_pbkdf2) {
		fault = PFX_UNSUPPORTED;
	} else if (outer) {
		inner = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM),
						  outer->keyfunc->parameter);
		if (inner && take_rounds(pfx, inner->iter))
			fault = PFX_FINE;
	}
	PBKDF2PARAM_free(inner);
	PBE2PARAM_free(outer);
	return fault;
}

static enum pfx_fault check_encryption(const struct pfx *pfx,
				       const X509_ALGOR *algorithm)
{
	PBEPARAM *parameters;
	bool fit;

	if (OBJ_obj2nid(algorithm->algorithm) == NID_pbes2)
		return check_pbe2(pfx, algorithm);
	parameters = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM),
					       algorithm->parameter);
	fit = parameters && take_rounds(pfx, parameters->iter);
	PBEPARAM_free(parameters);
	return fit ? PFX_FINE : PFX_ROUNDS;
}

static void add_bag_certificate(struct pfx *pfx, const PKCS12_SAFEBAG *bag)
{
	X509 *x509 = PKCS12_SAFEBAG_get1_cert(bag);
	unsigned char *der = NULL;
	int len = x509 ? i2d_X509(x509, &der) : 0;
	bool valid = false;

	if (len > 0)
		listing_der(pfx->input,
			    (struct slice){ (const char *)der, (size_t)len },
			    pfx->line, &valid);
	pfx->certificates += valid;
	if (!valid)
		listing_warn(pfx->input, pfx->line,
			     "a certificate of the file is damaged and was "
			     "left out");
	OPENSSL_free(der);
	X509_free(x509);
}

static void add_bags(struct pfx *pfx, const STACK_OF(PKCS12_SAFEBAG) * bags,
		     int depth)
{
	for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); i++) {
		const PKCS12_SAFEBAG *bag = sk_PKCS12_SAFEBAG_value(bags, i);
		int kind = PKCS12_SAFEBAG_get_nid(bag);

		if (kind == NID_certBag)
			add_bag_certificate(pfx, bag);
		else if (kind == NID_safeContentsBag && depth < BAGS_DEPTH_MAX)
			add_bags(pfx, PKCS12_SAFEBAG_get0_safes(bag),
				 depth + 1);
	}
}

/* With a wrong key it is PKCS #12 that complains, not what is below it. */
static enum pfx_fault why_closed(const struct pfx *pfx)
{
	if (ERR_GET_LIB(ERR_peek_last_error()) != ERR_LIB_PKCS12)
		return PFX_UNSUPPORTED;
	return pfx->verified ? PFX_DAMAGED : PFX_PASSWORD;
}

static enum pfx_fault add_encrypted(struct pfx *pfx, PKCS7 *part)
{
	STACK_OF(PKCS12_SAFEBAG) * bags;
	enum pfx_fault fault;

	if (!part->d.encrypted || !part->d.encrypted->enc_data)
		return PFX_DAMAGED;
	fault = check_encryption(pfx, part->d.encrypted->enc_data->algorithm);
	if (fault != PFX_FINE)
		return fault;
	bags = PKCS12_unpack_p7encdata(part, pfx->password, pfx->password_len);
	if (!bags)
		return why_closed(pfx);
	add_bags(pfx, bags, 0);
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return PFX_FINE;
}

static enum pfx_fault add_part(struct pfx *pfx, PKCS7 *part)
{
	STACK_OF(PKCS12_SAFEBAG) * bags;

	if (PKCS7_type_is_encrypted(part))
		return add_encrypted(pfx, part);
	/* Or encrypted with the public key of somebody else. */
	if (!PKCS7_type_is_data(part))
		return PFX_UNSUPPORTED;
	bags = PKCS12_unpack_p7data(part);
	if (!bags)
		return PFX_DAMAGED;
	add_bags(pfx, bags, 0);
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return PFX_FINE;
}

static enum pfx_fault add_parts(struct pfx *pfx)
{
	STACK_OF(PKCS7) *parts = PKCS12_unpack_authsafes(pfx->file);
	enum pfx_fault fault = parts ? PFX_FINE : PFX_DAMAGED;

	for (int i = 0; fault == PFX_FINE && i < sk_PKCS7_num(parts); i++)
		fault = add_part(pfx, sk_PKCS7_value(parts, i));
	sk_PKCS7_pop_free(parts, PKCS7_free);
	return fault == PFX_FINE && !pfx->certificates ? PFX_EMPTY : fault;
}

static void explain(const struct pfx *pfx, enum pfx_fault fault)
{
	static const char *const words[] = {
		[PFX_DAMAGED] = "the PKCS #12 file (.pfx) is damaged",
		[PFX_ROUNDS] = "the PKCS #12 file (.pfx) asks for too many "
			       "rounds of key derivation, does not say how "
			       "many, or is one of too many files; it was not "
			       "opened",
		[PFX_PASSWORD] = "the password does not open the PKCS #12 file "
				 "(.pfx)",
		[PFX_UNSUPPORTED] =
			"the certificates of the PKCS #12 file (.pfx) are "
			"encrypted in a way that OpenSSL does not know here; "
			"give a listing of the store or an .sst file instead",
		[PFX_EMPTY] = "no certificate is in the PKCS #12 file (.pfx)",
	};

	if (fault == PFX_PASSWORD && !pfx->input->inventory->password.at)
		listing_warn(pfx->input, pfx->line,
			     "the PKCS #12 file (.pfx) needs a password: put "
			     "it into a file for --password-file, or into "
			     "IISLINT_PFX_PASSWORD");
	else if (fault != PFX_FINE)
		listing_warn(pfx->input, pfx->line, "%s", words[fault]);
}

bool pfx_add(struct listing_input *input, struct slice der, uint32_t line)
{
	struct slice password = input->inventory->password;
	struct pfx pfx = {
		.input = input,
		.line = line,
		.password = password.at ? password.at : "",
		.password_len =
			password.len < INT_MAX ? (int)password.len : INT_MAX,
	};
	enum pfx_fault fault = PFX_DAMAGED;

	if (!spend(input, ROUNDS_OF_FILE)) {
		fault = PFX_ROUNDS;
	} else if (open_pfx(&pfx, der)) {
		fault = check_password(&pfx);
		if (fault == PFX_FINE)
			fault = add_parts(&pfx);
	}
	close_pfx(&pfx);
	/* It holds what somebody exported, not what a store has. */
	listing_mark_partial(input);
	explain(&pfx, fault);
	return pfx.certificates;
}
