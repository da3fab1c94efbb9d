#include "rule/rule.h"

bool path_is_extension(struct slice path)
{
	return path.len > 2 && path.at[0] == '*' && path.at[1] == '.' &&
	       slice_find(slice_skip(path, 1), '*') == SIZE_MAX &&
	       slice_find(path, '/') == SIZE_MAX &&
	       slice_find(path, ',') == SIZE_MAX;
}

/* Kinds of pools that are used and load the handler. */
static uint32_t kinds_of(const struct check *check,
			 const struct pool_users *users,
			 const struct xml_element *handler)
{
	struct slice precondition = entry_value(check, handler, "preCondition");
	uint32_t kinds = 0;

	for (size_t i = 0; i < POOL_KINDS; i++)
		if (users->of[i].application &&
		    user_may_load(&users->of[i], precondition))
			kinds |= UINT32_C(1) << i;
	return kinds;
}

void find_loaded(struct check *check, const struct served *served,
		 const struct pool_users *users, struct loaded *loaded)
{
	const struct entries *entries = &served->handler_entries;

	loaded->users = users;
	loaded->all = 0;
	loaded->kinds =
		ARENA_ARRAY(check->arena, uint32_t, loaded->paths.count);
	for (size_t i = 0; loaded->kinds && i < entries->count; i++) {
		const struct xml_element *handler = entries->at[i];
		uint32_t number;

		if (handler_takes_all(check, handler) &&
		    !handler_uses(check, handler, "StaticFileModule"))
			loaded->all |= kinds_of(check, users, handler);
		if (table_get(&loaded->paths,
			      entry_value(check, handler, "path"), &number))
			loaded->kinds[number] |=
				kinds_of(check, users, handler);
	}
}

const struct pool_user *left_out(const struct loaded *loaded, struct slice path,
				 size_t from)
{
	uint32_t number;

	if (!loaded->kinds || !table_get(&loaded->paths, path, &number))
		return NULL;
	for (size_t i = from; i < POOL_KINDS; i++)
		if (loaded->users->of[i].application &&
		    !((loaded->kinds[number] | loaded->all) >> i & 1))
			return &loaded->users->of[i];
	return NULL;
}
