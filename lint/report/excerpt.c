#include "report/excerpt.h"

#include <string.h>

#include "base/utf8.h"
#include "config/secret.h"

enum { TAB_STOP = 8 };

/* Bytes of a long line that are looked at, before and behind the start. */
enum { LOOK_BEFORE = 256, LOOK_BEHIND = 1024 };

/* Columns to keep before the finding when the line is cut on the left. */
enum { KEEP_BEFORE = 60 };

/* One code point as it is shown, or a secret as a whole. */
struct cell {
	struct span source;
	size_t column, width;
	bool blank; /* a tab: `width` blanks instead of the text */
	struct slice text;
	char escaped[UTF8_ESCAPE_SIZE];
};

struct cells {
	struct slice text;
	struct span piece;
	uint32_t at;
	size_t column;
	struct secret_scan secrets;
	struct span secret; /* the next one */
	bool has_secret;
};

static void cells_start(struct cells *cells, struct slice text,
			struct span piece)
{
	*cells = (struct cells){ text, piece, piece.start, .column = 0 };
	secret_start(&cells->secrets, text, piece);
	cells->has_secret = secret_next(&cells->secrets, &cells->secret);
}

/* The secret that holds the next byte is one cell. */
static bool mask(struct cells *cells, struct cell *cell)
{
	while (cells->has_secret && cells->secret.end <= cells->at)
		cells->has_secret =
			secret_next(&cells->secrets, &cells->secret);
	if (!cells->has_secret || cells->secret.start > cells->at)
		return false;
	cell->text = SLICE("***");
	cell->width = cell->text.len;
	cell->source.end = cells->secret.end;
	if (cell->source.end > cells->piece.end)
		cell->source.end = cells->piece.end;
	return true;
}

static void escape(struct cell *cell, uint32_t c)
{
	cell->width = utf8_escape(c, cell->escaped);
	cell->text = (struct slice){ cell->escaped, cell->width };
}

static void code_point(struct cells *cells, struct cell *cell)
{
	struct slice rest = { cells->text.at + cells->at,
			      cells->piece.end - cells->at };
	uint32_t c;
	size_t n = utf8_decode(rest, &c);

	cell->source.end = (uint32_t)(cells->at + n);
	if (c == '\t') {
		cell->blank = true;
		cell->width = TAB_STOP - cells->column % TAB_STOP;
	} else if (utf8_is_control(c)) {
		escape(cell, c);
	} else {
		cell->text = slice_take(rest, n);
		cell->width = (size_t)utf8_width(c);
	}
}

static bool next_cell(struct cells *cells, struct cell *cell)
{
	if (cells->at >= cells->piece.end)
		return false;
	cell->blank = false;
	cell->source.start = cells->at;
	cell->column = cells->column;
	if (!mask(cells, cell))
		code_point(cells, cell);
	cells->at = cell->source.end;
	cells->column += cell->width;
	return true;
}

/* What of the line is shown, in columns of the piece that is looked at. */
struct layout {
	struct span piece, marked;
	size_t mark, mark_end; /* columns */
	size_t left, right;
	size_t total;
	bool cut_left, cut_right;
};

/* An empty span marks the character that it stands before. */
static bool is_marked(const struct layout *layout, const struct cell *cell)
{
	struct span at = layout->marked;

	if (at.end == at.start)
		at.end++;
	return cell->source.start < at.end && at.start < cell->source.end;
}

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The bytes of the line to look at: all, or some around the finding. */
static void choose_piece(struct layout *layout, struct slice text,
			 struct span line)
{
	uint32_t start = layout->marked.start;
	struct span *piece = &layout->piece;

	*piece = line;
	if (line.end - line.start <= LOOK_BEHIND)
		return;
	if (start - line.start > LOOK_BEFORE)
		piece->start = start - LOOK_BEFORE;
	if (line.end - start > LOOK_BEHIND)
		piece->end = start + LOOK_BEHIND;
	for (int i = 1; i < UTF8_MAX && piece->start > line.start &&
			is_tail(text.at[piece->start]);
	     i++)
		piece->start--;
	for (int i = 1; i < UTF8_MAX && piece->end < line.end &&
			is_tail(text.at[piece->end]);
	     i++)
		piece->end++;
	layout->cut_left = piece->start > line.start;
	layout->cut_right = piece->end < line.end;
}

/* What stands farther behind the finding than a window is not measured. */
static void measure(struct layout *layout, struct slice text)
{
	struct cells cells;
	struct cell cell;
	bool any = false;

	cells_start(&cells, text, layout->piece);
	while (next_cell(&cells, &cell)) {
		if (any && cell.column > layout->mark_end + EXCERPT_COLUMNS)
			break;
		if (!is_marked(layout, &cell))
			continue;
		if (!any)
			layout->mark = cell.column;
		any = true;
		layout->mark_end = cell.column + cell.width;
	}
	layout->total = cells.column;
	if (!any)
		layout->mark = layout->mark_end = cells.column;
	/* A combining mark is seen in the column before. */
	if (any && layout->mark == layout->mark_end && layout->mark)
		layout->mark--;
}

static void choose_columns(struct layout *layout)
{
	layout->right = layout->total;
	if (layout->total <= EXCERPT_COLUMNS)
		return;
	if (layout->mark_end > EXCERPT_COLUMNS && layout->mark > KEEP_BEFORE)
		layout->left = layout->mark - KEEP_BEFORE;
	if (layout->left > layout->total - EXCERPT_COLUMNS)
		layout->left = layout->total - EXCERPT_COLUMNS;
	layout->right = layout->left + EXCERPT_COLUMNS;
	layout->cut_left |= layout->left > 0;
	layout->cut_right |= layout->right < layout->total;
}

static void append(struct excerpt *excerpt, struct slice text)
{
	memcpy(excerpt->text + excerpt->length, text.at, text.len);
	excerpt->length += text.len;
}

/*
 * A cell that the edge cuts is blank. Combining marks are dropped when they
 * would take the room of the columns that follow.
 */
static void append_cell(struct excerpt *excerpt, const struct layout *layout,
			const struct cell *cell)
{
	size_t end = cell->column + cell->width;

	if (!cell->width) {
		if (cell->column > layout->left &&
		    excerpt->length < EXCERPT_ROOM / 2 - UTF8_MAX)
			append(excerpt, cell->text);
		return;
	}
	if (!cell->blank && cell->column >= layout->left &&
	    end <= layout->right) {
		append(excerpt, cell->text);
		return;
	}
	for (size_t i = cell->column; i < end; i++)
		if (i >= layout->left && i < layout->right)
			append(excerpt, SLICE(" "));
}

static void render(struct excerpt *excerpt, const struct layout *layout,
		   struct slice text)
{
	struct cells cells;
	struct cell cell;
	bool any = false;

	if (layout->cut_left)
		append(excerpt, SLICE("…"));
	cells_start(&cells, text, layout->piece);
	while (next_cell(&cells, &cell) && cell.column <= layout->right) {
		bool marked = is_marked(layout, &cell);

		if (marked && !any)
			excerpt->marked = excerpt->length;
		append_cell(excerpt, layout, &cell);
		if (marked)
			excerpt->marked_end = excerpt->length;
		any |= marked;
	}
	if (!any)
		excerpt->marked = excerpt->marked_end = excerpt->length;
	if (layout->cut_right)
		append(excerpt, SLICE("…"));
}

bool excerpt_make(struct excerpt *excerpt, struct source *source,
		  struct span at)
{
	struct layout layout = { .left = 0 };
	struct span line;
	size_t end;

	if (!source->text.len)
		return false;
	line = source_line(source, at.start);
	excerpt->position = source_position(source, at.start);
	excerpt->length = excerpt->marked = excerpt->marked_end = 0;
	layout.marked.start = at.start < line.end ? at.start : line.end;
	layout.marked.end = at.end < line.end ? at.end : line.end;
	choose_piece(&layout, source->text, line);
	measure(&layout, source->text);
	choose_columns(&layout);
	render(excerpt, &layout, source->text);
	end = layout.mark_end < layout.right ? layout.mark_end : layout.right;
	excerpt->caret = layout.mark - layout.left + layout.cut_left;
	excerpt->caret_count = end > layout.mark ? end - layout.mark : 1;
	return true;
}
