#include "report/map_line.h"

static void color(const struct drawing *drawing, const char *code)
{
	if (drawing->report->color)
		out_text(drawing->report->out, code);
}

void line_bold(struct drawing *drawing)
{
	color(drawing, "\033[1m");
}

void line_plain(struct drawing *drawing)
{
	color(drawing, "\033[0m");
}

void line_severity(struct drawing *drawing, enum severity severity)
{
	static const char *const codes[] = {
		[SEVERITY_OFF] = "",
		[SEVERITY_INFO] = "\033[1;36m",
		[SEVERITY_WARNING] = "\033[1;33m",
		[SEVERITY_ERROR] = "\033[1;31m",
	};

	color(drawing, codes[severity]);
}

bool line_open(struct drawing *drawing)
{
	/* A rule may report with each severity; one more ends the list. */
	drawing->marks = ARENA_ARRAY(drawing->map.arena, struct mark,
				     rule_count * SEVERITY_ERROR + 1);
	return drawing->marks;
}

static void forget_marks(struct drawing *drawing)
{
	for (struct mark *mark = drawing->marks; mark->rule; mark++)
		*mark = (struct mark){ .rule = NULL };
}

static void count_mark(struct drawing *drawing, const struct finding *finding)
{
	struct mark *mark = drawing->marks;

	while (mark->rule && (mark->rule != finding->rule ||
			      mark->severity != finding->severity))
		mark++;
	mark->rule = finding->rule;
	mark->severity = finding->severity;
	mark->count++;
}

static void put_letter(struct drawing *drawing)
{
	static const char *const letters[] = {
		[SEVERITY_OFF] = "",
		[SEVERITY_INFO] = "I",
		[SEVERITY_WARNING] = "W",
		[SEVERITY_ERROR] = "E",
	};
	enum severity worst = SEVERITY_OFF;

	for (const struct mark *mark = drawing->marks; mark->rule; mark++)
		if (mark->severity > worst)
			worst = mark->severity;
	if (worst == SEVERITY_OFF)
		return;
	line_severity(drawing, worst);
	pen_text(&drawing->pen, letters[worst]);
	line_plain(drawing);
}

void line_begin(struct drawing *drawing, const struct about *about,
		size_t indent)
{
	const struct map *map = &drawing->map;
	uint32_t number;

	forget_marks(drawing);
	for (size_t i = 0; i < LENGTH(about->elements); i++) {
		const struct finding *finding =
			map_first(map, about->elements[i], &number);

		for (; finding; finding = map_next(map, &number))
			count_mark(drawing, finding);
	}
	put_letter(drawing);
	pen_to(&drawing->pen, indent);
}

bool line_begin_others(struct drawing *drawing, size_t *count)
{
	const struct map *map = &drawing->map;
	const struct finding *finding;
	uint32_t number;

	forget_marks(drawing);
	*count = 0;
	for (finding = map_first_other(map, &number); finding;
	     finding = map_next(map, &number)) {
		count_mark(drawing, finding);
		++*count;
	}
	if (!*count)
		return false;
	put_letter(drawing);
	pen_to(&drawing->pen, LINE_HEADING);
	return true;
}

static size_t mark_width(const struct mark *mark)
{
	struct pen measure = { .out = NULL };

	pen_text(&measure, mark->rule->id);
	if (mark->count > 1)
		pen_printf(&measure, " x%zu", mark->count);
	return measure.column;
}

static void put_mark(struct drawing *drawing, const struct mark *mark,
		     bool first)
{
	struct pen *pen = &drawing->pen;
	size_t width = mark_width(mark) + sizeof("  [,") - 1;

	if (!first)
		pen_text(pen, ",");
	if (pen->column + width > LINE_WIDTH) {
		pen_end(pen);
		pen_to(pen, LINE_DEEPER + !first);
	} else {
		pen_text(pen, first ? "  " : " ");
	}
	if (first)
		pen_text(pen, "[");
	line_severity(drawing, mark->severity);
	pen_text(pen, mark->rule->id);
	line_plain(drawing);
	if (mark->count > 1)
		pen_printf(pen, " x%zu", mark->count);
}

/* The worst first; those of one severity by place. */
void line_mark(struct drawing *drawing)
{
	bool first = true;

	for (int i = SEVERITY_ERROR; i > SEVERITY_OFF; i--) {
		const struct mark *mark = drawing->marks;

		for (; mark->rule; mark++) {
			if (mark->severity != (enum severity)i)
				continue;
			put_mark(drawing, mark, first);
			first = false;
		}
	}
	if (!first)
		pen_text(&drawing->pen, "]");
	forget_marks(drawing);
}

void line_end(struct drawing *drawing)
{
	line_mark(drawing);
	pen_end(&drawing->pen);
}
