#include <string.h>

#include "config/build.h"

/* Groups that a file may use without declaring them. */
static const char *const known_groups[] = {
	"system.applicationHost",
	"system.ftpServer",
	"system.ftpServer/security",
	"system.net",
	"system.net/mailSettings",
	"system.runtime.serialization",
	"system.serviceModel",
	"system.transactions",
	"system.web",
	"system.web.extensions",
	"system.web.extensions/scripting",
	"system.web.extensions/scripting/webServices",
	"system.web/caching",
	"system.webServer",
	"system.webServer/management",
	"system.webServer/rewrite",
	"system.webServer/security",
	"system.webServer/security/authentication",
	"system.webServer/tracing",
	"system.webServer/webdav",
	"system.xml.serialization",
};

struct walk {
	struct config *config;
	struct table groups;
	struct vector sections, locations;
};

static struct slice join(struct walk *walk, struct slice path,
			 struct slice name)
{
	if (!path.len)
		return name;
	return arena_printf(walk->config->arena, "%.*s/%.*s", (int)path.len,
			    path.at, (int)name.len, name.at);
}

/* Elements nest at most XML_DEPTH_MAX deep, so recursion is bounded. */
static void add_declared(struct walk *walk, const struct xml_element *parent,
			 struct slice path)
{
	XML_EACH_CHILD (walk->config->document, parent, child) {
		struct slice name;

		if (!xml_is(walk->config->document, child, "sectionGroup") ||
		    !xml_value(walk->config->document, child, "name", &name))
			continue;
		name = join(walk, path, name);
		table_add(&walk->groups, name, 0);
		add_declared(walk, child, name);
	}
}

static void add_sections(struct walk *walk, const struct xml_element *parent,
			 struct slice path, struct slice location);

static void add_location(struct walk *walk, const struct xml_element *element)
{
	struct location *location = vector_push(&walk->locations);
	struct slice path = own_value(walk->config, element, "path");

	if (slice_is(path, "."))
		path = slice_take(path, 0);
	if (!location) {
		walk->config->arena->failed = true;
		return;
	}
	*location = (struct location){ element, path };
	add_sections(walk, element, (struct slice){ "", 0 }, path);
}

static void add_section(struct walk *walk, const struct xml_element *element,
			struct slice path, struct slice location)
{
	struct section *section = vector_push(&walk->sections);

	if (section)
		*section = (struct section){ element, path, location, NULL };
	else
		walk->config->arena->failed = true;
}

static void add_sections(struct walk *walk, const struct xml_element *parent,
			 struct slice path, struct slice location)
{
	const struct xml_document *document = walk->config->document;
	uint32_t ignored;

	XML_EACH_CHILD (document, parent, child) {
		struct slice name = join(walk, path, xml_name(document, child));

		if (!path.len && xml_is(document, child, "configSections"))
			continue;
		if (!path.len && xml_is(document, child, "location"))
			add_location(walk, child);
		else if (table_get(&walk->groups, name, &ignored))
			add_sections(walk, child, name, location);
		else
			add_section(walk, child, name, location);
	}
}

/* Move a vector's items into the arena. */
static void *settle(struct config *config, struct vector *vector)
{
	void *items = arena_alloc(config->arena, vector->count, vector->size);

	if (items && vector->count)
		memcpy(items, vector->items, vector->count * vector->size);
	vector_free(vector);
	return items;
}

void build_sections(struct config *config)
{
	const struct xml_document *document = config->document;
	const struct xml_element *root = xml_root(document);
	struct walk walk = { .config = config };
	size_t sections, locations;

	if (!root)
		return;
	table_init(&walk.groups, config->arena, TABLE_EXACT, 64);
	vector_init(&walk.sections, config->arena->memory,
		    sizeof(struct section));
	vector_init(&walk.locations, config->arena->memory,
		    sizeof(struct location));
	for (size_t i = 0; i < LENGTH(known_groups); i++)
		table_add(&walk.groups, slice_of(known_groups[i]), 0);
	XML_EACH_CHILD (document, root, child)
		if (xml_is(document, child, "configSections"))
			add_declared(&walk, child, (struct slice){ "", 0 });
	add_sections(&walk, root, (struct slice){ "", 0 },
		     (struct slice){ "", 0 });
	sections = walk.sections.count;
	locations = walk.locations.count;
	config->sections = settle(config, &walk.sections);
	config->locations = settle(config, &walk.locations);
	config->section_count = config->sections ? sections : 0;
	config->location_count = config->locations ? locations : 0;
}
