/*
 * Command line: what the user asked for.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/out.h"
#include "rule/engine.h"
#include "report/report.h"

enum command {
	COMMAND_LINT,
	COMMAND_HELP,
	COMMAND_VERSION,
	COMMAND_LIST_RULES,
	COMMAND_EXPLAIN,
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* One --cert-store [STORE=]FILE, or --http-sys FILE. */
struct option_listing {
	enum listing_kind kind;
	struct slice store; /* may be empty */
	/* The store, if neither the user nor the file names one. */
	struct slice store_hint;
	const char *path;
};

/* One --format NAME[:PATH]. */
struct option_format {
	const struct report_format *format;
	const char *path; /* null: standard output */
};

struct options {
	enum command command;
	const struct rule *explain;
	struct option_listing *listings;
	size_t listing_count;
	const char **schemas; /* --schema: files and directories */
	size_t schema_count;
	struct option_format *formats; /* at least one */
	size_t format_count;
	const char **inputs;
	size_t input_count;
	struct selection selection;
	enum severity min_severity, fail_on;
	enum color color;
	bool map; /* maps are drawn in place of reports */
	bool quiet;
	const char *stdin_name;
	const char *password_file; /* null: none */
	bool now_given;
	enum config_extent extent; /* --fragment */
	struct circumstances circumstances;
};

/*
 * Read the arguments. All memory is of the arena; strings of argv are kept.
 * False when something is wrong: it has been said on `errors` then.
 */
bool options_read(struct options *options, int argc, char **argv,
		  struct arena *arena, struct out *errors);

#endif
