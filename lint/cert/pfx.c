/*
 * PKCS #12 (.pfx): only its certificates are read; keys stay encrypted. A key
 * in such a file says nothing about the keys of a server.
 */
#include <limits.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include "cert/der.h"
#include "cert/x509.h"

/*
 * Rounds of key derivation: Windows makes 2,000, careful programs up to a
 * million. A file can ask for two thousand millions.
 */
enum { ROUNDS_MAX = 2000000, BAGS_DEPTH_MAX = 4 };

enum pfx_fault {
	PFX_FINE,
	PFX_DAMAGED,
	PFX_ROUNDS,	/* more than ROUNDS_MAX */
	PFX_PASSWORD,	/* not this one */
	PFX_UNSUPPORTED /* an encryption that OpenSSL does not know */
};

struct pfx {
	struct listing_input *input;
	uint32_t line;
	OSSL_LIB_CTX *library; /* with the old ciphers, if they are there */
	OSSL_PROVIDER *usual, *legacy;
	PKCS12 *file;
	const char *password;
	int password_len;
};

static bool rounds_fit(const ASN1_INTEGER *rounds)
{
	int64_t value = 1;

	return !rounds || (ASN1_INTEGER_get_int64(&value, rounds) &&
			   value >= 0 && value <= ROUNDS_MAX);
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

static enum pfx_fault check_password(struct pfx *pfx)
{
	const ASN1_INTEGER *rounds = NULL;

	if (!PKCS12_mac_present(pfx->file))
		return PFX_FINE;
	PKCS12_get0_mac(NULL, NULL, NULL, &rounds, pfx->file);
	if (!rounds_fit(rounds))
		return PFX_ROUNDS;
	if (PKCS12_verify_mac(pfx->file, pfx->password, pfx->password_len))
		return PFX_FINE;
	/* No password and the empty one are two things to PKCS #12. */
	if (!pfx->password_len && PKCS12_verify_mac(pfx->file, NULL, 0)) {
		pfx->password = NULL;
		return PFX_FINE;
	}
	return PFX_PASSWORD;
}

static bool pbe2_rounds_fit(const X509_ALGOR *algorithm)
{
	PBE2PARAM *outer = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM),
						     algorithm->parameter);
	PBKDF2PARAM *inner = NULL;
	bool fit = false;

	/* scrypt has limits of its own in OpenSSL. */
	if (outer && OBJ_obj2nid(outer->keyfunc->algorithm) != NID_id_pbkdf2) {
		fit = true;
	} else if (outer) {
		inner = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM),
						  outer->keyfunc->parameter);
		fit = inner && rounds_fit(inner->iter);
	}
	PBKDF2PARAM_free(inner);
	PBE2PARAM_free(outer);
	return fit;
}

static bool encryption_rounds_fit(const X509_ALGOR *algorithm)
{
	PBEPARAM *parameters;
	bool fit;

	if (OBJ_obj2nid(algorithm->algorithm) == NID_pbes2)
		return pbe2_rounds_fit(algorithm);
	parameters = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM),
					       algorithm->parameter);
	fit = parameters && rounds_fit(parameters->iter);
	PBEPARAM_free(parameters);
	return fit;
}

static void add_bag_certificate(const struct pfx *pfx,
				const PKCS12_SAFEBAG *bag)
{
	X509 *x509 = PKCS12_SAFEBAG_get1_cert(bag);
	unsigned char *der = NULL;
	int len = x509 ? i2d_X509(x509, &der) : 0;
	bool valid = false;

	if (len > 0)
		listing_der(pfx->input,
			    (struct slice){ (const char *)der, (size_t)len },
			    pfx->line, &valid);
	if (!valid)
		listing_warn(pfx->input, pfx->line,
			     "a certificate of the file is damaged and was "
			     "left out");
	OPENSSL_free(der);
	X509_free(x509);
}

static void add_bags(const struct pfx *pfx,
		     const STACK_OF(PKCS12_SAFEBAG) * bags, int depth)
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

static enum pfx_fault add_part(const struct pfx *pfx, PKCS7 *part)
{
	STACK_OF(PKCS12_SAFEBAG) * bags;

	if (PKCS7_type_is_data(part)) {
		bags = PKCS12_unpack_p7data(part);
		if (!bags)
			return PFX_DAMAGED;
	} else if (PKCS7_type_is_encrypted(part)) {
		if (!part->d.encrypted || !part->d.encrypted->enc_data ||
		    !encryption_rounds_fit(
			    part->d.encrypted->enc_data->algorithm))
			return PFX_ROUNDS;
		bags = PKCS12_unpack_p7encdata(part, pfx->password,
					       pfx->password_len);
		if (!bags)
			return PFX_UNSUPPORTED;
	} else {
		return PFX_FINE;
	}
	add_bags(pfx, bags, 0);
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return PFX_FINE;
}

static enum pfx_fault add_parts(const struct pfx *pfx)
{
	STACK_OF(PKCS7) *parts = PKCS12_unpack_authsafes(pfx->file);
	enum pfx_fault fault = parts ? PFX_FINE : PFX_DAMAGED;

	for (int i = 0; fault == PFX_FINE && i < sk_PKCS7_num(parts); i++)
		fault = add_part(pfx, sk_PKCS7_value(parts, i));
	sk_PKCS7_pop_free(parts, PKCS7_free);
	return fault;
}

static bool explain(const struct pfx *pfx, enum pfx_fault fault)
{
	static const char *const words[] = {
		[PFX_DAMAGED] = "the PKCS #12 file (.pfx) is damaged",
		[PFX_ROUNDS] = "the PKCS #12 file (.pfx) asks for too many "
			       "rounds of key derivation, or does not say how "
			       "many; it was not opened",
		[PFX_PASSWORD] = "the password does not open the PKCS #12 file "
				 "(.pfx)",
		[PFX_UNSUPPORTED] =
			"the certificates of the PKCS #12 file (.pfx) are "
			"encrypted in a way that OpenSSL does not know here; "
			"give a listing of the store or an .sst file instead",
	};

	if (fault == PFX_PASSWORD && !pfx->input->inventory->password.at)
		listing_warn(pfx->input, pfx->line,
			     "the PKCS #12 file (.pfx) needs a password: put "
			     "it into a file for --password-file, or into "
			     "IISLINT_PFX_PASSWORD");
	else if (fault != PFX_FINE)
		listing_warn(pfx->input, pfx->line, "%s", words[fault]);
	return fault == PFX_FINE;
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

	if (open_pfx(&pfx, der)) {
		fault = check_password(&pfx);
		if (fault == PFX_FINE)
			fault = add_parts(&pfx);
	}
	close_pfx(&pfx);
	/* It holds what somebody exported, not what a store has. */
	listing_mark_partial(input);
	return explain(&pfx, fault);
}
