#include "report/report.h"

const struct report_format *report_find(struct slice name)
{
	const struct report_format *const *format = report_formats;

	while (*format && !slice_is(name, (*format)->name))
		format++;
	return *format;
}

void report_fail(struct report *report)
{
	report->arena->failed = true;
}

bool report_shows(const struct report *report, const struct finding *finding)
{
	return finding->severity >= report->min;
}

const char *report_note_place(struct result *result, const struct note *note,
			      const char *file, struct position *position)
{
	if (note->file) {
		*position = (struct position){ note->line, 1 };
		return note->file;
	}
	*position = source_position(&result->source, note->at.start);
	return file;
}

void report_place(struct out *out, const char *file, struct position position)
{
	out_escaped(out, slice_of(file));
	out_printf(out, ":%u:%u", (unsigned)position.line,
		   (unsigned)position.column);
}
