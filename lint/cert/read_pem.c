/*
 * PEM: certificates and bundles in Base64 between BEGIN and END lines, with
 * any text around them.
 */
#include "base/lines.h"
#include "cert/base64.h"
#include "cert/der.h"

enum { SURE = 98 };

enum block {
	BLOCK_OTHER, /* a request, a list of revoked certificates */
	BLOCK_CERTIFICATES,
	BLOCK_PRIVATE_KEY,
};

/* The label of "-----BEGIN X509 CERTIFICATE-----"; false: no such line. */
static bool parse_mark(struct slice line, struct slice mark,
		       struct slice *label)
{
	line = slice_trim(line);
	if (!slice_starts(line, mark) || !slice_ends(line, SLICE("-----")))
		return false;
	line = slice_skip(line, mark.len);
	if (line.len < 5)
		return false;
	*label = slice_take(line, line.len - 5);
	return true;
}

static bool parse_begin(struct slice line, struct slice *label)
{
	return parse_mark(line, SLICE("-----BEGIN "), label);
}

static enum block block_of(struct slice label)
{
	/* RSA PRIVATE KEY, PRIVATEKEYBLOB */
	if (slice_search(label, SLICE("PRIVATE")) != SIZE_MAX)
		return BLOCK_PRIVATE_KEY;
	/* Not CERTIFICATE REQUEST. */
	if (slice_ends(label, SLICE("CERTIFICATE")) ||
	    slice_is(label, "PKCS7") || slice_is(label, "PKCS #7 SIGNED DATA"))
		return BLOCK_CERTIFICATES;
	return BLOCK_OTHER;
}

/* Blanks may stand before it; a quote makes it a cell of something else. */
static bool begins_line(const char *text, const char *at)
{
	while (at > text && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at == text || at[-1] == '\n' || at[-1] == '\r';
}

static int recognise(const struct listing_input *input)
{
	struct slice rest = input->text, label;
	size_t at;

	while ((at = slice_search(rest, SLICE("-----BEGIN "))) != SIZE_MAX) {
		struct slice line;

		rest = slice_skip(rest, at);
		line = slice_take(rest, 80);
		line = slice_take(line, slice_find(line, '\n'));
		line = slice_take(line, slice_find(line, '\r'));
		if (begins_line(input->text.at, rest.at) &&
		    parse_begin(line, &label) && block_of(label) != BLOCK_OTHER)
			return SURE;
		rest = slice_skip(rest, 11);
	}
	return 0;
}

struct reading {
	struct listing_input *input;
	struct lines lines;
	size_t good, bad, certificates;
};

/* Some programs write "Proc-Type: …" and a blank line before the Base64. */
static struct slice without_headers(struct slice body)
{
	size_t blank;

	if (slice_find(body, ':') == SIZE_MAX)
		return body;
	blank = slice_search(body, SLICE("\n\n"));
	if (blank == SIZE_MAX)
		blank = slice_search(body, SLICE("\r\n\r\n"));
	return blank == SIZE_MAX ? body : slice_skip(body, blank);
}

static void add_value(struct reading *reading, struct slice der, uint32_t line)
{
	bool added = der_add(reading->input, der, line);

	reading->certificates += der_kind(der) == DER_CERTIFICATE;
	reading->good += added;
	reading->bad += !added;
}

/*
 * One value, or several in a row when a whole file was encoded. Behind a
 * TRUSTED CERTIFICATE stands what OpenSSL thinks of it, which is passed over.
 */
static void add_values(struct reading *reading, struct slice bytes,
		       uint32_t line)
{
	struct slice der = der_first(bytes);

	add_value(reading, der, line);
	bytes = slice_skip(bytes, der.len);
	while (der.len && der_kind(bytes) != DER_NONE) {
		der = der_first(bytes);
		add_value(reading, der, line);
		bytes = slice_skip(bytes, der.len);
	}
	if (!der.len || !bytes.len || der_first(bytes).len)
		return;
	listing_warn(reading->input, line,
		     "what follows the certificate in this block is none, or "
		     "is cut off");
	reading->bad++;
}

static void add_block(struct reading *reading, struct slice body, uint32_t line)
{
	struct listing_input *input = reading->input;
	struct arena *arena = input->inventory->arena;
	struct slice bytes;

	if (!base64_decode(arena, without_headers(body), &bytes)) {
		listing_warn(input, line,
			     "what stands between BEGIN and END is not Base64");
		reading->bad++;
		return;
	}
	add_values(reading, bytes, line);
	base64_free(arena, bytes);
}

/* Go to the END line; false at the next BEGIN, or at the end of the text. */
static bool find_end(struct lines *lines, size_t *end, bool *next)
{
	struct slice ignored;

	*next = false;
	*end = lines->next;
	while (lines_next(lines)) {
		if (parse_mark(lines->line, SLICE("-----END "), &ignored))
			return true;
		*next = parse_begin(lines->line, &ignored);
		if (*next)
			return false;
		*end = lines->next;
	}
	return false;
}

/*
 * From the BEGIN line to the END line. True when it ended at the BEGIN line
 * of another block.
 */
static bool read_block(struct reading *reading, struct slice label)
{
	struct listing_input *input = reading->input;
	struct lines *lines = &reading->lines;
	uint32_t line = lines->number;
	size_t start = lines->next, end;
	enum block block = block_of(label);
	bool closed, next;

	if (block == BLOCK_PRIVATE_KEY)
		listing_warn(input, line,
			     "the file holds a private key; it must not be "
			     "committed or passed on");
	closed = find_end(lines, &end, &next);
	if (block != BLOCK_CERTIFICATES)
		return next;
	if (closed) {
		add_block(reading,
			  slice_skip(slice_take(lines->text, end), start),
			  line);
		return next;
	}
	listing_warn(input, line,
		     "the END line is missing: the certificate was cut off");
	reading->bad++;
	return next;
}

static bool read(struct listing_input *input)
{
	struct reading reading = { .input = input };
	struct slice label;
	bool begins = false;

	lines_init(&reading.lines, input->text);
	while (begins || lines_next(&reading.lines))
		begins = parse_begin(reading.lines.line, &label) &&
			 read_block(&reading, label);
	if (!reading.good)
		return listing_error(input, 0,
				     "no certificate in the file can be used");
	/* One certificate is no store, unless it was exported as a bundle. */
	if (reading.bad || (reading.good == 1 && reading.certificates == 1))
		listing_mark_partial(input);
	return true;
}

const struct cert_reader cert_reader_pem = {
	.name = "PEM",
	.recognise = recognise,
	.read = read,
};
