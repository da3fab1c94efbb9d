#include <time.h>

#include "rule/rule.h"

/*
 * A day in an unknown time zone is a range of 52 hours. What is wider is a
 * date of which day and month may be the other way round.
 */
enum { DAY_RANGE_MAX = 3 * 24 * 60 * 60 };

struct slice hash_store(const struct metadata_property *hash)
{
	const struct metadata_property *store = hash->key->effective_store;

	return store && store->value.len ? store->value : SLICE("MY");
}

bool hash_is_of_site(const struct metadata_property *property)
{
	return property->key->site && !property->key->below.len;
}

bool hash_is_used(const struct metadata_property *property)
{
	const struct metadata_key *key = property->key;

	if (hash_is_of_site(property))
		return key->site->https;
	return key->service == METADATA_W3SVC && !key->below.len &&
	       property->flags & METADATA_FLAG_INHERIT;
}

bool hash_is_live(const struct metadata_property *property)
{
	return property->hash && property->hash->state == HASH_GOOD &&
	       hash_is_used(property);
}

const char *hash_target(struct check *check,
			const struct metadata_property *property)
{
	const struct site *site = property->key->site;

	if (!site)
		return "every site";
	return words(check, "site \"%s\"", shown(check, site->name));
}

const struct cert_store *hash_searched(struct check *check,
				       const struct metadata_property *property,
				       bool *proof)
{
	const struct inventory *inventory = check->inventory;
	struct slice name = hash_store(property);
	const struct cert_store *store = inventory_covers(inventory, name);

	*proof = store;
	if (!store)
		store = inventory_named(inventory, name);
	return store ? store : inventory_named(inventory, SLICE(""));
}

static unsigned key_fault(const struct cert *cert)
{
	switch (cert->key) {
	case CERT_KEY_NONE:
		return CERT_FAULT_NO_KEY;
	case CERT_KEY_MISSING:
		return CERT_FAULT_KEY_MISSING;
	case CERT_KEY_UNUSABLE:
		return CERT_FAULT_KEY_UNUSABLE;
	case CERT_KEY_UNKNOWN:
	case CERT_KEY_LINKED:
	case CERT_KEY_TESTED:
		break;
	}
	return 0;
}

/*
 * How much an entry is worth when a certificate has several. A listing that
 * does not tell its store is of the right one, unless that is listed too. A
 * key that is known to be bad says more than one of which nothing is known.
 */
enum rank {
	RANK_NONE,
	RANK_USER,
	RANK_OTHER_STORE,
	RANK_IN_STORE,
	RANK_BAD_KEY,
	RANK_GOOD_KEY,
};

static enum rank rank(const struct inventory *inventory,
		      const struct cert *cert, struct slice name)
{
	const struct cert_store *store = inventory_store_of(inventory, cert);

	if (store->location == CERT_LOCATION_USER)
		return RANK_USER;
	if (store->name.len ? !slice_eq_nocase(store->name, name)
			    : inventory_covers(inventory, name) != NULL)
		return RANK_OTHER_STORE;
	if (cert->key == CERT_KEY_UNKNOWN)
		return RANK_IN_STORE;
	return key_fault(cert) ? RANK_BAD_KEY : RANK_GOOD_KEY;
}

/* Where it lies is wrong only if the right store is known not to have it. */
static unsigned store_fault(enum rank best, bool covered)
{
	if (!covered || best >= RANK_IN_STORE)
		return 0;
	return best == RANK_USER ? CERT_FAULT_USER_STORE
				 : CERT_FAULT_OTHER_STORE;
}

static unsigned date_faults(const struct cert *cert, int64_t now)
{
	unsigned faults = 0;

	if (cert_time_before(&cert->not_after, now))
		faults |= CERT_FAULT_EXPIRED;
	if (cert_time_after(&cert->not_before, now))
		faults |= CERT_FAULT_NOT_YET_VALID;
	return faults;
}

const struct cert *hash_listed(struct check *check,
			       const struct metadata_property *property)
{
	struct hash_memo *memo = check->memo;

	if (memo->property != property) {
		memo->property = property;
		memo->cert = inventory_find(check->inventory,
					    &property->hash->thumbprint);
	}
	return memo->cert;
}

struct hash_certificate
hash_certificate(struct check *check, const struct metadata_property *property)
{
	const struct inventory *inventory = check->inventory;
	struct hash_certificate found = { .cert = NULL };
	struct slice name = hash_store(property);
	enum rank best = RANK_NONE;
	const struct cert *cert = hash_listed(check, property);

	for (; cert; cert = inventory_next_same(inventory, cert)) {
		enum rank worth = rank(inventory, cert, name);

		if (worth > best) {
			found.cert = cert;
			best = worth;
		}
		if (!found.dated || !found.dated->not_after.known)
			found.dated = cert;
	}
	if (!found.cert)
		return found;
	found.in_store = best >= RANK_IN_STORE;
	found.faults = date_faults(found.dated, check->now) |
		       store_fault(best, inventory_covers(inventory, name));
	if (found.in_store)
		found.faults |= key_fault(found.cert);
	return found;
}

const char *store_shown(struct check *check, const struct cert_store *store)
{
	if (!store->name.len)
		return "a store that the listing does not name";
	return words(check, "store %s%s", shown(check, store->name),
		     store->location == CERT_LOCATION_USER ? " of a user" : "");
}

const char *endpoint_shown(struct check *check, const struct binding *binding)
{
	if (!binding->endpoint.valid)
		return shown(check, binding->information);
	return words(check, "%s:%u", shown(check, binding->endpoint.address),
		     (unsigned)binding->endpoint.port);
}

const char *on_day(struct check *check, const struct cert_time *when)
{
	int64_t width = when->latest - when->earliest;
	time_t middle = (time_t)(when->earliest + width / 2);
	struct tm day;

	if (!may_tell(check) || !when->known || width > DAY_RANGE_MAX ||
	    !gmtime_r(&middle, &day))
		return "";
	return words(check, " on %04d-%02d-%02d", day.tm_year + 1900,
		     day.tm_mon + 1, day.tm_mday);
}

const char hash_repair[] =
	"back up the file, delete this property (and the one with id 5511 "
	"beside it), then select the certificate again in the https binding "
	"of the site and check with: netsh http show sslcert";
