#include "config/secret.h"

#include <string.h>

#include "config/config.h"
#include "config/metadata.h"
#include "xml/tag.h"

static bool ends_nocase(struct slice s, const char *end)
{
	size_t len = strlen(end);

	/* The last letter tells nearly always. */
	return s.len >= len &&
	       ascii_lower(s.at[s.len - 1]) == ascii_lower(end[len - 1]) &&
	       slice_is_nocase(slice_skip(s, s.len - len), end);
}

static bool contains(struct slice s, const char *word)
{
	return slice_search_nocase(s, slice_of(word)) != SIZE_MAX;
}

bool secret_name(struct slice name)
{
	static const char *const ends[] = {
		"password",   "pwd",	       "passwd",
		"secret",     "passphrase",    "connectionString",
		"sessionKey", "validationKey", "decryptionKey",
	};

	for (size_t i = 0; i < LENGTH(ends); i++)
		if (ends_nocase(name, ends[i]))
			return true;
	return false;
}

/* A key with a character reference in it may spell any of the words. */
bool secret_key(struct slice key)
{
	static const char *const words[] = {
		"password", "passwd", "passphrase",	  "pwd", "secret",
		"token",    "apikey", "connectionstring", "&#",
	};

	for (size_t i = 0; i < LENGTH(words); i++)
		if (contains(key, words[i]))
			return true;
	return false;
}

bool secret_value(struct slice value)
{
	return (slice_find(value, '[') != SIZE_MAX &&
		contains(value, "[enc:")) ||
	       (slice_find(value, '=') != SIZE_MAX &&
		(contains(value, "password=") || contains(value, "pwd=")));
}

bool secret_property_id(struct slice id)
{
	uint32_t number;

	return !slice_u32(slice_trim(id), &number) ||
	       metadata_is_secret(number, 0);
}

bool secret_property_flags(struct slice attributes)
{
	struct slice name;
	uint32_t flags;

	if (slice_u32(slice_trim(attributes), &flags))
		return flags & METADATA_FLAG_SECURE;
	while (slice_cut(&attributes, ',', &name))
		if (!metadata_flag(slice_trim(name), &flags) ||
		    flags == METADATA_FLAG_SECURE)
			return true;
	return false;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

static bool ends_name(char c)
{
	return ascii_is_space(c) || is_quote(c) || c == '=' || c == '<' ||
	       c == '>' || c == '/';
}

static size_t skip_space(struct slice text, size_t at)
{
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	return at;
}

/* What looks like an attribute around the "=" at an offset. */
struct candidate {
	struct slice name;
	uint32_t start; /* of the value */
	char quote;	/* or NUL without one */
};

static struct candidate candidate_at(const struct secret_scan *scan,
				     uint32_t equals)
{
	const char *text = scan->text.at;
	uint32_t end = equals, start;
	size_t at = skip_space(scan->text, equals + 1);
	char c = at < scan->text.len ? text[at] : '\0';

	while (end > scan->tag && ascii_is_space(text[end - 1]))
		end--;
	start = end;
	while (start > scan->tag && !ends_name(text[start - 1]))
		start--;
	return (struct candidate){
		.name = { text + start, end - start },
		.start = (uint32_t)(is_quote(c) ? at + 1 : equals + 1),
		.quote = is_quote(c) ? c : '\0',
	};
}

/* The value up to the next quote of its kind, whatever follows. */
static struct slice candidate_value(const struct secret_scan *scan,
				    const struct candidate *candidate)
{
	struct slice rest = slice_skip(scan->text, candidate->start);

	if (!candidate->quote)
		return slice_take(rest, 0);
	return slice_take(rest, slice_find(rest, candidate->quote));
}

/* An end of the tag, or an attribute behind white space? */
static bool goes_on_well(struct slice text, size_t behind)
{
	size_t at = skip_space(text, behind), name;
	struct slice rest = slice_skip(text, at);

	if (!rest.len || rest.at[0] == '>' || rest.at[0] == '<' ||
	    slice_starts(rest, SLICE("/>")) ||
	    slice_starts(rest, SLICE("?>")) || slice_starts(rest, SLICE("--")))
		return true;
	name = at;
	while (at < text.len && !ends_name(text.at[at]))
		at++;
	if (name == behind || name == at)
		return false;
	at = skip_space(text, at);
	if (at >= text.len || text.at[at] != '=')
		return false;
	at = skip_space(text, at + 1);
	return at < text.len && is_quote(text.at[at]);
}

/* A line break before a tag: there the quote is missing. */
static bool breaks_off(struct slice text, size_t at)
{
	if (text.at[at] != '\n' && text.at[at] != '\r')
		return false;
	at = skip_space(text, at);
	return at < text.len && text.at[at] == '<';
}

/*
 * Where a secret ends. A quote ends it only if what stands behind looks like
 * the rest of a tag: the password may contain the quote that makes the file
 * malformed.
 */
static uint32_t secret_end(const struct secret_scan *scan,
			   const struct candidate *candidate)
{
	struct slice text = scan->text;
	size_t at = candidate->start;
	char quote = candidate->quote;

	for (; at < text.len && !breaks_off(text, at); at++) {
		char c = text.at[at];

		if (quote && c == quote && goes_on_well(text, at + 1))
			break;
		if (!quote && (is_quote(c) || c == '<' || c == '>'))
			break;
	}
	return (uint32_t)at;
}

/* Everything that looks like an attribute is asked, so none can hide. */
struct tag_facts {
	bool property; /* the tag is a <property> */
	bool id;       /* it has an id that is a number and not secret */
	bool secret;
};

static void learn(struct tag_facts *facts, struct slice name,
		  struct slice value)
{
	if (slice_is_nocase(name, "key") || slice_is_nocase(name, "name"))
		facts->secret |= secret_key(value);
	if (!facts->property)
		return;
	if (slice_is_nocase(name, "id")) {
		facts->secret |= secret_property_id(value);
		facts->id = true;
	} else if (slice_is_nocase(name, "attributes")) {
		facts->secret |= secret_property_flags(value);
	}
}

/* Does what else the tag says make its "value" a secret? */
static bool has_secret_value(const struct secret_scan *scan)
{
	struct tag_facts facts = { 0 };
	struct tag_scan tag;
	struct span name;

	if (scan->tag_end == scan->text.len && scan->cut)
		return true;
	tag_start(&tag, scan->text.at, scan->tag, scan->tag_end, &name);
	facts.property =
		slice_is_nocase((struct slice){ scan->text.at + name.start,
						name.end - name.start },
				"property");
	for (uint32_t at = name.end; at < scan->tag_end; at++) {
		struct candidate candidate;

		if (scan->text.at[at] != '=')
			continue;
		candidate = candidate_at(scan, at);
		learn(&facts, candidate.name,
		      candidate_value(scan, &candidate));
	}
	return facts.secret || (facts.property && !facts.id);
}

/* A tag reaches, with the text behind it, to the next "<". */
static void enter_tag(struct secret_scan *scan, uint32_t at)
{
	struct slice behind = slice_skip(scan->text, (size_t)at + 1);
	size_t next = slice_find(behind, '<');

	scan->tag = scan->at = at;
	scan->tag_end =
		(uint32_t)(next == SIZE_MAX ? scan->text.len : at + 1 + next);
	scan->value = has_secret_value(scan);
}

void secret_start(struct secret_scan *scan, struct slice text,
		  struct span piece)
{
	uint32_t low =
		piece.start > SECRET_LOOK ? piece.start - SECRET_LOOK : 0;
	uint32_t at = piece.start;

	*scan = (struct secret_scan){
		.text = slice_take(text, (size_t)piece.end + SECRET_LOOK),
		.piece = piece,
	};
	scan->cut = scan->text.len < text.len;
	while (at > low && text.at[at - 1] != '<')
		at--;
	if (at > low)
		at--;
	scan->blind = at > 0 && at == low && text.at[at] != '<';
	enter_tag(scan, at);
}

/* What the piece begins in is not known, so all up to the next tag. */
static bool blind_secret(struct secret_scan *scan, struct span *secret)
{
	*secret = (struct span){ scan->piece.start, scan->tag_end };
	scan->at = scan->tag_end;
	scan->blind = false;
	return true;
}

static bool equals_secret(struct secret_scan *scan, uint32_t at,
			  struct span *secret)
{
	struct candidate candidate = candidate_at(scan, at);

	if (!secret_name(candidate.name) &&
	    !(scan->value && slice_is_nocase(candidate.name, "value")) &&
	    !secret_value(candidate_value(scan, &candidate)))
		return false;
	secret->start = candidate.start;
	secret->end = secret_end(scan, &candidate);
	return true;
}

/* An encrypted value that is not, or not well, quoted. */
static bool encrypted_secret(const struct secret_scan *scan, uint32_t at,
			     struct span *secret)
{
	struct slice rest = slice_skip(scan->text, at), mark = SLICE("[enc:");
	struct candidate value = { .start = at };
	size_t end;

	if (!slice_eq_nocase(slice_take(rest, mark.len), mark))
		return false;
	end = slice_search_nocase(rest, SLICE(":enc]"));
	secret->start = at;
	secret->end = end == SIZE_MAX ? secret_end(scan, &value)
				      : (uint32_t)(at + end + mark.len);
	return true;
}

/* The next secret that begins in the tag. */
static bool next_in_tag(struct secret_scan *scan, struct span *secret)
{
	while (scan->at < scan->tag_end) {
		uint32_t at = scan->at++;
		char c = scan->text.at[at];

		if ((c == '=' && equals_secret(scan, at, secret)) ||
		    (c == '[' && encrypted_secret(scan, at, secret))) {
			if (secret->end > scan->at)
				scan->at = secret->end;
			return true;
		}
	}
	return false;
}

bool secret_next(struct secret_scan *scan, struct span *secret)
{
	if (scan->blind)
		return blind_secret(scan, secret);
	while (scan->at < scan->piece.end) {
		if (scan->at >= scan->tag_end)
			enter_tag(scan, scan->at);
		if (next_in_tag(scan, secret) &&
		    secret->end > scan->piece.start &&
		    secret->end > secret->start)
			return true;
	}
	return false;
}
