/*
 * netsh http show sslcert: a block for each endpoint. Its labels are in the
 * language of Windows, so blocks are known by the shape of their values:
 * endpoint, hash, {application}, store
 * (facts: certificate-store-listings 9.1, custom-metadata-and-ssl 6.3).
 */
#include "base/lines.h"
#include "cert/http_sys.h"
#include "cert/spelling.h"

enum {
	SURE = 100,
	LIKELY = 80, /* the heading alone: no records */
	GUID_LENGTH = 38,
	NAME_MAX = 300, /* longer than any endpoint */
};

/* "label : value". */
struct field {
	struct slice label, value;
	uint32_t line; /* 0: there is none */
};

struct scan {
	struct listing_input *input;
	struct lines lines;
	/* The two lines above that are not blank, the nearest first. */
	struct field above[2];
	struct http_record *record; /* the newest one, or null */
	size_t position;	    /* of the line behind its application */
	size_t whole, damaged;	    /* records */
};

/* The last separator counts: labels have colons, "[::]:443" has them too. */
static bool cut_field(struct slice line, struct field *field)
{
	size_t at = SIZE_MAX;

	line = slice_trim(line);
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] == ':' &&
		    (i + 1 == line.len || ascii_is_space(line.at[i + 1])))
			at = i;
	if (at == SIZE_MAX)
		return false;
	field->label = slice_trim(slice_take(line, at));
	field->value = slice_trim(slice_skip(line, at + 1));
	return true;
}

static bool is_guid(struct slice text)
{
	if (text.len != GUID_LENGTH || text.at[0] != '{' ||
	    text.at[GUID_LENGTH - 1] != '}')
		return false;
	for (size_t i = 1; i < GUID_LENGTH - 1; i++) {
		bool dash = i == 9 || i == 14 || i == 19 || i == 24;

		if (dash ? text.at[i] != '-' : ascii_hex(text.at[i]) < 0)
			return false;
	}
	return true;
}

static bool is_null(struct slice value)
{
	return slice_is(value, "(null)");
}

static bool is_hash(struct slice value)
{
	struct thumbprint thumbprint;
	size_t digits;

	return value.len == THUMBPRINT_DIGITS &&
	       thumbprint_parse(value, &thumbprint, &digits);
}

/* An endpoint, or the port of the central store. */
static bool is_endpoint(struct slice value, enum http_record_kind *kind)
{
	uint32_t port;

	if (value.len > NAME_MAX)
		return false;
	if (http_record_kind_of(value, kind))
		return true;
	*kind = HTTP_RECORD_CENTRAL_STORE;
	return slice_u32(value, &port) && port >= 1 && port <= 65535;
}

/* "SSL Certificate bindings:" above a ruler; "SSL" is not translated. */
static bool is_heading(struct slice line, struct slice below)
{
	line = slice_trim(line);
	below = slice_trim(below);
	if (below.len < 10 || slice_search(line, SLICE("SSL")) == SIZE_MAX)
		return false;
	for (size_t i = 0; i < below.len; i++)
		if (below.at[i] != '-')
			return false;
	return true;
}

static int recognise(const struct listing_input *input)
{
	struct field above = { .line = 0 }, field;
	struct slice before = { "", 0 };
	struct lines lines;
	int sure = 0;

	lines_init(&lines, input->text);
	while (lines_next(&lines)) {
		if (!slice_trim(lines.line).len)
			continue;
		if (is_heading(before, lines.line))
			sure = LIKELY;
		before = lines.line;
		field.line = 0;
		if (cut_field(lines.line, &field))
			field.line = lines.number;
		if (above.line && field.line && is_guid(field.value) &&
		    (is_hash(above.value) || is_null(above.value)))
			return SURE;
		above = field;
	}
	return sure;
}

static void take_hash(struct scan *scan, const struct field *hash)
{
	struct http_record *record = scan->record;

	if (!is_null(hash->value))
		record->has_hash = spelling_read(scan->input, hash->line,
						 hash->value, &record->sha1);
	record->hash_damaged = !record->has_hash && !is_null(hash->value);
	if (record->has_hash || is_null(hash->value))
		scan->whole++;
	else
		scan->damaged++;
}

/* The lines of endpoint and hash stand above the one of the application. */
static void begin_record(struct scan *scan, struct slice application)
{
	const struct field *hash = &scan->above[0], *name = &scan->above[1];
	enum http_record_kind kind;
	bool valid = name->line && is_endpoint(name->value, &kind);

	scan->record = NULL;
	if (valid)
		scan->record = listing_record(scan->input, kind, name->value,
					      name->line, &valid);
	if (!valid) {
		scan->damaged++;
		listing_warn(scan->input, scan->lines.number,
			     "no address and port, host name and port, or port "
			     "of the central store belongs to this "
			     "application; the record is left out");
		return;
	}
	if (!scan->record) {
		scan->whole++;
		return;
	}
	scan->record->application = listing_keep(scan->input, application);
	take_hash(scan, hash);
}

static void answer(struct slice value, enum cert_answer *is)
{
	if (slice_is_nocase(value, "Enabled") || slice_is_nocase(value, "Set"))
		*is = CERT_YES;
	if (slice_is_nocase(value, "Disabled") ||
	    slice_is_nocase(value, "Not Set"))
		*is = CERT_NO;
}

static void take_option(struct scan *scan, const struct field *field)
{
	struct http_record *record = scan->record;

	if (scan->position == 1 && !is_null(field->value))
		record->store = listing_keep(scan->input, field->value);
	if (slice_is_nocase(field->label, "Negotiate Client Certificate"))
		answer(field->value, &record->negotiates_client_certificate);
	if (slice_starts_nocase(field->label, SLICE("Disable TLS1.3")))
		answer(field->value, &record->disables_tls13);
}

static void take_line(struct scan *scan)
{
	struct field field = { .line = 0 };

	if (!slice_trim(scan->lines.line).len)
		return;
	if (cut_field(scan->lines.line, &field))
		field.line = scan->lines.number;
	if (field.line && is_guid(field.value) && scan->above[0].line) {
		begin_record(scan, field.value);
		scan->position = 0;
	} else if (field.line && scan->record) {
		scan->position++;
		take_option(scan, &field);
	}
	scan->above[1] = scan->above[0];
	scan->above[0] = field;
}

static bool read(struct listing_input *input)
{
	struct scan scan = { .input = input };

	lines_init(&scan.lines, input->text);
	while (lines_next(&scan.lines))
		take_line(&scan);
	if (scan.damaged && !scan.whole)
		return listing_error(input, 0,
				     "no record of this netsh listing can be "
				     "used");
	input->http_sys = input->inventory->http_sys_given = true;
	return true;
}

const struct cert_reader cert_reader_netsh = {
	.name = "netsh http show sslcert",
	.recognise = recognise,
	.read = read,
};
