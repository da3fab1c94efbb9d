#include "config/secret.h"

#include <string.h>

#include "config/config.h"
#include "config/metadata.h"
#include "xml/tag.h"

enum { NOISE_MAX = 16 };

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
	return (slice_find(value, ':') != SIZE_MAX &&
		(contains(value, "[enc:") || contains(value, ":enc]"))) ||
	       (slice_find(value, '=') != SIZE_MAX &&
		(contains(value, "password=") || contains(value, "pwd=")));
}

enum secret_answer secret_property_id(struct slice id)
{
	uint32_t number;

	if (!slice_u32(slice_trim(id), &number))
		return SECRET_UNCLEAR;
	return metadata_is_secret(number, 0) ? SECRET_YES : SECRET_NO;
}

enum secret_answer secret_property_flags(struct slice attributes)
{
	enum secret_answer answer = SECRET_NO;
	struct slice name;
	uint32_t flags;

	if (slice_u32(slice_trim(attributes), &flags))
		return flags & METADATA_FLAG_SECURE ? SECRET_YES : SECRET_NO;
	while (slice_cut(&attributes, ',', &name)) {
		if (!metadata_flag(slice_trim(name), &flags))
			answer = SECRET_UNCLEAR;
		else if (flags == METADATA_FLAG_SECURE)
			return SECRET_YES;
	}
	return answer;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* What a typing mistake may put between a name and its value. */
static bool is_noise(char c)
{
	return ascii_is_space(c) || c == '&' || c == ';' || c == '<' ||
	       c == '>' || c == '/';
}

static bool ends_name(char c)
{
	return is_noise(c) || is_quote(c) || c == '=';
}

static size_t skip_space(struct slice text, size_t at)
{
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	return at;
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

/* What looks like an attribute. */
struct candidate {
	struct slice name;
	uint32_t start; /* of the value */
	char quote;	/* or NUL without one */
};

/* Not too much of it, so that a long row of "=" takes linear time. */
static size_t skip_noise(struct slice text, size_t at)
{
	size_t i = 0;

	at = skip_space(text, at);
	while (i < NOISE_MAX && at < text.len &&
	       (is_noise(text.at[at]) || text.at[at] == '=')) {
		at = skip_space(text, at + 1);
		i++;
	}
	return at;
}

static struct slice name_before(struct slice text, size_t at)
{
	size_t end = at, start;

	while (end &&
	       (is_noise(text.at[end - 1]) || is_quote(text.at[end - 1])))
		end--;
	start = end;
	while (start && !ends_name(text.at[start - 1]))
		start--;
	return (struct slice){ text.at + start, end - start };
}

/*
 * Is there something like an attribute around an "=", or around a quote that
 * has lost its "="? A quote that ends a value is followed by the rest of a
 * tag.
 */
static bool candidate_at(struct slice text, size_t at,
			 struct candidate *candidate)
{
	size_t value = at + 1;
	bool quote = is_quote(text.at[at]);

	if (!quote && text.at[at] != '=')
		return false;
	if (quote &&
	    (!at || ends_name(text.at[at - 1]) || goes_on_well(text, at + 1)))
		return false;
	candidate->name = name_before(text, at);
	candidate->start = (uint32_t)(at + 1);
	candidate->quote = quote ? text.at[at] : '\0';
	if (quote)
		return true;
	value = skip_noise(text, value);
	if (value < text.len && is_quote(text.at[value])) {
		candidate->start = (uint32_t)value + 1;
		candidate->quote = text.at[value];
	}
	return true;
}

/* The value up to the next quote of its kind, whatever follows. */
static struct slice candidate_value(struct slice text,
				    const struct candidate *candidate)
{
	struct slice rest = slice_skip(text, candidate->start);

	if (!candidate->quote)
		return slice_take(rest, 0);
	return slice_take(rest, slice_find(rest, candidate->quote));
}

/*
 * Where a secret ends. A quote ends it only if what stands behind looks like
 * the rest of a tag: the password may contain the quote that makes the file
 * malformed. A line break before a tag ends it too: there the quote is missing.
 */
static uint32_t secret_end(struct slice text, const struct candidate *candidate)
{
	size_t at = candidate->start, next;
	char quote = candidate->quote;

	for (; at < text.len; at = next) {
		char c = text.at[at];

		next = at + 1;
		if (c == '\n' || c == '\r') {
			next = skip_space(text, at);
			if (next < text.len && text.at[next] == '<')
				break;
		}
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
	bool id;       /* there is an id */
	bool secret;
};

/* Of other elements than a property, only a plain yes counts. */
static bool is_secret(const struct tag_facts *facts, enum secret_answer answer)
{
	return answer == SECRET_YES ||
	       (answer == SECRET_UNCLEAR && facts->property);
}

/* A name without a value in proper quotes may have had any value. */
static void learn(struct tag_facts *facts, struct slice text,
		  const struct candidate *candidate)
{
	struct slice name = candidate->name;
	struct slice value = candidate_value(text, candidate);
	bool proper = candidate->quote &&
		      goes_on_well(text, candidate->start + value.len + 1);

	if (ends_nocase(name, "key") || ends_nocase(name, "name")) {
		facts->secret |= !proper || secret_key(value);
	} else if (slice_is_nocase(name, "id")) {
		facts->secret |=
			!proper || is_secret(facts, secret_property_id(value));
		facts->id = true;
	} else if (slice_is_nocase(name, "attributes")) {
		facts->secret |= !proper ||
				 is_secret(facts, secret_property_flags(value));
	}
}

/*
 * Does what else the tag says make its "value" a secret? Of a property that
 * has grown together with its first attribute, nothing can be said.
 */
static bool has_secret_value(const struct secret_scan *scan)
{
	struct slice word = SLICE("property"), name;
	struct tag_facts facts = { .id = false };
	struct tag_scan tag;
	struct span at;

	if (scan->tag_end == scan->text.len && scan->cut)
		return true;
	tag_start(&tag, scan->text.at, scan->tag, scan->tag_end, &at);
	name = slice_take(slice_skip(scan->text, at.start), at.end - at.start);
	facts.property = slice_starts_nocase(name, word);
	facts.secret = facts.property && name.len > word.len;
	for (uint32_t i = at.end; i < scan->tag_end; i++) {
		struct candidate candidate;

		if (candidate_at(scan->text, i, &candidate))
			learn(&facts, scan->text, &candidate);
	}
	return facts.secret || (facts.property && !facts.id);
}

/*
 * A tag reaches, with the text behind it, to the next "<". One that comes
 * before any ">" does not belong there, and the tag goes on.
 */
static uint32_t tag_end(struct slice text, size_t tag)
{
	size_t at = tag + 1, end;

	if (!slice_starts(slice_skip(text, tag), SLICE("<!--"))) {
		end = slice_find(slice_skip(text, at), '>');
		at = end == SIZE_MAX ? text.len : at + end;
	}
	end = slice_find(slice_skip(text, at), '<');
	return (uint32_t)(end == SIZE_MAX ? text.len : at + end);
}

static void enter_tag(struct secret_scan *scan, uint32_t at)
{
	scan->tag = scan->at = at;
	scan->tag_end = tag_end(scan->text, at);
	scan->value = has_secret_value(scan);
}

/* The "<" of the tag that the piece begins in; false if it is not found. */
static bool find_tag(struct slice text, uint32_t from, uint32_t *tag)
{
	uint32_t low = from > SECRET_LOOK ? from - SECRET_LOOK : 0;
	bool found = false;

	for (*tag = low; from > low; from--) {
		char c = text.at[from - 1];

		if (c == '>' && found)
			break;
		if (c != '<')
			continue;
		*tag = from - 1;
		found = true;
	}
	return found || !low;
}

void secret_start(struct secret_scan *scan, struct slice text,
		  struct span piece)
{
	uint32_t tag;

	*scan = (struct secret_scan){
		.text = slice_take(text, (size_t)piece.end + SECRET_LOOK),
		.piece = piece,
		.blind = !find_tag(text, piece.start, &tag),
	};
	scan->cut = scan->text.len < text.len;
	enter_tag(scan, tag);
}

/* What the piece begins in is not known, so all up to the next tag. */
static bool blind_secret(struct secret_scan *scan, struct span *secret)
{
	*secret = (struct span){ scan->piece.start, scan->tag_end };
	scan->at = scan->tag_end;
	scan->blind = false;
	return true;
}

static bool attribute_secret(const struct secret_scan *scan, uint32_t at,
			     struct span *secret)
{
	struct candidate candidate;

	if (!candidate_at(scan->text, at, &candidate))
		return false;
	if (!secret_name(candidate.name) &&
	    !(scan->value && ends_nocase(candidate.name, "value")) &&
	    !secret_value(candidate_value(scan->text, &candidate)))
		return false;
	secret->start = candidate.start;
	secret->end = secret_end(scan->text, &candidate);
	return true;
}

/* An encrypted value that is not, or not well, quoted. */
static bool encrypted_secret(struct slice text, uint32_t at,
			     struct span *secret)
{
	struct slice rest = slice_skip(text, at);
	struct slice begin = SLICE("enc:"), end = SLICE(":enc]");
	struct candidate value = { .start = at };
	size_t found;

	if (ascii_lower(text.at[at]) != 'e' ||
	    !slice_starts_nocase(rest, begin) ||
	    (at && ascii_is_alpha(text.at[at - 1])))
		return false;
	found = slice_search_nocase(rest, end);
	secret->start = at;
	secret->end = found == SIZE_MAX ? secret_end(text, &value)
					: (uint32_t)(at + found);
	return true;
}

/* The next secret that begins in the tag. */
static bool next_in_tag(struct secret_scan *scan, struct span *secret)
{
	while (scan->at < scan->tag_end) {
		uint32_t at = scan->at++;

		if (attribute_secret(scan, at, secret) ||
		    encrypted_secret(scan->text, at, secret)) {
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
