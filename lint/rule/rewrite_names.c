#include "rule/rewrite.h"

enum {
	/* Of a location that is longer, or has more levels, nothing is known.
	 */
	LOCATION_MAX = 512,
	LEVELS_MAX = 16,
	/* More names than that are not compared with a misspelt one. */
	NEAR_MAX = 1000,
	/* Nor is each of many misspelt ones compared. */
	SPELLED_MAX = 100,
};

/* At a location itself, and at all of those above it. */
#define AT    "at"
#define BELOW "below"

static struct slice key(const struct check *check, const char *relation,
			struct slice location, struct slice name)
{
	return arena_printf(check->arena, "%s\n%.*s\n%.*s", relation,
			    (int)location.len, location.at, (int)name.len,
			    name.at);
}

static bool is_usual(struct slice location)
{
	size_t levels = 1;

	if (location.len > LOCATION_MAX)
		return false;
	for (size_t i = 0; i < location.len; i++)
		levels += location.at[i] == '/';
	return levels <= LEVELS_MAX;
}

/* Without the last level; false if there is none. */
static bool go_up(struct slice *location)
{
	size_t slash = slice_find_last(*location, '/');

	if (!location->len)
		return false;
	location->len = slash == SIZE_MAX ? 0 : slash;
	return true;
}

static struct slice plain(struct slice location)
{
	while (slice_ends(location, SLICE("/")))
		location.len--;
	return location;
}

void rewrite_names_start(struct rewrite_names *names, struct check *check)
{
	*names = (struct rewrite_names){
		.check = check,
		.first = ARENA_ARRAY(check->arena, struct slice, NEAR_MAX),
	};
	table_init(&names->places, check->arena, TABLE_NOCASE, 0);
}

static void add(struct rewrite_names *names, struct slice location,
		struct slice name)
{
	const struct check *check = names->check;

	if (names->first && names->count < NEAR_MAX)
		names->first[names->count] = name;
	names->count++;
	if (!is_usual(location)) {
		names->unknown = true;
		return;
	}
	table_add(&names->places, key(check, AT, location, name), 0);
	while (go_up(&location))
		table_add(&names->places, key(check, BELOW, location, name), 0);
}

void rewrite_names_add(struct rewrite_names *names, const char *path,
		       const char *entry)
{
	const struct check *check = names->check;
	struct slice name;

	CONFIG_EACH_SECTION (check->config, path, section)
		XML_EACH_CHILD (check->document, section->element, child)
			if (xml_is(check->document, child, entry) &&
			    xml_value(check->document, child, "name", &name))
				add(names, plain(section->location), name);
}

bool rewrite_names_have(const struct rewrite_names *names,
			struct slice location, struct slice name)
{
	const struct check *check = names->check;
	struct slice at = plain(location);
	uint32_t value;

	if (names->unknown || !is_usual(at) ||
	    table_get(&names->places, key(check, BELOW, at, name), &value))
		return true;
	do {
		if (table_get(&names->places, key(check, AT, at, name), &value))
			return true;
	} while (go_up(&at));
	return false;
}

struct slice rewrite_names_near(const struct rewrite_names *names,
				struct slice name)
{
	struct spell spell = spell_start(name);

	if (names->count > NEAR_MAX || names->check->count > SPELLED_MAX)
		return spell.best;
	for (size_t i = 0; names->first && i < names->count; i++)
		spell_offer(&spell, names->first[i]);
	return spell.best;
}

bool rewrite_is_known(const struct check *check, const char *section)
{
	const struct config *config = check->config;
	uint32_t number;

	return config->file == CONFIG_APPLICATION_HOST &&
	       check->document->error.fault == XML_FINE &&
	       (config_sections(config, section) ||
		table_get(&config->declared_paths, slice_of(section), &number));
}
