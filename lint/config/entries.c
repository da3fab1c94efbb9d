/*
 * Entries: what a collection holds after add, remove and clear on all levels
 * (facts: iis-configuration-system 4.5).
 */
#include "config/build.h"
#include "config/keys.h"

/* An entry as it was added; null: removed since. */
struct item {
	const struct xml_element *element;
	size_t level;
};

struct merge {
	const struct config *config;
	struct arena scratch;
	const struct schema_element *known;
	struct key_group group; /* what <remove> goes by; count 0: nothing */
	struct table keys;	/* key -> number of its last item */
	uint32_t *last;
	struct item *items;
	size_t first; /* behind the last <clear> */
	size_t count, room;
	bool prepend;
};

static bool key(struct merge *merge, const struct xml_element *element,
		struct slice *text)
{
	return merge->group.count && key_of(merge->config, &merge->scratch,
					    &merge->group, element, text);
}

static void add_entry(struct merge *merge, const struct xml_element *entry,
		      size_t level)
{
	uint32_t number = (uint32_t)merge->keys.count;
	struct slice text;

	if (key(merge, entry, &text)) {
		if (!table_get(&merge->keys, text, &number))
			table_add(&merge->keys, text, number);
		merge->last[number] = (uint32_t)merge->count;
	}
	merge->items[merge->count++] = (struct item){ entry, level };
}

static void remove_entry(struct merge *merge, const struct xml_element *remove)
{
	struct slice text;
	uint32_t number;

	if (key(merge, remove, &text) && table_get(&merge->keys, text, &number))
		merge->items[merge->last[number]].element = NULL;
}

static void read_level(struct merge *merge, const struct xml_element *element,
		       size_t level)
{
	const struct config *config = merge->config;
	struct schema_child child;

	XML_EACH_CHILD (config->document, element, directive) {
		if (!schema_child(config->schema, merge->known,
				  xml_name(config->document, directive),
				  &child))
			continue;
		if (child.role == SCHEMA_ADD)
			add_entry(merge, directive, level);
		else if (child.role == SCHEMA_REMOVE)
			remove_entry(merge, directive);
		else if (child.role == SCHEMA_CLEAR)
			merge->first = merge->count;
	}
}

/* What is left: as added, or the deepest level first. */
static void emit(const struct merge *merge, size_t levels,
		 struct entries *entries)
{
	size_t rounds = merge->prepend ? levels : 1;

	for (size_t round = 0; round < rounds; round++) {
		for (size_t i = merge->first; i < merge->count; i++) {
			const struct item *item = &merge->items[i];

			if (item->element &&
			    (!merge->prepend || item->level == round))
				entries->at[entries->count++] = item->element;
		}
	}
}

/* Room for what the levels hold; false without memory or a collection. */
static bool prepare(struct merge *merge,
		    const struct xml_element *const *levels, size_t depth)
{
	const struct schema *schema = merge->config->schema;
	const struct schema_collection *collection;
	struct key_group groups[KEY_GROUPS_MAX];

	if (!depth)
		return false;
	merge->known = config_schema_of(merge->config, levels[0]);
	if (!merge->known || merge->known->first_collection == SCHEMA_NONE)
		return false;
	collection = &schema->collections[merge->known->first_collection];
	merge->prepend = collection->prepend;
	if (key_groups(schema, collection, groups))
		merge->group = groups[0];
	for (size_t i = 0; i < depth; i++)
		XML_EACH_CHILD (merge->config->document, levels[i], child)
			merge->room += child != NULL;
	table_init(&merge->keys, &merge->scratch, merge->group.fold,
		   merge->room);
	merge->last = ARENA_ARRAY(&merge->scratch, uint32_t, merge->room);
	merge->items = ARENA_ARRAY(&merge->scratch, struct item, merge->room);
	return merge->last && merge->items;
}

/* Merge the levels, the deepest first; what is left is of the model's arena. */
static bool merge_levels(struct merge *merge,
			 const struct xml_element *const *levels, size_t depth,
			 struct entries *entries)
{
	struct arena *arena = merge->config->arena;

	if (!prepare(merge, levels, depth))
		return false;
	for (size_t i = depth; i > 0; i--)
		read_level(merge, levels[i - 1], i - 1);
	entries->at =
		ARENA_ARRAY(arena, const struct xml_element *, merge->room);
	if (entries->at)
		emit(merge, depth, entries);
	return entries->at;
}

bool config_entries(const struct config *config, const struct section *section,
		    const char *below, struct entries *entries)
{
	const struct xml_element *levels[LEVELS_MAX];
	struct merge merge = { .config = config };
	size_t depth = 0;
	bool merged;

	*entries = (struct entries){ .count = 0 };
	for (; section && depth < LEVELS_MAX;
	     section = config_section_above(config, section)) {
		levels[depth] =
			descend(config->document, section->element, below);
		depth += levels[depth] != NULL;
	}
	arena_init(&merge.scratch, config->arena->memory);
	merged = merge_levels(&merge, levels, depth, entries);
	if (arena_failed(&merge.scratch))
		config->arena->failed = true;
	arena_free(&merge.scratch);
	return merged;
}
