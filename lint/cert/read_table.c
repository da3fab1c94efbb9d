/*
 * The default table of PowerShell: a heading for each store, a header with
 * a ruler below it, and a row for each certificate. Only the thumbprint is
 * to be trusted; what does not fit into its column is cut off
 * (facts: certificate-store-listings 6.1).
 */
#include "base/lines.h"
#include "base/utf8.h"
#include "cert/powershell.h"
#include "cert/rows.h"

enum {
	SURE = 90,
	LIKELY = 45, /* a heading alone, to be able to say so */
	LINE_MAX = 20000,
	CUT_MIN = 4, /* digits of a thumbprint that was cut off */
};

/* Where a column of the table begins and where the next one does. */
struct column {
	size_t start, end;
};

struct scan {
	struct listing_input *input;
	struct lines lines;
	struct powershell_place place;
	struct rows rows;
	struct slice before; /* the line above */
	bool in_table, has_subject;
	struct column thumbprint, subject;
	bool pending; /* `row` waits for the line below it */
	struct row row;
	size_t tables;
};

/* Groups of dashes: "----------    -------". */
static bool is_ruler(struct slice line)
{
	line = slice_trim(line);
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] != '-' && line.at[i] != ' ')
			return false;
	return line.len >= 4;
}

/* The column with this name in its header, by the dashes below. */
static bool find_column(struct slice header, struct slice ruler,
			const char *name, struct column *column)
{
	size_t at = slice_search_nocase(header, slice_of(name));
	size_t len = strlen(name);

	if (at == SIZE_MAX || (at && header.at[at - 1] != ' ') ||
	    (at + len < header.len && !ascii_is_space(header.at[at + len])) ||
	    at >= ruler.len || ruler.at[at] != '-')
		return false;
	column->start = at;
	for (at += len; at < ruler.len && ruler.at[at] != '-'; at++)
		continue;
	column->end = at < ruler.len ? at : SIZE_MAX;
	return true;
}

static bool is_header(struct slice header, struct slice ruler)
{
	struct column column;

	return header.len < LINE_MAX && is_ruler(ruler) &&
	       find_column(header, ruler, "Thumbprint", &column);
}

static int recognise(const struct listing_input *input)
{
	struct powershell_place place = { .part = false };
	struct slice before = { "", 0 };
	struct lines lines;
	int sure = 0;

	lines_init(&lines, input->text);
	while (lines_next(&lines)) {
		if (is_header(before, lines.line))
			return SURE;
		if (powershell_place(&place, lines.line) && place.path.len)
			sure = LIKELY;
		before = lines.line;
	}
	return sure;
}

/* The bytes that stand between two columns of the terminal. */
static struct slice cell(struct slice line, const struct column *column)
{
	size_t start = SIZE_MAX, at = 0, width = 0;

	while (at < line.len && width < column->end) {
		uint32_t c;
		size_t n = utf8_decode(slice_skip(line, at), &c);

		if (width >= column->start && start == SIZE_MAX)
			start = at;
		width += c < UTF8_INVALID ? (size_t)utf8_width(c) : 1;
		at += n;
	}
	if (start == SIZE_MAX)
		return (struct slice){ "", 0 };
	return slice_trim(slice_skip(slice_take(line, at), start));
}

static bool is_cut(struct slice text)
{
	return slice_ends(text, SLICE("...")) || slice_ends(text, SLICE("…"));
}

/* A thumbprint, or what is left of one. */
static bool is_print(struct slice text)
{
	size_t n = 0;

	while (n < text.len && ascii_hex(text.at[n]) >= 0)
		n++;
	return n == text.len ? n >= THUMBPRINT_DIGITS / 2
			     : n >= CUT_MIN && is_cut(text);
}

static void end_row(struct scan *scan)
{
	if (!scan->pending)
		return;
	scan->pending = false;
	rows_add(&scan->rows, &scan->row);
}

/* Unknown when it was cut off, or blanks were lost and nothing lines up. */
static struct slice subject_of(const struct scan *scan, struct slice print)
{
	struct slice subject;

	if (!scan->has_subject)
		return (struct slice){ "", 0 };
	subject = cell(scan->lines.line, &scan->subject);
	if (!subject.len || is_cut(subject) ||
	    subject.at <= print.at + print.len || subject.at[-1] != ' ')
		return (struct slice){ "", 0 };
	return subject;
}

static void begin_row(struct scan *scan, struct slice print)
{
	struct slice subject = subject_of(scan, print);

	scan->row = (struct row){ .line = scan->lines.number };
	scan->row.values[FIELD_THUMBPRINT] = print;
	scan->row.values[FIELD_SUBJECT] = subject;
	scan->row.values[FIELD_PARENT_PATH] = scan->place.path;
	scan->pending = true;
}

static void begin_table(struct scan *scan)
{
	struct slice header = scan->before, ruler = scan->lines.line;

	end_row(scan);
	find_column(header, ruler, "Thumbprint", &scan->thumbprint);
	scan->has_subject =
		find_column(header, ruler, "Subject", &scan->subject);
	scan->in_table = true;
	scan->tables++;
}

/* A word of its own, however wide the column is. */
static struct slice print_of(const struct scan *scan, struct slice line)
{
	struct slice print = cell(line, &scan->thumbprint);

	if (!print.len)
		return print;
	line = slice_skip(line, (size_t)(print.at - line.at));
	return slice_take(line, slice_find(line, ' '));
}

static void take_row(struct scan *scan)
{
	struct slice line = scan->lines.line, print;

	if (!slice_trim(line).len || line.len > LINE_MAX) {
		scan->in_table = false;
		end_row(scan);
		return;
	}
	print = print_of(scan, line);
	/* Format-Table -Wrap: the cells go on in the next line. */
	if (!print.len && scan->pending && ascii_is_space(line.at[0])) {
		scan->row.values[FIELD_SUBJECT].len = 0;
		return;
	}
	end_row(scan);
	scan->in_table = is_print(print);
	if (scan->in_table)
		begin_row(scan, print);
}

static void take_line(struct scan *scan)
{
	if (is_header(scan->before, scan->lines.line)) {
		begin_table(scan);
	} else if (powershell_place(&scan->place, scan->lines.line)) {
		end_row(scan);
		scan->in_table = false;
	} else if (scan->in_table) {
		take_row(scan);
	}
	scan->before = scan->lines.line;
}

static bool finish(struct scan *scan)
{
	end_row(scan);
	if (!scan->rows.good && !scan->rows.bad) {
		rows_abandon(&scan->rows);
		return listing_error(scan->input, 0,
				     "this looks like a table of PowerShell, "
				     "but no certificate is in it; PowerShell "
				     "prints no table for an empty store");
	}
	if (!rows_end(&scan->rows))
		return false;
	if (scan->place.part)
		listing_mark_partial(scan->input);
	return true;
}

static bool read(struct listing_input *input)
{
	struct scan scan = { .input = input };

	scan.place.path = scan.before = (struct slice){ "", 0 };
	rows_begin(&scan.rows, input);
	scan.rows.advice = "a table leaves out what does not fit: pipe the "
			   "certificates through select and Export-Csv, or "
			   "use Format-List";
	lines_init(&scan.lines, input->text);
	while (lines_next(&scan.lines))
		take_line(&scan);
	return finish(&scan);
}

const struct cert_reader cert_reader_table = {
	.name = "PowerShell table",
	.recognise = recognise,
	.read = read,
};
