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

const struct cert_store *store_searched(const struct check *check,
					struct slice name, bool *proof)
{
	const struct inventory *inventory = check->inventory;
	const struct cert_store *store = inventory_covers(inventory, name);

	*proof = store;
	if (!store)
		store = inventory_named(inventory, name);
	return store ? store : inventory_named(inventory, SLICE(""));
}

const struct cert_store *hash_searched(struct check *check,
				       const struct metadata_property *property,
				       bool *proof)
{
	return store_searched(check, hash_store(property), proof);
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

enum cert_answer hash_in_use(struct check *check,
			     const struct metadata_property *property,
			     const struct http_record **other)
{
	const struct site *site = property->key->site;

	*other = NULL;
	for (size_t i = 0; site && i < site->binding_count; i++) {
		const struct binding *binding = &site->bindings[i];
		const struct http_record *record =
			binding->https ? binding_record(check, binding) : NULL;

		if (!record || !record->has_hash)
			continue;
		if (thumbprint_eq(&record->sha1, &property->hash->thumbprint))
			return CERT_YES;
		if (!*other && record->kind == HTTP_RECORD_ADDRESS)
			*other = record;
	}
	return *other ? CERT_NO : CERT_UNKNOWN;
}

static struct slice without_zeros(struct slice digits)
{
	while (slice_starts(digits, SLICE("0")))
		digits = slice_skip(digits, 1);
	return digits;
}

static void add_number(struct table *numbers, struct slice digits,
		       uint32_t cert)
{
	digits = without_zeros(digits);
	if (digits.len && digits.len <= THUMBPRINT_DIGITS)
		table_add(numbers, digits, cert);
}

/* Serial numbers and key identifiers of all listed certificates. */
static const struct table *listed_numbers(struct check *check)
{
	const struct vector *certs = &check->inventory->certs;
	struct table *numbers = check->memo->numbers;

	if (numbers)
		return numbers;
	numbers = check->memo->numbers = ARENA_NEW(check->arena, struct table);
	if (!numbers)
		return NULL;
	table_init(numbers, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < certs->count; i++) {
		const struct cert *cert = (const struct cert *)certs->items + i;

		if (!cert->details)
			continue;
		add_number(numbers, cert->details->serial, (uint32_t)i);
		add_number(numbers, cert->details->key_id, (uint32_t)i);
	}
	return numbers;
}

const struct cert *hash_misread(struct check *check,
				const struct metadata_property *property,
				const char **what)
{
	struct thumbprint_text text =
		thumbprint_print(&property->hash->thumbprint);
	const struct table *numbers = listed_numbers(check);
	struct slice digits = without_zeros(slice_of(text.digits));
	const struct cert *cert;
	uint32_t index;

	if (!numbers || !table_get(numbers, digits, &index))
		return NULL;
	cert = (const struct cert *)check->inventory->certs.items + index;
	*what = slice_eq_nocase(without_zeros(cert->details->serial), digits)
			? "serial number"
			: "subject key identifier";
	return cert;
}

const char *store_shown(struct check *check, const struct cert_store *store)
{
	if (!store->name.len)
		return "a store that the listing does not name";
	return words(check, "store %s%s", shown(check, store->name),
		     store->location == CERT_LOCATION_USER ? " of a user" : "");
}

void note_searched(struct check *check, struct finding *finding,
		   const struct cert_store *searched, bool proof)
{
	const char *name = shown(check, searched->name);

	if (!proof)
		finding_severity(check, finding, SEVERITY_WARNING);
	if (proof)
		note_at(check, finding, at_store(check, searched),
			"store %s is listed here, with %u certificate%s", name,
			(unsigned)searched->count,
			searched->count == 1 ? "" : "s");
	else if (searched->name.len)
		note_at(check, finding, at_store(check, searched),
			"only a warning: this listing does not show that it "
			"is the whole store %s",
			name);
	else
		note_at(check, finding, at_store(check, searched),
			"only a warning: this listing does not say which "
			"store it is of; name the store with --cert-store "
			"STORE=FILE");
}

const char *endpoint_shown(struct check *check, const struct binding *binding)
{
	if (!binding->endpoint.valid)
		return shown(check, binding->information);
	return words(check, "%s:%u", shown(check, binding->endpoint.address),
		     (unsigned)binding->endpoint.port);
}

/* The middle of the range, unless the day is not known. */
static bool day_of(const struct cert_time *when, int64_t *middle)
{
	int64_t width = when->latest - when->earliest;

	*middle = when->earliest + width / 2;
	return when->known && width <= DAY_RANGE_MAX;
}

const char *on_day(struct check *check, const struct cert_time *when)
{
	int64_t middle;
	time_t seconds;
	struct tm day;

	if (!may_tell(check) || !day_of(when, &middle))
		return "";
	seconds = (time_t)middle;
	if (!gmtime_r(&seconds, &day))
		return "";
	return words(check, " on %04d-%02d-%02d", day.tm_year + 1900,
		     day.tm_mon + 1, day.tm_mday);
}

/* Of a moment, rounded down also before 1970. */
static int64_t day_number(int64_t seconds)
{
	enum { DAY = 24 * 60 * 60 };

	return seconds / DAY - (seconds % DAY < 0);
}

bool days_left(const struct check *check, const struct cert_time *when,
	       int64_t *days)
{
	int64_t middle;

	if (!day_of(when, &middle))
		return false;
	*days = day_number(middle) - day_number(check->now);
	return true;
}

const char hash_repair[] =
	"back up the file, delete this property (and the one with id 5511 "
	"beside it), then select the certificate again in the https binding "
	"of the site and check with: netsh http show sslcert";
