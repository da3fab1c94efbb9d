#include "config/duplicates.h"

#include <string.h>

#include "config/keys.h"

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
	struct keyed *keys;
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

/* Room for one more state; false when there is no memory. */
static bool grow(struct arena *arena, struct keyed *keyed)
{
	size_t room = keyed->room ? keyed->room * 2 : FEW * 2;
	struct state *states;

	if (keyed->table.count < keyed->room)
		return true;
	states = ARENA_ARRAY(arena, struct state, room);
	if (!states)
		return false;
	if (keyed->room)
		memcpy(states, keyed->states, keyed->room * sizeof(*states));
	keyed->states = states;
	keyed->room = room;
	return true;
}

/*
 * The state of a key on the pass's level, made if it is new; null when there
 * is no memory.
 */
static struct state *state_of(struct pass *pass, size_t key, struct slice text,
			      bool *is_new)
{
	struct keyed *keyed = &pass->level->keys[key];
	uint32_t number = (uint32_t)keyed->table.count;

	if (!grow(&pass->duplicates->arena, keyed))
		return NULL;
	*is_new = table_add(&keyed->table, text, number);
	if (!*is_new && !table_get(&keyed->table, text, &number))
		return NULL;
	return &keyed->states[number];
}

/* The entry that has the key before this one is added; or null. */
static const struct xml_element *held(const struct pass *pass, size_t key,
				      struct slice text,
				      const struct state *state, bool is_new)
{
	if (!is_new && state->clears == pass->level->clears)
		return state->entry;
	return pass->level->clears ? NULL
				   : holder(pass->level->above, key, text);
}

static void add_entry(struct pass *pass, const struct xml_element *entry)
{
	for (size_t i = 0; i < pass->level->key_count; i++) {
		struct keyed *keyed = &pass->level->keys[i];
		const struct xml_element *other;
		struct state *state;
		struct slice text;
		bool is_new;

		if (!key_of(pass->duplicates->config, &pass->duplicates->arena,
			    &keyed->group, entry, &text))
			continue;
		state = state_of(pass, i, text, &is_new);
		if (!state)
			continue;
		other = held(pass, i, text, state, is_new);
		if (other && pass->tell)
			tell(pass, keyed, entry, other);
		*state = (struct state){ entry, pass->level->clears };
	}
}

static void remove_entry(struct pass *pass, const struct xml_element *element)
{
	for (size_t i = 0; i < pass->level->key_count; i++) {
		struct state *state;
		struct slice text;
		bool is_new;

		if (!key_of(pass->duplicates->config, &pass->duplicates->arena,
			    &pass->level->keys[i].group, element, &text))
			continue;
		state = state_of(pass, i, text, &is_new);
		if (state)
			*state = (struct state){ NULL, pass->level->clears };
	}
}

static void apply(struct pass *pass, const struct xml_element *element,
		  enum schema_role role)
{
	if (role == SCHEMA_ADD)
		add_entry(pass, element);
	else if (role == SCHEMA_REMOVE)
		remove_entry(pass, element);
	else
		pass->level->clears++;
}

static struct level *new_level(struct duplicates *duplicates,
			       const struct schema_collection *collection)
{
	struct key_group groups[KEY_GROUPS_MAX];
	struct arena *arena = &duplicates->arena;
	struct level *level = ARENA_NEW(arena, struct level);

	if (!level)
		return NULL;
	level->collection = collection;
	level->key_count =
		key_groups(duplicates->config->schema, collection, groups);
	level->keys = ARENA_ARRAY(arena, struct keyed, level->key_count);
	for (size_t i = 0; level->keys && i < level->key_count; i++) {
		level->keys[i].group = groups[i];
		table_init(&level->keys[i].table, arena, groups[i].fold, 0);
	}
	return level->keys ? level : NULL;
}

/* The element at the same way below another section; null if not there. */
static const struct xml_element *follow(const struct config *config,
					const struct section *section,
					const struct collected *where)
{
	const struct xml_element *at = section->element;

	for (size_t i = 0; at && i < where->depth; i++)
		at = xml_child_named(config->document, at, where->way[i]);
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

/* All directives of an element at once, without a word. */
static void apply_all(struct pass *pass)
{
	const struct config *config = pass->duplicates->config;
	struct schema_child child;

	XML_EACH_CHILD (config->document, pass->where->element, element)
		if (schema_child(config->schema, pass->where->known,
				 xml_name(config->document, element), &child) &&
		    child.collection == pass->level->collection)
			apply(pass, element, child.role);
}

/* The level of an element, made when it is first asked for. */
static struct level *level_of(struct duplicates *duplicates,
			      const struct collected *where,
			      const struct schema_collection *collection)
{
	struct level_key made_of = { where->element, collection };
	struct slice key = { (const char *)&made_of, sizeof(made_of) };
	struct pass pass = { .duplicates = duplicates, .where = where };
	struct level **kept;
	uint32_t number;

	if (table_get(&duplicates->levels, key, &number))
		return ((struct level **)duplicates->list.items)[number];
	pass.level = new_level(duplicates, collection);
	if (!pass.level)
		return NULL;
	pass.level->above = level_above(duplicates, where, collection);
	apply_all(&pass);
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
		struct slice x, y;
		bool in_a = key_part(duplicates->config, &duplicates->arena,
				     part, a, &x);
		bool in_b = key_part(duplicates->config, &duplicates->arena,
				     part, b, &y);

		if (group->unique && !(in_a && in_b))
			return false;
		/* As in key_of(): what is missing is empty. */
		x = in_a ? x : slice_take(x, 0);
		y = in_b ? y : slice_take(y, 0);
		if (part->flags & SCHEMA_CASE_SENSITIVE
			    ? !slice_eq(x, y)
			    : !slice_eq_nocase(x, y))
			return false;
	}
	return true;
}

/* The entries before it, from the last on: which has the same key? */
static void compare_few(struct gather *gather, const struct gathered *gathered,
			const struct xml_element *entry)
{
	const struct config *config = gather->duplicates->config;
	struct level level = { .collection = gathered->collection };
	struct pass pass = { gather->duplicates, &gather->where, &level, true };
	struct key_group groups[KEY_GROUPS_MAX];
	size_t count = key_groups(config->schema, level.collection, groups);

	for (size_t k = 0; k < count; k++) {
		struct keyed keyed = { .group = groups[k] };
		size_t i = gathered->count;

		while (i > 0 && !same_key(gather->duplicates, &keyed.group,
					  gathered->few[i - 1], entry))
			i--;
		if (i > 0)
			tell(&pass, &keyed, entry, gathered->few[i - 1]);
	}
}

/* Go over to tables: there are many, or not only entries. */
static bool open_level(struct gather *gather, struct gathered *gathered,
		       struct level *above)
{
	struct pass pass = { gather->duplicates, &gather->where, NULL, false };

	pass.level = new_level(gather->duplicates, gathered->collection);
	if (!pass.level)
		return false;
	pass.level->above = above;
	for (size_t i = 0; i < gathered->count; i++)
		add_entry(&pass, gathered->few[i]);
	gathered->level = pass.level;
	return true;
}

static struct gathered *gathered_of(struct gather *gather,
				    const struct schema_collection *collection)
{
	for (size_t i = 0; i < COLLECTIONS_MAX; i++) {
		if (!gather->of[i].collection)
			gather->of[i].collection = collection;
		if (gather->of[i].collection == collection)
			return &gather->of[i];
	}
	return NULL;
}

void gather_start(struct gather *gather, struct duplicates *duplicates,
		  const struct collected *where)
{
	gather->duplicates = duplicates;
	gather->where = *where;
	for (size_t i = 0; i < COLLECTIONS_MAX; i++) {
		gather->of[i].collection = NULL;
		gather->of[i].count = 0;
		gather->of[i].level = NULL;
	}
}

void gather_directive(struct gather *gather, const struct xml_element *element,
		      const struct schema_child *child)
{
	struct gathered *gathered = gathered_of(gather, child->collection);
	struct level *above = NULL;
	struct pass pass = { gather->duplicates, &gather->where, NULL, true };

	if (!gathered || child->collection->duplicates)
		return;
	if (!gathered->level && !gathered->count)
		above = level_above(gather->duplicates, &gather->where,
				    child->collection);
	if (!gathered->level && !above && child->role == SCHEMA_ADD &&
	    gathered->count < FEW) {
		compare_few(gather, gathered, element);
		gathered->few[gathered->count++] = element;
		return;
	}
	if (!gathered->level && !open_level(gather, gathered, above))
		return;
	pass.level = gathered->level;
	apply(&pass, element, child->role);
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

bool duplicates_end(struct duplicates *duplicates)
{
	bool fine = !arena_failed(&duplicates->arena);

	vector_free(&duplicates->list);
	arena_free(&duplicates->arena);
	return fine;
}
