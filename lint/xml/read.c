/*
 * Reading a document. A large one is read as two halves side by side, and
 * the two trees are joined; anything unusual is left to a reading in one go,
 * which finds faults in their order.
 */
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "xml/reader.h"

/* Size of a text from which on a second thread is worth its start. */
enum { HALVES_MIN = 8 << 20 };

/* More elements around the middle, or longer names, are unusual. */
enum { AROUND_MAX = 16, NAME_MAX_SIZE = 100 };

struct split {
	uint32_t at; /* a "<", with the elements around it open */
	uint32_t depth;
	struct slice names[AROUND_MAX]; /* outermost first */
};

/* Offset behind `closing`, searched from an offset; SIZE_MAX: not there. */
static size_t behind(struct slice text, size_t from, struct slice closing)
{
	size_t at = slice_search(slice_skip(text, from), closing);

	return at == SIZE_MAX ? at : from + at + closing.len;
}

/*
 * Does the tag between two "<" close itself? Between tags stands nothing but
 * white space in these files; if it does not, the guess may be wrong, and the
 * halves turn out not to be well-formed.
 */
static bool closes_itself(struct slice text, size_t at, size_t next)
{
	while (next > at && ascii_is_space(text.at[next - 1]))
		next--;
	return next - at > 2 && text.at[next - 1] == '>' &&
	       text.at[next - 2] == '/';
}

static struct slice tag_name(struct slice text, size_t at)
{
	struct slice name = { text.at + at + 1, 0 };

	while (name.len < NAME_MAX_SIZE && at + 1 + name.len < text.len &&
	       !ascii_is_space(name.at[name.len]) && name.at[name.len] != '>' &&
	       name.at[name.len] != '/')
		name.len++;
	return name;
}

/* Behind a comment, CDATA section or instruction; SIZE_MAX: give up. */
static size_t skip_other(struct slice text, size_t at)
{
	struct slice rest = slice_skip(text, at);

	if (slice_starts(rest, SLICE("<!--")))
		return behind(text, at + 4, SLICE("-->"));
	if (slice_starts(rest, SLICE("<![CDATA[")))
		return behind(text, at, SLICE("]]>"));
	if (slice_starts(rest, SLICE("<?")))
		return behind(text, at, SLICE("?>"));
	return SIZE_MAX;
}

/* Take the tag at `at` into account; `next` is the "<" behind it. */
static bool pass_tag(struct split *split, struct slice text, size_t at,
		     size_t next)
{
	struct slice name;

	if (text.at[at + 1] == '/')
		return split->depth-- > 0;
	if (closes_itself(text, at, next))
		return true;
	name = tag_name(text, at);
	if (split->depth == AROUND_MAX || !name.len ||
	    name.len == NAME_MAX_SIZE)
		return false;
	split->names[split->depth++] = name;
	return true;
}

static size_t find_bracket(struct slice text, size_t from)
{
	size_t at = slice_find(slice_skip(text, from), '<');

	return at == SIZE_MAX ? at : from + at;
}

/* The first start tag behind the middle, and what is open there. */
static bool find_split(struct split *split, struct slice text)
{
	size_t at = find_bracket(text, 0), next;

	split->depth = 0;
	while (at != SIZE_MAX && at + 1 < text.len) {
		char c = text.at[at + 1];

		if (c == '!' || c == '?') {
			at = skip_other(text, at);
			if (at != SIZE_MAX)
				at = find_bracket(text, at);
			continue;
		}
		if (at >= text.len / 2 && c != '/') {
			split->at = (uint32_t)at;
			return split->depth > 0;
		}
		next = find_bracket(text, at + 1);
		if (next == SIZE_MAX || !pass_tag(split, text, at, next))
			return false;
		at = next;
	}
	return false;
}

/* Tags that open, or close, what is open at the split. */
static struct slice tags(const struct split *split, struct arena *arena,
			 bool closing)
{
	struct slice all = { "", 0 };

	for (uint32_t i = 0; i < split->depth; i++) {
		struct slice name = split->names[i];

		all = closing ? arena_printf(arena, "</%.*s>%.*s",
					     (int)name.len, name.at,
					     (int)all.len, all.at)
			      : arena_printf(arena, "%.*s<%.*s>", (int)all.len,
					     all.at, (int)name.len, name.at);
	}
	return all;
}

struct half {
	struct xml_document document;
	const struct source *source;
	const struct allocator *memory;
	struct xml_part part;
	bool good;
};

static void *read_half(void *context)
{
	struct half *half = context;

	half->good = reader_read(&half->document, half->source, &half->part,
				 half->memory) &&
		     half->document.error.fault == XML_FINE;
	return NULL;
}

/* The two trees while they are joined. */
struct join {
	struct xml_document *first;
	const struct xml_document *second;
	uint32_t depth;
	uint32_t around[AROUND_MAX]; /* open elements, by index in the first */
	uint32_t last; /* last child of the innermost, or XML_NONE */
	uint32_t elements, attributes; /* of the first, before the join */
};

static struct xml_element *items(const struct xml_document *document)
{
	return document->elements.items;
}

static uint32_t last_child(const struct xml_document *document, uint32_t parent)
{
	const struct xml_element *child =
		xml_first(document, items(document) + parent);
	uint32_t last = XML_NONE;

	for (; child; child = xml_next(document, child))
		last = (uint32_t)(child - items(document));
	return last;
}

/* What is open at the end of the first half: always the last child. */
static bool find_around(struct join *join)
{
	uint32_t index = 0;

	for (uint32_t i = 0; i < join->depth; i++) {
		if (index == XML_NONE)
			return false;
		join->around[i] = index;
		index = last_child(join->first, index);
	}
	join->last = index;
	return true;
}

/* The place in the joined tree of an element of the second half. */
static uint32_t moved(const struct join *join, uint32_t index)
{
	if (index == XML_NONE)
		return index;
	return index < join->depth ? join->around[index]
				   : join->elements + index - join->depth;
}

static bool append_elements(struct join *join)
{
	struct vector *elements = &join->first->elements;
	size_t count = join->second->elements.count;

	for (uint32_t i = join->depth; i < count; i++) {
		const struct xml_element *from = items(join->second) + i;
		struct xml_element *to = vector_push(elements);

		if (!to)
			return false;
		*to = (struct xml_element){
			.start = from->start,
			.parent = moved(join, from->parent),
			.next = moved(join, from->next),
			.first_attribute =
				from->first_attribute + join->attributes,
		};
	}
	return true;
}

/* Children of an open element stand in both halves: link them. */
static void link_halves(struct join *join)
{
	const struct xml_element *second = items(join->second);
	uint32_t inner = join->depth - 1;

	for (uint32_t i = 0; i < join->depth; i++)
		items(join->first)[join->around[i]].next =
			moved(join, second[i].next);
	if (join->last != XML_NONE &&
	    join->depth < join->second->elements.count &&
	    second[join->depth].parent == inner)
		items(join->first)[join->last].next = moved(join, join->depth);
}

static bool append_decoded(struct join *join)
{
	const struct xml_decoded *from = join->second->decoded.items;

	for (size_t i = 0; i < join->second->decoded.count; i++) {
		struct xml_decoded *to = vector_push(&join->first->decoded);

		if (!to)
			return false;
		*to = from[i];
		to->attribute += join->attributes;
	}
	return true;
}

static bool join_halves(struct half *first, struct half *second, uint32_t depth)
{
	struct join join = {
		.first = &first->document,
		.second = &second->document,
		.depth = depth,
		.elements = (uint32_t)first->document.elements.count,
		.attributes = (uint32_t)first->document.attributes.count,
	};

	if (!find_around(&join) || !append_elements(&join) ||
	    !append_decoded(&join) ||
	    !vector_append(&join.first->attributes, &join.second->attributes) ||
	    !vector_append(&join.first->comments, &join.second->comments))
		return false;
	link_halves(&join);
	arena_adopt(&join.first->arena, &second->document.arena);
	return true;
}

static void make_parts(const struct split *split, struct half *first,
		       struct half *second, struct arena *arena)
{
	first->part = (struct xml_part){
		.text = { 0, split->at },
		.behind = tags(split, arena, true),
	};
	second->part = (struct xml_part){
		.text = { split->at, (uint32_t)second->source->text.len },
		.before = tags(split, arena, false),
		.placeholders = split->depth,
	};
}

/* False: nothing has been read, and it must be read in one go. */
static bool read_halves(struct xml_document *document,
			const struct source *source,
			const struct allocator *memory)
{
	struct half first = { .source = source, .memory = memory };
	struct half second = { .source = source, .memory = memory };
	struct arena arena;
	struct split split;
	pthread_t thread;
	bool joined;

	if (!find_split(&split, source->text))
		return false;
	reader_prepare();
	arena_init(&arena, memory);
	make_parts(&split, &first, &second, &arena);
	if (arena_failed(&arena) ||
	    pthread_create(&thread, NULL, read_half, &second)) {
		arena_free(&arena);
		return false;
	}
	read_half(&first);
	pthread_join(thread, NULL);
	joined = first.good && second.good &&
		 join_halves(&first, &second, split.depth);
	if (joined)
		*document = first.document;
	else
		xml_free(&first.document);
	xml_free(&second.document);
	arena_free(&arena);
	return joined;
}

static bool has_processors(void)
{
#ifdef _SC_NPROCESSORS_ONLN
	return sysconf(_SC_NPROCESSORS_ONLN) > 1;
#else
	return false;
#endif
}

bool xml_read(struct xml_document *document, const struct source *source,
	      const struct allocator *memory)
{
	struct xml_part whole = { .text = { 0, (uint32_t)source->text.len } };

	if (source->text.len >= HALVES_MIN && has_processors() &&
	    source->invalid_at == SIZE_MAX &&
	    read_halves(document, source, memory))
		return true;
	return reader_read(document, source, &whole, memory);
}
