/*
 * Certificates of the map: which one a binding is answered with, and what
 * the listings tell of it.
 */
#include "report/map.h"

#include "cert/certutil_name.h"

static struct slice name_of(const struct inventory *inventory,
			    const struct cert *cert)
{
	struct cert_details details = cert_view_details(inventory, cert);

	if (details.common_name.len)
		return details.common_name;
	if (details.dns_names.count)
		return details.dns_names.items[0];
	details.common_name = certutil_common_name(cert->subject);
	return details.common_name.len ? details.common_name : cert->subject;
}

static enum map_validity validity_of(const struct cert_view *view, int64_t now)
{
	const struct cert_time *end = &view->not_after;

	if (cert_time_before(end, now))
		return MAP_EXPIRED;
	if (cert_time_after(&view->not_before, now))
		return MAP_NOT_YET_VALID;
	return cert_time_after(end, now) ? MAP_VALID : MAP_VALIDITY_UNKNOWN;
}

static void look_up(const struct map *map, struct map_certificate *certificate)
{
	const struct inventory *inventory = map->check.inventory;
	const struct cert *first =
		inventory_find(inventory, &certificate->sha1);
	struct cert_view view = cert_view(inventory, first, certificate->store);

	if (view.covered)
		certificate->listed = CERT_NO;
	if (!view.cert)
		return;
	certificate->name = name_of(inventory, first);
	certificate->validity = validity_of(&view, map->check.now);
	certificate->days_known =
		days_left(&map->check, &view.not_after, &certificate->days);
	if (view.in_store) {
		certificate->listed = CERT_YES;
		certificate->key = view.key;
	} else {
		certificate->elsewhere =
			inventory_store_of(inventory, view.cert);
	}
}

/* Looked up once, whatever the number of bindings. */
const struct map_certificate *map_certificate(struct map *map,
					      const struct thumbprint *sha1,
					      struct slice store)
{
	struct thumbprint_text text = thumbprint_print(sha1);
	struct slice key =
		arena_printf(map->arena, "%s %.*s", text.digits, (int)store.len,
			     store.len ? store.at : "");
	uint32_t number = (uint32_t)map->certificate_numbers.count;
	struct map_certificate *certificate;

	if (table_get(&map->certificate_numbers, key, &number))
		return &map->certificates[number];
	if (!table_add(&map->certificate_numbers, key, number))
		return NULL;
	certificate = &map->certificates[number];
	certificate->sha1 = *sha1;
	certificate->store = store;
	look_up(map, certificate);
	return certificate;
}

static void answer_http_sys(struct map *map, const struct http_record *record,
			    struct map_answer *answer)
{
	if (!record) {
		answer->source = http_sys_complete(map->check.inventory)
					 ? MAP_NONE
					 : MAP_NOT_KNOWN;
		return;
	}
	if (record->kind == HTTP_RECORD_CENTRAL_STORE) {
		answer->source = MAP_CENTRAL_STORE;
		return;
	}
	answer->source = record_is_null(record) ? MAP_NONE : MAP_HTTP_SYS;
	if (record->has_hash)
		answer->certificate = map_certificate(
			map, &record->sha1, http_record_store(record));
}

/*
 * The metabase knows no host names: its hash says nothing of a binding that
 * is found by name (facts: custom-metadata-and-ssl 5.2).
 */
static bool is_by_metadata(const struct map *map, const struct binding *binding)
{
	return binding->https && binding->site->certificate_hash &&
	       !http_sys_given(map->check.inventory) &&
	       !(binding->ssl_flags & SSL_FLAGS_BY_NAME);
}

static void read_metadata(struct map *map, const struct site *site,
			  struct map_site *drawn)
{
	const struct metadata_property *property = site->certificate_hash;

	if (!property)
		return;
	drawn->metadata.source = MAP_METADATA;
	drawn->metadata.element = property->element;
	if (property->hash && property->hash->state == HASH_GOOD)
		drawn->metadata.certificate = map_certificate(
			map, &property->hash->thumbprint, hash_store(property));
	drawn->metadata_apart = true;
	for (size_t i = 0; i < site->binding_count; i++)
		if (is_by_metadata(map, &site->bindings[i]))
			drawn->metadata_apart = false;
}

static void read_ftp(struct map *map, const struct site *site,
		     struct map_site *drawn)
{
	struct ftp_hash hash;

	if (!drawn->ftp || !ftp_hash(&map->check, site, &hash))
		return;
	drawn->ftp_answer.source = MAP_FTP;
	drawn->ftp_answer.element = hash.where;
	if (hash.valid || hash.readable)
		drawn->ftp_answer.certificate = map_certificate(
			map, &hash.sha1,
			hash.store.len ? hash.store : SLICE("MY"));
}

void map_certificates_of_site(struct map *map, const struct site *site,
			      struct map_site *drawn)
{
	read_metadata(map, site, drawn);
	read_ftp(map, site, drawn);
}

void map_answer(struct map *map, const struct map_site *site,
		const struct binding *binding, struct map_answer *answer)
{
	*answer = (struct map_answer){ .source = MAP_NO_TLS };
	if (binding == site->ftp)
		*answer = site->ftp_answer;
	if (!binding->https)
		return;
	answer->source = MAP_NOT_KNOWN;
	if (http_sys_given(map->check.inventory))
		answer_http_sys(map, binding_record(&map->check, binding),
				answer);
	else if (is_by_metadata(map, binding))
		*answer = site->metadata;
	else if (binding->ssl_flags & SSL_FLAG_CENTRAL_STORE)
		answer->source = MAP_CENTRAL_STORE;
}
