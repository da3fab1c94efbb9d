/*
 * Reports: one file per output format. A format defines
 *
 *     const struct report_format report_format_NAME = { .name = …, … };
 *
 * in report_NAME.c and is found by its file name; no list needs an edit.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/out.h"
#include "rule/engine.h"

struct report_summary {
	size_t files, errors, warnings, infos, suppressed;
};

struct report {
	struct out *out;
	/*
	 * Of the report, for what it must remember. Its owner asks
	 * arena_failed() at the end: a format that runs out of memory in any
	 * other way calls report_fail(), which says it there.
	 */
	struct arena *arena;
	bool color;
	bool quiet;		       /* findings only, no summary */
	enum severity min;	       /* findings below it are not shown */
	struct report_summary summary; /* complete when end() is called */
	void *state;		       /* of the format */
};

struct report_format {
	const char *name;
	const char *summary; /* one line for --help */
	bool brief;	     /* does well without messages beyond TOLD_MAX */
	void (*begin)(struct report *report);
	/*
	 * One file, in the order of the command line. `result` is null when
	 * the file could not be checked; `why` tells then.
	 */
	void (*file)(struct report *report, const char *name,
		     struct result *result, const char *why);
	void (*end)(struct report *report);
};

/* All formats; generated. Ends with a null pointer. */
extern const struct report_format *const report_formats[];

const struct report_format *report_find(struct slice name);

/* What the formats share. */

/* No memory: the report is not complete. */
void report_fail(struct report *report);

/* Is the finding to be shown, by its severity? */
bool report_shows(const struct report *report, const struct finding *finding);

/*
 * Where a note stands. `file` is the name of the linted file as it was given
 * to the format; the result is it or the name of a listing.
 */
const char *report_note_place(struct result *result, const struct note *note,
			      const char *file, struct position *position);

/*
 * "FILE:LINE:COLUMN", the file's name escaped.
 */
void report_place(struct out *out, const char *file, struct position position);

#endif
