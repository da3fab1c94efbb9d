#include "cert/serialized.h"

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "base/utf16.h"
#include "cert/x509.h"

/* An element: id, encoding, length, value. */
enum { ELEMENT_HEAD = 12, ENCODING_X509 = 1, ID_MAX = 0xFFFF };

/* Ids (wincrypt.h). */
enum {
	ID_END = 0,
	ID_KEY_LINK = 2,
	ID_SHA1 = 3,
	ID_USAGES = 9,
	ID_FRIENDLY_NAME = 11,
	ID_ARCHIVED = 19,
	ID_CERT = 32,
	ID_REVOCATIONS = 33,
	ID_TRUST_LIST = 34,
};

/* The fixed part of a key link, and one of its parameters. */
enum { LINK_HEAD = 28, LINK_PARAMETER = 16 };

/* Of key_flags: CRYPT_MACHINE_KEYSET, NCRYPT_MACHINE_KEY_FLAG. */
enum { KEY_OF_MACHINE = 0x20 };

/* Purposes of one certificate; a handful is usual. */
enum { USAGES_MAX = 256, OID_TEXT_MAX = 128 };

struct element {
	uint32_t id;
	struct slice value;
};

/* Little-endian number at an offset. */
static uint32_t number_at(struct slice bytes, size_t at)
{
	const unsigned char *b = (const unsigned char *)bytes.at + at;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	       (uint32_t)b[3] << 24;
}

bool serialized_begins(struct slice bytes)
{
	return bytes.len >= ELEMENT_HEAD && number_at(bytes, 0) != ID_END &&
	       number_at(bytes, 0) <= ID_MAX &&
	       number_at(bytes, 4) == ENCODING_X509;
}

static bool take_element(struct slice *rest, struct element *element)
{
	uint32_t length;

	if (!serialized_begins(*rest))
		return false;
	length = number_at(*rest, 8);
	if (length > rest->len - ELEMENT_HEAD)
		return false;
	element->id = number_at(*rest, 0);
	element->value = slice_take(slice_skip(*rest, ELEMENT_HEAD), length);
	*rest = slice_skip(*rest, ELEMENT_HEAD + length);
	return true;
}

static bool take_end(struct slice *rest)
{
	static const char mark[ELEMENT_HEAD];

	if (!slice_starts(*rest, (struct slice){ mark, sizeof(mark) }))
		return false;
	*rest = slice_skip(*rest, ELEMENT_HEAD);
	return true;
}

/* A text at an offset, up to its NUL; offset 0 means that there is none. */
static bool link_text(struct slice link, uint32_t offset, struct slice *text)
{
	struct slice rest = slice_skip(link, offset);

	*text = (struct slice){ NULL, 0 };
	if (!offset)
		return true;
	if (offset < LINK_HEAD)
		return false;
	for (size_t i = 0; i + 1 < rest.len; i += 2) {
		if (rest.at[i] || rest.at[i + 1])
			continue;
		*text = slice_take(rest, i);
		return true;
	}
	return false;
}

static bool has_room(struct slice link, uint32_t offset, uint32_t count)
{
	return !count || (offset >= LINK_HEAD && offset <= link.len &&
			  count <= (link.len - offset) / LINK_PARAMETER);
}

/* Container, provider, its type, flags, parameters and key spec. */
static void take_link(struct serialized_cert *cert, struct slice link)
{
	struct slice container;

	cert->link = SERIALIZED_LINK_DAMAGED;
	if (link.len < LINK_HEAD ||
	    !link_text(link, number_at(link, 0), &container) ||
	    !link_text(link, number_at(link, 4), &cert->provider) ||
	    !has_room(link, number_at(link, 20), number_at(link, 16)))
		return;
	cert->key_flags = number_at(link, 12);
	cert->link = SERIALIZED_LINKED;
}

static void take_property(struct serialized_cert *cert,
			  const struct element *element)
{
	switch (element->id) {
	case ID_KEY_LINK:
		take_link(cert, element->value);
		break;
	case ID_SHA1:
		cert->sha1 = element->value;
		break;
	case ID_USAGES:
		cert->usages = element->value;
		break;
	case ID_FRIENDLY_NAME:
		cert->friendly_name = element->value;
		break;
	case ID_ARCHIVED:
		cert->archived = true;
		break;
	default:
		break;
	}
}

enum serialized_step serialized_next(struct slice *rest,
				     struct serialized_cert *cert)
{
	struct element element;
	bool fresh = true; /* no property waits for its certificate */

	*cert = (struct serialized_cert){ .archived = false };
	while (take_element(rest, &element)) {
		if (element.id == ID_CERT) {
			cert->der = element.value;
			return SERIALIZED_CERT;
		}
		fresh = element.id == ID_REVOCATIONS ||
			element.id == ID_TRUST_LIST;
		if (fresh)
			*cert = (struct serialized_cert){ .archived = false };
		else
			take_property(cert, &element);
	}
	return fresh && take_end(rest) ? SERIALIZED_END : SERIALIZED_DAMAGED;
}

/* Providers that have keys of the machine, and keys of each user. */
static bool has_user_keys(struct slice provider)
{
	return slice_starts(provider, SLICE("Microsoft ")) &&
	       slice_search(provider, SLICE("Smart Card")) == SIZE_MAX &&
	       slice_search(provider, SLICE("Platform")) == SIZE_MAX;
}

static enum cert_key key_of(struct listing_input *input,
			    const struct serialized_cert *serialized,
			    bool all_properties)
{
	const struct cert_store *store = listing_current_store(input);
	struct slice provider;

	if (serialized->link == SERIALIZED_LINK_DAMAGED)
		return CERT_KEY_UNKNOWN;
	if (serialized->link == SERIALIZED_UNLINKED)
		return all_properties ? CERT_KEY_NONE : CERT_KEY_UNKNOWN;
	provider = utf16_text(input->inventory->arena, serialized->provider);
	if (store->location != CERT_LOCATION_USER &&
	    !(serialized->key_flags & KEY_OF_MACHINE) &&
	    has_user_keys(provider))
		return CERT_KEY_USER;
	return CERT_KEY_LINKED;
}

static struct slice oid_text(struct listing_input *input,
			     const ASN1_OBJECT *object)
{
	char text[OID_TEXT_MAX];
	int len = OBJ_obj2txt(text, sizeof(text), object, 1);

	if (len <= 0 || len >= OID_TEXT_MAX)
		return (struct slice){ "", 0 };
	return listing_keep(input, (struct slice){ text, (size_t)len });
}

/* Is the purpose among those of the certificate itself? */
static bool is_granted(const struct cert_list *own, struct slice oid)
{
	if (own->known != CERT_LIST_COMPLETE || !own->count)
		return true;
	for (uint32_t i = 0; i < own->count; i++)
		if (slice_eq(own->items[i], oid) ||
		    slice_is(own->items[i], "2.5.29.37.0"))
			return true;
	return false;
}

/*
 * The purposes that both the store entry and the certificate allow. None at
 * all cannot be told from all with a list, so it is left open.
 */
static struct cert_list allowed(struct listing_input *input,
				const struct cert_list *own,
				const EXTENDED_KEY_USAGE *objects)
{
	struct cert_list list = { .known = CERT_LIST_COMPLETE };
	int count = sk_ASN1_OBJECT_num(objects);
	struct slice *items;

	if (count > USAGES_MAX)
		return (struct cert_list){ .known = CERT_LIST_UNKNOWN };
	items = ARENA_ARRAY(input->inventory->arena, struct slice,
			    (size_t)count);
	for (int i = 0; items && i < count; i++) {
		struct slice oid =
			oid_text(input, sk_ASN1_OBJECT_value(objects, i));

		if (oid.len && is_granted(own, oid))
			items[list.count++] = oid;
	}
	list.items = items;
	if (!list.count)
		list.known = CERT_LIST_UNKNOWN;
	return list;
}

/* Narrow what the certificate is good for to what its store entry allows. */
static void narrow(struct listing_input *input, struct cert *cert,
		   struct slice usages, uint32_t line)
{
	const unsigned char *at = (const unsigned char *)usages.at;
	const unsigned char *end = at + usages.len;
	const struct cert_details *own = cert->details;
	EXTENDED_KEY_USAGE *objects =
		d2i_EXTENDED_KEY_USAGE(NULL, &at, (long)usages.len);
	struct cert_details *details = listing_details(input, cert);

	if (details) {
		if (own)
			*details = *own;
		details->usages = (struct cert_list){ .count = 0 };
		if (objects && at == end)
			details->usages = allowed(
				input, own ? &own->usages : &details->usages,
				objects);
		else
			listing_warn(input, line,
				     "the purposes that the store allows the "
				     "certificate %s are damaged",
				     thumbprint_print(&cert->sha1).digits);
	}
	EXTENDED_KEY_USAGE_free(objects);
	ERR_clear_error();
}

/* The store's own note of the thumbprint shows what has been changed. */
static bool is_intact(struct listing_input *input,
		      const struct serialized_cert *serialized, uint32_t line)
{
	struct thumbprint sha1;

	if (!serialized->sha1.at ||
	    (x509_thumbprint(serialized->der, &sha1) &&
	     slice_eq(serialized->sha1, thumbprint_key(&sha1))))
		return true;
	listing_warn(input, line,
		     "a certificate does not have the thumbprint that is noted "
		     "with it; it is damaged and left out");
	return false;
}

static void take_properties(struct listing_input *input, struct cert *cert,
			    const struct serialized_cert *serialized,
			    uint32_t line, bool all_properties)
{
	cert->key = key_of(input, serialized, all_properties);
	if (serialized->link == SERIALIZED_LINK_DAMAGED)
		listing_warn(input, line,
			     "the link of the certificate %s to its private "
			     "key is damaged, so nothing is known about the "
			     "key",
			     thumbprint_print(&cert->sha1).digits);
	cert->friendly_name =
		utf16_text(input->inventory->arena, serialized->friendly_name);
	if (serialized->archived)
		cert->archived = CERT_YES;
	else if (all_properties)
		cert->archived = CERT_NO;
	if (serialized->usages.at)
		narrow(input, cert, serialized->usages, line);
}

/* An entry that the store has already may still tell something new. */
static void take_again(struct listing_input *input,
		       const struct serialized_cert *serialized, uint32_t line,
		       bool all_properties)
{
	struct cert again = { .line = line };

	if (!x509_thumbprint(serialized->der, &again.sha1))
		return;
	take_properties(input, &again, serialized, line, all_properties);
	listing_twice(input, &again);
}

bool serialized_add(struct listing_input *input,
		    const struct serialized_cert *serialized, uint32_t line,
		    bool all_properties)
{
	struct cert *cert;
	bool valid;

	if (!is_intact(input, serialized, line))
		return false;
	cert = listing_der(input, serialized->der, line, &valid);
	if (!valid)
		listing_warn(input, line,
			     "what should be a certificate is none, or it is "
			     "damaged; it is left out");
	else if (cert)
		take_properties(input, cert, serialized, line, all_properties);
	else if (!arena_failed(input->inventory->arena))
		take_again(input, serialized, line, all_properties);
	return valid;
}
