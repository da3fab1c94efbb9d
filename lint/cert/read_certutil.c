/*
 * certutil -store and its kin: stores, each a header, blocks and a last
 * line. What is in a block is the matter of certutil.c.
 */
#include "base/lines.h"
#include "base/utf8.h"
#include "cert/certutil.h"

enum {
	SURE = 100,
	LIKELY = 80, /* only the last line */
	NEAR = 40,   /* a fragment, to be able to say so */
	NAME_MAX = 128,
};

/* "================ Certificate 0 ================" */
struct heading {
	struct slice word;
	uint32_t index;
};

struct scan {
	struct listing_input *input;
	struct lines lines;
	enum date_order order;
	size_t wrapped; /* width at which a console broke lines, or 0 */

	/* The store that comes or goes on. */
	struct slice before; /* last line that is not blank */
	uint32_t before_line;
	bool adjacent; /* no blank line since then */
	struct slice said_name;
	enum cert_location said_location;
	bool said_part; /* a command that asks for a part of the store */
	bool open;	/* blocks belong to a store */
	struct heading heading;

	struct certutil_block block;
	bool in_block, skipping;
	bool headless; /* the block's "====" line is missing */

	size_t first;	     /* number of the first certificate */
	size_t blocks;	     /* of certificates */
	size_t broken;	     /* blocks without a hash */
	size_t bare;	     /* blocks that lack their dates */
	size_t stores;	     /* with a last line */
	size_t failed, ends; /* last lines: of failures, of all */
	bool cut;
};

static bool take_index(struct slice text, struct heading *heading)
{
	size_t at = slice_find_last(text, ' ');

	if (at == SIZE_MAX ||
	    !slice_u32(slice_skip(text, at + 1), &heading->index))
		return false;
	heading->word = slice_trim(slice_take(text, at));
	return heading->word.len;
}

static bool is_ruled(struct slice line)
{
	return line.len >= 12 && line.len <= 400 &&
	       slice_starts(line, SLICE("====")) &&
	       slice_ends(line, SLICE("===="));
}

static bool parse_heading(struct slice line, struct heading *heading)
{
	if (line.len < 12 || line.at[0] != '=')
		return false;
	line = slice_trim(line);
	if (!is_ruled(line))
		return false;
	while (line.len && line.at[0] == '=')
		line = slice_skip(line, 1);
	while (line.len && line.at[line.len - 1] == '=')
		line.len--;
	return take_index(slice_trim(line), heading);
}

/* "CertUtil: -store command completed successfully." */
static bool is_end_line(struct slice line)
{
	return line.len > 11 && ascii_lower(line.at[0]) == 'c' &&
	       slice_starts_nocase(line, SLICE("CertUtil: -"));
}

static int recognise(const struct listing_input *input)
{
	struct heading heading;
	struct lines lines;
	int sure = 0;

	lines_init(&lines, input->text);
	while (lines_next(&lines)) {
		struct slice label;

		if (parse_heading(lines.line, &heading))
			return SURE;
		if (is_end_line(lines.line))
			return LIKELY;
		if (!sure && lines.line.len < 400 &&
		    certutil_hash_line(slice_trim(lines.line), &label))
			sure = NEAR;
	}
	return sure;
}

/* Columns of a terminal; lines far too long for one need no counting. */
static size_t width_of(struct slice line)
{
	return line.len > 600 ? line.len : utf8_count(line);
}

/* What only the whole listing shows: the order of dates, and wrapping. */
static void learn(struct scan *scan)
{
	struct lines lines;
	size_t widest = 0;

	lines_init(&lines, scan->input->text);
	while (lines_next(&lines)) {
		struct slice date;

		if (lines.line.len > widest && width_of(lines.line) > widest)
			widest = width_of(lines.line);
		if (certutil_date_line(lines.line, &date))
			date_learn(&scan->order, date);
	}
	scan->wrapped = widest == 80 || widest == 120 ? widest : 0;
}

/*
 * The store's name: what stands before the display name in quotation marks,
 * or a line of one word. Anything else is no such line.
 */
static bool header_name(struct slice line, struct slice *name)
{
	size_t quote;

	line = slice_trim(line);
	quote = slice_search(line, SLICE(" \""));
	*name = slice_trim(slice_take(line, quote));
	if (!name->len || name->len > NAME_MAX ||
	    slice_find(*name, ':') != SIZE_MAX ||
	    slice_find(*name, '=') != SIZE_MAX ||
	    slice_find(*name, '>') != SIZE_MAX)
		return false;
	if (quote != SIZE_MAX)
		return slice_ends(line, SLICE("\""));
	return slice_find(*name, ' ') == SIZE_MAX;
}

static struct cert_store *open_store(struct scan *scan, struct slice name,
				     uint32_t line)
{
	enum cert_location location = scan->said_location;
	struct cert_store *store;

	if (location == CERT_LOCATION_UNKNOWN)
		location = CERT_LOCATION_MACHINE;
	store = listing_store(scan->input, name, location, line);
	scan->open = store;
	if (store && scan->said_part)
		store->complete = false;
	return store;
}

/* The store that the lines before a block or an end line speak of. */
static struct cert_store *enter_store(struct scan *scan)
{
	struct slice name = { "", 0 };
	uint32_t line = scan->lines.number;

	if (header_name(scan->before, &name))
		line = scan->before_line;
	else
		name = scan->said_name;
	return open_store(scan, name, line);
}

/* The store does not go on behind this line. */
static void leave_store(struct scan *scan)
{
	scan->open = false;
	scan->before = scan->said_name = (struct slice){ "", 0 };
	scan->said_location = CERT_LOCATION_UNKNOWN;
	scan->said_part = false;
}

static void mark_partial(struct scan *scan)
{
	struct cert_store *store = listing_current_store(scan->input);

	if (store)
		store->complete = false;
}

static void end_block(struct scan *scan)
{
	const struct certutil_block *block = &scan->block;
	struct cert *cert;

	if (!scan->in_block)
		return;
	scan->in_block = false;
	if (!block->hashed) {
		scan->broken++;
		listing_warn(scan->input, block->line,
			     "this block shows no SHA-1 hash that can be read; "
			     "its certificate is left out");
		mark_partial(scan);
		return;
	}
	scan->blocks++;
	if (!block->dates || scan->headless) {
		scan->bare++;
		mark_partial(scan);
	}
	cert = listing_cert(scan->input, &block->sha1, block->hash_line);
	if (cert)
		certutil_fill(block, scan->order, cert);
}

static void begin_block(struct scan *scan, bool headless)
{
	scan->in_block = true;
	scan->headless = headless;
	certutil_begin(&scan->block, scan->input->inventory->arena,
		       scan->lines.number, scan->wrapped);
}

/* A store that ends without the line that ends every listing. */
static void cut_store(struct scan *scan)
{
	if (!scan->open)
		return;
	mark_partial(scan);
	scan->cut = true;
	leave_store(scan);
}

/* Revocation and trust lists stand among the certificates of some stores. */
static bool is_certificate(struct scan *scan, const struct heading *heading)
{
	if (slice_search(heading->word, SLICE("CRL")) != SIZE_MAX ||
	    slice_search(heading->word, SLICE("CTL")) != SIZE_MAX)
		return false;
	if (!scan->open || !scan->heading.word.len ||
	    slice_eq(scan->heading.word, heading->word))
		return true;
	listing_warn(scan->input, scan->lines.number,
		     "\"%.*s %u\" is skipped: it is no certificate as the "
		     "blocks before it are",
		     (int)slice_take(heading->word, 60).len, heading->word.at,
		     (unsigned)heading->index);
	return false;
}

/*
 * Numbers that begin again without an end line between: another store. Its
 * header has been taken for a line of the block before.
 */
static bool begins_store(const struct scan *scan, const struct heading *heading)
{
	return scan->open && scan->heading.word.len &&
	       slice_eq(scan->heading.word, heading->word) &&
	       heading->index <= scan->heading.index;
}

static void take_heading(struct scan *scan, const struct heading *heading)
{
	/* A heading right below another one is a nested certificate. */
	if (scan->in_block && !scan->block.lines)
		return;
	end_block(scan);
	if (begins_store(scan, heading)) {
		struct slice before =
			scan->adjacent ? scan->before : (struct slice){ "", 0 };

		cut_store(scan);
		scan->before = before;
		scan->heading.word.len = 0;
	}
	if (!scan->open) {
		scan->heading.word.len = 0;
		enter_store(scan);
	}
	scan->skipping = !is_certificate(scan, heading) || !scan->open;
	if (scan->skipping)
		return;
	scan->heading = *heading;
	begin_block(scan, false);
}

/* "0x80070002" in an end line, which is not translated. */
static bool is_failure(struct slice line)
{
	return slice_search(line, SLICE("0x8")) != SIZE_MAX;
}

/* Only these commands list the certificates of a store. */
static bool lists_store(struct slice line)
{
	line = slice_skip(line, 11);
	return slice_starts_nocase(line, SLICE("store")) ||
	       slice_starts_nocase(line, SLICE("verifystore")) ||
	       slice_starts_nocase(line, SLICE("viewstore"));
}

static void take_failure(struct scan *scan, struct slice line)
{
	struct slice code = slice_skip(line, slice_search(line, SLICE("0x8")));
	struct slice name = { "", 0 };

	scan->failed++;
	code = slice_take(code, 10);
	if (scan->open) {
		mark_partial(scan);
		listing_warn(scan->input, scan->lines.number,
			     "certutil ended with the error %.*s; the store "
			     "may be incomplete",
			     (int)code.len, code.at);
		return;
	}
	if (!header_name(scan->before, &name))
		name = slice_take(scan->said_name, NAME_MAX);
	listing_warn(scan->input, scan->lines.number,
		     "certutil did not list the store \"%.*s\": error %.*s",
		     (int)name.len, name.len ? name.at : "", (int)code.len,
		     code.at);
}

static void take_end_line(struct scan *scan, struct slice line)
{
	end_block(scan);
	scan->skipping = false;
	scan->ends++;
	if (is_failure(line)) {
		take_failure(scan, line);
	} else if (!lists_store(line)) {
		mark_partial(scan);
	} else {
		if (!scan->open)
			enter_store(scan);
		scan->stores++;
	}
	leave_store(scan);
}

static bool cut_word(struct slice *rest, struct slice *word)
{
	bool quoted;

	*rest = slice_trim(*rest);
	quoted = slice_starts(*rest, SLICE("\""));
	*rest = slice_skip(*rest, quoted);
	*word = slice_take(*rest, slice_find(*rest, quoted ? '"' : ' '));
	*rest = slice_skip(*rest, word->len + quoted);
	return word->len;
}

/* Behind "-store": its name, then a certificate or a filter. */
static void take_store_words(struct scan *scan, struct slice rest)
{
	struct slice word;

	/* Microsoft: "if no store is named, it is CA". */
	scan->said_name = SLICE("CA");
	if (!cut_word(&rest, &word) || word.at[0] == '>')
		return;
	if (word.at[0] != '|')
		scan->said_name = word;
	else
		scan->said_part = true;
	if (cut_word(&rest, &word) && word.at[0] != '>' && word.at[0] != '&')
		scan->said_part = true;
}

/* "C:\>certutil -user -store my", copied with the output. */
static bool take_prompt(struct scan *scan, struct slice line)
{
	size_t at = slice_find(line, '>');
	struct slice rest, word;

	if (at == SIZE_MAX || line.len > 1000)
		return false;
	rest = slice_trim(slice_skip(line, at + 1));
	if (!slice_starts_nocase(rest, SLICE("certutil")))
		return false;
	end_block(scan);
	cut_store(scan);
	leave_store(scan);
	cut_word(&rest, &word);
	while (cut_word(&rest, &word)) {
		if (slice_is_nocase(word, "-user"))
			scan->said_location = CERT_LOCATION_USER;
		if (!slice_is_nocase(word, "-store") &&
		    !slice_is_nocase(word, "-verifystore"))
			continue;
		take_store_words(scan, rest);
		break;
	}
	return true;
}

/*
 * A hash outside of all blocks: the beginning of the listing is missing, or
 * it was filtered for such lines. The same label again is the next one.
 */
static void take_headless(struct scan *scan, struct slice line)
{
	struct slice label;

	if (!certutil_hash_line(line, &label))
		return;
	if (scan->in_block && !slice_eq(label, scan->block.hash_label))
		return;
	end_block(scan);
	if (!scan->open)
		open_store(scan, scan->said_name, scan->lines.number);
	begin_block(scan, true);
}

static void take_line(struct scan *scan)
{
	struct slice line = scan->lines.line;
	struct heading heading;

	if (!slice_trim(line).len) {
		scan->adjacent = false;
		return;
	}
	if (parse_heading(line, &heading)) {
		take_heading(scan, &heading);
		return;
	}
	if (is_end_line(line)) {
		take_end_line(scan, line);
		return;
	}
	if (take_prompt(scan, line))
		return;
	if (!scan->skipping && (!scan->in_block || scan->headless))
		take_headless(scan, line);
	if (scan->in_block)
		certutil_line(&scan->block, line, scan->lines.number);
	scan->before = line;
	scan->before_line = scan->lines.number;
	scan->adjacent = true;
}

/* One warning is enough for a listing that is not whole. */
static void note_gaps(struct scan *scan)
{
	if (scan->bare)
		listing_warn(scan->input, 0,
			     "the listing was filtered or shortened, and "
			     "certificates may be missing: of %zu only a part "
			     "is shown",
			     scan->bare);
	else if (scan->cut)
		listing_warn(scan->input, 0,
			     "certutil's last line is missing: the listing "
			     "was cut off, and certificates may be missing");
}

static bool finish(struct scan *scan)
{
	end_block(scan);
	cut_store(scan);
	if (scan->blocks || (scan->stores && !scan->broken)) {
		note_gaps(scan);
		listing_doubt_keys(scan->input, scan->first);
		return true;
	}
	if (scan->failed)
		return listing_error(scan->input, 0,
				     "certutil ended with an error and listed "
				     "no certificates; check the store's name");
	return listing_error(scan->input, 0,
			     "this looks like output of certutil, but no "
			     "certificate of a store is in it; use certutil "
			     "-store NAME");
}

static bool read(struct listing_input *input)
{
	struct scan scan = {
		.input = input,
		.first = input->inventory->certs.count,
		.before = { "", 0 },
		.said_name = { "", 0 },
	};

	learn(&scan);
	lines_init(&scan.lines, input->text);
	while (lines_next(&scan.lines))
		take_line(&scan);
	return finish(&scan);
}

const struct cert_reader cert_reader_certutil = {
	.name = "certutil",
	.recognise = recognise,
	.read = read,
};
