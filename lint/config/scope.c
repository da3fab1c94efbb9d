/*
 * Scope: what holds at a path of the configuration
 * (facts: iis-configuration-system 4). The index of sections is made when a
 * rule first asks.
 */
#include "config/build.h"

const struct xml_element *descend(const struct xml_document *document,
				  const struct xml_element *element,
				  const char *below)
{
	struct slice rest = slice_of(below), name;

	while (element && rest.len && slice_cut(&rest, '/', &name))
		element = xml_child_named(document, element, name);
	return element;
}

/* A path as it is looked up: the letter case is left to the table. */
static struct slice plain_path(struct slice path)
{
	if (slice_is(path, "."))
		return slice_take(path, 0);
	while (slice_ends(path, SLICE("/")))
		path.len--;
	return path;
}

/* Put each section behind the one before it that has the same path. */
static void index_sections(const struct config *config)
{
	struct section_index *index = config->section_index;

	table_init(&index->by_path, config->arena, TABLE_EXACT, 0);
	for (size_t i = 0; i < config->section_count; i++)
		table_add(&index->by_path, config->sections[i].path,
			  (uint32_t)index->by_path.count);
	index->lists = ARENA_ARRAY(config->arena, struct section_list,
				   index->by_path.count);
	for (size_t i = 0; index->lists && i < config->section_count; i++) {
		struct section *section = &config->sections[i];
		struct section_list *list;
		uint32_t number;

		if (!table_get(&index->by_path, section->path, &number))
			continue;
		list = &index->lists[number];
		if (list->last)
			list->last->next = section;
		else
			list->first = section;
		list->last = section;
		list->count++;
	}
}

/* Null when the file does not have the section. */
static struct section_list *sections_of(const struct config *config,
					struct slice path)
{
	struct section_index *index = config->section_index;
	uint32_t number;

	if (!index->by_path.arena)
		index_sections(config);
	if (!index->lists || !table_get(&index->by_path, path, &number))
		return NULL;
	return &index->lists[number];
}

const struct section *config_sections(const struct config *config,
				      const char *path)
{
	const struct section_list *list = sections_of(config, slice_of(path));

	return list ? list->first : NULL;
}

const struct site *config_section_site(const struct config *config,
				       const struct section *section)
{
	struct slice rest = section->location, name;

	return slice_cut(&rest, '/', &name) ? config_site_named(config, name)
					    : NULL;
}

static void index_locations(const struct config *config,
			    struct section_list *list)
{
	table_init(&list->by_location, config->arena, TABLE_NOCASE,
		   list->count);
	table_init(&list->by_exact_location, config->arena, TABLE_EXACT,
		   list->count);
	for (const struct section *section = list->first; section;
	     section = section->next) {
		struct slice path = plain_path(section->location);
		uint32_t number = (uint32_t)(section - config->sections);

		table_add(&list->by_location, path, number);
		table_add(&list->by_exact_location, path, number);
	}
}

static const struct section *section_at(const struct config *config,
					struct section_list *list,
					struct slice location)
{
	uint32_t number;

	if (!list->by_location.arena)
		index_locations(config, list);
	return table_get(&list->by_location, location, &number)
		       ? &config->sections[number]
		       : NULL;
}

/* The level above a path; false for the root. */
static bool go_up(struct slice *path)
{
	size_t slash = slice_find_last(*path, '/');

	if (!path->len)
		return false;
	*path = slice_take(*path, slash == SIZE_MAX ? 0 : slash);
	return true;
}

/* The deepest level above a path that is not more than LEVELS_MAX deep. */
static bool go_up_first(struct slice *path)
{
	struct slice rest = *path, part = { NULL, 0 };

	for (size_t i = 0; i < LEVELS_MAX && slice_cut(&rest, '/', &part); i++)
		continue;
	if (!rest.at)
		return go_up(path);
	*path = slice_take(*path, (size_t)(part.at + part.len - path->at));
	return true;
}

struct slice config_application_path(const struct config *config,
				     const struct application *application)
{
	struct slice name = application->site->name;
	struct slice path = plain_path(application->path);

	if (!path.len)
		return name;
	return arena_printf(config->arena, "%.*s%.*s", (int)name.len, name.at,
			    (int)path.len, path.at);
}

static void index_applications(const struct config *config)
{
	struct table *table = &config->section_index->applications;

	table_init(table, config->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->application_count; j++)
			table_add(table,
				  config_application_path(
					  config, &site->applications[j]),
				  0);
	}
}

void prepare_scopes(const struct config *config)
{
	struct section_index *index = config->section_index;

	if (!index->by_path.arena)
		index_sections(config);
	for (size_t i = 0; index->lists && i < index->by_path.count; i++)
		if (index->lists[i].count > 1 &&
		    !index->lists[i].by_location.arena)
			index_locations(config, &index->lists[i]);
	if (config->location_count && !index->applications.arena)
		index_applications(config);
}

static bool is_application(const struct config *config, struct slice path)
{
	struct table *table = &config->section_index->applications;
	uint32_t ignored;

	if (!table->arena)
		index_applications(config);
	return table_get(table, path, &ignored);
}

/* Does its location keep what it says from applications below it? */
static bool ends_at_applications(const struct config *config,
				 const struct section *section)
{
	const struct location *place = config_section_place(config, section);
	struct slice value;

	return place &&
	       xml_value(config->document, place->element,
			 "inheritInChildApplications", &value) &&
	       slice_is_nocase(value, "false");
}

/* Does a value of the section hold at a path at or below its location? */
static bool reaches(const struct config *config, const struct section *section,
		    struct slice path)
{
	size_t end = plain_path(section->location).len;

	if (path.len == end || !ends_at_applications(config, section))
		return true;
	for (size_t i = 0; path.len > end && i <= LEVELS_MAX; i++) {
		if (is_application(config, path) || !go_up(&path))
			return false;
	}
	return true;
}

/* Does the section write the value, for this path? */
static bool writes(const struct config *config, const struct section *section,
		   struct slice path, const char *below, const char *attribute,
		   struct setting *setting)
{
	setting->where = descend(config->document, section->element, below);
	return setting->where &&
	       xml_value(config->document, setting->where, attribute,
			 &setting->value) &&
	       reaches(config, section, path);
}

const struct section *config_section_at(const struct config *config,
					const char *section, struct slice path)
{
	struct section_list *list = sections_of(config, slice_of(section));
	const struct section *found = NULL;
	struct slice at;
	bool up = list;

	path = at = plain_path(path);
	for (bool first = true; up && !found; first = false) {
		found = section_at(config, list, at);
		if (found && !reaches(config, found, path))
			found = NULL;
		up = first ? go_up_first(&at) : go_up(&at);
	}
	return found;
}

bool section_value(const struct config *config, struct scope scope,
		   const char *below, const char *attribute,
		   struct setting *setting)
{
	struct section_list *list =
		sections_of(config, slice_of(scope.section));
	struct slice path = plain_path(scope.path), at = path;
	bool up = list;

	for (bool first = true; up; first = false) {
		const struct section *found = section_at(config, list, at);

		if (found &&
		    writes(config, found, path, below, attribute, setting))
			return true;
		up = first ? go_up_first(&at) : go_up(&at);
	}
	return false;
}

const struct section *config_section_before(const struct config *config,
					    const struct section *section)
{
	struct section_list *list = sections_of(config, section->path);
	const struct section *first;
	uint32_t number;

	if (!list)
		return NULL;
	if (!list->by_location.arena)
		index_locations(config, list);
	if (!table_get(&list->by_exact_location, plain_path(section->location),
		       &number))
		return NULL;
	first = &config->sections[number];
	return first < section ? first : NULL;
}

const struct section *config_section_above(const struct config *config,
					   const struct section *section)
{
	struct section_list *list = sections_of(config, section->path);
	struct slice path = plain_path(section->location), at = path;
	const struct section *found = NULL;

	if (!list || list->count < 2 || !path.len)
		return NULL;
	for (bool up = go_up_first(&at); up && !found; up = go_up(&at)) {
		found = section_at(config, list, at);
		if (found && !reaches(config, found, path))
			found = NULL;
		if (!at.len)
			break;
	}
	return found;
}
