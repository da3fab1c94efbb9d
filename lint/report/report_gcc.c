/*
 * One line per finding, as compilers print them, for editors that jump to
 * messages of gcc. These know "error", "warning" and "note", so a finding of
 * severity info is a note here.
 */
#include "report/report.h"

static const char *gcc_severity(enum severity severity)
{
	return severity == SEVERITY_INFO ? "note" : severity_name(severity);
}

static void print_notes(struct report *report, const char *file,
			struct result *result, const struct finding *finding)
{
	for (const struct note *note = finding->notes; note;
	     note = note->next) {
		struct position position;
		const char *where =
			report_note_place(result, note, file, &position);

		report_place(report->out, where, position);
		out_text(report->out, ": note: ");
		out_slice(report->out, note->message);
		out_char(report->out, '\n');
	}
}

static void print_finding(struct report *report, const char *file,
			  struct result *result, const struct finding *finding)
{
	struct out *out = report->out;

	report_place(out, file,
		     source_position(&result->source, finding->at.start));
	out_printf(out, ": %s: ", gcc_severity(finding->severity));
	out_slice(out, finding->message);
	out_text(out, " [");
	out_text(out, finding->rule->id);
	out_text(out, "]\n");
	print_notes(report, file, result, finding);
}

static void gcc_begin(struct report *report)
{
	(void)report;
}

static void gcc_file(struct report *report, const char *name,
		     struct result *result, const char *why)
{
	(void)why;
	for (size_t i = 0; result && i < result->finding_count; i++)
		if (report_shows(report, result->findings[i]))
			print_finding(report, name, result,
				      result->findings[i]);
}

static void gcc_end(struct report *report)
{
	(void)report;
}

const struct report_format report_format_gcc = {
	.name = "gcc",
	.summary = "one line per finding for editors; info is printed as note",
	.begin = gcc_begin,
	.file = gcc_file,
	.end = gcc_end,
};
