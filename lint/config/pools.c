/*
 * Application pools, and which applications run in them
 * (facts: iis-configuration-system 8.2).
 */
#include "config/build.h"

void build_pools(struct config *config)
{
	static const char path[] = "system.applicationHost/applicationPools";
	const struct xml_document *document = config->document;
	size_t count = count_entries(config, path, "add");

	config->pools =
		ARENA_ARRAY(config->arena, struct application_pool, count);
	for (size_t i = 0; config->pools && i < config->section_count; i++) {
		if (!is_root_section(&config->sections[i], path))
			continue;
		XML_EACH_CHILD (document, config->sections[i].element, child) {
			struct application_pool *pool;

			if (!xml_is(document, child, "add"))
				continue;
			pool = &config->pools[config->pool_count++];
			pool->element = child;
			pool->name = own_value(config, child, "name");
		}
	}
}

/* The pools and the applications do not move once they are made. */
static struct application_pool *effective_pool(struct config *config,
					       const struct xml_element *at)
{
	const struct application_pool *pool;
	struct setting setting;

	if (!config_value(config, scope_of(at), "", "applicationPool",
			  &setting))
		return NULL;
	pool = config_pool(config, setting.value);
	return pool ? &config->pools[pool - config->pools] : NULL;
}

static void link_application(struct config *config,
			     struct application *application)
{
	struct application_pool *pool =
		effective_pool(config, application->element);

	application->pool = pool;
	if (!pool)
		return;
	if (pool->last_user)
		pool->last_user->next_user = application;
	else
		pool->first_user = application;
	pool->last_user = application;
}

void link_pools(struct config *config)
{
	for (size_t i = 0; i < config->site_count; i++) {
		struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->application_count; j++)
			link_application(config, &site->applications[j]);
	}
}
