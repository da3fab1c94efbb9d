#include "cert/view.h"

/*
 * Names that are compared with a host; no certificate authority gives so
 * many, and each binding is compared with all of them.
 */
enum { CERT_NAMES_MAX = 1000 };

/*
 * How much an entry is worth when a certificate has several: the store in
 * which Windows looks before others, those before a user's.
 */
enum rank { RANK_NONE, RANK_USER, RANK_OTHER_STORE, RANK_IN_STORE };

static enum rank rank(const struct inventory *inventory,
		      const struct cert *cert, struct slice name, bool covered)
{
	const struct cert_store *store = inventory_store_of(inventory, cert);

	if (store->location == CERT_LOCATION_USER)
		return RANK_USER;
	if (store->name.len ? !slice_eq_nocase(store->name, name) : covered)
		return RANK_OTHER_STORE;
	return RANK_IN_STORE;
}

/* Take the time if it is known more precisely. */
static void take_time(struct cert_time *known, const struct cert_time *time)
{
	if (time->known &&
	    (!known->known ||
	     time->latest - time->earliest < known->latest - known->earliest))
		*known = *time;
}

struct cert_view cert_view(const struct inventory *inventory,
			   const struct cert *first, struct slice store)
{
	struct cert_view view = {
		.covered = inventory_covers(inventory, store),
	};
	enum rank best = RANK_NONE;

	for (const struct cert *cert = first; cert;
	     cert = inventory_next_same(inventory, cert)) {
		enum rank worth = rank(inventory, cert, store, view.covered);

		if (worth > best || (worth == best && cert->key > view.key)) {
			view.cert = cert;
			view.key = cert->key;
			best = worth;
		}
		take_time(&view.not_before, &cert->not_before);
		take_time(&view.not_after, &cert->not_after);
	}
	view.in_store = best == RANK_IN_STORE;
	view.in_user_store_only = best == RANK_USER;
	return view;
}

static void take_text(struct slice *known, struct slice text)
{
	if (!known->len)
		*known = text;
}

static void take_list(struct cert_list *known, const struct cert_list *list)
{
	if (list->known > known->known)
		*known = *list;
}

static void take(struct cert_details *known, const struct cert_details *more)
{
	take_text(&known->issuer, more->issuer);
	take_text(&known->serial, more->serial);
	take_text(&known->key_id, more->key_id);
	take_list(&known->dns_names, &more->dns_names);
	take_list(&known->addresses, &more->addresses);
	take_text(&known->common_name, more->common_name);
	take_list(&known->usages, &more->usages);
	take_text(&known->signature, more->signature);
	if (known->signature_weak == CERT_UNKNOWN)
		known->signature_weak = more->signature_weak;
	if (known->public_key == CERT_PUBLIC_KEY_UNKNOWN)
		known->public_key = more->public_key;
	if (!known->key_bits)
		known->key_bits = more->key_bits;
}

struct cert_details cert_view_details(const struct inventory *inventory,
				      const struct cert *first)
{
	struct cert_details details = { .key_bits = 0 };

	for (const struct cert *cert = first; cert;
	     cert = inventory_next_same(inventory, cert))
		if (cert->details)
			take(&details, cert->details);
	return details;
}

static unsigned key_fault(enum cert_key key)
{
	switch (key) {
	case CERT_KEY_NONE:
		return CERT_FAULT_NO_KEY;
	case CERT_KEY_MISSING:
		return CERT_FAULT_KEY_MISSING;
	case CERT_KEY_UNUSABLE:
		return CERT_FAULT_KEY_UNUSABLE;
	case CERT_KEY_USER:
		return CERT_FAULT_USER_KEY;
	case CERT_KEY_UNKNOWN:
	case CERT_KEY_LINKED:
	case CERT_KEY_TESTED:
		break;
	}
	return 0;
}

unsigned cert_view_faults(const struct cert_view *view, int64_t now)
{
	unsigned faults = 0;

	if (!view->cert)
		return 0;
	if (cert_time_before(&view->not_after, now))
		faults |= CERT_FAULT_EXPIRED;
	if (cert_time_after(&view->not_before, now))
		faults |= CERT_FAULT_NOT_YET_VALID;
	if (view->in_store)
		return faults | key_fault(view->key);
	/* It is in the wrong place only if the right one has not got it. */
	if (view->covered)
		faults |= view->in_user_store_only ? CERT_FAULT_USER_STORE
						   : CERT_FAULT_OTHER_STORE;
	return faults;
}

/* Names without the dot that ends a complete one. */
static struct slice without_dot(struct slice name)
{
	return slice_ends(name, SLICE(".")) ? slice_take(name, name.len - 1)
					    : name;
}

/* "*.example.com" covers one label more, and itself as written. */
static bool name_covers(struct slice name, struct slice host)
{
	size_t dot;

	name = without_dot(name);
	host = without_dot(host);
	if (slice_eq_nocase(name, host))
		return host.len;
	if (!slice_starts(name, SLICE("*.")) || slice_starts(host, SLICE("*")))
		return false;
	dot = slice_find(host, '.');
	name = slice_skip(name, 1);
	/* Not "*.com": at least two labels must follow. */
	return dot != SIZE_MAX && dot &&
	       slice_find(slice_skip(name, 1), '.') != SIZE_MAX &&
	       slice_eq_nocase(slice_skip(host, dot), name);
}

/* Does "*.example.com" stand for the name, and for others as well? */
static bool host_covers(struct slice host, struct slice name)
{
	return slice_starts(host, SLICE("*.")) && name_covers(host, name);
}

/* Digits and dots, or with colons: an address of version 4 or 6. */
static bool is_address(struct slice host)
{
	size_t i = 0;

	while (i < host.len &&
	       (ascii_is_digit(host.at[i]) || host.at[i] == '.'))
		i++;
	return i == host.len || slice_find(host, ':') != SIZE_MAX;
}

static bool is_ascii(struct slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.at[i] > 0x7F)
			return false;
	return true;
}

/* YES, NO, or unknown because the two cannot be compared. */
static enum cert_answer match_name(struct slice name, struct slice host)
{
	if (name_covers(name, host))
		return CERT_YES;
	if (host_covers(host, name) || is_ascii(name) != is_ascii(host))
		return CERT_UNKNOWN;
	return CERT_NO;
}

enum cert_answer cert_matches_host(const struct cert_details *details,
				   struct slice host)
{
	const struct cert_list *names = &details->dns_names;
	enum cert_answer answer =
		names->known == CERT_LIST_COMPLETE &&
				names->count <= CERT_NAMES_MAX &&
				!is_address(host)
			? CERT_NO
			: CERT_UNKNOWN;

	for (uint32_t i = 0; i < names->count && i < CERT_NAMES_MAX; i++) {
		enum cert_answer one = match_name(names->items[i], host);

		if (one == CERT_YES)
			return CERT_YES;
		if (one == CERT_UNKNOWN)
			answer = CERT_UNKNOWN;
	}
	if (names->count || answer == CERT_UNKNOWN)
		return answer;
	/* No common name: there is none, or the listing does not tell it. */
	return details->common_name.len ? match_name(details->common_name, host)
					: CERT_UNKNOWN;
}

enum cert_answer cert_allows(const struct cert_details *details,
			     const char *oid)
{
	const struct cert_list *usages = &details->usages;

	for (uint32_t i = 0; i < usages->count; i++)
		if (slice_is(usages->items[i], oid) ||
		    slice_is(usages->items[i], "2.5.29.37.0"))
			return CERT_YES;
	if (usages->known != CERT_LIST_COMPLETE)
		return CERT_UNKNOWN;
	return usages->count ? CERT_NO : CERT_YES;
}
