#include <string.h>

#include "rule/rule.h"

enum { SHA256_SIZE = 32, SHA256_DIGITS = 64 };

static bool is_hexadecimal(struct slice text, size_t *digits)
{
	struct thumbprint ignored;

	thumbprint_parse(text, &ignored, digits);
	return *digits == THUMBPRINT_DIGITS || *digits == SHA256_DIGITS;
}

/* Bytes stored as UTF-16: every second one is zero. */
static bool is_widened(struct slice bytes)
{
	for (size_t i = 1; i < bytes.len; i += 2)
		if (bytes.at[i])
			return false;
	return bytes.len == 2 * THUMBPRINT_SIZE;
}

/* What the value seems to be instead, or null. */
static const char *looks_like(const struct metadata_property *property)
{
	struct slice bytes = property->hash->bytes;
	size_t digits;

	if (is_hexadecimal(property->value, &digits))
		return digits == THUMBPRINT_DIGITS
			       ? "the value is a thumbprint in hexadecimal "
				 "digits; the mapper takes it for base64"
			       : "the value is a SHA-256 hash in hexadecimal "
				 "digits; Windows names certificates by SHA-1";
	if (is_hexadecimal(bytes, &digits))
		return "the base64 holds the hexadecimal digits of a "
		       "thumbprint as text, not its bytes";
	if (bytes.len == SHA256_SIZE)
		return "a SHA-256 hash has 32 bytes; Windows names "
		       "certificates by SHA-1";
	if (is_widened(bytes))
		return "every second byte is 00: the 20 bytes were stored as "
		       "UTF-16 text";
	return NULL;
}

static const char *what(struct check *check,
			const struct metadata_property *property)
{
	const struct certificate_hash *hash = property->hash;

	switch (hash->state) {
	case HASH_EMPTY:
		return "certificate hash is empty, expected 20 bytes in base64";
	case HASH_NOT_BASE64:
		return words(check,
			     "certificate hash \"%s\" is not base64, "
			     "expected 20 bytes in base64",
			     value_shown(check, property));
	case HASH_WRONG_LENGTH:
		return words(check,
			     "certificate hash \"%s\" has %zu bytes, "
			     "expected the 20 of a SHA-1 thumbprint",
			     value_shown(check, property), hash->bytes.len);
	case HASH_CONSTANT:
		return words(check,
			     "certificate hash \"%s\" is 20 times the "
			     "byte %02X, which no certificate has",
			     value_shown(check, property),
			     (unsigned)(unsigned char)hash->bytes.at[0]);
	case HASH_WRONG_TYPE:
	case HASH_GOOD:
		break;
	}
	return NULL;
}

/*
 * A dataType that is absent or unknown keeps IIS from reading the whole
 * file: metadata-bad-value says so.
 */
static bool is_unreadable(const struct metadata_property *property)
{
	return property->hash->state == HASH_WRONG_TYPE &&
	       property->type == METADATA_TYPE_UNKNOWN;
}

static const char *type_fault(struct check *check,
			      const struct metadata_property *property)
{
	struct slice type = { "", 0 };

	xml_value(check->document, property->element, "dataType", &type);
	return words(check,
		     "dataType \"%s\" of a certificate hash, expected "
		     "Binary",
		     shown(check, type));
}

static void check_property(struct check *check,
			   const struct metadata_property *property)
{
	const struct metadata_key *key = property->key;
	const char *text, *hint, *attribute = "value";
	struct finding *finding;

	if (!property->hash || property->hash->state == HASH_GOOD ||
	    (key->service == METADATA_SITE && !key->site) ||
	    is_unreadable(property))
		return;
	text = what(check, property);
	if (!text) {
		text = type_fault(check, property);
		attribute = "dataType";
	}
	if (hash_is_used(property))
		text = words(check,
			     "%s: when a service that uses the IIS 6 metabase "
			     "(ABO mapper) starts, %s loses HTTPS (W3SVC-WP "
			     "2250)",
			     text, hash_target(check, property));
	finding =
		report_at(check, at_value(check, property->element, attribute),
			  "%s", text);
	finding_help(check, finding, "%s", hash_repair);
	if (!hash_is_used(property))
		finding_severity(check, finding, SEVERITY_WARNING);
	hint = looks_like(property);
	if (hint)
		note_at(check, finding,
			at_value(check, property->element, "value"), "%s",
			hint);
}

const struct rule rule_metadata_cert_hash_malformed = {
	.id = "metadata-cert-hash-malformed",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "customMetadata holds a certificate hash that is no "
		   "thumbprint",
	.references = {
		REFERENCE_KB2025598,
		REFERENCE_SSL_CERT_HASH,
	},
	.check_property = check_property,
};
