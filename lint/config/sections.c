#include <string.h>

#include "config/build.h"

struct walk {
	struct config *config;
	struct vector sections, locations;
};

/* Where sections are being looked for. */
struct level {
	struct slice path, location;
	uint32_t place; /* see struct section */
};

static void add_sections(struct walk *walk, const struct xml_element *parent,
			 struct level level);

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
	add_sections(
		walk, element,
		(struct level){ .path = { "", 0 },
				.location = path,
				.place = (uint32_t)walk->locations.count });
}

static void add_section(struct walk *walk, const struct xml_element *element,
			struct level level)
{
	struct section *section = vector_push(&walk->sections);
	const struct config *config = walk->config;

	if (!section) {
		config->arena->failed = true;
		return;
	}
	*section = (struct section){
		.element = element,
		.path = level.path,
		.location = level.location,
		.place = level.place,
		.declaration = find_declaration(config, level.path),
	};
	if (config->schema)
		section->schema = schema_section(config->schema, level.path);
}

static void add_sections(struct walk *walk, const struct xml_element *parent,
			 struct level level)
{
	const struct xml_document *document = walk->config->document;

	XML_EACH_CHILD (document, parent, child) {
		struct level below = level;

		below.path = join_path(walk->config, level.path,
				       xml_name(document, child));
		if (!level.path.len &&
		    xml_is(document, child, "configSections"))
			continue;
		if (!level.path.len && xml_is(document, child, "location"))
			add_location(walk, child);
		else if (config_is_group(walk->config, below.path))
			add_sections(walk, child, below);
		else
			add_section(walk, child, below);
	}
}

bool is_root_section(const struct section *section, const char *path)
{
	return !section->location.len && slice_is(section->path, path);
}

size_t count_entries(const struct config *config, const char *path,
		     const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < config->section_count; i++) {
		const struct section *section = &config->sections[i];

		if (!is_root_section(section, path))
			continue;
		count += count_children(config, section->element, name);
		/* A fragment may be an entry alone. */
		count += xml_is(config->document, section->element, name);
	}
	return count;
}

void *settle(struct config *config, struct vector *vector)
{
	void *items = arena_alloc(config->arena, vector->count, vector->size);

	if (items && vector->count)
		memcpy(items, vector->items, vector->count * vector->size);
	vector_free(vector);
	return items;
}

static struct slice path_of(const struct schema *schema,
			    const struct schema_section *section)
{
	return schema_text(schema,
			   schema_section_element(schema, section)->name);
}

/* The section with this name that IIS itself has, else any; or null. */
static const struct schema_section *section_named(const struct schema *schema,
						  struct slice name)
{
	const struct schema_section *found = NULL;

	for (size_t i = 0; i < schema->section_count; i++) {
		const struct schema_section *section = &schema->sections[i];
		struct slice path = path_of(schema, section);
		size_t slash = slice_find_last(path, '/');

		if (!slice_eq(slash == SIZE_MAX ? path
						: slice_skip(path, slash + 1),
			      name))
			continue;
		if (slice_starts(path, SLICE("system.applicationHost/")) ||
		    slice_starts(path, SLICE("system.webServer/")))
			return section;
		found = found ? found : section;
	}
	return found;
}

/* Does the root of a fragment tell which piece it is? Then add that. */
static bool add_piece(struct walk *walk, const struct xml_element *root)
{
	struct config *config = walk->config;
	struct slice name = xml_name(config->document, root);
	struct level level = { .path = { "", 0 }, .location = { "", 0 } };
	const struct schema_section *section;

	if (slice_is(name, "location")) {
		add_location(walk, root);
		return true;
	}
	level.path = name;
	if (config_is_group(config, name)) {
		add_sections(walk, root, level);
		return true;
	}
	level.path = SLICE("system.applicationHost/sites");
	if (!slice_is(name, "site")) {
		section = config->schema ? section_named(config->schema, name)
					 : NULL;
		if (!section)
			return false;
		level.path = path_of(config->schema, section);
	}
	config->root_path = level.path;
	add_section(walk, root, level);
	return true;
}

void build_sections(struct config *config)
{
	const struct xml_document *document = config->document;
	const struct xml_element *root = xml_root(document);
	struct walk walk = { .config = config };
	size_t sections, locations;

	if (!root)
		return;
	vector_init(&walk.sections, config->arena->memory,
		    sizeof(struct section));
	vector_init(&walk.locations, config->arena->memory,
		    sizeof(struct location));
	config->piece = config->extent == CONFIG_FRAGMENT &&
			!xml_is(document, root, "configuration") &&
			add_piece(&walk, root);
	if (!config->piece)
		add_sections(&walk, root,
			     (struct level){ .path = { "", 0 },
					     .location = { "", 0 } });
	sections = walk.sections.count;
	locations = walk.locations.count;
	config->sections = settle(config, &walk.sections);
	config->locations = settle(config, &walk.locations);
	config->section_count = config->sections ? sections : 0;
	config->location_count = config->locations ? locations : 0;
}
