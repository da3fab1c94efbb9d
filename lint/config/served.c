#include "config/served.h"

#include "config/build.h"

static const char handlers_path[] = "system.webServer/handlers";
static const char modules_path[] = "system.webServer/modules";
static const char native_path[] = "system.webServer/globalModules";

/* Two sections, null or not, as the key of a table. */
struct pair {
	const struct section *handlers, *modules;
};

static struct slice pair_key(const struct pair *pair)
{
	return (struct slice){ (const char *)pair, sizeof(*pair) };
}

static struct pair pair_at(const struct config *config, struct slice path)
{
	return (struct pair){
		.handlers = config_section_at(config, handlers_path, path),
		.modules = config_section_at(config, modules_path, path),
	};
}

static void index_names(const struct config *config, struct served *served)
{
	const struct entries *entries = &served->module_entries;

	table_init(&served->module_names, config->arena, TABLE_EXACT,
		   entries->count);
	for (size_t i = 0; i < entries->count; i++)
		table_add(&served->module_names,
			  own_value(config, entries->at[i], "name"), 0);
}

static bool is_deeper(const struct section *a, const struct section *b)
{
	return a && (!b || a->location.len > b->location.len);
}

static void merge(const struct config *config, struct served *served)
{
	const struct section *handlers = served->handlers;
	const struct section *modules = served->modules;
	const struct section *deep =
		is_deeper(handlers, modules) ? handlers : modules;

	if (deep)
		served->path = deep->location;
	if (handlers)
		config_entries(config, handlers, "", &served->handler_entries);
	if (modules)
		config_entries(config, modules, "", &served->module_entries);
	index_names(config, served);
}

/* What a pair of sections serves; null when it is one too many. */
static const struct served *served_of(const struct config *config,
				      struct pair pair)
{
	struct served_index *index = config->served;
	struct pair *key;
	struct served *served, **slot;
	uint32_t number;

	if (table_get(&index->by_pair, pair_key(&pair), &number))
		return ((struct served **)index->items.items)[number];
	if (index->entries > SERVED_MAX)
		return NULL;
	key = ARENA_NEW(config->arena, struct pair);
	served = ARENA_NEW(config->arena, struct served);
	slot = key && served ? vector_push(&index->items) : NULL;
	if (!slot) {
		config->arena->failed = true;
		return NULL;
	}
	*key = pair;
	*slot = served;
	table_add(&index->by_pair, pair_key(key),
		  (uint32_t)(index->items.count - 1));
	served->handlers = pair.handlers;
	served->modules = pair.modules;
	merge(config, served);
	index->entries +=
		served->handler_entries.count + served->module_entries.count;
	return served;
}

static void find_places(const struct config *config)
{
	struct served_index *index = config->served;

	index->made = true;
	table_init(&index->by_pair, config->arena, TABLE_EXACT, 0);
	served_of(config, pair_at(config, SLICE("")));
	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];

		if (section->location.len &&
		    (slice_is(section->path, handlers_path) ||
		     slice_is(section->path, modules_path)))
			served_of(config, pair_at(config, section->location));
	}
}

const struct served *const *config_served(const struct config *config,
					  size_t *count)
{
	if (!config->served->made)
		find_places(config);
	*count = config->served->items.count;
	return config->served->items.items;
}

const struct served *config_served_for(const struct config *config,
				       const struct application *application)
{
	size_t count;

	config_served(config, &count);
	return served_of(config, pair_at(config, config_application_path(
							 config, application)));
}

bool served_has_module(const struct served *served, struct slice name)
{
	uint32_t ignored;

	return table_get(&served->module_names, name, &ignored);
}

bool config_has_native_modules(const struct config *config)
{
	return config_sections(config, native_path);
}

static void index_native(const struct config *config)
{
	struct served_index *index = config->served;
	const struct section *section =
		config_section_at(config, native_path, SLICE(""));
	struct entries entries;

	table_init(&index->native, config->arena, TABLE_EXACT, 0);
	if (!section || !config_entries(config, section, "", &entries))
		return;
	for (size_t i = 0; i < entries.count; i++)
		table_add(
			&index->native,
			own_value(config, entries.at[i], "name"),
			(uint32_t)(entries.at[i] - xml_root(config->document)));
}

const struct xml_element *config_native_module(const struct config *config,
					       struct slice name)
{
	struct served_index *index = config->served;
	uint32_t number;

	if (!index->native.arena)
		index_native(config);
	return table_get(&index->native, name, &number)
		       ? xml_root(config->document) + number
		       : NULL;
}
