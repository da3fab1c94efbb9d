#include "cert/certutil_details.h"

#include <arpa/inet.h>

enum { KEY_ID_MAX = 128 }; /* digits */

struct algorithm {
	const char *oid, *name;
	enum cert_answer weak;
};

/* RSASSA-PSS is as strong as the hash among its parameters. */
static const struct algorithm *find_signature(struct slice oid)
{
	static const struct algorithm known[] = {
		{ "1.2.840.113549.1.1.2", "md2RSA", CERT_YES },
		{ "1.2.840.113549.1.1.3", "md4RSA", CERT_YES },
		{ "1.2.840.113549.1.1.4", "md5RSA", CERT_YES },
		{ "1.2.840.113549.1.1.5", "sha1RSA", CERT_YES },
		{ "1.3.14.3.2.2", "md4RSA", CERT_YES },
		{ "1.3.14.3.2.3", "md5RSA", CERT_YES },
		{ "1.3.14.3.2.4", "md4RSA", CERT_YES },
		{ "1.3.14.3.2.15", "shaRSA", CERT_YES },
		{ "1.3.14.3.2.27", "dsaSHA1", CERT_YES },
		{ "1.3.14.3.2.29", "sha1RSA", CERT_YES },
		{ "1.2.840.10040.4.3", "sha1DSA", CERT_YES },
		{ "1.2.840.10045.4.1", "sha1ECDSA", CERT_YES },
		{ "1.2.840.113549.1.1.10", "RSASSA-PSS", CERT_UNKNOWN },
		{ "1.2.840.113549.1.1.11", "sha256RSA", CERT_NO },
		{ "1.2.840.113549.1.1.12", "sha384RSA", CERT_NO },
		{ "1.2.840.113549.1.1.13", "sha512RSA", CERT_NO },
		{ "1.2.840.10045.4.3.2", "sha256ECDSA", CERT_NO },
		{ "1.2.840.10045.4.3.3", "sha384ECDSA", CERT_NO },
		{ "1.2.840.10045.4.3.4", "sha512ECDSA", CERT_NO },
		{ "1.3.101.112", "Ed25519", CERT_NO },
		{ "1.3.101.113", "Ed448", CERT_NO },
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is(oid, known[i].oid))
			return &known[i];
	return NULL;
}

static void fill_signature(struct listing_input *input,
			   const struct dump_facts *facts,
			   struct cert_details *details)
{
	const struct algorithm *algorithm = find_signature(facts->signature);
	struct slice name = facts->signature_name;

	if (!facts->signature.len)
		return;
	if (algorithm) {
		details->signature = slice_of(algorithm->name);
		details->signature_weak = algorithm->weak;
	} else {
		details->signature =
			listing_keep(input, name.len ? name : facts->signature);
	}
}

static enum cert_public_key public_key_of(struct slice oid)
{
	if (!oid.len)
		return CERT_PUBLIC_KEY_UNKNOWN;
	if (slice_is(oid, "1.2.840.113549.1.1.1") ||
	    slice_is(oid, "1.2.840.113549.1.1.10"))
		return CERT_PUBLIC_KEY_RSA;
	return slice_is(oid, "1.2.840.10045.2.1") ? CERT_PUBLIC_KEY_EC
						  : CERT_PUBLIC_KEY_OTHER;
}

/* As upper-case digits without blanks between them. */
static struct slice keep_digits(struct listing_input *input, struct slice text)
{
	static const char upper[] = "0123456789ABCDEF";
	char digits[KEY_ID_MAX];
	size_t n = 0;

	for (size_t i = 0; i < text.len && n < sizeof(digits); i++)
		if (ascii_hex(text.at[i]) >= 0)
			digits[n++] = upper[ascii_hex(text.at[i])];
	return listing_keep(input, (struct slice){ digits, n });
}

/* The usual way to write an address; Windows prints all digits. */
static struct slice keep_address(struct listing_input *input, struct slice text)
{
	char address[INET6_ADDRSTRLEN], usual[INET6_ADDRSTRLEN];
	unsigned char bytes[16];
	int family = AF_INET;

	if (text.len >= sizeof(address))
		return (struct slice){ "", 0 };
	memcpy(address, text.at, text.len);
	address[text.len] = '\0';
	if (slice_find(text, ':') != SIZE_MAX)
		family = AF_INET6;
	if (inet_pton(family, address, bytes) != 1 ||
	    !inet_ntop(family, bytes, usual, sizeof(usual)))
		return (struct slice){ "", 0 };
	return listing_keep(input, slice_of(usual));
}

/* Items that cannot be kept are left out; then the list is not whole. */
static struct cert_list
keep_list(struct listing_input *input, const struct vector *from,
	  enum cert_list_known known,
	  struct slice (*keep)(struct listing_input *input, struct slice text))
{
	const struct slice *texts = from->items;
	struct cert_list list = { .known = known };
	struct slice *items;

	if (known == CERT_LIST_UNKNOWN || !from->count)
		return list;
	items = ARENA_ARRAY(input->inventory->arena, struct slice, from->count);
	for (size_t i = 0; items && i < from->count; i++) {
		items[list.count] = keep(input, texts[i]);
		if (items[list.count].len)
			list.count++;
		else
			list.known = CERT_LIST_PARTIAL;
	}
	list.items = items;
	return list;
}

/* What is known of an extension that is not among those listed. */
static enum cert_list_known known_of(const struct dump_facts *facts,
				     enum cert_list_known known)
{
	if (known == CERT_LIST_UNKNOWN && facts->counted &&
	    facts->announced == facts->listed)
		return CERT_LIST_COMPLETE;
	return known;
}

static bool holds(const struct vector *list, struct slice oid)
{
	const struct slice *items = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (slice_eq(items[i], oid) ||
		    slice_is(items[i], "2.5.29.37.0"))
			return true;
	return false;
}

/* Of the usages that the store entry allows, those of the certificate. */
static struct cert_list narrow(struct listing_input *input,
			       const struct certutil_dump *dump)
{
	const struct slice *allowed = dump->allowed.items;
	struct cert_list list = { .known = CERT_LIST_COMPLETE };
	struct slice *items = ARENA_ARRAY(input->inventory->arena, struct slice,
					  dump->allowed.count);

	for (size_t i = 0; items && i < dump->allowed.count; i++)
		if (!dump->usages.count || holds(&dump->usages, allowed[i]))
			items[list.count++] = listing_keep(input, allowed[i]);
	list.items = items;
	return list;
}

/* An empty list would mean every purpose; "none" cannot be told. */
static struct cert_list usages_of(struct listing_input *input,
				  const struct certutil_dump *dump)
{
	const struct dump_facts *facts = &dump->facts;
	enum cert_list_known known = known_of(facts, facts->usages);
	struct cert_list list;

	if (facts->allowed == CERT_LIST_UNKNOWN)
		return keep_list(input, &dump->usages, known, listing_keep);
	if (facts->allowed != CERT_LIST_COMPLETE || known != CERT_LIST_COMPLETE)
		return (struct cert_list){ .known = CERT_LIST_UNKNOWN };
	list = narrow(input, dump);
	if (!list.count)
		list.known = CERT_LIST_UNKNOWN;
	return list;
}

void certutil_details_fill(struct listing_input *input,
			   const struct certutil_dump *dump,
			   struct cert_details *details)
{
	const struct dump_facts *facts = &dump->facts;
	enum cert_list_known names = known_of(facts, facts->names);

	fill_signature(input, facts, details);
	details->public_key = public_key_of(facts->public_key);
	details->key_bits = facts->key_bits;
	if (facts->key_id.len)
		details->key_id = keep_digits(input, facts->key_id);
	details->dns_names = keep_list(input, &dump->dns, names, listing_keep);
	details->addresses =
		keep_list(input, &dump->addresses, names, keep_address);
	details->usages = usages_of(input, dump);
}
