#include "cert/lists.h"

#include "cert/altname.h"

enum {
	ITEMS_MAX = 4096, /* of one kind in one certificate */
};

/* Items of the kept text, while it is read. */
struct gather {
	struct arena *arena;
	struct vector items; /* struct slice */
	bool odd;	     /* something was left out or not understood */
};

static void gather_init(struct gather *gather, struct arena *arena)
{
	*gather = (struct gather){ .arena = arena };
	vector_init(&gather->items, arena->memory, sizeof(struct slice));
}

/* A list that is full is not whole. */
static void push(struct gather *gather, struct slice item)
{
	const struct slice *items = gather->items.items;
	struct slice *last;

	/* An object of XML shows an item as its text and as a property. */
	if (gather->items.count &&
	    slice_eq(items[gather->items.count - 1], item))
		return;
	if (gather->items.count == ITEMS_MAX) {
		gather->odd = true;
		return;
	}
	last = vector_push(&gather->items);
	if (last)
		*last = item;
	else
		gather->arena->failed = true;
}

/* Move what was gathered to the list. */
static void finish(struct gather *gather, struct cert_list *list,
		   enum cert_list_known known)
{
	size_t count = gather->items.count;
	struct slice *items = ARENA_ARRAY(gather->arena, struct slice, count);

	if (items && count)
		memcpy(items, gather->items.items, count * sizeof(*items));
	if (items)
		*list = (struct cert_list){ known, (uint32_t)count, items };
	vector_free(&gather->items);
}

bool lists_open(struct slice *text)
{
	struct slice rest = slice_trim(*text);
	bool cut = false;

	if (slice_starts(rest, SLICE("{")) && slice_ends(rest, SLICE("}")))
		rest = slice_trim(
			slice_take(slice_skip(rest, 1), rest.len - 2));
	if (slice_ends(rest, SLICE("...")) || slice_ends(rest, SLICE("…"))) {
		cut = true;
		rest.len -= 3; /* the sign has three bytes, too */
	}
	*text = slice_trim(rest);
	return cut;
}

static bool is_separator(char c)
{
	return c == ',' || c == ';' || c == '\r' || c == '\n';
}

/* The next item; false at the end. */
static bool cut_item(struct slice *rest, struct slice *item)
{
	size_t n = 0;

	while (rest->len && is_separator(rest->at[0]))
		*rest = slice_skip(*rest, 1);
	while (n < rest->len && !is_separator(rest->at[n]))
		n++;
	*item = slice_trim(slice_take(*rest, n));
	*rest = slice_skip(*rest, n);
	return n;
}

/* The next word of an item. */
static bool cut_word(struct slice *rest, struct slice *word)
{
	size_t n = 0;

	*rest = slice_trim(*rest);
	while (n < rest->len && !ascii_is_space(rest->at[n]))
		n++;
	*word = slice_take(*rest, n);
	*rest = slice_skip(*rest, n);
	return n;
}

static struct slice without_parentheses(struct slice word)
{
	if (slice_starts(word, SLICE("(")) && slice_ends(word, SLICE(")")))
		return slice_take(slice_skip(word, 1), word.len - 2);
	return word;
}

/*
 * A name, or both of its forms: "müller.example (xn--mller-kva.example)".
 * False when neither is one that a client asks for.
 */
static bool take_host(struct gather *names, struct slice item)
{
	struct slice word;

	while (cut_word(&item, &word)) {
		word = without_parentheses(word);
		if (!altname_is_host(word))
			continue;
		push(names, word);
		return true;
	}
	return false;
}

/* "DNS Name=www.contoso.example", whatever the words around DNS. */
static void take_labelled(struct gather *names, struct gather *addresses,
			  struct slice item)
{
	size_t at = slice_find(item, '=');
	struct slice label, value;

	if (at == SIZE_MAX)
		at = slice_find(item, ':');
	label = slice_take(item, at);
	value = at == SIZE_MAX ? (struct slice){ "", 0 }
			       : slice_trim(slice_skip(item, at + 1));
	if (slice_search(label, SLICE("DNS")) != SIZE_MAX)
		names->odd = !take_host(names, value) || names->odd;
	else if (altname_has_word(label, SLICE("IP")))
		push(addresses, value);
	else if (at == SIZE_MAX ||
		 (altname_is_host(value) && slice_find(value, '.') != SIZE_MAX))
		names->odd = true; /* of an unknown kind */
}

static bool is_labelled(struct slice text)
{
	return slice_find(text, '=') != SIZE_MAX ||
	       slice_search(text, SLICE("DNS:")) != SIZE_MAX;
}

static void read_labelled(struct slice text, bool cut, struct arena *arena,
			  struct cert_details *details)
{
	enum cert_list_known known = CERT_LIST_COMPLETE;
	struct gather names, addresses;
	struct slice item;

	gather_init(&names, arena);
	gather_init(&addresses, arena);
	while (cut_item(&text, &item))
		if (item.len)
			take_labelled(&names, &addresses, item);
	if (cut || names.odd || addresses.odd)
		known = CERT_LIST_PARTIAL;
	finish(&names, &details->dns_names, known);
	finish(&addresses, &details->addresses, known);
}

static void read_hosts(struct slice text, struct arena *arena,
		       struct cert_details *details)
{
	struct gather names;
	struct slice item, word;

	gather_init(&names, arena);
	while (cut_item(&text, &item))
		while (cut_word(&item, &word)) {
			word = without_parentheses(word);
			if (altname_is_host(word))
				push(&names, word);
		}
	finish(&names, &details->dns_names,
	       names.items.count ? CERT_LIST_PARTIAL : CERT_LIST_UNKNOWN);
}

void lists_names(struct listing_input *input, struct slice text,
		 struct cert_details *details)
{
	bool cut = lists_open(&text);

	if (!text.len)
		return;
	text = listing_keep(input, text);
	if (is_labelled(text))
		read_labelled(text, cut, input->inventory->arena, details);
	else
		read_hosts(text, input->inventory->arena, details);
}

/* A dotted object identifier and nothing else. */
static bool is_oid(struct slice text)
{
	size_t dots = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '.')
			dots++;
		else if (!ascii_is_digit(text.at[i]))
			return false;
	}
	return dots >= 2 && text.at[0] != '.' && text.at[text.len - 1] != '.';
}

/*
 * "Server Authentication (1.3.6.1.5.5.7.3.1)", several of them in a row, or
 * bare numbers. *named tells of words whose number is yet to come: a name
 * may have a comma in it.
 */
static void take_usages(struct gather *usages, struct slice item, bool *named)
{
	bool before = *named;
	struct slice word;

	while (cut_word(&item, &word)) {
		struct slice oid = without_parentheses(word);

		if (!is_oid(oid)) {
			*named = true;
			continue;
		}
		/* A bare number belongs to no name. */
		if (oid.len == word.len && (before || *named))
			usages->odd = true;
		push(usages, oid);
		*named = before = false;
	}
}

void lists_usages(struct listing_input *input, struct slice text,
		  struct cert_list *list)
{
	bool empty = slice_is(slice_trim(text), "{}"), named = false;
	bool cut = lists_open(&text);
	struct gather usages;
	struct slice item;

	if (!text.len && !empty)
		return;
	gather_init(&usages, input->inventory->arena);
	text = listing_keep(input, text);
	while (cut_item(&text, &item))
		take_usages(&usages, item, &named);
	usages.odd = usages.odd || named || cut;
	if (!usages.odd)
		finish(&usages, list, CERT_LIST_COMPLETE);
	else
		finish(&usages, list,
		       usages.items.count ? CERT_LIST_PARTIAL
					  : CERT_LIST_UNKNOWN);
}
