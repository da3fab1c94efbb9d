#include "mutate.h"

#include <stdio.h>
#include <stdlib.h>

struct scanner {
	struct scan *scan;
	const struct schema *schema;
	size_t at, open; /* open: the innermost node; SIZE_MAX: none */
};

static void *push(void *items, size_t *count, size_t *room, size_t size)
{
	if (*count == *room) {
		*room = *room * 2 + 64;
		items = realloc(items, *room * size);
	}
	if (!items) {
		fputs("mutate: out of memory\n", stderr);
		exit(2);
	}
	++*count;
	return items;
}

static struct slice rest(const struct scanner *scanner)
{
	return slice_skip(scanner->scan->text, scanner->at);
}

/* Go behind the next occurrence of a text. */
static void skip_past(struct scanner *scanner, const char *text)
{
	struct slice end = slice_of(text);
	size_t found = slice_search(rest(scanner), end);

	scanner->at = found == SIZE_MAX ? scanner->scan->text.len
					: scanner->at + found + end.len;
}

static char now(const struct scanner *scanner)
{
	return rest(scanner).len ? rest(scanner).at[0] : '>';
}

static void skip_blanks(struct scanner *scanner)
{
	while (ascii_is_space(now(scanner)))
		scanner->at++;
}

static struct span read_name(struct scanner *scanner)
{
	size_t start = scanner->at;

	while (!ascii_is_space(now(scanner)) && !strchr("=/>", now(scanner)))
		scanner->at++;
	return (struct span){ (uint32_t)start, (uint32_t)scanner->at };
}

/* "system.webServer/handlers": the names from the root or location down. */
static void put_path(struct text *path, const struct scan *scan, size_t at)
{
	const struct node *node = &scan->nodes[at];
	struct slice name = scan_slice(scan, node->name);

	if (node->parent == SIZE_MAX || slice_is(name, "location"))
		return;
	put_path(path, scan, node->parent);
	if (path->len)
		text_char(path, '/');
	text_put(path, name);
}

static bool is_sealed(const struct scan *scan, const struct node *node)
{
	for (size_t i = 0; i < node->mark_count; i++)
		if (slice_is(scan_slice(scan,
					scan->marks[node->first_mark + i].name),
			     "configProtectionProvider"))
			return true;
	return false;
}

static void find_section(struct scanner *scanner, size_t at)
{
	struct node *node = &scanner->scan->nodes[at];
	struct text path = { 0 };

	put_path(&path, scanner->scan, at);
	node->of = schema_section(scanner->schema, text_slice(&path));
	text_free(&path);
	node->section = node->of;
	if (node->of && !node->of->unstructured &&
	    !is_sealed(scanner->scan, node))
		node->known = schema_section_element(scanner->schema, node->of);
}

/* What the schema says of a node whose parents are known. */
static void find_known(struct scanner *scanner, size_t at)
{
	struct scan *scan = scanner->scan;
	struct node *node = &scan->nodes[at];
	const struct node *parent = NULL;
	struct schema_child child;

	if (node->parent != SIZE_MAX)
		parent = &scan->nodes[node->parent];
	if (!parent || !parent->known) {
		find_section(scanner, at);
		return;
	}
	if (parent->role == SCHEMA_REMOVE || parent->role == SCHEMA_CLEAR ||
	    !schema_child(scanner->schema, parent->known,
			  scan_slice(scan, node->name), &child) ||
	    child.element->since == TARGET_EXPRESS)
		return;
	node->known = child.element;
	node->role = child.role;
	node->collection = child.collection;
}

/* Whether an element of that role takes the attribute. */
static bool takes(enum schema_role role,
		  const struct schema_attribute *definition)
{
	if (role == SCHEMA_REMOVE)
		return definition->flags & SCHEMA_KEY;
	return role != SCHEMA_CLEAR && definition->since != TARGET_EXPRESS;
}

static void find_definitions(struct scanner *scanner, size_t at)
{
	struct scan *scan = scanner->scan;
	const struct node *node = &scan->nodes[at];

	for (size_t i = 0; node->known && i < node->mark_count; i++) {
		struct mark *mark = &scan->marks[node->first_mark + i];

		mark->definition =
			schema_attribute(scanner->schema, node->known,
					 scan_slice(scan, mark->name));
		if (mark->definition && !takes(node->role, mark->definition))
			mark->definition = NULL;
	}
}

static void read_attribute(struct scanner *scanner)
{
	struct scan *scan = scanner->scan;
	struct mark mark = { .name = read_name(scanner) };
	char quote;

	skip_past(scanner, "=");
	skip_blanks(scanner);
	quote = now(scanner);
	scanner->at++;
	mark.value.start = (uint32_t)scanner->at;
	skip_past(scanner, quote == '"' ? "\"" : "'");
	mark.value.end = (uint32_t)scanner->at - 1;
	scan->marks = push(scan->marks, &scan->mark_count, &scan->mark_room,
			   sizeof(*scan->marks));
	scan->marks[scan->mark_count - 1] = mark;
}

static void read_start(struct scanner *scanner)
{
	struct scan *scan = scanner->scan;
	struct node node = { .all = { (uint32_t)scanner->at, 0 },
			     .parent = scanner->open,
			     .first_mark = scan->mark_count };
	size_t number = scan->node_count;
	bool closed;

	scanner->at++;
	node.name = read_name(scanner);
	skip_blanks(scanner);
	while (!strchr("/>", now(scanner))) {
		read_attribute(scanner);
		skip_blanks(scanner);
	}
	closed = now(scanner) == '/';
	skip_past(scanner, ">");
	node.all.end = (uint32_t)scanner->at;
	node.tag = node.all;
	node.mark_count = scan->mark_count - node.first_mark;
	scan->nodes = push(scan->nodes, &scan->node_count, &scan->node_room,
			   sizeof(*scan->nodes));
	scan->nodes[number] = node;
	scan->declares |=
		slice_is(scan_slice(scan, node.name), "configSections");
	find_known(scanner, number);
	find_definitions(scanner, number);
	if (!closed)
		scanner->open = number;
}

static void read_end(struct scanner *scanner)
{
	struct node *node = &scanner->scan->nodes[scanner->open];

	scanner->at += 2;
	node->end_name = read_name(scanner);
	skip_past(scanner, ">");
	node->all.end = (uint32_t)scanner->at;
	scanner->open = node->parent;
}

void scan_text(struct scan *scan, const struct schema *schema,
	       struct slice text)
{
	struct scanner scanner = { scan, schema, 0, SIZE_MAX };

	*scan = (struct scan){ .text = text };
	for (;;) {
		size_t next = slice_find(rest(&scanner), '<');

		if (next == SIZE_MAX)
			return;
		scanner.at += next;
		if (slice_starts(rest(&scanner), SLICE("<!--")))
			skip_past(&scanner, "-->");
		else if (slice_starts(rest(&scanner), SLICE("<?")))
			skip_past(&scanner, "?>");
		else if (slice_starts(rest(&scanner), SLICE("</")))
			read_end(&scanner);
		else
			read_start(&scanner);
	}
}

void scan_free(struct scan *scan)
{
	free(scan->nodes);
	free(scan->marks);
	*scan = (struct scan){ .text = { "", 0 } };
}
