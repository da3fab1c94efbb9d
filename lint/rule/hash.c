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

struct cert_view hash_view(struct check *check,
			   const struct metadata_property *property)
{
	return cert_view(check->inventory, hash_listed(check, property),
			 hash_store(property));
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
