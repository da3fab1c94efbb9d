/*
 * Hits: what a value that is written once, in a defaults element or a
 * location, holds for.
 */
#include "rule/rule.h"

/* A place of the file, as the key of a table. */
struct hit_key {
	const struct xml_element *element;
	size_t start;
};

struct hit_finding {
	struct hit_key key;
	struct finding *finding;
	const struct xml_element *named[HIT_NAMED];
	size_t count;
};

struct hits {
	struct table by_place; /* number of the item */
	struct vector items;   /* struct hit_finding * */
};

static struct slice key_slice(const struct hit_key *key)
{
	return (struct slice){ (const char *)key, sizeof(*key) };
}

static struct hits *hits_of(struct check *check)
{
	if (check->hits)
		return check->hits;
	check->hits = ARENA_NEW(check->arena, struct hits);
	if (!check->hits)
		return NULL;
	table_init(&check->hits->by_place, check->arena, TABLE_EXACT, 0);
	vector_init(&check->hits->items, check->arena->memory,
		    sizeof(struct hit_finding *));
	return check->hits;
}

/* The finding at this place, made before or now without its message. */
static struct hit_finding *hit_at(struct check *check, struct place place)
{
	struct hits *hits = hits_of(check);
	struct hit_key key = { place.element, place.at.start };
	struct hit_finding *made, **slot;
	uint32_t number;

	if (!hits)
		return NULL;
	if (table_get(&hits->by_place, key_slice(&key), &number))
		return ((struct hit_finding **)hits->items.items)[number];
	made = ARENA_NEW(check->arena, struct hit_finding);
	slot = made ? vector_push(&hits->items) : NULL;
	if (!slot) {
		check->arena->failed = true;
		return NULL;
	}
	*slot = made;
	made->key = key;
	table_add(&hits->by_place, key_slice(&made->key),
		  (uint32_t)(hits->items.count - 1));
	return made;
}

struct finding *report_hit(struct check *check, struct place place,
			   const struct xml_element *whom, const char *format,
			   ...)
{
	bool own = xml_is_within(check->document, place.element, whom);
	struct hit_finding *hit = own ? NULL : hit_at(check, place);
	struct finding *finding = NULL;
	va_list args;

	if (!own && !hit)
		return NULL;
	if (hit && hit->count < HIT_NAMED)
		hit->named[hit->count] = whom;
	if (hit && hit->count++)
		return NULL;
	va_start(args, format);
	finding = report_va(check, place, format, args);
	va_end(args);
	if (hit)
		hit->finding = finding;
	return finding;
}

/* 'site "a"', 'application "/b" of site "a"' */
static struct slice whom(struct check *check, const struct xml_element *element)
{
	static const struct {
		const char *name, *title, *key;
	} kinds[] = {
		{ "virtualDirectory", "virtual directory", "path" },
		{ "application", "application", "path" },
		{ "binding", "binding", "bindingInformation" },
		{ "add", "application pool", "name" },
		{ "site", "site", "name" },
	};
	const struct xml_document *document = check->document;
	struct slice text = { "", 0 };

	for (; element; element = xml_parent(document, element)) {
		for (size_t i = 0; i < LENGTH(kinds); i++) {
			struct slice key = { "", 0 };

			if (!xml_is(document, element, kinds[i].name))
				continue;
			xml_value(document, element, kinds[i].key, &key);
			text = arena_printf(check->arena, "%.*s%s%s \"%s\"",
					    (int)text.len, text.at,
					    text.len ? " of " : "",
					    kinds[i].title, shown(check, key));
		}
	}
	return text;
}

static void tell_hit(struct check *check, const struct hit_finding *hit)
{
	size_t named = hit->count < HIT_NAMED ? hit->count : HIT_NAMED;
	size_t rest = hit->count - named;

	if (!hit->finding || hit->finding->untold)
		return;
	for (size_t i = 0; i < named; i++) {
		struct slice text = whom(check, hit->named[i]);
		bool last = i + 1 == named && rest;

		note_at(check, hit->finding, at_element(check, hit->named[i]),
			"holds for %.*s%s", (int)text.len, text.at,
			last ? words(check, ", and %zu more", rest) : "");
	}
}

void tell_hits(struct check *check)
{
	struct hits *hits = check->hits;
	size_t count = check->count;

	if (!hits)
		return;
	/* These notes belong to findings that are told, whatever came later. */
	check->count = 0;
	for (size_t i = 0; i < hits->items.count; i++)
		tell_hit(check, ((struct hit_finding **)hits->items.items)[i]);
	check->count = count;
	vector_free(&hits->items);
}
