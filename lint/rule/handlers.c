#include "rule/rule.h"

struct slice handler_value(const struct check *check,
			   const struct xml_element *handler,
			   const char *attribute)
{
	struct slice value = { "", 0 };

	xml_value(check->document, handler, attribute, &value);
	return value;
}

bool handler_uses(const struct check *check, const struct xml_element *handler,
		  const char *module)
{
	return slice_list_has(handler_value(check, handler, "modules"),
			      slice_of(module));
}

bool handler_takes_all(const struct check *check,
		       const struct xml_element *handler)
{
	return slice_is(handler_value(check, handler, "path"), "*") &&
	       slice_is(handler_value(check, handler, "verb"), "*");
}

bool handler_is_own(const struct check *check, const struct section *section,
		    const struct xml_element *handler)
{
	return xml_parent(check->document, handler) == section->element;
}

void each_handler(struct check *check, void *context,
		  void (*look)(struct check *check, void *context,
			       const struct served *served,
			       const struct xml_element *handler))
{
	size_t count;
	const struct served *const *served =
		config_served(check->config, &count);
	struct table seen;

	table_init(&seen, check->arena, TABLE_EXACT, 0);
	for (size_t i = 0; i < count; i++) {
		const struct entries *entries = &served[i]->handler_entries;
		struct slice key = { (const char *)&served[i]->handlers,
				     sizeof(served[i]->handlers) };

		/* Places with other modules may share the handlers. */
		if (!entries->count || !table_add(&seen, key, 0))
			continue;
		for (size_t k = 0; k < entries->count; k++)
			if (handler_is_own(check, served[i]->handlers,
					   entries->at[k]))
				look(check, context, served[i], entries->at[k]);
	}
}

struct slice name_meant(struct check *check, const struct entries *entries,
			struct slice name)
{
	enum { FINDINGS_MAX = 8, ENTRIES_MAX = 10000 };
	struct spell spell = spell_start(name);

	if (check->count > FINDINGS_MAX || entries->count > ENTRIES_MAX)
		return spell.best;
	for (size_t i = 0; i < entries->count; i++)
		spell_offer(&spell,
			    handler_value(check, entries->at[i], "name"));
	return spell.best;
}

struct slice script_key(struct check *check, struct slice script)
{
	char *text = arena_alloc(check->arena, script.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; text && i < script.len; i++)
		if (script.at[i] != '"')
			text[len++] = script.at[i];
	return path_canonical(check, (struct slice){ text, len });
}

struct slice script_program(struct slice key)
{
	size_t end = slice_search(key, SLICE(".exe "));

	return end == SIZE_MAX ? key : slice_take(key, end + strlen(".exe"));
}

struct slice fastcgi_key(struct check *check, struct slice program,
			 struct slice arguments)
{
	struct slice path = path_canonical(check, program);
	struct slice key;

	arguments = slice_trim(arguments);
	key = arena_printf(check->arena, "%.*s|%.*s", (int)path.len, path.at,
			   (int)arguments.len, arguments.at);
	return key;
}

/* Versions that IIS knows; all others are one. */
static size_t runtime_number(struct slice runtime)
{
	static const char *const known[] = { "", "v1.1", "v2.0", "v4.0" };

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is_nocase(runtime, known[i]))
			return i;
	return LENGTH(known);
}

static size_t kind_of(const struct pool_traits *traits)
{
	return runtime_number(traits->runtime) * 4 + (traits->classic ? 2 : 0) +
	       (traits->bits32 ? 1 : 0);
}

static void add_user(struct pool_users *users, const struct pool_traits *traits,
		     const struct application *application)
{
	struct pool_user *user = &users->of[kind_of(traits)];

	if (user->application)
		return;
	user->application = application;
	user->traits = *traits;
}

/* The key of a table. */
static struct slice served_key(const struct served *const *served)
{
	return (struct slice){ (const char *)served, sizeof(*served) };
}

/* The users of a place, made when it is the first time. */
static struct pool_users *place_of(struct check *check,
				   struct place_users *users,
				   const struct served *served)
{
	const struct served **key;
	struct pool_users *made;
	uint32_t number;

	if (table_get(&users->by_place, served_key(&served), &number))
		return users->places[number];
	key = ARENA_NEW(check->arena, const struct served *);
	made = ARENA_NEW(check->arena, struct pool_users);
	if (!key || !made)
		return NULL;
	*key = served;
	table_add(&users->by_place, served_key(key), (uint32_t)users->count);
	users->places[users->count++] = made;
	return made;
}

static void add_application(struct check *check, struct place_users *users,
			    const struct pool_traits *traits,
			    const struct application *application)
{
	const struct served *served =
		config_served_for(check->config, application);
	struct pool_users *place =
		served ? place_of(check, users, served) : NULL;

	if (place)
		add_user(place, traits, application);
}

void find_users(struct check *check, struct place_users *users)
{
	const struct config *config = check->config;

	*users = (struct place_users){ .count = 0 };
	table_init(&users->by_place, check->arena, TABLE_EXACT, 0);
	users->places = ARENA_ARRAY(check->arena, struct pool_users *,
				    config->application_count);
	for (size_t i = 0; users->places && i < config->pool_count; i++) {
		const struct application_pool *pool = &config->pools[i];
		const struct application *user = pool->first_user;
		struct pool_traits traits;

		if (!user)
			continue;
		pool_traits(check, pool, &traits);
		add_user(&users->all, &traits, user);
		for (; user; user = user->next_user)
			add_application(check, users, &traits, user);
	}
}

const struct pool_users *served_users(const struct place_users *users,
				      const struct served *served)
{
	uint32_t number;

	return table_get(&users->by_place, served_key(&served), &number)
		       ? users->places[number]
		       : NULL;
}

bool users_load(const struct pool_users *users, struct slice precondition)
{
	for (size_t i = 0; i < POOL_KINDS; i++)
		if (users->of[i].application &&
		    precondition_holds(precondition, &users->of[i].traits))
			return true;
	return false;
}

bool handler_is_loaded(struct check *check, struct place_users **users,
		       const struct served *served,
		       const struct xml_element *handler)
{
	struct slice precondition =
		handler_value(check, handler, "preCondition");
	const struct pool_users *here = NULL;

	if (!check->config->pool_count || !precondition.len)
		return true;
	if (!*users) {
		*users = ARENA_NEW(check->arena, struct place_users);
		if (!*users)
			return false;
		find_users(check, *users);
	}
	if (served->handlers->location.len)
		here = served_users(*users, served);
	return users_load(here ? here : &(*users)->all, precondition);
}

const char *traits_shown(struct check *check, const struct pool_traits *traits)
{
	return words(check, "%s bits, %s mode, %s%s",
		     traits->bits32 ? "32" : "64",
		     traits->classic ? "classic" : "integrated",
		     traits->runtime.len ? "CLR " : "no managed code",
		     shown(check, traits->runtime));
}
