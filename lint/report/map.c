#include "report/map.h"

const struct report_format *map_format(const struct report_format *format)
{
	static const struct report_format *const maps[] = { &map_text,
							    &map_json };

	for (size_t i = 0; i < LENGTH(maps); i++)
		if (!strcmp(maps[i]->name, format->name))
			return maps[i];
	return NULL;
}

struct slice map_safe(struct slice value)
{
	return value.at && secret_value(value) ? SLICE("***") : value;
}

static struct slice value_of(const struct map *map,
			     const struct xml_element *element,
			     const char *attribute)
{
	struct setting setting;

	if (!config_value(&map->result->config, scope_of(element), "",
			  attribute, &setting))
		return (struct slice){ NULL, 0 };
	if (!setting.value.len)
		return SLICE("");
	return map_safe(setting.value);
}

static bool is(const struct map *map, const struct xml_element *element,
	       const char *below, const char *attribute, const char *value)
{
	return setting_is(&map->check, scope_of(element), below, attribute,
			  value);
}

/* processModel, which has the identity of a pool. */
static void read_identity(const struct map *map, struct map_pool *drawn,
			  const struct xml_element *pool)
{
	static const char below[] = "processModel";
	const struct config *config = &map->result->config;
	struct setting setting;

	drawn->user = SLICE("");
	if (config_value(config, scope_of(pool), below, "identityType",
			 &setting))
		drawn->identity = map_safe(slice_trim(setting.value));
	if (!slice_is_nocase(drawn->identity, "SpecificUser"))
		return;
	if (config_value(config, scope_of(pool), below, "userName", &setting))
		drawn->user = map_safe(setting.value);
}

static void read_pool(const struct map *map, struct map_pool *drawn,
		      const struct application_pool *pool)
{
	const struct xml_element *element = pool->element;

	drawn->pool = pool;
	drawn->runtime = value_of(map, element, "managedRuntimeVersion");
	drawn->pipeline = value_of(map, element, "managedPipelineMode");
	drawn->stopped = is(map, element, "", "autoStart", "false");
	drawn->bits32 = is(map, element, "", "enable32BitAppOnWin64", "true");
	read_identity(map, drawn, element);
}

/* Each binding has one certificate at most, each site one in its keys. */
static size_t certificates_max(const struct config *config)
{
	return config->binding_count + config->site_count;
}

void map_open(struct map *map, struct result *result, enum severity min,
	      struct arena *arena)
{
	const struct config *config = &result->config;

	*map = (struct map){
		.result = result,
		.arena = arena,
		.check = {
			.source = &result->source,
			.document = &result->document,
			.config = config,
			.inventory = result->inventory,
			.circumstances = result->circumstances,
			.serving = result->serving,
			.now = result->circumstances->now,
			.arena = arena,
			.told_max = SIZE_MAX,
		},
		.pools = ARENA_ARRAY(arena, struct map_pool,
				     config->pool_count),
		.certificates = ARENA_ARRAY(arena, struct map_certificate,
					    certificates_max(config)),
	};
	table_init(&map->certificate_numbers, arena, TABLE_NOCASE, 0);
	if (!source_map_lines(&result->source))
		arena->failed = true;
	if (arena_failed(arena))
		return;
	for (size_t i = 0; i < config->pool_count; i++)
		read_pool(map, &map->pools[i], &config->pools[i]);
	map_mark(map, min);
	if (arena_failed(&result->arena))
		arena->failed = true;
}

void map_site(struct map *map, const struct site *site, struct map_site *drawn)
{
	*drawn = (struct map_site){
		.stopped = !site_is_started(&map->check, site),
		.ftp = ftp_binding(site),
	};
	if (drawn->ftp)
		drawn->ftp_stopped = is(map, site->element, "ftpServer",
					"serverAutoStart", "false");
	map_certificates_of_site(map, site, drawn);
}

void map_application(const struct map *map,
		     const struct application *application,
		     struct map_application *drawn)
{
	const struct application_pool *pool = application->pool;

	drawn->pool_name =
		pool ? map_safe(pool->name)
		     : value_of(map, application->element, "applicationPool");
	drawn->pool =
		pool ? &map->pools[pool - map->result->config.pools] : NULL;
	drawn->protocols =
		value_of(map, application->element, "enabledProtocols");
}

void map_directory(const struct map *map,
		   const struct virtual_directory *directory,
		   struct map_directory *drawn)
{
	drawn->physical_path =
		value_of(map, directory->element, "physicalPath");
	drawn->user = value_of(map, directory->element, "userName");
}
