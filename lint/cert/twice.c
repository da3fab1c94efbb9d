/* One certificate twice: in one store of a listing, or in two listings. */
#include "cert/reader.h"

/* The entry that the current store has. */
static struct cert *find_first(const struct listing_input *input,
			       const struct thumbprint *sha1)
{
	const struct inventory *inventory = input->inventory;
	const struct cert *cert = inventory_find(inventory, sha1);

	while (cert && cert->store + 1 != input->store)
		cert = inventory_next_same(inventory, cert);
	if (!cert)
		return NULL;
	return (struct cert *)inventory->certs.items +
	       (cert - (const struct cert *)inventory->certs.items);
}

static bool times_differ(const struct cert_time *a, const struct cert_time *b)
{
	return a->known && b->known &&
	       (a->latest < b->earliest || b->latest < a->earliest);
}

static bool is_broken(enum cert_key key)
{
	return key == CERT_KEY_MISSING || key == CERT_KEY_UNUSABLE;
}

/* More evidence is no contradiction: a key that is linked may be tested. */
static bool keys_differ(enum cert_key a, enum cert_key b)
{
	if (a == CERT_KEY_UNKNOWN || b == CERT_KEY_UNKNOWN || a == b)
		return false;
	if (a == CERT_KEY_NONE || b == CERT_KEY_NONE)
		return true;
	return (is_broken(a) && b == CERT_KEY_TESTED) ||
	       (is_broken(b) && a == CERT_KEY_TESTED);
}

/* In what the two contradict each other, or null. */
static const char *difference(const struct cert *a, const struct cert *b)
{
	if (times_differ(&a->not_before, &b->not_before) ||
	    times_differ(&a->not_after, &b->not_after))
		return "validity";
	if (a->subject.len && b->subject.len &&
	    !slice_eq(a->subject, b->subject))
		return "subject";
	if (keys_differ(a->key, b->key))
		return "private key";
	if (a->archived != CERT_UNKNOWN && b->archived != CERT_UNKNOWN &&
	    a->archived != b->archived)
		return "archived mark";
	return NULL;
}

static void learn(struct cert *first, const struct cert *again)
{
	if (!first->subject.len)
		first->subject = again->subject;
	if (!first->friendly_name.len)
		first->friendly_name = again->friendly_name;
	if (!first->not_before.known)
		first->not_before = again->not_before;
	if (!first->not_after.known)
		first->not_after = again->not_after;
	if (first->key < again->key)
		first->key = again->key;
	if (first->archived == CERT_UNKNOWN)
		first->archived = again->archived;
	if (!first->details)
		first->details = again->details;
}

void listing_twice(struct listing_input *input, const struct cert *again)
{
	struct cert *first = find_first(input, &again->sha1);
	const char *what;

	if (!first)
		return;
	what = difference(first, again);
	if (!what) {
		learn(first, again);
		return;
	}
	listing_warn(input, again->line,
		     "the certificate %s stands in line %u of this store "
		     "already, with another %s; the first one stays",
		     thumbprint_print(&again->sha1).digits,
		     (unsigned)first->line, what);
}

/* The first entry whose validity contradicts that of an earlier one. */
static const struct cert *find_other(const struct inventory *inventory,
				     const struct cert *first,
				     const struct cert **known)
{
	const struct cert *cert = first;

	*known = first;
	while ((cert = inventory_next_same(inventory, cert))) {
		if (!(*known)->not_after.known)
			*known = cert;
		if (times_differ(&(*known)->not_before, &cert->not_before) ||
		    times_differ(&(*known)->not_after, &cert->not_after))
			return cert;
	}
	return NULL;
}

static void warn_of_validity(struct inventory *inventory, size_t messages,
			     const struct cert *known, const struct cert *other)
{
	const struct listing *listing = inventory_listing_of(
		inventory, inventory_store_of(inventory, known));
	struct listing_input input = {
		.inventory = inventory,
		.listing = inventory_store_of(inventory, other)->listing,
		.messages = (uint32_t)messages,
	};

	listing_warn(&input, other->line,
		     "the certificate %s has another validity in %s:%u; one "
		     "of the two is wrong, so its dates count as unknown",
		     thumbprint_print(&other->sha1).digits, listing->path,
		     (unsigned)known->line);
}

static void forget_validity(struct inventory *inventory, size_t index)
{
	struct cert *certs = inventory->certs.items;

	for (; index != CERT_LAST; index = certs[index].next_same) {
		certs[index].not_before.known = false;
		certs[index].not_after.known = false;
	}
}

void inventory_settle(struct inventory *inventory)
{
	const struct cert *certs = inventory->certs.items;
	size_t messages = inventory->messages.count;

	for (size_t i = 0; i < inventory->certs.count; i++) {
		const struct cert *known, *other;

		if (certs[i].next_same == CERT_LAST ||
		    inventory_find(inventory, &certs[i].sha1) != &certs[i])
			continue;
		other = find_other(inventory, &certs[i], &known);
		if (!other)
			continue;
		warn_of_validity(inventory, messages, known, other);
		forget_validity(inventory, i);
	}
}
