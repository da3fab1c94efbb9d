#include "config/duplicates.h"

#include "config/keys.h"

/* Up to so many entries are compared with each other, without a table. */
enum { FEW = 8 };

/* What became of a key: the entry that has it, or null if it was removed. */
struct state {
	const struct xml_element *entry;
	uint32_t clears; /* <clear> directives before it */
};

struct keyed {
	struct key_group group;
	struct table table; /* key -> number of its state */
	struct state *states;
	size_t room;
};

/* The entries of one element, and those that it inherits. */
struct level {
	const struct schema_collection *collection;
	struct keyed keys[KEY_GROUPS_MAX];
	size_t key_count;
	uint32_t clears;
	struct level *above;
};

struct pass {
	struct duplicates *duplicates;
	const struct collected *where;
	struct level *level;
	bool tell;
};

static void tell(const struct pass *pass, const struct keyed *keyed,
		 const struct xml_element *entry,
		 const struct xml_element *other)
{
	const struct config *config = pass->duplicates->config;
	struct fault_key keys[KEY_PARTS_MAX] = { { .unique = false } };
	struct fault fault = {
		.kind = FAULT_DUPLICATE,
		.section = pass->where->section,
		.element = entry,
		.known = &config->schema
				  ->elements[pass->level->collection->entry],
		.collection = pass->level->collection,
		.name = xml_name(config->document, entry),
		.other = other,
		.keys = keys,
		.key_count = keyed->group.count,
	};

	for (size_t i = 0; i < keyed->group.count; i++) {
		const struct schema_attribute *part = keyed->group.parts[i];

		keys[i].name = schema_text(config->schema, part->name);
		keys[i].unique = keyed->group.unique;
		key_part(config, &pass->duplicates->arena, part, entry,
			 &keys[i].value);
	}
	pass->duplicates->visitor->visit(pass->duplicates->visitor->context,
					 &fault);
}

/* The state of a key on one level; null when it says nothing of it. */
static struct state *find(struct level *level, size_t key, struct slice text)
{
	struct keyed *keyed = &level->keys[key];
	struct state *state;
	uint32_t number;

	if (!table_get(&keyed->table, text, &number))
		return NULL;
	state = &keyed->states[number];
	return state->clears == level->clears ? state : NULL;
}

/* The entry that has the key now, here or above; or null. */
static const struct xml_element *holder(struct level *level, size_t key,
					struct slice text)
{
	for (; level; level = level->above) {
		struct state *state = find(level, key, text);

		if (state)
			return state->entry;
		if (level->clears)
			return NULL;
	}
	return NULL;
}

static void set(struct pass *pass, size_t key, struct slice text,
		const struct xml_element *entry)
{
	struct keyed *keyed = &pass->level->keys[key];
	uint32_t number = (uint32_t)keyed->table.count;

	if (!table_get(&keyed->table, text, &number)) {
		if (number == keyed->room || !keyed->states)
			return;
		table_add(&keyed->table, text, number);
	}
	keyed->states[number] =
		(struct state){ .entry = entry, .clears = pass->level->clears };
}

static void add_entry(struct pass *pass, const struct xml_element *entry)
{
	for (size_t i = 0; i < pass->level->key_count; i++) {
		struct keyed *keyed = &pass->level->keys[i];
		const struct xml_element *other;
		struct slice text;

		if (!key_of(pass->duplicates->config, &pass->duplicates->arena,
			    &keyed->group, entry, &text))
			continue;
		other = holder(pass->level, i, text);
		if (other && pass->tell)
			tell(pass, keyed, entry, other);
		set(pass, i, text, entry);
	}
}

static void remove_entry(struct pass *pass, const struct xml_element *element)
{
	for (size_t i = 0; i < pass->level->key_count; i++) {
		struct slice text;

		if (key_of(pass->duplicates->config, &pass->duplicates->arena,
			   &pass->level->keys[i].group, element, &text))
			set(pass, i, text, NULL);
	}
}

static void apply(struct pass *pass)
{
	const struct config *config = pass->duplicates->config;
	struct schema_child child;

	XML_EACH_CHILD (config->document, pass->where->element, element) {
		if (!schema_child(config->schema, pass->where->known,
				  xml_name(config->document, element),
				  &child) ||
		    child.collection != pass->level->collection)
			continue;
		if (child.role == SCHEMA_ADD)
			add_entry(pass, element);
		else if (child.role == SCHEMA_REMOVE)
			remove_entry(pass, element);
		else
			pass->level->clears++;
	}
}

/* What an element has of a collection. */
struct census {
	size_t entries, removes, clears;
};

static struct census take_census(const struct config *config,
				 const struct collected *where,
				 const struct schema_collection *collection)
{
	struct census census = { .entries = 0 };
	struct schema_child child;

	XML_EACH_CHILD (config->document, where->element, element) {
		if (!schema_child(config->schema, where->known,
				  xml_name(config->document, element),
				  &child) ||
		    child.collection != collection)
			continue;
		census.entries += child.role == SCHEMA_ADD;
		census.removes += child.role == SCHEMA_REMOVE;
		census.clears += child.role == SCHEMA_CLEAR;
	}
	return census;
}

static struct level *new_level(struct duplicates *duplicates,
			       const struct schema_collection *collection,
			       const struct census *census)
{
	struct key_group groups[KEY_GROUPS_MAX];
	struct level *level = ARENA_NEW(&duplicates->arena, struct level);

	if (!level)
		return NULL;
	level->collection = collection;
	level->key_count =
		key_groups(duplicates->config->schema, collection, groups);
	for (size_t i = 0; i < level->key_count; i++) {
		struct keyed *keyed = &level->keys[i];

		keyed->group = groups[i];
		keyed->room = census->entries + census->removes;
		keyed->states = ARENA_ARRAY(&duplicates->arena, struct state,
					    keyed->room);
		table_init(&keyed->table, &duplicates->arena, groups[i].fold,
			   keyed->room);
	}
	return level;
}

/* The element at the same way below another section; null if not there. */
static const struct xml_element *follow(const struct config *config,
					const struct section *section,
					const struct collected *where)
{
	const struct xml_element *at = section->element;

	for (size_t i = 0; at && i < where->depth; i++) {
		const struct xml_element *child =
			xml_first(config->document, at);

		while (child && !slice_eq(xml_name(config->document, child),
					  where->way[i]))
			child = xml_next(config->document, child);
		at = child;
	}
	return at;
}

static struct level *level_above(struct duplicates *duplicates,
				 const struct collected *where,
				 const struct schema_collection *collection);

/* What a level is found by. */
struct level_key {
	const struct xml_element *element;
	const struct schema_collection *collection;
};

/* The level of an element, made when it is first asked for. */
static struct level *level_of(struct duplicates *duplicates,
			      const struct collected *where,
			      const struct schema_collection *collection)
{
	struct level_key made_of = { where->element, collection };
	struct slice key = { (const char *)&made_of, sizeof(made_of) };
	struct pass pass = { .duplicates = duplicates, .where = where };
	struct level **kept;
	struct census census;
	uint32_t number;

	if (table_get(&duplicates->levels, key, &number))
		return ((struct level **)duplicates->list.items)[number];
	census = take_census(duplicates->config, where, collection);
	pass.level = new_level(duplicates, collection, &census);
	if (!pass.level)
		return NULL;
	pass.level->above = level_above(duplicates, where, collection);
	apply(&pass);
	kept = vector_push(&duplicates->list);
	if (kept) {
		*kept = pass.level;
		table_add(&duplicates->levels,
			  arena_copy(&duplicates->arena, key),
			  (uint32_t)duplicates->list.count - 1);
	}
	return pass.level;
}

/* Paths are at most LEVELS_MAX deep where they matter: recursion is bounded. */
static struct level *level_above(struct duplicates *duplicates,
				 const struct collected *where,
				 const struct schema_collection *collection)
{
	const struct config *config = duplicates->config;
	struct collected above = *where;

	if (!where->way)
		return NULL;
	do {
		above.section = config_section_above(config, above.section);
		if (!above.section)
			return NULL;
		above.element = follow(config, above.section, where);
	} while (!above.element);
	return level_of(duplicates, &above, collection);
}

static bool same_key(struct duplicates *duplicates,
		     const struct key_group *group, const struct xml_element *a,
		     const struct xml_element *b)
{
	for (size_t i = 0; i < group->count; i++) {
		const struct schema_attribute *part = group->parts[i];
		struct slice x = { "", 0 }, y = { "", 0 };
		bool has = key_part(duplicates->config, &duplicates->arena,
				    part, a, &x) &&
			   key_part(duplicates->config, &duplicates->arena,
				    part, b, &y);

		if (group->unique && !has)
			return false;
		if (part->flags & SCHEMA_CASE_SENSITIVE
			    ? !slice_eq(x, y)
			    : !slice_eq_nocase(x, y))
			return false;
	}
	return true;
}

/* The last of the entries before the one with this number has its key. */
static void compare_few(struct pass *pass, const struct xml_element **entries,
			size_t count)
{
	for (size_t k = 0; k < pass->level->key_count; k++) {
		const struct keyed *keyed = &pass->level->keys[k];

		for (size_t i = count - 1; i > 0; i--)
			if (same_key(pass->duplicates, &keyed->group,
				     entries[i - 1], entries[count - 1])) {
				tell(pass, keyed, entries[count - 1],
				     entries[i - 1]);
				break;
			}
	}
}

static void check_few(struct duplicates *duplicates,
		      const struct collected *where,
		      const struct schema_collection *collection)
{
	const struct config *config = duplicates->config;
	struct level level = { .collection = collection };
	struct pass pass = { duplicates, where, &level, true };
	struct key_group groups[KEY_GROUPS_MAX];
	const struct xml_element *entries[FEW];
	struct schema_child child;
	size_t count = 0;

	level.key_count = key_groups(config->schema, collection, groups);
	for (size_t i = 0; i < level.key_count; i++)
		level.keys[i].group = groups[i];
	XML_EACH_CHILD (config->document, where->element, element) {
		if (!schema_child(config->schema, where->known,
				  xml_name(config->document, element),
				  &child) ||
		    child.collection != collection || count == FEW)
			continue;
		entries[count++] = element;
		compare_few(&pass, entries, count);
	}
}

static void check(struct duplicates *duplicates, const struct collected *where,
		  const struct schema_collection *collection)
{
	struct census census =
		take_census(duplicates->config, where, collection);
	struct pass pass = { .duplicates = duplicates, .where = where };
	struct level *above;

	if (!census.entries)
		return;
	above = level_above(duplicates, where, collection);
	if (!above && census.entries < 2)
		return;
	if (!above && census.entries <= FEW && !census.removes &&
	    !census.clears) {
		check_few(duplicates, where, collection);
		return;
	}
	pass.level = new_level(duplicates, collection, &census);
	if (!pass.level || !pass.level->key_count)
		return;
	pass.level->above = above;
	pass.tell = true;
	apply(&pass);
}

void duplicates_start(struct duplicates *duplicates,
		      const struct config *config,
		      const struct fault_visitor *visitor)
{
	duplicates->config = config;
	duplicates->visitor = visitor;
	arena_init(&duplicates->arena, config->arena->memory);
	table_init(&duplicates->levels, &duplicates->arena, TABLE_EXACT, 0);
	vector_init(&duplicates->list, config->arena->memory,
		    sizeof(struct level *));
}

void duplicates_check(struct duplicates *duplicates,
		      const struct collected *where)
{
	const struct schema *schema = duplicates->config->schema;

	for (uint32_t i = where->known->first_collection; i != SCHEMA_NONE;
	     i = schema->collections[i].next)
		if (!schema->collections[i].duplicates)
			check(duplicates, where, &schema->collections[i]);
}

void duplicates_end(struct duplicates *duplicates)
{
	if (arena_failed(&duplicates->arena))
		duplicates->config->arena->failed = true;
	vector_free(&duplicates->list);
	arena_free(&duplicates->arena);
}
