#include "config/config.h"

#include <pthread.h>

#include "base/utf8.h"
#include "config/build.h"
#include "config/transport.h"

/* Bytes of a key in the path of an element. */
enum { KEY_MAX = 100 };

size_t count_children(const struct config *config,
		      const struct xml_element *parent, const char *name)
{
	size_t count = 0;

	XML_EACH_CHILD (config->document, parent, child)
		count += xml_is(config->document, child, name);
	return count;
}

struct slice own_value(const struct config *config,
		       const struct xml_element *element, const char *name)
{
	struct slice value = { "", 0 };

	xml_value(config->document, element, name, &value);
	return value;
}

static void *build_keys_beside(void *config)
{
	build_keys(config);
	return NULL;
}

/* Keys and sites do not need each other until they are linked. */
static void build_parts(struct config *config)
{
	pthread_t thread;
	bool beside = config->document->elements.count >= BESIDE_MIN &&
		      !pthread_create(&thread, NULL, build_keys_beside, config);

	build_pools(config);
	build_sites(config);
	build_endpoints(config);
	link_pools(config);
	if (beside)
		pthread_join(thread, NULL);
	else
		build_keys(config);
}

void config_build(struct config *config, const struct xml_document *document,
		  const struct schema *schema, enum config_extent extent,
		  struct arena *arena)
{
	*config = (struct config){
		.document = document,
		.schema = schema,
		.extent = extent,
		.arena = arena,
		.sites_by_name = ARENA_NEW(arena, struct table),
		.pools_by_name = ARENA_NEW(arena, struct table),
		.locations_by_path = ARENA_NEW(arena, struct table),
		.providers = ARENA_NEW(arena, struct table),
		.defaults = ARENA_ARRAY(arena, struct defaults,
					ANCHORS * DEFAULTS_LEVELS),
		.common_values =
			ARENA_ARRAY(arena, struct common_value, COMMON_VALUES),
		.section_index = ARENA_NEW(arena, struct section_index),
		.served = ARENA_NEW(arena, struct served_index),
		.transport = ARENA_NEW(arena, struct transport),
	};
	if (arena_failed(arena))
		return;
	arena_init(&config->key_arena, arena->memory);
	vector_init(&config->served->items, arena->memory,
		    sizeof(struct served *));
	recognise_file(config);
	find_anchors(config);
	build_declarations(config);
	build_sections(config);
	build_parts(config);
	link_keys(config);
	recognise_express(config);
	if (arena_failed(&config->key_arena))
		arena->failed = true;
}

void config_free(struct config *config)
{
	if (config->key_arena.memory)
		arena_free(&config->key_arena);
	if (config->served)
		vector_free(&config->served->items);
}

/* The attribute that names an entry of a collection, by preference. */
static bool entry_key(const struct xml_document *document,
		      const struct xml_element *element, struct slice *key)
{
	static const char *const names[] = {
		"name",	 "path",	  "id", "bindingInformation", "key",
		"value", "fileExtension",
	};
	static const char *const entries[] = {
		"site",	   "application", "virtualDirectory",
		"binding", "key",	  "property",
		"add",	   "remove",	  "location",
		"mimeMap", "error",	  "filter",
		"rule",	   "section",	  "sectionGroup",
	};
	bool entry = false;

	for (size_t i = 0; i < LENGTH(entries) && !entry; i++)
		entry = xml_is(document, element, entries[i]);
	for (size_t i = 0; i < LENGTH(names) && entry; i++)
		if (xml_value(document, element, names[i], key))
			return true;
	return false;
}

struct slice config_path(const struct xml_document *document,
			 const struct xml_element *element, struct arena *arena)
{
	struct slice path = { "", 0 };

	while (element) {
		struct slice name = xml_name(document, element), key;
		const char *slash = path.len ? "/" : "";

		if (!xml_parent(document, element) && path.len)
			break;
		if (entry_key(document, element, &key))
			path = arena_printf(
				arena, "%.*s[%.*s]%s%.*s", (int)name.len,
				name.at, (int)utf8_take(key, KEY_MAX).len,
				key.at, slash, (int)path.len, path.at);
		else
			path = arena_printf(arena, "%.*s%s%.*s", (int)name.len,
					    name.at, slash, (int)path.len,
					    path.at);
		element = xml_parent(document, element);
	}
	return path;
}
