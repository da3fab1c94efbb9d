#include "mutate.h"

#include <stdlib.h>

/* Where a mistake can be made: at a node, or at one of its attributes. */
struct place {
	const struct node *node;
	const struct mark *mark; /* null: at the node */
};

struct work {
	struct change *change;
	const struct schema *schema;
	const struct scan *scan;
	struct random *random;
};

const char *kind_name(enum kind kind)
{
	static const char *const names[KINDS] = {
		[TYPO_SECTION] = "typo in a section's name",
		[TYPO_ELEMENT] = "typo in an element's name",
		[TYPO_ATTRIBUTE] = "typo in an attribute's name",
		[BAD_NAME] = "wrong name of an enum or flags",
		[BAD_TYPE] = "value of a wrong type",
		[BAD_RANGE] = "number out of range",
		[BAD_TEXT] = "bad text",
		[DUPLICATE] = "duplicated entry",
		[REMOVED] = "required attribute removed",
	};

	return names[kind];
}

bool is_wrong_value(enum kind kind, enum wrong *wrong)
{
	if (kind < BAD_NAME || kind > BAD_TEXT)
		return false;
	*wrong = kind == BAD_NAME    ? WRONG_NAME
		 : kind == BAD_TYPE  ? WRONG_TYPE
		 : kind == BAD_RANGE ? WRONG_RANGE
				     : WRONG_TEXT;
	return true;
}

static const struct node *parent_of(const struct scan *scan,
				    const struct node *node)
{
	return node->parent == SIZE_MAX ? NULL : &scan->nodes[node->parent];
}

static const struct mark *mark_of(const struct scan *scan,
				  const struct node *node, struct slice name)
{
	for (size_t i = 0; i < node->mark_count; i++) {
		const struct mark *mark = &scan->marks[node->first_mark + i];

		if (slice_eq(scan_slice(scan, mark->name), name))
			return mark;
	}
	return NULL;
}

/* Has the entry a key that another one can have as well? */
static bool has_key(const struct work *work, const struct node *node)
{
	SCHEMA_EACH_ATTRIBUTE (work->schema, node->known, first) {
		const struct schema_attribute *edition =
			schema_edition(work->schema, first);
		struct slice name = schema_text(work->schema, edition->name);

		if (edition->flags & SCHEMA_COMBINED_KEY)
			return true;
		if (edition->flags & SCHEMA_UNIQUE_KEY &&
		    (edition->flags & SCHEMA_HAS_DEFAULT ||
		     mark_of(work->scan, node, name)))
			return true;
	}
	return false;
}

static bool fits_node(const struct work *work, const struct node *node,
		      enum kind kind)
{
	if (kind == TYPO_SECTION)
		return node->section && !node->of->machine &&
		       work->scan->declares;
	if (!node->known)
		return false;
	if (kind == TYPO_ELEMENT)
		return !node->section;
	return kind == DUPLICATE && node->collection &&
	       node->role == SCHEMA_ADD && !node->collection->duplicates &&
	       has_key(work, node);
}

static bool fits_mark(const struct node *node, const struct mark *mark,
		      enum kind kind)
{
	enum wrong wrong;

	if (!mark->definition)
		return false;
	if (is_wrong_value(kind, &wrong))
		return can_be_wrong(mark->definition, wrong);
	if (kind == REMOVED)
		return mark->definition->flags & SCHEMA_REQUIRED;
	return kind == TYPO_ATTRIBUTE && !node->known->any_attribute;
}

static void add_place(struct place **places, size_t *count, struct place place)
{
	if (*places)
		(*places)[*count] = place;
	++*count;
}

/* All places for a mistake; null only counts them. */
static size_t find_places(const struct work *work, enum kind kind,
			  struct place *places)
{
	const struct scan *scan = work->scan;
	size_t count = 0;

	for (size_t i = 0; i < scan->node_count; i++) {
		const struct node *node = &scan->nodes[i];

		if (fits_node(work, node, kind))
			add_place(&places, &count,
				  (struct place){ node, NULL });
		for (size_t j = 0; node->known && j < node->mark_count; j++) {
			const struct mark *mark =
				&scan->marks[node->first_mark + j];

			if (fits_mark(node, mark, kind))
				add_place(&places, &count,
					  (struct place){ node, mark });
		}
	}
	return count;
}

/* The text up to a place; the next piece goes there. */
static void put_before(const struct work *work, uint32_t end)
{
	work->change->text.len = 0;
	text_put(&work->change->text, slice_take(work->scan->text, end));
}

static void put_behind(const struct work *work, uint32_t start)
{
	text_put(&work->change->text, slice_skip(work->scan->text, start));
}

static void expect(const struct work *work, const char *rule, size_t start,
		   size_t end)
{
	struct change *change = work->change;

	if (change->count < EXPECTED_MAX)
		change->must[change->count++] =
			(struct expected){ rule,
					   { (uint32_t)start, (uint32_t)end } };
}

/* Anywhere beside the node; its text may have grown a little. */
static void may_duplicate(const struct work *work, const struct node *node)
{
	const struct node *parent = parent_of(work->scan, node);
	struct span in = { parent->all.start, parent->all.end + 99 };

	work->change->may =
		(struct expected){ "duplicate-collection-entry", in };
}

/*
 * What no longer takes an entry away leaves it there, and the same entry
 * behind it is one too many.
 */
static void expect_left_over(const struct work *work, const struct node *node)
{
	if (node->role == SCHEMA_REMOVE || node->role == SCHEMA_CLEAR)
		may_duplicate(work, node);
}

/* What may follow when an attribute does not have its name any more. */
static void expect_lost(const struct work *work, const struct place *place)
{
	uint16_t flags = place->mark->definition->flags;
	struct span name = place->mark->name;

	expect_left_over(work, place->node);
	/* The default counts instead, and another entry may have it. */
	if (flags & SCHEMA_KEY && flags & SCHEMA_HAS_DEFAULT)
		may_duplicate(work, place->node);
	/* Of a very short name, a slip is not told from another name. */
	if (flags & SCHEMA_REQUIRED && name.end - name.start < 3)
		work->change->may =
			(struct expected){ "schema-missing-attribute",
					   place->node->name };
}

/* IIS, or another reader of the file, takes it on any element. */
static bool is_general(struct slice name)
{
	static const char *const names[] = {
		"lockAttributes",
		"lockAllAttributesExcept",
		"lockElements",
		"lockAllElementsExcept",
		"lockItem",
		"xmlns",
		"configProtectionProvider",
		"configSource",
	};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

static bool typo_attribute(const struct work *work, const struct place *place)
{
	struct text *text = &work->change->text;
	struct span at = place->mark->name;
	struct slice typo;

	put_before(work, at.start);
	if (!make_typo(text, scan_slice(work->scan, at), work->random))
		return false;
	typo = slice_skip(text_slice(text), at.start);
	if (is_general(typo) || mark_of(work->scan, place->node, typo) ||
	    schema_attribute(work->schema, place->node->known, typo))
		return false;
	expect(work, "schema-unknown-attribute", at.start, text->len);
	put_behind(work, at.end);
	expect_lost(work, place);
	return true;
}

/* "add", "remove" and "clear" are told from other wrong names. */
static const char *rule_of_element(const struct node *parent, struct slice typo)
{
	bool directive = slice_is(typo, "add") || slice_is(typo, "remove") ||
			 slice_is(typo, "clear");

	return directive && parent->known->first_collection != SCHEMA_NONE
		       ? "schema-bad-directive"
		       : "schema-unknown-element";
}

/* The name in the start tag and in the end tag. */
static bool rename_node(const struct work *work, const struct node *node,
			struct slice *typo)
{
	struct text *text = &work->change->text;
	struct text name = { 0 };

	put_before(work, node->name.start);
	if (!make_typo(&name, scan_slice(work->scan, node->name),
		       work->random)) {
		text_free(&name);
		return false;
	}
	text_put(text, text_slice(&name));
	if (node->end_name.end) {
		text_put(
			text,
			slice_take(slice_skip(work->scan->text, node->name.end),
				   node->end_name.start - node->name.end));
		text_put(text, text_slice(&name));
		put_behind(work, node->end_name.end);
	} else {
		put_behind(work, node->name.end);
	}
	*typo = slice_take(slice_skip(text_slice(text), node->name.start),
			   name.len);
	text_free(&name);
	return true;
}

static bool typo_element(const struct work *work, const struct place *place)
{
	const struct node *node = place->node;
	const struct node *parent = parent_of(work->scan, node);
	struct schema_child known;
	struct slice typo;

	if (!rename_node(work, node, &typo) ||
	    schema_child(work->schema, parent->known, typo, &known))
		return false;
	expect(work, rule_of_element(parent, typo), node->name.start,
	       node->name.start + typo.len);
	expect_left_over(work, node);
	return true;
}

static bool typo_section(const struct work *work, const struct place *place)
{
	const struct node *node = place->node;
	const struct node *parent = parent_of(work->scan, node);
	struct slice path, typo, old;
	struct text whole = { 0 };
	bool known;

	if (!rename_node(work, node, &typo))
		return false;
	/* Its path with the new name: is that a section or a group, too? */
	old = schema_text(work->schema,
			  work->schema->elements[node->of->element].name);
	text_put(&whole, slice_take(old, old.len - (node->name.end -
						    node->name.start)));
	text_put(&whole, typo);
	path = text_slice(&whole);
	known = schema_section(work->schema, path) ||
		schema_is_group(work->schema, path) || !parent;
	text_free(&whole);
	expect(work, "section-decl-missing", node->name.start,
	       node->name.start + typo.len);
	return !known;
}

static bool is_of_section(const struct work *work, const struct node *node,
			  const char *name)
{
	while (node && !node->section)
		node = parent_of(work->scan, node);
	return node && slice_is(scan_slice(work->scan, node->name), name);
}

static bool has_digit(struct slice value)
{
	for (size_t i = 0; i < value.len; i++)
		if (ascii_is_digit(value.at[i]))
			return true;
	return false;
}

/*
 * A value that works on servers although the schema refuses it: no time at
 * all in the files of IIS Express, and numbers for names in the metadata.
 */
static bool is_taken(const struct work *work, const struct place *place,
		     struct slice value, enum wrong wrong)
{
	struct slice name = scan_slice(work->scan, place->mark->name);

	if (wrong == WRONG_NAME && has_digit(value))
		return is_of_section(work, place->node, "customMetadata");
	return slice_is(name, "duration") && slice_is(value, "00:00:00");
}

/* Names of <sites> and <applicationPools> have rules of their own. */
static const char *bad_value_rule(const struct work *work,
				  const struct place *place, enum wrong wrong)
{
	if (wrong == WRONG_RANGE)
		return "schema-out-of-range";
	switch ((enum schema_validator)place->mark->definition->validator) {
	case SCHEMA_SITE_NAME:
		return is_of_section(work, place->node, "sites")
			       ? "site-name-invalid"
			       : "schema-bad-value";
	case SCHEMA_POOL_NAME:
		return is_of_section(work, place->node, "applicationPools")
			       ? "pool-name-invalid"
			       : "schema-bad-value";
	case SCHEMA_APPLICATION_PATH:
		return "app-path-invalid";
	case SCHEMA_DIRECTORY_PATH:
		return "vdir-path-invalid";
	default:
		return "schema-bad-value";
	}
}

static bool change_value(const struct work *work, const struct place *place,
			 enum wrong wrong)
{
	struct text *text = &work->change->text;
	struct span at = place->mark->value;

	put_before(work, at.start);
	wrong_value(text, work->schema, place->mark->definition, wrong,
		    work->random);
	if (is_taken(work, place, slice_skip(text_slice(text), at.start),
		     wrong))
		return false;
	expect(work, bad_value_rule(work, place, wrong), at.start, text->len);
	put_behind(work, at.end);
	expect_left_over(work, place->node);
	return true;
}

/* The attribute, with the white space before it. */
static bool remove_mark(const struct work *work, const struct place *place)
{
	const struct node *node = place->node;
	uint32_t start = place->mark->name.start;

	while (ascii_is_space(work->scan->text.at[start - 1]))
		start--;
	put_before(work, start);
	put_behind(work, place->mark->value.end + 1);
	expect(work, "schema-missing-attribute", node->name.start,
	       node->name.end);
	expect_left_over(work, node);
	return true;
}

/* Is no entry taken away behind this one? */
static bool stays(const struct scan *scan, const struct node *node)
{
	for (size_t i = 0; i < scan->node_count; i++) {
		const struct node *other = &scan->nodes[i];

		if (other->parent == node->parent &&
		    other->all.start > node->all.start &&
		    (other->role == SCHEMA_REMOVE ||
		     other->role == SCHEMA_CLEAR))
			return false;
	}
	return true;
}

/*
 * A duplicate is shown at the last attribute of its key that is written, and
 * each key is one of its own.
 */
static void expect_keys(const struct work *work, const struct node *node,
			uint32_t moved)
{
	struct span last = node->name;
	bool combined = false;

	SCHEMA_EACH_ATTRIBUTE (work->schema, node->known, first) {
		const struct schema_attribute *edition =
			schema_edition(work->schema, first);
		const struct mark *mark =
			mark_of(work->scan, node,
				schema_text(work->schema, edition->name));

		if (edition->flags & SCHEMA_UNIQUE_KEY && mark)
			expect(work, "duplicate-collection-entry",
			       mark->value.start + moved,
			       mark->value.end + moved);
		else if (edition->flags & SCHEMA_UNIQUE_KEY &&
			 edition->flags & SCHEMA_HAS_DEFAULT)
			expect(work, "duplicate-collection-entry",
			       node->name.start + moved,
			       node->name.end + moved);
		if (!(edition->flags & SCHEMA_COMBINED_KEY))
			continue;
		combined = true;
		last = mark ? mark->value : last;
	}
	if (combined)
		expect(work, "duplicate-collection-entry", last.start + moved,
		       last.end + moved);
}

/* Right behind itself, or at the end of its collection. */
static bool duplicate_node(const struct work *work, const struct place *place)
{
	const struct node *node = place->node;
	const struct node *parent = parent_of(work->scan, node);
	uint32_t at = node->all.end, moved;

	if (random_one_in(work->random, 2) && stays(work->scan, node))
		at = parent->end_name.start - 2;
	moved = at - node->all.start;
	put_before(work, at);
	text_put(&work->change->text, scan_slice(work->scan, node->all));
	put_behind(work, at);
	expect_keys(work, node, moved);
	work->change->tag.start += moved;
	work->change->tag.end += moved;
	return true;
}

static bool make(const struct work *work, enum kind kind,
		 const struct place *place)
{
	enum wrong wrong;

	if (is_wrong_value(kind, &wrong))
		return change_value(work, place, wrong);
	switch (kind) {
	case TYPO_SECTION:
		return typo_section(work, place);
	case TYPO_ELEMENT:
		return typo_element(work, place);
	case TYPO_ATTRIBUTE:
		return typo_attribute(work, place);
	case DUPLICATE:
		return duplicate_node(work, place);
	default:
		return remove_mark(work, place);
	}
}

bool change_make(struct change *change, const struct schema *schema,
		 const struct scan *scan, enum kind kind, struct random *random)
{
	struct work work = { change, schema, scan, random };
	size_t count = find_places(&work, kind, NULL);
	struct place *places = calloc(count + 1, sizeof(*places));
	bool made = false;

	find_places(&work, kind, places);
	/* Chance may give a name that is known, or none. */
	for (size_t tries = 0; places && count && !made && tries < 50;
	     tries++) {
		const struct place *place =
			&places[random_below(random, count)];

		text_free(&change->text);
		*change = (struct change){ 0 };
		change->tag = place->node->tag;
		made = make(&work, kind, place);
	}
	free(places);
	return made;
}
