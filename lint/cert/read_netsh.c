/*
 * netsh http show sslcert: a record for each endpoint. A record is known by
 * the line of its application, whose value is a GUID; endpoint and hash stand
 * above it, the store below (facts: certificate-store-listings 9.1).
 */
#include "cert/netsh.h"
#include "cert/spelling.h"

enum {
	ASKED_FOR = 101, /* in a file that holds certificates as well */
	SURE = 100,
	LIKELY = 80, /* the heading alone: no records */
	NEAR = 5,    /* parts of records, to be able to say so */
	RULER_MIN = 10,
};

struct scan {
	struct listing_input *input;
	struct lines lines;
	struct netsh_words words;
	struct slice before; /* last line that is not blank */
	struct netsh_field
		above[2];	 /* the last two as fields, the newer first */
	struct netsh_field name; /* an endpoint whose application is to come */
	struct netsh_block block;
	bool in_block;
	struct http_record *record; /* of the block; null: left out */
	bool legible;		    /* its hash, or that it has none */
	size_t heading;		    /* lines since the first one */
	bool spoken;	   /* a sentence follows it: there is no record */
	bool one_endpoint; /* the command asked for no more */
	bool cut;	   /* the newest record lacks lines */
	size_t whole, damaged, lost;
	size_t long_ones; /* records with all lines */
};

/* The first line of a record, as far as that can be told from it alone. */
static bool is_name(const struct netsh_field *field)
{
	enum http_record_kind kind;

	if (!netsh_is_endpoint(field, &kind))
		return false;
	return kind == HTTP_RECORD_CENTRAL_STORE
		       ? slice_starts_nocase(field->label,
					     SLICE("Central Certificate Store"))
		       : netsh_has_colon(field->label);
}

static bool is_ruler(struct slice line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] != '-')
			return false;
	return line.len >= RULER_MIN;
}

/* "SSL Certificate bindings:" above a ruler; "SSL" is not translated. */
static bool is_heading(struct slice above, struct slice line)
{
	return is_ruler(netsh_trim(line)) &&
	       slice_search(above, SLICE("SSL")) != SIZE_MAX &&
	       netsh_has_colon(above);
}

static int recognise(const struct listing_input *input)
{
	struct netsh_field above = { .line = 0 };
	struct slice before = { "", 0 };
	struct lines lines;
	int sure = 0;

	lines_init(&lines, input->text);
	while (lines_next(&lines)) {
		struct netsh_field field = netsh_field(&lines);

		if (netsh_is_guid(&field) &&
		    (netsh_is_hash(&above) || netsh_is_null(&above)))
			return input->kind == LISTING_HTTP_SYS ? ASKED_FOR
							       : SURE;
		if (is_heading(before, lines.line))
			sure = LIKELY;
		if (!sure && is_name(&field))
			sure = NEAR;
		if (!netsh_trim(lines.line).len)
			continue;
		above = field;
		before = lines.line;
	}
	return sure;
}

static void end_block(struct scan *scan)
{
	struct http_record *record = scan->record;

	scan->cut = scan->in_block && !netsh_is_whole(&scan->block);
	scan->long_ones += scan->in_block && !scan->cut;
	scan->in_block = false;
	scan->record = NULL;
	if (!record)
		return;
	if (netsh_has_store(&scan->block)) {
		netsh_fill(&scan->block, &scan->words, scan->input, record);
		scan->whole += scan->legible;
		return;
	}
	/* Without its store, a hash does not name a certificate. */
	record->has_hash = false;
	record->hash_damaged = true;
	scan->damaged += scan->legible;
	listing_warn(scan->input, scan->block.line,
		     "the record of %.*s ends here, without the name of a "
		     "store; its certificate counts as unknown",
		     (int)record->name.len, record->name.at);
}

/* The endpoint is known, and nothing else. */
static void abandon_name(struct scan *scan)
{
	const struct netsh_field *name = &scan->name;
	struct http_record *record;
	enum http_record_kind kind;
	bool valid;

	if (!netsh_is_endpoint(name, &kind))
		return;
	scan->damaged++;
	record = listing_record(scan->input, kind, name->value, name->line,
				&valid);
	if (record)
		record->hash_damaged = true;
	listing_warn(scan->input, name->line,
		     "the record of %.*s lacks its hash or its application; "
		     "its certificate counts as unknown",
		     (int)name->value.len, name->value.at);
	scan->name.line = 0;
}

/* A hash without a readable endpoint: the record of nobody knows what. */
static void lose_record(struct scan *scan, uint32_t line)
{
	scan->lost++;
	listing_warn(scan->input, line,
		     "this record does not begin with an address and port, a "
		     "host name and port, or the port of the central store; "
		     "it is left out");
}

/* Lines of one block have no more blank lines between them than others. */
static bool stand_together(const struct scan *scan)
{
	const struct netsh_field *hash = &scan->above[0],
				 *name = &scan->above[1];

	return name->line &&
	       hash->line - name->line <= scan->lines.number - hash->line;
}

static void begin_record(struct scan *scan, struct slice application)
{
	const struct netsh_field *hash = &scan->above[0],
				 *name = &scan->above[1];
	struct http_record *record = NULL;
	enum http_record_kind kind;
	bool valid = stand_together(scan) && netsh_is_endpoint(name, &kind) &&
		     (kind != HTTP_RECORD_CENTRAL_STORE || netsh_is_null(hash));
	char *lower;

	if (valid)
		record = listing_record(scan->input, kind, name->value,
					name->line, &valid);
	if (!valid)
		lose_record(scan, hash->line);
	if (!record)
		return;
	lower = arena_alloc(scan->input->inventory->arena, NETSH_GUID_LENGTH,
			    1);
	for (size_t i = 0; lower && i < NETSH_GUID_LENGTH; i++)
		lower[i] = ascii_lower(application.at[i]);
	if (lower)
		record->application =
			(struct slice){ lower, NETSH_GUID_LENGTH };
	scan->record = record;
	if (!netsh_is_null(hash))
		record->has_hash = spelling_read(scan->input, hash->line,
						 hash->value, &record->sha1);
	scan->legible = record->has_hash || netsh_is_null(hash);
	record->hash_damaged = !scan->legible;
	scan->damaged += record->hash_damaged;
}

/* Other things than records have a GUID, too. */
static bool is_application(const struct scan *scan,
			   const struct netsh_field *field)
{
	const struct netsh_field *hash = &scan->above[0];
	enum http_record_kind kind;

	return netsh_is_guid(field) && hash->line &&
	       (netsh_is_null(hash) || spelling_near(hash->value) ||
		netsh_is_endpoint(&scan->above[1], &kind));
}

static void take_application(struct scan *scan, const struct netsh_field *field)
{
	end_block(scan);
	if (scan->name.line == scan->above[1].line)
		scan->name.line = 0;
	abandon_name(scan);
	netsh_begin(&scan->block, &scan->above[0], field->line);
	begin_record(scan, field->value);
	scan->in_block = true;
}

static void take_name(struct scan *scan, const struct netsh_field *field)
{
	end_block(scan);
	abandon_name(scan);
	scan->name = *field;
}

static void take_field(struct scan *scan, const struct netsh_field *field)
{
	enum http_record_kind kind;

	if (is_application(scan, field)) {
		take_application(scan, field);
		return;
	}
	if (is_name(field))
		take_name(scan, field);
	else if (netsh_is_hash(field) &&
		 netsh_is_endpoint(&scan->above[0], &kind) &&
		 kind != HTTP_RECORD_CENTRAL_STORE &&
		 scan->above[0].line != scan->name.line)
		take_name(scan, &scan->above[0]);
	if (scan->in_block)
		netsh_add(&scan->block, field);
}

/* "netsh http show sslcert ipport=0.0.0.0:443", copied with the output. */
static bool asks_for_one(struct slice line)
{
	size_t at = slice_search_nocase(line, SLICE("show sslcert"));

	if (at == SIZE_MAX)
		return false;
	line = slice_skip(line, at);
	line = slice_take(line, slice_find(line, '>'));
	return slice_find(line, '=') != SIZE_MAX;
}

/*
 * "The system cannot find the file specified." in any language: neither a
 * prompt nor a record, which begins with a port, in a shape that is unknown.
 */
static bool is_sentence(struct slice line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] == '>' || ascii_is_digit(line.at[i]))
			return false;
	return true;
}

static void take_line(struct scan *scan)
{
	struct slice line = scan->lines.line;
	struct netsh_field field = netsh_field(&scan->lines);

	if (!netsh_trim(line).len)
		return;
	if (scan->heading == 1)
		scan->spoken = is_sentence(line);
	if (scan->heading || is_heading(scan->before, line))
		scan->heading++;
	scan->one_endpoint |= asks_for_one(line);
	if (field.line)
		take_field(scan, &field);
	scan->before = line;
	scan->above[1] = scan->above[0];
	scan->above[0] = field;
}

static void note_gaps(struct scan *scan)
{
	struct listing_input *input = scan->input;

	if (scan->one_endpoint)
		listing_warn(input, 0,
			     "netsh was asked for one endpoint; nothing is "
			     "known about others");
	else if (scan->cut)
		listing_warn(input, 0,
			     "the last record lacks lines that others have: "
			     "the listing was cut off, and records may be "
			     "missing");
	if (scan->one_endpoint || scan->cut || scan->lost)
		listing_mark_partial(input);
}

static bool finish(struct scan *scan)
{
	struct listing_input *input = scan->input;

	end_block(scan);
	scan->cut = scan->name.line || (scan->cut && scan->long_ones);
	abandon_name(scan);
	if (scan->damaged + scan->lost && !scan->whole)
		return listing_error(input, 0,
				     "no record of this listing is whole; use "
				     "netsh http show sslcert and do not "
				     "filter its output");
	if (!scan->whole && !scan->spoken)
		return listing_error(input, 0,
				     "this looks like output of netsh http "
				     "show sslcert, but was cut off before the "
				     "first record");
	input->http_sys = input->inventory->http_sys_given = true;
	note_gaps(scan);
	return true;
}

static bool read(struct listing_input *input)
{
	struct scan scan = { .input = input, .before = { "", 0 } };

	/* It is refused as a listing of certificates, whatever is in it. */
	if (input->kind == LISTING_CERTIFICATES)
		return true;
	netsh_learn(&scan.words, input->text);
	lines_init(&scan.lines, input->text);
	while (lines_next(&scan.lines))
		take_line(&scan);
	return finish(&scan);
}

const struct cert_reader cert_reader_netsh = {
	.name = "netsh http show sslcert",
	.recognise = recognise,
	.read = read,
};
