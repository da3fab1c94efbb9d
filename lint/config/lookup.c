/*
 * Look-ups by name. Their tables are made when a rule first asks: a file of
 * 100,000 sites is linted without those that nobody needs.
 */
#include "config/config.h"

/* The name of the thing with this number. */
typedef struct slice name_of(const struct config *config, size_t index);

static bool find(const struct config *config, struct table *table, size_t count,
		 name_of *name, struct slice key, uint32_t *index)
{
	if (!table->arena) {
		table_init(table, config->arena, TABLE_NOCASE, count);
		for (size_t i = 0; i < count; i++)
			table_add(table, name(config, i), (uint32_t)i);
	}
	return table_get(table, key, index);
}

static struct slice site_name(const struct config *config, size_t index)
{
	return config->sites[index].name;
}

static struct slice pool_name(const struct config *config, size_t index)
{
	return config->pools[index].name;
}

static struct slice location_path(const struct config *config, size_t index)
{
	return config->locations[index].path;
}

const struct site *config_site_named(const struct config *config,
				     struct slice name)
{
	uint32_t index;

	return find(config, config->sites_by_name, config->site_count,
		    site_name, name, &index)
		       ? &config->sites[index]
		       : NULL;
}

const struct application_pool *config_pool(const struct config *config,
					   struct slice name)
{
	uint32_t index;

	return find(config, config->pools_by_name, config->pool_count,
		    pool_name, name, &index)
		       ? &config->pools[index]
		       : NULL;
}

bool config_has_location(const struct config *config, struct slice path)
{
	uint32_t index;

	return find(config, config->locations_by_path, config->location_count,
		    location_path, path, &index);
}
