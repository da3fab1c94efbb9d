/* PowerShell's Export-Csv and ConvertTo-Csv, also after a spreadsheet. */
#include "base/lines.h"
#include "cert/rows.h"

enum {
	COLUMNS_MAX = 256,
	SURE = 100,
	NEAR = 50, /* certificates without a thumbprint, to be able to say so */
};

struct csv {
	struct slice rest; /* not yet read */
	uint32_t line;	   /* of its first character */
	char delimiter;
	bool cut_off; /* a quoted field has no end */
};

struct cell {
	struct slice text;
	bool doubled; /* has doubled quotation marks */
	bool junk;    /* something stands behind the closing one */
};

enum cell_end { CELL_MORE, CELL_LAST };

struct columns {
	enum field field[COLUMNS_MAX];
	size_t count;
	bool quoted;
};

static void count_lines(struct csv *csv, struct slice text)
{
	struct lines lines;

	if (slice_find(text, '\n') == SIZE_MAX &&
	    slice_find(text, '\r') == SIZE_MAX)
		return;
	lines_init(&lines, text);
	while (lines_next(&lines))
		csv->line++;
	/* The last line goes on unless the text ends with its break. */
	if (!slice_ends(text, SLICE("\n")) && !slice_ends(text, SLICE("\r")))
		csv->line--;
}

/* A field in quotation marks; those within are doubled. */
static void take_quoted(struct csv *csv, struct cell *cell)
{
	struct slice text = slice_skip(csv->rest, 1);
	size_t end = 0;

	*cell = (struct cell){ .text = text };
	for (;;) {
		size_t at = slice_find(slice_skip(text, end), '"');

		if (at == SIZE_MAX) {
			csv->cut_off = true;
			end = text.len;
			break;
		}
		end += at;
		if (end + 1 >= text.len || text.at[end + 1] != '"')
			break;
		cell->doubled = true;
		end += 2;
	}
	cell->text = slice_take(text, end);
	count_lines(csv, cell->text);
	csv->rest = slice_skip(text, end + 1);
}

static void take_line_break(struct csv *csv)
{
	size_t n = slice_starts(csv->rest, SLICE("\r\n")) ? 2 : 1;

	if (csv->rest.len)
		csv->line++;
	csv->rest = slice_skip(csv->rest, n);
}

/* What stands up to the next delimiter or the end of the line. */
static struct slice take_unquoted(struct csv *csv)
{
	const char *at = csv->rest.at;
	const size_t len = csv->rest.len;
	const char delimiter = csv->delimiter;
	struct slice text;
	size_t n = 0;

	while (n < len && at[n] != delimiter && at[n] != '\n' && at[n] != '\r')
		n++;
	text = slice_take(csv->rest, n);
	csv->rest = slice_skip(csv->rest, n);
	return text;
}

static enum cell_end take_cell(struct csv *csv, struct cell *cell)
{
	if (csv->rest.len && csv->rest.at[0] == '"') {
		take_quoted(csv, cell);
		cell->junk = take_unquoted(csv).len;
	} else {
		*cell = (struct cell){ .text = slice_trim(take_unquoted(csv)) };
	}
	if (csv->rest.len && csv->rest.at[0] == csv->delimiter) {
		csv->rest = slice_skip(csv->rest, 1);
		return CELL_MORE;
	}
	take_line_break(csv);
	return CELL_LAST;
}

static bool has_field(const struct columns *columns, enum field field)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->field[i] == field)
			return true;
	return false;
}

/* Of two columns for the same thing the first one counts. */
static void take_header(struct csv *csv, struct columns *columns)
{
	enum cell_end end;

	columns->count = 0;
	columns->quoted = slice_starts(csv->rest, SLICE("\""));
	do {
		struct cell cell;
		enum field field;

		end = take_cell(csv, &cell);
		if (columns->count == COLUMNS_MAX)
			continue;
		field = cell.junk ? FIELD_COUNT : field_of(cell.text);
		if (field != FIELD_COUNT && has_field(columns, field))
			field = FIELD_COUNT;
		columns->field[columns->count++] = field;
	} while (end == CELL_MORE);
}

/* Lines before the header: blank ones, #TYPE, and the sep= of Excel. */
static bool skip_preamble(struct csv *csv)
{
	bool typed = false;
	struct lines lines;

	lines_init(&lines, csv->rest);
	while (lines_next(&lines)) {
		bool type = slice_starts(lines.line, SLICE("#TYPE"));

		if (slice_trim(lines.line).len && !type &&
		    !slice_starts(lines.line, SLICE("sep=")))
			break;
		typed = typed || type;
		csv->rest = slice_skip(lines.text, lines.next);
		csv->line = lines.number + 1;
	}
	return typed;
}

static size_t known_columns(const struct columns *columns)
{
	size_t count = 0;

	for (size_t i = 0; i < columns->count; i++)
		count += columns->field[i] != FIELD_COUNT;
	return count;
}

/* Read the header with the delimiter that makes most sense of it. */
static void find_header(struct csv *csv, struct columns *columns)
{
	static const char delimiters[] = { ',', ';', '\t' };
	struct csv best = *csv;
	size_t most = 0;

	columns->count = 0;
	for (size_t i = 0; i < LENGTH(delimiters); i++) {
		struct csv trial = *csv;
		struct columns found;

		trial.delimiter = delimiters[i];
		take_header(&trial, &found);
		if (i && known_columns(&found) <= most)
			continue;
		most = known_columns(&found);
		*columns = found;
		best = trial;
	}
	*csv = best;
}

static bool names_certificates(const struct columns *columns)
{
	return has_field(columns, FIELD_THUMBPRINT) ||
	       has_field(columns, FIELD_RAW_DATA);
}

/* A column without neighbours or quotation marks may be a word of a text. */
static bool is_ruled(struct slice rest)
{
	return slice_starts(slice_trim(slice_take(rest, 80)), SLICE("---"));
}

static int recognise(const struct listing_input *input)
{
	struct csv csv = { .rest = input->text, .line = 1 };
	struct columns columns;
	bool typed = skip_preamble(&csv);

	find_header(&csv, &columns);
	if (names_certificates(&columns) && !is_ruled(csv.rest))
		return SURE;
	if (typed || (columns.count > 1 && known_columns(&columns)))
		return NEAR;
	return 0;
}

/* A field without the doubling of its quotation marks. */
static struct slice undouble(struct listing_input *input,
			     const struct cell *cell)
{
	struct slice text = cell->text;
	size_t len = 0;
	char *plain;

	if (!cell->doubled)
		return text;
	plain = ARENA_ARRAY(input->inventory->arena, char, text.len + 1);
	if (!plain)
		return (struct slice){ "", 0 };
	for (size_t i = 0; i < text.len; i++) {
		plain[len++] = text.at[i];
		if (text.at[i] == '"')
			i++;
	}
	return (struct slice){ plain, len };
}

static void read_row(struct csv *csv, const struct columns *columns,
		     struct rows *rows)
{
	struct row row = { .line = csv->line };
	enum cell_end end;
	bool blank = true;
	size_t i = 0;

	do {
		enum field field = FIELD_COUNT;
		struct cell cell;

		end = take_cell(csv, &cell);
		blank = blank && !cell.text.len;
		if (i < columns->count)
			field = columns->field[i++];
		if (field != FIELD_COUNT)
			row.values[field] = undouble(rows->input, &cell);
	} while (end == CELL_MORE);
	if (!blank)
		rows_add(rows, &row);
}

static bool read(struct listing_input *input)
{
	struct csv csv = { .rest = input->text, .line = 1 };
	struct columns columns;
	struct rows rows;
	bool usable;

	skip_preamble(&csv);
	find_header(&csv, &columns);
	if (!names_certificates(&columns))
		return listing_error(input, csv.line > 1 ? csv.line - 1 : 1,
				     "the header has no column Thumbprint; add "
				     "it to the select of the export");
	rows_begin(&rows, input);
	while (csv.rest.len && !arena_failed(input->inventory->arena))
		read_row(&csv, &columns, &rows);
	if (csv.cut_off)
		listing_warn(input, 0,
			     "the listing ends within a quoted field; it was "
			     "cut off");
	usable = rows_end(&rows);
	if (csv.cut_off)
		listing_mark_partial(input);
	return usable;
}

const struct cert_reader cert_reader_csv = {
	.name = "CSV",
	.recognise = recognise,
	.read = read,
};
