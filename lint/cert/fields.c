#include "cert/fields.h"

#include "cert/certutil_name.h"
#include "cert/lists.h"

enum {
	NAME_MAX = 24,
	SERIAL_MAX = 64,
	KEY_BITS_MAX = 1 << 17,
};

/* Letters only, in lower case; empty when it is longer than any name. */
static struct slice plain_name(struct slice name, char plain[NAME_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (c == ' ' || c == '_' || c == '-' || c == '.')
			continue;
		if (len == NAME_MAX)
			return (struct slice){ NULL, 0 };
		plain[len++] = ascii_lower(c);
	}
	return (struct slice){ plain, len };
}

enum field field_of(struct slice name)
{
	static const struct {
		struct slice name;
		enum field field;
	} names[] = {
		{ { "thumbprint", 10 }, FIELD_THUMBPRINT },
		{ { "certhash", 8 }, FIELD_THUMBPRINT },
		{ { "certificatehash", 15 }, FIELD_THUMBPRINT },
		{ { "certificatethumbprint", 21 }, FIELD_THUMBPRINT },
		{ { "certthumbprint", 14 }, FIELD_THUMBPRINT },
		{ { "sha1", 4 }, FIELD_THUMBPRINT },
		{ { "sha1thumbprint", 14 }, FIELD_THUMBPRINT },
		{ { "rawdata", 7 }, FIELD_RAW_DATA },
		{ { "subject", 7 }, FIELD_SUBJECT },
		{ { "friendlyname", 12 }, FIELD_FRIENDLY_NAME },
		{ { "notbefore", 9 }, FIELD_NOT_BEFORE },
		{ { "validfrom", 9 }, FIELD_NOT_BEFORE },
		{ { "notafter", 8 }, FIELD_NOT_AFTER },
		{ { "validto", 7 }, FIELD_NOT_AFTER },
		{ { "validuntil", 10 }, FIELD_NOT_AFTER },
		{ { "expires", 7 }, FIELD_NOT_AFTER },
		{ { "expiration", 10 }, FIELD_NOT_AFTER },
		{ { "expirationdate", 14 }, FIELD_NOT_AFTER },
		{ { "expiry", 6 }, FIELD_NOT_AFTER },
		{ { "expirydate", 10 }, FIELD_NOT_AFTER },
		{ { "ablaufdatum", 11 }, FIELD_NOT_AFTER },
		{ { "hasprivatekey", 13 }, FIELD_HAS_KEY },
		{ { "keystate", 8 }, FIELD_KEY_STATE },
		{ { "keylocation", 11 }, FIELD_KEY_LOCATION },
		{ { "archived", 8 }, FIELD_ARCHIVED },
		{ { "issuer", 6 }, FIELD_ISSUER },
		{ { "serialnumber", 12 }, FIELD_SERIAL },
		{ { "serial", 6 }, FIELD_SERIAL },
		{ { "san", 3 }, FIELD_SAN },
		{ { "sans", 4 }, FIELD_SAN },
		{ { "subjectaltname", 14 }, FIELD_SAN },
		{ { "subjectalternativename", 22 }, FIELD_SAN },
		{ { "subjectalternativenames", 23 }, FIELD_SAN },
		{ { "dnsnamelist", 11 }, FIELD_DNS_NAMES },
		{ { "dnsnames", 8 }, FIELD_DNS_NAMES },
		{ { "dnsname", 7 }, FIELD_DNS_NAMES },
		{ { "dns", 3 }, FIELD_DNS_NAMES },
		{ { "enhancedkeyusagelist", 20 }, FIELD_USAGES },
		{ { "ekuoids", 7 }, FIELD_USAGES },
		{ { "signaturealgorithm", 18 }, FIELD_SIGNATURE },
		{ { "keysize", 7 }, FIELD_KEY_BITS },
		{ { "store", 5 }, FIELD_STORE },
		{ { "storename", 9 }, FIELD_STORE },
		{ { "certstore", 9 }, FIELD_STORE },
		{ { "storelocation", 13 }, FIELD_STORE_LOCATION },
		{ { "psparentpath", 12 }, FIELD_PARENT_PATH },
		{ { "pspath", 6 }, FIELD_PATH },
		{ { "bindinginformation", 18 }, FIELD_BINDING },
	};
	char plain[NAME_MAX];

	name = plain_name(name, plain);
	for (size_t i = 0; i < LENGTH(names); i++)
		if (slice_eq(name, names[i].name))
			return names[i].field;
	return FIELD_COUNT;
}

bool field_is_list(enum field field)
{
	return field == FIELD_SAN || field == FIELD_DNS_NAMES ||
	       field == FIELD_USAGES;
}

const char *field_member(enum field field)
{
	switch (field) {
	case FIELD_SAN:
	case FIELD_DNS_NAMES:
		return "Punycode";
	case FIELD_USAGES:
		return "ObjectId";
	case FIELD_SIGNATURE:
		return "FriendlyName";
	default:
		return NULL;
	}
}

/* An object that the export turned into the name of its type. */
static bool is_type_name(struct slice text)
{
	return slice_starts(text, SLICE("System.")) ||
	       slice_starts(text, SLICE("Microsoft."));
}

/* A path names its provider first, which looks like a type. */
static bool is_path(enum field field)
{
	return field == FIELD_PARENT_PATH || field == FIELD_PATH ||
	       field == FIELD_STORE;
}

struct slice row_value(const struct row *row, enum field field)
{
	struct slice text = slice_trim(row->values[field]);

	if (is_type_name(text) &&
	    !(is_path(field) && slice_search(text, SLICE("::")) != SIZE_MAX))
		return (struct slice){ "", 0 };
	return text;
}

static enum cert_answer answer_of(struct slice text)
{
	if (slice_is_nocase(text, "true"))
		return CERT_YES;
	return slice_is_nocase(text, "false") ? CERT_NO : CERT_UNKNOWN;
}

static enum cert_key linked_key(struct slice has_key)
{
	switch (answer_of(has_key)) {
	case CERT_YES:
		return CERT_KEY_LINKED;
	case CERT_NO:
		return CERT_KEY_NONE;
	default:
		return CERT_KEY_UNKNOWN;
	}
}

/*
 * The state is what the recommended export found when it signed with the
 * key; without it there is only the link that HasPrivateKey tells of.
 */
static enum cert_key key_of(struct slice state, struct slice has_key)
{
	static const struct slice no_keyset = { "keyset does not exist", 21 };

	if (slice_is_nocase(state, "ok"))
		return CERT_KEY_TESTED;
	if (slice_is_nocase(state, "none"))
		return CERT_KEY_NONE;
	if (slice_is_nocase(state, "missing"))
		return CERT_KEY_MISSING;
	if (slice_starts_nocase(state, SLICE("error")))
		return slice_search_nocase(slice_take(state, 1024),
					   no_keyset) == SIZE_MAX
			       ? CERT_KEY_UNUSABLE
			       : CERT_KEY_MISSING;
	return linked_key(has_key);
}

/* Where the container lies is known only of a key that was found. */
static enum cert_key located_key(enum cert_key key, struct slice location)
{
	if (key != CERT_KEY_NONE && slice_is_nocase(location, "user"))
		return CERT_KEY_USER;
	return key;
}

static struct slice keep(struct listing_input *input, struct slice text)
{
	return text.len ? listing_keep(input, text) : text;
}

/* Upper-case digits without leading zeros; empty when it is none. */
static struct slice keep_serial(struct listing_input *input, struct slice text)
{
	static const char upper[] = "0123456789ABCDEF";
	char digits[SERIAL_MAX];
	size_t n = 0;

	if (text.len > SERIAL_MAX)
		return (struct slice){ "", 0 };
	for (size_t i = 0; i < text.len; i++) {
		int digit = ascii_hex(text.at[i]);

		if (digit < 0)
			return (struct slice){ "", 0 };
		if (digit || n)
			digits[n++] = upper[digit];
	}
	return keep(input, (struct slice){ digits, n });
}

/* By the names that Windows has for signatures: "sha1RSA". */
static enum cert_answer is_weak(struct slice signature)
{
	static const struct {
		const char *hash;
		enum cert_answer weak;
	} known[] = {
		{ "md2", CERT_YES },   { "md4", CERT_YES },
		{ "md5", CERT_YES },   { "sha1", CERT_YES },
		{ "sha256", CERT_NO }, { "sha384", CERT_NO },
		{ "sha512", CERT_NO },
	};

	for (size_t i = 0; i < LENGTH(known); i++) {
		struct slice hash = slice_of(known[i].hash);

		if (slice_starts_nocase(signature, hash) &&
		    signature.len > hash.len &&
		    ascii_is_alpha(signature.at[hash.len]))
			return known[i].weak;
	}
	return CERT_UNKNOWN;
}

/* Whichever column tells more. */
static void fill_names(const struct row *row, struct listing_input *input,
		       struct cert_details *details)
{
	struct slice san = row_value(row, FIELD_SAN);
	struct slice dns = row_value(row, FIELD_DNS_NAMES);

	if (san.len)
		lists_names(input, san, details);
	if (dns.len && details->dns_names.known == CERT_LIST_UNKNOWN)
		lists_names(input, dns, details);
}

static bool tells_details(const struct row *row)
{
	static const enum field fields[] = {
		FIELD_ISSUER, FIELD_SERIAL,    FIELD_SAN,      FIELD_DNS_NAMES,
		FIELD_USAGES, FIELD_SIGNATURE, FIELD_KEY_BITS,
	};

	for (size_t i = 0; i < LENGTH(fields); i++)
		if (row_value(row, fields[i]).len)
			return true;
	return false;
}

static void fill_details(const struct row *row, struct listing_input *input,
			 struct cert *cert)
{
	struct slice usages = row_value(row, FIELD_USAGES);
	struct cert_details *details;
	uint32_t bits;

	if (cert->details || !tells_details(row))
		return;
	details = listing_details(input, cert);
	if (!details)
		return;
	details->issuer = keep(input, row_value(row, FIELD_ISSUER));
	details->serial = keep_serial(input, row_value(row, FIELD_SERIAL));
	details->common_name = certutil_common_name(cert->subject);
	fill_names(row, input, details);
	if (usages.len)
		lists_usages(input, usages, &details->usages);
	details->signature = keep(input, row_value(row, FIELD_SIGNATURE));
	details->signature_weak = is_weak(details->signature);
	if (slice_u32(row_value(row, FIELD_KEY_BITS), &bits) &&
	    bits <= KEY_BITS_MAX)
		details->key_bits = bits;
}

void row_fill(const struct row *row, struct listing_input *input,
	      struct cert *cert)
{
	if (!cert->subject.len)
		cert->subject = keep(input, row_value(row, FIELD_SUBJECT));
	cert->friendly_name = keep(input, row->values[FIELD_FRIENDLY_NAME]);
	cert->key = located_key(key_of(row_value(row, FIELD_KEY_STATE),
				       row_value(row, FIELD_HAS_KEY)),
				row_value(row, FIELD_KEY_LOCATION));
	cert->archived = answer_of(row_value(row, FIELD_ARCHIVED));
	fill_details(row, input, cert);
}

/* "/Date(1789227140000)/" or "/Date(1789227140000+0100)/". */
static bool parse_json_date(struct slice text, struct cert_time *time)
{
	int64_t value = 0;
	bool negative;
	size_t n = 0;

	if (!slice_starts(text, SLICE("/Date(")))
		return false;
	text = slice_skip(text, 6);
	negative = slice_starts(text, SLICE("-"));
	text = slice_skip(text, negative);
	for (; n < text.len && n < 16 && ascii_is_digit(text.at[n]); n++)
		value = value * 10 + (text.at[n] - '0');
	if (!n || n == text.len || n == 16)
		return false;
	*time = date_exact((negative ? -value - 999 : value) / 1000);
	return true;
}

bool field_exact_date(struct slice text, struct cert_time *time)
{
	text = slice_trim(text);
	return parse_json_date(text, time) || date_parse_iso(text, time);
}
