/*
 * Look-ups by name. Their tables are made when a rule first asks: a file of
 * 100,000 sites is linted without those that nobody needs.
 */
#include "config/config.h"

static bool begin(const struct config *config, struct table *table,
		  size_t count)
{
	if (table->arena)
		return false;
	table_init(table, config->arena, TABLE_NOCASE, count);
	return true;
}

const struct site *config_site_named(const struct config *config,
				     struct slice name)
{
	struct table *table = config->sites_by_name;
	size_t count = config->site_count;
	uint32_t index;

	if (begin(config, table, count))
		for (size_t i = 0; i < count; i++)
			table_add(table, config->sites[i].name, (uint32_t)i);
	return table_get(table, name, &index) ? &config->sites[index] : NULL;
}

const struct application_pool *config_pool(const struct config *config,
					   struct slice name)
{
	struct table *table = config->pools_by_name;
	size_t count = config->pool_count;
	uint32_t index;

	if (begin(config, table, count))
		for (size_t i = 0; i < count; i++)
			table_add(table, config->pools[i].name, (uint32_t)i);
	return table_get(table, name, &index) ? &config->pools[index] : NULL;
}

bool config_has_location(const struct config *config, struct slice path)
{
	struct table *table = config->locations_by_path;
	size_t count = config->location_count;
	uint32_t index;

	if (begin(config, table, count))
		for (size_t i = 0; i < count; i++)
			table_add(table, config->locations[i].path,
				  (uint32_t)i);
	return table_get(table, path, &index);
}
