#include "report/summary.h"

void summary_count(struct out *out, size_t count, const char *noun)
{
	out_printf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

struct count {
	enum severity severity;
	size_t count;
	const char *noun;
};

/* "2 errors, 1 warning"; false when all counts are zero. */
static bool print_counts(struct out *out, const struct count *counts,
			 enum severity from, enum severity below)
{
	bool any = false;

	for (; counts->noun; counts++) {
		if (!counts->count || counts->severity < from ||
		    counts->severity >= below)
			continue;
		if (any)
			out_text(out, ", ");
		summary_count(out, counts->count, counts->noun);
		any = true;
	}
	return any;
}

void summary_print(const struct report *report, size_t checked, size_t failed)
{
	const struct report_summary *summary = &report->summary;
	const struct count counts[] = {
		{ SEVERITY_ERROR, summary->errors, "error" },
		{ SEVERITY_WARNING, summary->warnings, "warning" },
		{ SEVERITY_INFO, summary->infos, "info" },
		{ .noun = NULL },
	};
	bool hidden = (report->min > SEVERITY_INFO && summary->infos) ||
		      (report->min > SEVERITY_WARNING && summary->warnings);
	struct out *out = report->out;

	if (!print_counts(out, counts, report->min, SEVERITY_ERROR + 1))
		out_text(out, "no findings");
	out_text(out, " in ");
	summary_count(out, checked, "file");
	if (hidden) {
		out_text(out, "; not shown: ");
		print_counts(out, counts, SEVERITY_INFO, report->min);
	}
	if (summary->suppressed)
		out_printf(out, ", %zu suppressed", summary->suppressed);
	if (failed) {
		out_text(out, "; ");
		summary_count(out, failed, "file");
		out_text(out, " could not be checked");
	}
	out_char(out, '\n');
}
