/*
 * Text for humans: message, excerpt with carets, help and notes, and a line
 * that sums up.
 *
 * Help that was printed for an earlier finding of the report, word for word,
 * is not repeated; the report remembers each different help once. Findings
 * of a rule beyond TOLD_MAX in a file are only counted.
 */
#include "base/table.h"
#include "report/excerpt.h"
#include "report/report.h"
#include "report/summary.h"

static const char reset[] = "\033[0m";
static const char bold[] = "\033[1m";
static const char green[] = "\033[1;32m";
static const char cyan[] = "\033[1;36m";

/* Columns before the line number of an excerpt. */
enum { GUTTER = 4 };

struct text_state {
	struct table helps; /* those already printed */
	size_t checked, failed;
	bool any;	  /* something has been printed */
	bool had_excerpt; /* by the finding before */
};

static void text_begin(struct report *report)
{
	struct text_state *state = ARENA_NEW(report->arena, struct text_state);

	if (state)
		table_init(&state->helps, report->arena, TABLE_EXACT, 0);
	report->state = state;
}

static void color(const struct report *report, const char *code)
{
	if (report->color)
		out_text(report->out, code);
}

static const char *severity_color(enum severity severity)
{
	if (severity == SEVERITY_ERROR)
		return "\033[1;31m";
	return severity == SEVERITY_WARNING ? "\033[1;33m" : cyan;
}

/* "FILE:LINE:COLUMN: WORD: " */
static void print_head(const struct report *report, const char *file,
		       struct position position, const char *word,
		       const char *word_color)
{
	color(report, bold);
	report_place(report->out, file, position);
	out_char(report->out, ':');
	color(report, reset);
	out_char(report->out, ' ');
	color(report, word_color);
	out_text(report->out, word);
	out_char(report->out, ':');
	color(report, reset);
	out_char(report->out, ' ');
}

static void print_message(const struct report *report, const char *file,
			  struct result *result, const struct finding *finding)
{
	print_head(report, file,
		   source_position(&result->source, finding->at.start),
		   severity_name(finding->severity),
		   severity_color(finding->severity));
	out_slice(report->out, finding->message);
	out_text(report->out, " [");
	out_text(report->out, finding->rule->id);
	out_text(report->out, "]\n");
}

static size_t digits(uint32_t number)
{
	return number < 10 ? 1 : 1 + digits(number / 10);
}

/* Returns the width of the gutter, for the lines that follow. */
static size_t print_excerpt(const struct report *report,
			    const struct excerpt *excerpt)
{
	struct out *out = report->out;
	size_t gutter = GUTTER + digits(excerpt->position.line) + 1;

	out_repeat(out, ' ', GUTTER);
	out_printf(out, "%u |", (unsigned)excerpt->position.line);
	if (excerpt->length)
		out_char(out, ' ');
	out_slice(out, excerpt_text(excerpt));
	out_char(out, '\n');
	out_repeat(out, ' ', gutter);
	out_text(out, "| ");
	out_repeat(out, ' ', excerpt->caret);
	color(report, green);
	out_char(out, '^');
	out_repeat(out, '~', excerpt->caret_count - 1);
	color(report, reset);
	out_char(out, '\n');
	return gutter;
}

/* Has this help been printed before? If not, it is from now on. */
static bool is_known(struct report *report, struct slice help)
{
	struct text_state *state = report->state;
	uint32_t ignored;

	if (table_get(&state->helps, help, &ignored))
		return true;
	table_add(&state->helps, arena_copy(report->arena, help), 0);
	return false;
}

/* The lines of the text one below the other, the first one here. */
static void print_lines(struct out *out, struct slice text, size_t indent)
{
	struct slice line;

	for (size_t i = 0; slice_cut(&text, '\n', &line); i++) {
		if (i)
			out_char(out, '\n');
		if (i && line.len)
			out_repeat(out, ' ', indent);
		out_slice(out, line);
	}
	out_char(out, '\n');
}

static void print_help(struct report *report, struct slice help, size_t gutter)
{
	static const char word[] = "= help: ";

	if (!help.len || is_known(report, help))
		return;
	out_repeat(report->out, ' ', gutter);
	color(report, bold);
	out_text(report->out, "= help:");
	color(report, reset);
	out_char(report->out, ' ');
	print_lines(report->out, help, gutter + sizeof(word) - 1);
}

static void print_notes(struct report *report, const char *file,
			struct result *result, const struct finding *finding)
{
	for (const struct note *note = finding->notes; note;
	     note = note->next) {
		struct position position;
		const char *where =
			report_note_place(result, note, file, &position);

		print_head(report, where, position, "note", cyan);
		out_slice(report->out, note->message);
		out_char(report->out, '\n');
	}
}

static void print_finding(struct report *report, const char *file,
			  struct result *result, const struct finding *finding)
{
	struct text_state *state = report->state;
	struct excerpt excerpt;
	bool has_excerpt = excerpt_make(&excerpt, &result->source, finding->at);
	size_t gutter = GUTTER;

	if (state->any && (has_excerpt || state->had_excerpt))
		out_char(report->out, '\n');
	state->any = true;
	state->had_excerpt = has_excerpt;
	print_message(report, file, result, finding);
	if (has_excerpt)
		gutter = print_excerpt(report, &excerpt);
	print_help(report, finding->help, gutter);
	print_notes(report, file, result, finding);
}

/* Findings of one rule that are not told. */
struct untold {
	const struct rule *rule;
	size_t count;
};

static void count_untold(struct untold *untold, const struct rule *rule)
{
	while (untold->rule && untold->rule != rule)
		untold++;
	untold->rule = rule;
	untold->count++;
}

/* "applicationHost.config: 98,000 more findings [rule-id]" */
static void print_untold(struct report *report, const char *file,
			 const struct untold *untold)
{
	struct out *out = report->out;

	for (; untold->rule; untold++) {
		out_char(out, '\n');
		color(report, bold);
		out_escaped(out, slice_of(file));
		out_char(out, ':');
		color(report, reset);
		out_printf(out,
			   " %zu more findings [%s]; other formats list "
			   "them all\n",
			   untold->count, untold->rule->id);
	}
}

static void print_findings(struct report *report, const char *file,
			   struct result *result)
{
	struct untold *untold =
		ARENA_ARRAY(report->arena, struct untold, rule_count + 1);

	for (size_t i = 0; untold && i < result->finding_count; i++) {
		const struct finding *finding = result->findings[i];

		if (!report_shows(report, finding))
			continue;
		if (!finding->untold)
			print_finding(report, file, result, finding);
		else
			count_untold(untold, finding->rule);
	}
	if (untold)
		print_untold(report, file, untold);
}

static void text_file(struct report *report, const char *name,
		      struct result *result, const char *why)
{
	struct text_state *state = report->state;

	(void)why;
	if (!state)
		return;
	state->checked += result != NULL;
	state->failed += !result;
	if (result && result->finding_count)
		print_findings(report, name, result);
}

static void text_end(struct report *report)
{
	const struct text_state *state = report->state;

	if (!state || report->quiet)
		return;
	if (state->any)
		out_char(report->out, '\n');
	summary_print(report, state->checked, state->failed);
}

const struct report_format report_format_text = {
	.name = "text",
	.summary = "for people: with excerpt, help and notes",
	.brief = true,
	.begin = text_begin,
	.file = text_file,
	.end = text_end,
};
