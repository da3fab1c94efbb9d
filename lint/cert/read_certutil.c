/*
 * certutil -store and its kin: stores, each a header, blocks and a last
 * line. What is in a block is the matter of certutil.c.
 */
#include "base/lines.h"
#include "cert/certutil.h"
#include "cert/certutil_command.h"
#include "cert/certutil_lines.h"
#include "cert/spelling.h"

enum {
	SURE = 100,
	LIKELY = 80, /* only the last line */
	NEAR = 40,   /* a fragment, to be able to say so */
	NAME_MAX = 128,
};

struct scan {
	struct listing_input *input;
	struct certutil_lines lines;
	enum date_order order;
	uint32_t key_material; /* first line of a private key, or 0 */

	/* The store that comes or goes on. */
	struct slice before; /* last line that is not blank */
	uint32_t before_line;
	bool adjacent;			 /* no blank line since then */
	struct certutil_command command; /* that made the store's listing */
	bool open;			 /* blocks belong to a store */
	bool whole;		/* the store was shown completely before */
	bool partial;		/* this time it is not */
	struct heading heading; /* the last one of a certificate */

	struct certutil_block block;
	bool in_block, skipping;
	bool headless; /* the block's "====" line is missing */

	size_t first;  /* number of the first certificate */
	size_t blocks; /* of certificates */
	size_t broken; /* blocks without a hash */
	size_t bare;   /* blocks that lack their dates */
	size_t gaps;   /* stores in which numbers are missing */
	size_t stores; /* with a last line */
	size_t failed; /* last lines that tell of a failure */
	bool cut;
};

static int recognise(const struct listing_input *input)
{
	struct heading heading;
	struct lines lines;
	int sure = 0;

	lines_init(&lines, input->text);
	while (lines_next(&lines)) {
		struct slice label;

		if (certutil_heading(lines.line, &heading))
			return SURE;
		if (certutil_end_line(lines.line))
			return LIKELY;
		if (!sure && lines.line.len < 400 &&
		    certutil_hash_line(slice_trim(lines.line), &label))
			sure = NEAR;
	}
	return sure;
}

/* "Private Key:" and the blob behind it, or a key in PEM form. */
static bool is_key_material(struct slice line)
{
	line = slice_take(slice_trim(line), 64);
	if (!line.len || !memchr("PREB-", line.at[0], 5))
		return false;
	return slice_starts(line, SLICE("Private Key:")) ||
	       slice_search(line, SLICE("PRIVATEKEYBLOB")) != SIZE_MAX ||
	       slice_search(line, SLICE("PRIVATEBLOB")) != SIZE_MAX ||
	       slice_search(line, SLICE("PRIVATE KEY-----")) != SIZE_MAX;
}

/* The two validity lines of a certificate, which follow one another. */
struct date_pair {
	struct slice line, date; /* of the first */
	uint32_t number;
};

static void learn_date(struct scan *scan, struct date_pair *pair,
		       const struct lines *lines, struct slice date)
{
	struct slice label =
		slice_take(lines->line, (size_t)(date.at - lines->line.at));

	date_learn(&scan->order, date);
	if (pair->number + 1 == lines->number &&
	    !slice_starts(pair->line, label))
		date_learn_pair(&scan->order, pair->date, date);
	*pair = (struct date_pair){ lines->line, date, lines->number };
}

/* What only the whole listing shows: the order of dates, and wrapping. */
static void learn(struct scan *scan)
{
	struct date_pair pair = { .number = 0 };
	struct lines lines;
	size_t widest = 0;

	lines_init(&lines, scan->input->text);
	while (lines_next(&lines)) {
		struct slice date;

		if (lines.line.len > widest &&
		    certutil_width(lines.line) > widest)
			widest = certutil_width(lines.line);
		if (certutil_date_line(lines.line, &date))
			learn_date(scan, &pair, &lines, date);
		if (!scan->key_material && is_key_material(lines.line))
			scan->key_material = lines.number;
	}
	certutil_lines_init(&scan->lines, scan->input, widest);
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

static void open_store(struct scan *scan, struct slice name, uint32_t line)
{
	enum cert_location location = scan->command.location;
	size_t stores = scan->input->inventory->stores.count;
	struct cert_store *store;

	if (location == CERT_LOCATION_UNKNOWN)
		location = CERT_LOCATION_MACHINE;
	store = listing_store(scan->input, name, location, line);
	scan->open = store;
	scan->whole = store && store->complete &&
		      stores == scan->input->inventory->stores.count;
	scan->partial = scan->command.part;
}

/* The store that the lines before a block or an end line speak of. */
static void enter_store(struct scan *scan)
{
	struct slice name = { "", 0 };
	uint32_t line = scan->lines.number;

	if (header_name(scan->before, &name))
		line = scan->before_line;
	else
		name = scan->command.store;
	open_store(scan, name, line);
}

/* The store does not go on behind this line. */
static void leave_store(struct scan *scan)
{
	if (scan->open)
		listing_current_store(scan->input)->complete =
			scan->whole || !scan->partial;
	scan->open = false;
	scan->before = (struct slice){ "", 0 };
	scan->command = (struct certutil_command){ .store = { "", 0 } };
}

/* Why the block's certificate is left out. */
static void warn_broken(struct scan *scan)
{
	const struct block_state *is = &scan->block.is;
	struct thumbprint sha1;

	if (is->hash.len)
		spelling_read(scan->input, is->hash_line, is->hash, &sha1);
	else
		listing_warn(scan->input, is->line,
			     "this block shows no SHA-1 hash that can be read; "
			     "its certificate is left out");
	scan->broken++;
	scan->partial = true;
}

/*
 * Without the command line the output does not tell whose store it is; what
 * certutil -v says of the certificate may. True for a store of the machine.
 */
static bool settle_location(struct scan *scan)
{
	struct cert_store *store = listing_current_store(scan->input);

	if (scan->command.location == CERT_LOCATION_UNKNOWN && !store->count &&
	    certutil_dump_user_store(&scan->block.dump) && !scan->whole)
		store->location = CERT_LOCATION_USER;
	return store->location != CERT_LOCATION_USER &&
	       !certutil_dump_user_store(&scan->block.dump);
}

static void add_cert(struct scan *scan)
{
	const struct block_state *is = &scan->block.is;
	struct listing_input *input = scan->input;
	bool machine = settle_location(scan);
	struct cert again = { .sha1 = is->sha1, .line = is->hash_line };
	struct cert *cert = listing_cert(input, &is->sha1, is->hash_line);

	certutil_fill(&scan->block, input, scan->order, machine,
		      cert ? cert : &again);
	if (!cert)
		listing_twice(input, &again);
}

static void end_block(struct scan *scan)
{
	const struct block_state *is = &scan->block.is;

	if (!scan->in_block)
		return;
	scan->in_block = false;
	if (is->list) {
		listing_warn(scan->input, is->line,
			     "this block is skipped: it is a list of "
			     "revocation or trust, no certificate");
		return;
	}
	if (!is->hashed) {
		warn_broken(scan);
		return;
	}
	scan->blocks++;
	if (!is->dates || scan->headless) {
		scan->bare++;
		scan->partial = true;
	}
	if (is->disagree)
		listing_warn(scan->input, is->stored_line,
			     "the hash that Windows keeps with the certificate "
			     "is not the one in line %u; the former is used",
			     (unsigned)is->hash_line);
	add_cert(scan);
}

static void begin_block(struct scan *scan, bool headless)
{
	scan->in_block = true;
	scan->headless = headless;
	certutil_begin(&scan->block, scan->lines.number);
}

/* A store that ends without the line that ends every listing. */
static void cut_store(struct scan *scan)
{
	if (!scan->open)
		return;
	scan->partial = true;
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

/* Numbers count from 0; a certificate that was asked for keeps its own. */
static void check_number(struct scan *scan, const struct heading *heading)
{
	uint32_t expected =
		scan->heading.word.len ? scan->heading.index + 1 : 0;

	if (heading->index == expected)
		return;
	scan->gaps += !scan->partial;
	scan->partial = true;
}

static void take_heading(struct scan *scan, const struct heading *heading)
{
	/* A heading right below another one is a nested certificate. */
	if (scan->in_block && !scan->block.is.lines)
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
	check_number(scan, heading);
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
		scan->partial = true;
		listing_warn(scan->input, scan->lines.number,
			     "certutil ended with the error %.*s; the store "
			     "may be incomplete",
			     (int)code.len, code.at);
		return;
	}
	if (!header_name(scan->before, &name))
		name = slice_take(scan->command.store, NAME_MAX);
	listing_warn(scan->input, scan->lines.number,
		     "certutil did not list the store \"%.*s\": error %.*s",
		     (int)name.len, name.len ? name.at : "", (int)code.len,
		     code.at);
}

static void take_end_line(struct scan *scan, struct slice line)
{
	end_block(scan);
	scan->skipping = false;
	if (is_failure(line)) {
		take_failure(scan, line);
	} else if (!lists_store(line)) {
		scan->partial = true;
	} else {
		if (!scan->open)
			enter_store(scan);
		scan->stores++;
	}
	leave_store(scan);
}

/* "C:\>certutil -user -store my", copied with the output. */
static bool take_prompt(struct scan *scan, struct slice line)
{
	struct certutil_command command;

	if (!certutil_command_parse(line, &command))
		return false;
	end_block(scan);
	cut_store(scan);
	leave_store(scan);
	scan->command = command;
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
	if (scan->in_block && !slice_eq(label, scan->block.is.hash_label))
		return;
	end_block(scan);
	if (!scan->open)
		open_store(scan, scan->command.store, scan->lines.number);
	begin_block(scan, true);
}

static void take_line(struct scan *scan)
{
	struct slice line = scan->lines.line;
	struct heading heading;

	if (!slice_trim(line).len) {
		scan->adjacent = false;
		if (scan->in_block)
			certutil_line(&scan->block, line, scan->lines.number);
		return;
	}
	if (certutil_heading(line, &heading)) {
		take_heading(scan, &heading);
		return;
	}
	if (certutil_end_line(line)) {
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
	else if (scan->gaps)
		listing_warn(scan->input, 0,
			     "the numbers of the certificates have gaps: only "
			     "a part of the store is shown");
}

static bool finish(struct scan *scan)
{
	end_block(scan);
	cut_store(scan);
	if (scan->key_material)
		listing_warn(scan->input, scan->key_material,
			     "the listing holds a private key; keep it out of "
			     "the repository and make it without -privatekey");
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
		.command = { .store = { "", 0 } },
	};
	bool usable;

	learn(&scan);
	certutil_init(&scan.block, input->inventory->arena);
	while (certutil_lines_next(&scan.lines))
		take_line(&scan);
	usable = finish(&scan);
	certutil_free(&scan.block);
	return usable;
}

const struct cert_reader cert_reader_certutil = {
	.name = "certutil",
	.recognise = recognise,
	.read = read,
};
