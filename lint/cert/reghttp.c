#include "cert/reghttp.h"

enum { GUID_SIZE = 16 };

/* Bits of DefaultFlags (facts: custom-metadata-and-ssl 6.3). */
enum { FLAG_NEGOTIATE = 0x2, FLAG_NO_TLS13 = 0x40 };

void reghttp_begin(struct reghttp *endpoint, const struct regkey *key,
		   uint32_t line)
{
	*endpoint = (struct reghttp){
		.kind = key->http,
		.name = key->name,
		.line = line,
	};
}

/* The first three groups are little-endian numbers in memory. */
static struct slice guid_text(struct listing_input *input, struct slice bytes)
{
	const unsigned char *b = (const unsigned char *)bytes.at;

	return arena_printf(input->inventory->arena,
			    "{%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
			    "%02x%02x%02x%02x%02x%02x}",
			    b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6],
			    b[8], b[9], b[10], b[11], b[12], b[13], b[14],
			    b[15]);
}

static bool has_size(struct listing_input *input, const struct reg_item *value,
		     size_t size)
{
	if (value->type == REG_TYPE_BINARY && value->data.len == size)
		return true;
	listing_warn(input, value->line,
		     "this value should have %zu bytes, but has not; it is "
		     "left out",
		     size);
	return false;
}

static void take_hash(struct reghttp *endpoint, struct listing_input *input,
		      const struct reg_item *value)
{
	endpoint->hash_seen = true;
	if (value->type == REG_TYPE_BINARY && !value->data.len)
		return;
	endpoint->has_hash = has_size(input, value, THUMBPRINT_SIZE);
	if (endpoint->has_hash)
		memcpy(endpoint->sha1.sha1, value->data.at, THUMBPRINT_SIZE);
	else
		endpoint->hash_damaged = true;
}

static bool take_string(struct slice *known, struct listing_input *input,
			const struct reg_item *value)
{
	if (value->type == REG_TYPE_STRING) {
		*known = listing_keep(input, value->data);
		return true;
	}
	listing_warn(input, value->line,
		     "this value should be a string, but is none; it is left "
		     "out");
	return false;
}

void reghttp_value(struct reghttp *endpoint, struct listing_input *input,
		   const struct reg_item *value)
{
	if (slice_is_nocase(value->name, "AppId")) {
		if (has_size(input, value, GUID_SIZE))
			endpoint->application = guid_text(input, value->data);
	} else if (slice_is_nocase(value->name, "SslCertHash")) {
		take_hash(endpoint, input, value);
	} else if (slice_is_nocase(value->name, "SslCertStoreName")) {
		/* Without its store, a hash does not name a certificate. */
		if (!take_string(&endpoint->store, input, value))
			endpoint->hash_damaged = true;
	} else if (slice_is_nocase(value->name, "HostnamePort") &&
		   endpoint->kind == HTTP_RECORD_HOST) {
		take_string(&endpoint->name, input, value);
	} else if (slice_is_nocase(value->name, "DefaultFlags") &&
		   value->type == REG_TYPE_NUMBER) {
		endpoint->has_flags = true;
		endpoint->flags = value->number;
	}
}

static enum cert_answer has_flag(const struct reghttp *endpoint, uint32_t flag)
{
	if (!endpoint->has_flags)
		return CERT_UNKNOWN;
	return endpoint->flags & flag ? CERT_YES : CERT_NO;
}

/* The central store has no certificates that a record could name. */
static bool lacks_hash(const struct reghttp *endpoint,
		       struct listing_input *input)
{
	if (endpoint->hash_seen || endpoint->kind == HTTP_RECORD_CENTRAL_STORE)
		return false;
	listing_warn(input, endpoint->line,
		     "this key has no value \"SslCertHash\"; its certificate "
		     "counts as unknown");
	return true;
}

bool reghttp_end(const struct reghttp *endpoint, struct listing_input *input)
{
	struct http_record *record;
	bool valid;

	record = listing_record(input, endpoint->kind, endpoint->name,
				endpoint->line, &valid);
	if (!valid)
		listing_warn(input, endpoint->line,
			     "neither the key nor a value of it names the "
			     "endpoint; the record is left out");
	if (!record)
		return valid;
	record->application = endpoint->application;
	record->store = endpoint->store;
	record->sha1 = endpoint->sha1;
	record->hash_damaged =
		endpoint->hash_damaged || lacks_hash(endpoint, input);
	record->has_hash = endpoint->has_hash && !record->hash_damaged;
	record->negotiates_client_certificate =
		has_flag(endpoint, FLAG_NEGOTIATE);
	record->disables_tls13 = has_flag(endpoint, FLAG_NO_TLS13);
	return true;
}
