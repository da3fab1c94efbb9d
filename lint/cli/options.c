#include "cli/options.h"

#include <getopt.h>
#include <string.h>

#include "cert/date.h"
#include "report/map.h"

/* A century: more is a mistake. */
enum { EXPIRING_DAYS_MAX = 36500 };

enum {
	OPT_CERT_STORE = 256,
	OPT_COLOR,
	OPT_DISABLE,
	OPT_ENABLE,
	OPT_EXPIRING_DAYS,
	OPT_EXPLAIN,
	OPT_FAIL_ON,
	OPT_FORMAT,
	OPT_FRAGMENT,
	OPT_HTTP_SYS,
	OPT_LIST_RULES,
	OPT_MAP,
	OPT_MIN_SEVERITY,
	OPT_NOW,
	OPT_PASSWORD_FILE,
	OPT_PROFILE,
	OPT_SCHEMA,
	OPT_SEVERITY,
	OPT_STDIN_FILENAME,
	OPT_TARGET,
};

static const struct option table[] = {
	{ "cert-store", required_argument, NULL, OPT_CERT_STORE },
	{ "color", required_argument, NULL, OPT_COLOR },
	{ "disable", required_argument, NULL, OPT_DISABLE },
	{ "enable", required_argument, NULL, OPT_ENABLE },
	{ "expiring-days", required_argument, NULL, OPT_EXPIRING_DAYS },
	{ "explain", required_argument, NULL, OPT_EXPLAIN },
	{ "fail-on", required_argument, NULL, OPT_FAIL_ON },
	{ "format", required_argument, NULL, OPT_FORMAT },
	{ "fragment", no_argument, NULL, OPT_FRAGMENT },
	{ "help", no_argument, NULL, 'h' },
	{ "http-sys", required_argument, NULL, OPT_HTTP_SYS },
	{ "list-rules", no_argument, NULL, OPT_LIST_RULES },
	{ "map", no_argument, NULL, OPT_MAP },
	{ "min-severity", required_argument, NULL, OPT_MIN_SEVERITY },
	{ "now", required_argument, NULL, OPT_NOW },
	{ "password-file", required_argument, NULL, OPT_PASSWORD_FILE },
	{ "profile", required_argument, NULL, OPT_PROFILE },
	{ "quiet", no_argument, NULL, 'q' },
	{ "schema", required_argument, NULL, OPT_SCHEMA },
	{ "severity", required_argument, NULL, OPT_SEVERITY },
	{ "stdin-filename", required_argument, NULL, OPT_STDIN_FILENAME },
	{ "target", required_argument, NULL, OPT_TARGET },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

/* A choice of rules, kept until the profiles are known. */
struct choice {
	int option;
	const char *text;
};

struct reading {
	struct options *options;
	struct arena *arena;
	struct out *errors;
	unsigned profiles;
	struct choice *choices;
	size_t choice_count;
};

static bool complain(struct reading *reading, const char *text,
		     const char *value)
{
	out_text(reading->errors, "iislint: ");
	out_text(reading->errors, text);
	if (value) {
		out_text(reading->errors, " '");
		out_escaped(reading->errors, slice_of(value));
		out_char(reading->errors, '\'');
	}
	out_text(reading->errors, "; see iislint --help\n");
	return false;
}

/*
 * STORE=FILE when what stands before the first "=" can be the name of a
 * store; a path that has a "=" is written ./a=b.
 */
static void read_listing(struct reading *reading, const char *text)
{
	struct options *options = reading->options;
	struct option_listing *listing =
		&options->listings[options->listing_count++];
	size_t end = slice_find(slice_of(text), '=');

	listing->path = text;
	if (end == SIZE_MAX || end == 0)
		return;
	for (size_t i = 0; i < end; i++)
		if (strchr("/\\.:", text[i]))
			return;
	listing->store = (struct slice){ text, end };
	listing->path = text + end + 1;
}

static void read_http_sys(struct reading *reading, const char *path)
{
	struct options *options = reading->options;

	options->listings[options->listing_count++] = (struct option_listing){
		.kind = LISTING_HTTP_SYS,
		.store = { "", 0 },
		.path = path,
	};
}

static bool read_format(struct reading *reading, const char *text)
{
	struct options *options = reading->options;
	struct option_format *format =
		&options->formats[options->format_count++];
	size_t colon = slice_find(slice_of(text), ':');

	format->format = report_find(slice_take(slice_of(text), colon));
	if (!format->format)
		return complain(reading, "unknown format", text);
	if (colon != SIZE_MAX)
		format->path = text + colon + 1;
	return true;
}

static bool read_profiles(struct reading *reading, const char *text)
{
	struct slice rest = slice_of(text), name;

	while (slice_cut(&rest, ',', &name)) {
		unsigned bit;

		if (!profile_parse(slice_trim(name), &bit))
			return complain(reading, "unknown profile in", text);
		reading->profiles |= bit;
	}
	return true;
}

static bool read_level(struct reading *reading, const char *text,
		       enum severity *severity)
{
	if (severity_parse(slice_of(text), severity) &&
	    *severity != SEVERITY_OFF)
		return true;
	return complain(reading,
			"the level must be error, warning or info, not", text);
}

static bool read_color(struct reading *reading, const char *text)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (size_t i = 0; i < LENGTH(names); i++) {
		if (!strcmp(text, names[i])) {
			reading->options->color = (enum color)i;
			return true;
		}
	}
	return complain(reading, "--color takes auto, always or never, not",
			text);
}

/* The middle of the range: a date without a zone counts as UTC. */
static bool read_now(struct reading *reading, const char *text)
{
	struct cert_time time;

	if (!date_parse_iso(slice_of(text), &time))
		return complain(reading,
				"--now takes a date such as 2026-01-31 or "
				"2026-01-31T10:15:00Z, not",
				text);
	reading->options->now_given = true;
	reading->options->circumstances.now =
		time.earliest + (time.latest - time.earliest) / 2;
	return true;
}

static bool read_expiring_days(struct reading *reading, const char *text)
{
	uint32_t days;

	if (!slice_u32(slice_of(text), &days) || days > EXPIRING_DAYS_MAX)
		return complain(reading,
				"--expiring-days takes a number of days up to "
				"36500, not",
				text);
	reading->options->circumstances.expiring_days = days;
	return true;
}

static bool read_target(struct reading *reading, const char *text)
{
	return target_parse(slice_of(text),
			    &reading->options->circumstances.target) ||
	       complain(reading,
			"--target takes 7.0, 7.5, 8.0, 8.5, 10.0, 10-1709, "
			"10-1809, 2022, 2025 or express, not",
			text);
}

/* It is read again for each snapshot that has a schema: no standard input. */
static bool read_schema(struct reading *reading, const char *text)
{
	struct options *options = reading->options;

	if (!*text || !strcmp(text, "-"))
		return complain(reading,
				"--schema takes a file or a directory, not",
				text);
	options->schemas[options->schema_count++] = text;
	return true;
}

static bool read_explain(struct reading *reading, const char *text)
{
	reading->options->command = COMMAND_EXPLAIN;
	reading->options->explain = rule_find(slice_of(text));
	return reading->options->explain ||
	       complain(reading, "there is no rule", text);
}

static void add_choice(struct reading *reading, int option, const char *text)
{
	reading->choices[reading->choice_count++] =
		(struct choice){ option, text };
}

static bool read_option(struct reading *reading, int option, const char *value)
{
	struct options *options = reading->options;

	switch (option) {
	case OPT_CERT_STORE:
		read_listing(reading, value);
		return true;
	case OPT_COLOR:
		return read_color(reading, value);
	case OPT_DISABLE:
	case OPT_ENABLE:
	case OPT_SEVERITY:
		add_choice(reading, option, value);
		return true;
	case OPT_EXPIRING_DAYS:
		return read_expiring_days(reading, value);
	case OPT_EXPLAIN:
		return read_explain(reading, value);
	case OPT_FAIL_ON:
		return read_level(reading, value, &options->fail_on);
	case OPT_FORMAT:
		return read_format(reading, value);
	case OPT_FRAGMENT:
		options->extent = CONFIG_FRAGMENT;
		return true;
	case OPT_HTTP_SYS:
		read_http_sys(reading, value);
		return true;
	case OPT_LIST_RULES:
		options->command = COMMAND_LIST_RULES;
		return true;
	case OPT_MAP:
		options->map = true;
		return true;
	case OPT_MIN_SEVERITY:
		return read_level(reading, value, &options->min_severity);
	case OPT_NOW:
		return read_now(reading, value);
	case OPT_PASSWORD_FILE:
		options->password_file = value;
		return true;
	case OPT_PROFILE:
		return read_profiles(reading, value);
	case OPT_SCHEMA:
		return read_schema(reading, value);
	case OPT_STDIN_FILENAME:
		options->stdin_name = value;
		return true;
	case OPT_TARGET:
		return read_target(reading, value);
	case 'q':
		options->quiet = true;
		return true;
	case 'h':
		options->command = COMMAND_HELP;
		return true;
	default:
		options->command = COMMAND_VERSION;
		return true;
	}
}

/* RULE=LEVEL, with "off" as a level. */
static bool apply_severity(struct reading *reading, const char *text)
{
	struct slice rest = slice_of(text), id;
	const struct rule *rule;
	enum severity severity;

	slice_cut(&rest, '=', &id);
	rule = rule_find(id);
	if (!rule)
		return complain(reading,
				"--severity: there is no such rule:", text);
	if (!rest.at || !severity_parse(rest, &severity))
		return complain(reading,
				"--severity takes RULE=error, warning, info or "
				"off, not",
				text);
	selection_set(&reading->options->selection, rule, severity);
	return true;
}

static bool apply_switch(struct reading *reading, const struct choice *choice)
{
	struct slice rest = slice_of(choice->text), id;

	while (slice_cut(&rest, ',', &id)) {
		const struct rule *rule = rule_find(slice_trim(id));

		if (!rule)
			return complain(reading, "there is no such rule in",
					choice->text);
		selection_switch(&reading->options->selection, rule,
				 choice->option == OPT_ENABLE);
	}
	return true;
}

/* Profiles first, then what was chosen, in the order of the command line. */
static bool apply_choices(struct reading *reading)
{
	struct selection *selection = &reading->options->selection;

	if (!selection_init(selection, reading->arena, reading->profiles))
		return complain(reading, "out of memory", NULL);
	for (size_t i = 0; i < reading->choice_count; i++) {
		const struct choice *choice = &reading->choices[i];

		if (choice->option == OPT_SEVERITY
			    ? !apply_severity(reading, choice->text)
			    : !apply_switch(reading, choice))
			return false;
	}
	return true;
}

/* A map in place of each report. */
static bool choose_maps(struct reading *reading)
{
	struct options *options = reading->options;

	for (size_t i = 0; options->map && i < options->format_count; i++) {
		const struct report_format **format =
			&options->formats[i].format;
		const char *name = (*format)->name;

		*format = map_format(*format);
		if (!*format)
			return complain(reading,
					"--map has the formats text and json, "
					"not",
					name);
	}
	return true;
}

/* Only one report can have standard output; without any, text gets it. */
static bool check_formats(struct reading *reading)
{
	struct options *options = reading->options;
	size_t to_stdout = 0;

	for (size_t i = 0; i < options->format_count; i++) {
		to_stdout += !options->formats[i].path;
		if (options->formats[i].path && !*options->formats[i].path)
			return complain(reading,
					"--format: the path behind ':' is "
					"empty",
					NULL);
	}
	if (to_stdout > 1)
		return complain(reading,
				"only one --format can go to standard output; "
				"give the others a path (NAME:PATH)",
				NULL);
	if (!options->format_count)
		options->formats[options->format_count++].format =
			report_find(SLICE("text"));
	if (!choose_maps(reading))
		return false;
	options->selection.brief = true;
	for (size_t i = 0; i < options->format_count; i++)
		options->selection.brief &= options->formats[i].format->brief;
	return true;
}

/* Standard input can be read once. */
static bool check_stdin(struct reading *reading)
{
	const struct options *options = reading->options;
	size_t uses = 0;

	for (size_t i = 0; i < options->input_count; i++)
		uses += !strcmp(options->inputs[i], "-");
	for (size_t i = 0; i < options->listing_count; i++)
		uses += !strcmp(options->listings[i].path, "-");
	return uses < 2 ||
	       complain(reading, "standard input is given twice", NULL);
}

static bool make_room(struct reading *reading, size_t count)
{
	struct options *options = reading->options;
	struct arena *arena = reading->arena;

	options->listings = ARENA_ARRAY(arena, struct option_listing, count);
	options->formats = ARENA_ARRAY(arena, struct option_format, count + 1);
	options->inputs = ARENA_ARRAY(arena, const char *, count);
	options->schemas = ARENA_ARRAY(arena, const char *, count);
	reading->choices = ARENA_ARRAY(arena, struct choice, count);
	if (arena_failed(arena))
		return complain(reading, "out of memory", NULL);
	return true;
}

/* What getopt_long() did not like, in our words. */
static bool bad_option(struct reading *reading, int option, const char *text)
{
	return complain(reading,
			option == ':' ? "a value must follow option"
				      : "unknown or ambiguous option",
			text);
}

bool options_read(struct options *options, int argc, char **argv,
		  struct arena *arena, struct out *errors)
{
	struct reading reading = { options, arena, errors,
				   .profiles = PROFILE_DEFAULT };
	int option;

	*options = (struct options){
		.min_severity = SEVERITY_INFO,
		.fail_on = SEVERITY_WARNING,
		.circumstances.expiring_days = EXPIRING_DAYS_DEFAULT,
	};
	if (!make_room(&reading, (size_t)argc))
		return false;
	opterr = 0;
	optind = 1;
	while ((option = getopt_long(argc, argv, ":hqV", table, NULL)) != -1) {
		if (option == '?' || option == ':')
			return bad_option(&reading, option, argv[optind - 1]);
		if (!read_option(&reading, option, optarg))
			return false;
	}
	for (int i = optind; i < argc; i++)
		options->inputs[options->input_count++] = argv[i];
	return apply_choices(&reading) && check_formats(&reading) &&
	       check_stdin(&reading);
}
