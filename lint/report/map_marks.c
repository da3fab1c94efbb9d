/*
 * Which findings stand on which line of the map.
 */
#include "report/map.h"

/* Parts of a location's path that are looked at. */
enum { PATH_PARTS_MAX = 64 };

static uint32_t number_of(const struct map *map,
			  const struct xml_element *element)
{
	const struct xml_element *all = map->result->document.elements.items;

	return (uint32_t)(element - all);
}

/* What stands on the element is told on the line of `owner`. */
static void lend(struct map *map, const struct xml_element *element,
		 const struct xml_element *owner)
{
	map->owners[number_of(map, element)] = number_of(map, owner) + 1;
}

static void own(struct map *map, const struct xml_element *element)
{
	lend(map, element, element);
}

static void own_application(struct map *map,
			    const struct application *application)
{
	own(map, application->element);
	for (size_t i = 0; i < application->directory_count; i++)
		own(map, application->directories[i].element);
}

static void own_site(struct map *map, const struct site *site)
{
	struct ftp_hash hash;

	own(map, site->element);
	for (size_t i = 0; i < site->binding_count; i++)
		own(map, site->bindings[i].element);
	for (size_t i = 0; i < site->application_count; i++)
		own_application(map, &site->applications[i]);
	if (ftp_hash(&map->check, site, &hash))
		own(map, hash.where);
}

/* Keys belong to their site, its hash and the store of it have a line. */
static void own_key(struct map *map, const struct metadata_key *key)
{
	const struct metadata_property *hash = key->certificate_hash;

	if (!key->site)
		return;
	lend(map, key->element, key->site->element);
	if (!hash || hash != key->site->certificate_hash)
		return;
	own(map, hash->element);
	if (key->certificate_store)
		lend(map, key->certificate_store->element, hash->element);
}

/* Sites and applications by path; of two with one path the first. */
static void index_paths(const struct config *config, struct arena *arena,
			struct table *paths)
{
	const struct xml_element *all = config->document->elements.items;

	table_init(paths, arena, TABLE_NOCASE, config->site_count);
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		table_add(paths, site->name, (uint32_t)(site->element - all));
		for (size_t j = 0; j < site->application_count; j++) {
			const struct application *application =
				&site->applications[j];

			table_add(paths,
				  config_application_path(config, application),
				  (uint32_t)(application->element - all));
		}
	}
}

static struct slice without_slash(struct slice path)
{
	return slice_ends(path, SLICE("/")) ? slice_take(path, path.len - 1)
					    : path;
}

/* The deepest application at or above the path, or the site. */
static void own_location(struct map *map, const struct table *paths,
			 const struct location *location)
{
	const struct xml_element *all = map->result->document.elements.items;
	struct slice path = without_slash(location->path);
	uint32_t number;

	for (size_t i = 0; path.len && i < PATH_PARTS_MAX; i++) {
		size_t slash;

		if (table_get(paths, path, &number)) {
			lend(map, location->element, &all[number]);
			return;
		}
		slash = slice_find_last(path, '/');
		path = slice_take(path, slash == SIZE_MAX ? 0 : slash);
	}
}

static void own_locations(struct map *map)
{
	const struct config *config = &map->result->config;
	struct table paths;

	if (!config->location_count)
		return;
	index_paths(config, map->arena, &paths);
	for (size_t i = 0; i < config->location_count; i++)
		if (config->locations[i].path.len)
			own_location(map, &paths, &config->locations[i]);
}

/* Number + 1 of the element on whose line the finding is; 0: on none. */
static uint32_t owner_of(const struct map *map, const struct finding *finding)
{
	const struct xml_element *element = finding->element;

	while (element && !map->owners[number_of(map, element)])
		element = xml_parent(&map->result->document, element);
	return element ? map->owners[number_of(map, element)] : 0;
}

/* Backwards, each in front of its line: so they are by place in the end. */
static void share_findings(struct map *map, enum severity min)
{
	const struct result *result = map->result;

	for (size_t i = result->finding_count; i > 0; i--) {
		const struct finding *finding = result->findings[i - 1];
		uint32_t owner = owner_of(map, finding);
		uint32_t *head = owner ? &map->first[owner - 1] : &map->others;

		if (finding->severity < min)
			continue;
		map->next[i - 1] = *head;
		*head = (uint32_t)i;
	}
}

void map_mark(struct map *map, enum severity min)
{
	const struct config *config = &map->result->config;
	size_t count = map->result->document.elements.count;

	map->owners = ARENA_ARRAY(map->arena, uint32_t, count);
	map->first = ARENA_ARRAY(map->arena, uint32_t, count);
	map->next =
		ARENA_ARRAY(map->arena, uint32_t, map->result->finding_count);
	if (arena_failed(map->arena))
		return;
	for (size_t i = 0; i < config->pool_count; i++)
		own(map, config->pools[i].element);
	for (size_t i = 0; i < config->key_count; i++)
		own_key(map, &config->keys[i]);
	for (size_t i = 0; i < config->site_count; i++)
		own_site(map, &config->sites[i]);
	own_locations(map);
	share_findings(map, min);
}

static const struct finding *finding_at(const struct map *map, uint32_t number)
{
	return number ? map->result->findings[number - 1] : NULL;
}

const struct finding *map_first(const struct map *map,
				const struct xml_element *line,
				uint32_t *number)
{
	*number = line ? map->first[number_of(map, line)] : 0;
	return finding_at(map, *number);
}

const struct finding *map_next(const struct map *map, uint32_t *number)
{
	*number = map->next[*number - 1];
	return finding_at(map, *number);
}

const struct finding *map_first_other(const struct map *map, uint32_t *number)
{
	*number = map->others;
	return finding_at(map, *number);
}
