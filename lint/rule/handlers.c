#include "rule/rule.h"

bool handler_uses(const struct check *check, const struct xml_element *handler,
		  const char *module)
{
	return slice_list_has(entry_value(check, handler, "modules"),
			      slice_of(module));
}

bool handler_takes_all(const struct check *check,
		       const struct xml_element *handler)
{
	return slice_is(entry_value(check, handler, "path"), "*") &&
	       slice_is(entry_value(check, handler, "verb"), "*");
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
		spell_offer(&spell, entry_value(check, entries->at[i], "name"));
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

static const char *const runtimes[] = { "", "v1.1", "v2.0", "v4.0" };

/* Versions that IIS does not know are one; that of the schema is another. */
static size_t runtime_number(const struct pool_user *user)
{
	if (user->any_runtime)
		return LENGTH(runtimes) + 1;
	for (size_t i = 0; i < LENGTH(runtimes); i++)
		if (slice_is_nocase(user->traits.runtime, runtimes[i]))
			return i;
	return LENGTH(runtimes);
}

static size_t kind_of(const struct pool_user *user)
{
	return runtime_number(user) * 4 + (user->traits.classic ? 2 : 0) +
	       (user->traits.bits32 ? 1 : 0);
}

static void look_up(const struct check *check,
		    const struct application_pool *pool, struct pool_user *user)
{
	struct setting setting;

	pool_traits(check, pool, &user->traits);
	user->any_runtime =
		!config_value(check->config, scope_of(pool->element), "",
			      "managedRuntimeVersion", &setting) ||
		!setting.where;
}

static void add_user(struct pool_users *users, const struct pool_user *user)
{
	struct pool_user *first = &users->of[kind_of(user)];

	if (!first->application)
		*first = *user;
}

/* In how many of the versions that the pool may have is the entry loaded? */
static size_t loading_runtimes(const struct pool_user *user,
			       struct slice precondition)
{
	struct pool_traits traits = user->traits;
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(runtimes); i++) {
		traits.runtime = slice_of(runtimes[i]);
		count += precondition_holds(precondition, &traits);
	}
	return count;
}

bool user_may_load(const struct pool_user *user, struct slice precondition)
{
	return user->any_runtime
		       ? loading_runtimes(user, precondition)
		       : precondition_holds(precondition, &user->traits);
}

bool user_loads(const struct pool_user *user, struct slice precondition)
{
	return user->any_runtime
		       ? loading_runtimes(user, precondition) ==
				 LENGTH(runtimes)
		       : precondition_holds(precondition, &user->traits);
}

static bool users_load(const struct pool_users *users,
		       struct slice precondition)
{
	for (size_t i = 0; i < POOL_KINDS; i++)
		if (users->of[i].application &&
		    user_loads(&users->of[i], precondition))
			return true;
	return false;
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

static void add_to_place(struct check *check, struct place_users *users,
			 const struct pool_user *user)
{
	const struct served *served =
		config_served_for(check->config, user->application);
	struct pool_users *place =
		served ? place_of(check, users, served) : NULL;

	if (place)
		add_user(place, user);
}

void find_users(struct check *check, struct place_users *users)
{
	const struct config *config = check->config;
	size_t places;

	config_served(config, &places);
	*users = (struct place_users){ .count = 0 };
	table_init(&users->by_place, check->arena, TABLE_EXACT, 0);
	users->places = ARENA_ARRAY(check->arena, struct pool_users *,
				    config->application_count);
	for (size_t i = 0; users->places && i < config->pool_count; i++) {
		struct pool_user user = {
			.application = config->pools[i].first_user,
		};

		if (!user.application)
			continue;
		look_up(check, &config->pools[i], &user);
		add_user(&users->all, &user);
		while (user.application) {
			add_to_place(check, users, &user);
			/* Where one place is all, one user tells all. */
			user.application =
				places > 1 ? user.application->next_user : NULL;
		}
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

bool handler_is_loaded(struct check *check, struct place_users **users,
		       const struct served *served,
		       const struct xml_element *handler)
{
	struct slice precondition = entry_value(check, handler, "preCondition");
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

const char *user_shown(struct check *check, const struct pool_user *user)
{
	struct slice runtime = user->traits.runtime;

	return words(check, "%s bits, %s mode%s%s",
		     user->traits.bits32 ? "32" : "64",
		     user->traits.classic ? "classic" : "integrated",
		     user->any_runtime ? ""
		     : runtime.len     ? ", .NET "
				       : ", no managed code",
		     user->any_runtime ? "" : shown(check, runtime));
}
