/*
 * Format-List of PowerShell: records of "Name : value" with a blank line
 * between them. A value that does not fit goes on in the next lines, below
 * its beginning (facts: certificate-store-listings 6.2).
 */
#include "base/lines.h"
#include "base/utf8.h"
#include "cert/powershell.h"
#include "cert/rows.h"

enum {
	SURE = 95,
	NEAR = 40, /* certificates without a thumbprint, or bindings */
	LABEL_MAX = 64,
	LINE_MAX = 100000,
};

/* "Thumbprint   : 3E41…" */
struct label {
	struct slice name, value;
	size_t indent; /* blanks before the name */
};

struct scan {
	struct listing_input *input;
	struct lines lines;
	struct powershell_place place;
	struct rows rows;
	size_t width; /* columns of the widest line of all records */

	/* The record that is being read. */
	bool open;
	size_t indent, labels;
	struct row row;	  /* values with the line breaks they have */
	enum field field; /* of the value that may go on */

	size_t labels_before; /* of the last record that was a certificate */
	bool ended;	      /* the text, maybe within a record */
	bool cut_off;	      /* which has fewer labels */
};

static size_t blanks(struct slice line)
{
	size_t n = 0;

	while (n < line.len && line.at[n] == ' ')
		n++;
	return n;
}

/* Offset of the colon behind a label, which is padded; or SIZE_MAX. */
static size_t find_colon(struct slice line)
{
	size_t at = 0;

	for (;;) {
		size_t more = slice_find(slice_skip(line, at), ':');

		if (more == SIZE_MAX)
			return SIZE_MAX;
		at += more;
		if (at && line.at[at - 1] == ' ' &&
		    (at + 1 == line.len || line.at[at + 1] == ' '))
			return at;
		at++;
	}
}

static bool cut_label(struct slice line, struct label *label)
{
	size_t at = line.len <= LINE_MAX ? find_colon(line) : SIZE_MAX;

	if (at == SIZE_MAX)
		return false;
	label->indent = blanks(line);
	label->name = slice_trim(slice_take(line, at));
	label->value = slice_trim(slice_skip(line, at + 1));
	return label->name.len && label->name.len <= LABEL_MAX;
}

/* Names of properties are words; netsh has "Certificate Hash". */
static enum field field_named(struct slice name)
{
	return slice_find(name, ' ') == SIZE_MAX ? field_of(name) : FIELD_COUNT;
}

/* What a record must have for a reader to look at it, and how sure it is. */
static int worth(const struct label *label)
{
	switch (field_named(label->name)) {
	case FIELD_THUMBPRINT:
		return label->value.len == THUMBPRINT_DIGITS ? SURE : NEAR;
	case FIELD_HAS_KEY:
	case FIELD_BINDING:
		return NEAR;
	default:
		return 0;
	}
}

static int recognise(const struct listing_input *input)
{
	struct label label;
	struct lines lines;
	int sure = 0;

	lines_init(&lines, input->text);
	while (sure < SURE && lines_next(&lines))
		if (cut_label(lines.line, &label) && worth(&label) > sure)
			sure = worth(&label);
	return sure;
}

/* The line goes on with what stood above it. */
static bool goes_on(const struct scan *scan)
{
	struct slice line = scan->lines.line;

	return scan->open && line.len <= LINE_MAX &&
	       blanks(line) > scan->indent + 2 && slice_trim(line).len;
}

/* Columns without blanks at the end, which some programs remove. */
static size_t width_of(struct slice line)
{
	while (line.len && ascii_is_space(line.at[line.len - 1]))
		line.len--;
	return utf8_count(line);
}

/* What only the whole listing shows: where PowerShell broke the lines. */
static void learn_width(struct scan *scan)
{
	struct label label;

	lines_init(&scan->lines, scan->input->text);
	while (lines_next(&scan->lines)) {
		size_t width;

		scan->open =
			goes_on(scan) || cut_label(scan->lines.line, &label);
		if (!scan->open)
			continue;
		width = width_of(scan->lines.line);
		if (width > scan->width)
			scan->width = width;
	}
	scan->open = false;
}

/* Length of the last word, and of the first one. */
static size_t last_word(struct slice line)
{
	size_t at = slice_find_last(line, ' ');

	return utf8_count(at == SIZE_MAX ? line : slice_skip(line, at + 1));
}

static size_t first_word(struct slice line)
{
	return utf8_count(slice_take(line, slice_find(line, ' ')));
}

/*
 * Was a word broken between the two lines? PowerShell does that only when the
 * line is full and the whole word would not fit into a line of its own.
 */
static bool is_broken(const struct scan *scan, struct slice line,
		      size_t columns, size_t indent, struct slice next)
{
	return columns >= scan->width && scan->width > indent &&
	       last_word(line) + first_word(next) > scan->width - indent;
}

/*
 * Put the lines of a value together again. The first one stands in a line
 * with its label.
 */
static struct slice unfold(const struct scan *scan, struct slice value)
{
	struct arena *arena = scan->input->inventory->arena;
	struct lines lines;
	size_t len = 0, columns = 0, indent = 0;
	struct slice before = { "", 0 };
	char *text;

	if (slice_find(value, '\n') == SIZE_MAX &&
	    slice_find(value, '\r') == SIZE_MAX)
		return value;
	text = ARENA_ARRAY(arena, char, value.len + 1);
	lines_init(&lines, value);
	while (text && lines_next(&lines)) {
		struct slice line = slice_trim(lines.line);

		if (lines.number > 1)
			indent = blanks(lines.line);
		/* The first line begins as far right as the second one. */
		if (lines.number == 2)
			columns += indent;
		if (lines.number > 1 &&
		    !is_broken(scan, before, columns, indent, line))
			text[len++] = ' ';
		memcpy(text + len, line.at, line.len);
		len += line.len;
		columns = width_of(lines.line);
		before = line;
	}
	return (struct slice){ text ? text : "", len };
}

/* Certificates have at least one of these. */
static bool is_of_interest(const struct row *row)
{
	return row->values[FIELD_THUMBPRINT].len ||
	       row->values[FIELD_HAS_KEY].len ||
	       row->values[FIELD_BINDING].len ||
	       slice_search(row->values[FIELD_PARENT_PATH],
			    SLICE("\\Certificate::")) != SIZE_MAX;
}

static void end_record(struct scan *scan)
{
	struct row *row = &scan->row;

	if (!scan->open)
		return;
	scan->open = false;
	if (!is_of_interest(row))
		return;
	scan->cut_off = scan->ended && scan->labels < scan->labels_before;
	scan->labels_before = scan->labels;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		row->values[i] = unfold(scan, row->values[i]);
	if (!row->values[FIELD_PARENT_PATH].len && !row->values[FIELD_PATH].len)
		row->values[FIELD_PARENT_PATH] = scan->place.path;
	rows_add(&scan->rows, row);
}

static void take_label(struct scan *scan, const struct label *label)
{
	enum field field = field_named(label->name);

	if (!scan->open) {
		scan->open = true;
		scan->indent = label->indent;
		scan->labels = 0;
		scan->row = (struct row){ .line = scan->lines.number };
	}
	scan->labels++;
	scan->field = FIELD_COUNT;
	if (field == FIELD_COUNT || scan->row.values[field].len)
		return;
	if (field == FIELD_THUMBPRINT)
		scan->row.line = scan->lines.number;
	scan->row.values[field] = label->value;
	scan->field = field;
}

/* The value now reaches to the end of this line. */
static void take_more(struct scan *scan)
{
	struct slice *value = &scan->row.values[scan->field];
	struct slice line = scan->lines.line;

	if (scan->field == FIELD_COUNT || !value->len)
		return;
	value->len = (size_t)(line.at + line.len - value->at);
}

static void take_line(struct scan *scan)
{
	struct slice line = scan->lines.line;
	struct label label;

	if (goes_on(scan)) {
		take_more(scan);
		return;
	}
	if (powershell_place(&scan->place, line) || !cut_label(line, &label)) {
		end_record(scan);
		return;
	}
	take_label(scan, &label);
}

static bool finish(struct scan *scan)
{
	struct listing_input *input = scan->input;
	struct rows *rows = &scan->rows;

	scan->ended = true;
	end_record(scan);
	if (!rows->good && !rows->bad && !rows->bindings) {
		rows_abandon(rows);
		return listing_error(input, 0,
				     "this looks like output of Format-List, "
				     "but no certificate is in it");
	}
	if (!rows_end(rows))
		return false;
	if (scan->cut_off)
		listing_warn(input, 0,
			     "the last entry has fewer lines than the one "
			     "before: the listing was cut off, and "
			     "certificates may be missing");
	if (scan->cut_off || scan->place.part)
		listing_mark_partial(input);
	return true;
}

static bool read(struct listing_input *input)
{
	struct scan scan = { .input = input };

	scan.place.path = (struct slice){ "", 0 };
	learn_width(&scan);
	rows_begin(&scan.rows, input);
	scan.rows.advice = "use Format-List * or select Thumbprint as well";
	lines_init(&scan.lines, input->text);
	while (lines_next(&scan.lines))
		take_line(&scan);
	return finish(&scan);
}

const struct cert_reader cert_reader_format_list = {
	.name = "Format-List",
	.recognise = recognise,
	.read = read,
};
