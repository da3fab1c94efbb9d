/*
 * Reports: one file per output format. A format defines
 *
 *     const struct report_format report_FORMAT = { .name = …, … };
 *
 * in report_FORMAT.c and is found by its file name; no list needs an edit.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/out.h"
#include "rule/engine.h"

enum file_status { FILE_CHECKED, FILE_FAILED };

struct report_summary {
	size_t files, errors, warnings, infos, suppressed;
};

struct report {
	struct out *out;
	struct arena *arena; /* of the report, for what it must remember */
	bool color;
	bool quiet;		       /* findings only, no summary */
	enum severity min;	       /* findings below it are not shown */
	struct report_summary summary; /* complete when end() is called */
	void *state;		       /* of the format */
};

struct report_format {
	const char *name;
	const char *summary; /* one line for --help */
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

#endif
