/* A bare list of thumbprints, typed or copied by somebody. */
#include "base/lines.h"
#include "cert/foreign.h"
#include "cert/spelling.h"

enum {
	SURE = 10,	/* every other format goes first */
	NEAR = 5,	/* hashes of the wrong kind, to be able to say so */
	EXPLAINED = 20, /* lines of no use that are shown one by one */
};

/* Without the comment. */
static struct slice content(struct slice line)
{
	return slice_trim(slice_take(line, slice_find(line, '#')));
}

static bool is_separator(char c)
{
	return ascii_is_space(c) || c == ',' || c == ';' || c == '"' ||
	       c == '\'';
}

/* Bytes that may be a part of a thumbprint or of any other word. */
static bool is_word(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/*
 * Cut the next word off. *between becomes true when anything else than
 * separators of a list stood before it.
 */
static bool cut_word(struct slice *rest, struct slice *word, bool *between)
{
	size_t start = 0, end;

	while (start < rest->len && !is_word(rest->at[start])) {
		if (!is_separator(rest->at[start]))
			*between = true;
		start++;
	}
	end = start;
	while (end < rest->len && is_word(rest->at[end]))
		end++;
	*word = slice_skip(slice_take(*rest, end), start);
	*rest = slice_skip(*rest, end);
	return word->len;
}

/* Is the whole line one thumbprint, or several with separators? */
static bool is_pure(struct slice line)
{
	struct thumbprint thumbprint;
	struct slice word;
	size_t count = 0;
	bool lost, between = false;

	if (spelling_parse(line, &thumbprint, &lost))
		return true;
	while (!between && cut_word(&line, &word, &between)) {
		if (word.len != THUMBPRINT_DIGITS ||
		    !spelling_parse(word, &thumbprint, &lost))
			return false;
		count++;
	}
	return count && !between;
}

static int recognise(const struct listing_input *input)
{
	struct lines lines;
	int sure = 0;

	lines_init(&lines, input->text);
	while (sure < SURE && lines_next(&lines)) {
		struct slice line = content(lines.line);

		if (!line.len)
			continue;
		if (is_pure(line))
			sure = SURE;
		else if (!sure && spelling_near(line))
			sure = NEAR;
	}
	return sure && !foreign_text(input->text) ? sure : 0;
}

/* Thumbprints among other words; their number. */
static size_t read_words(struct listing_input *input, struct slice line,
			 uint32_t number)
{
	struct thumbprint thumbprint;
	struct slice word;
	size_t count = 0, digits;
	bool between = false;

	while (cut_word(&line, &word, &between)) {
		if (word.len != THUMBPRINT_DIGITS ||
		    !thumbprint_parse(word, &thumbprint, &digits))
			continue;
		listing_cert(input, &thumbprint, number);
		count++;
	}
	return count;
}

/* False when the line holds no thumbprint. */
static bool read_line(struct listing_input *input, struct slice line,
		      uint32_t number, bool explain)
{
	struct thumbprint thumbprint;
	bool lost;

	if (!spelling_parse(line, &thumbprint, &lost)) {
		if (read_words(input, line, number))
			return true;
		if (explain)
			spelling_read(input, number, line, &thumbprint);
		return false;
	}
	if (lost)
		spelling_read(input, number, line, &thumbprint);
	listing_cert(input, &thumbprint, number);
	return true;
}

static bool finish(struct listing_input *input, size_t good, size_t bad)
{
	struct cert_store *store = listing_current_store(input);

	if (bad > EXPLAINED)
		listing_warn(input, 0, "%zu more lines hold no thumbprint",
			     bad - EXPLAINED);
	if (!good)
		return listing_error(input, 0,
				     "no line holds a SHA-1 thumbprint");
	if (store && bad)
		store->complete = false;
	return true;
}

static bool read(struct listing_input *input)
{
	struct lines lines;
	size_t good = 0, bad = 0;

	lines_init(&lines, input->text);
	while (lines_next(&lines)) {
		struct slice line = content(lines.line);

		if (!line.len)
			continue;
		if (read_line(input, line, lines.number, bad < EXPLAINED))
			good++;
		else
			bad++;
	}
	return finish(input, good, bad);
}

const struct cert_reader cert_reader_plain = {
	.name = "thumbprint list",
	.recognise = recognise,
	.read = read,
};
