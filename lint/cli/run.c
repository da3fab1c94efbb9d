#include "cli/run.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/options.h"

/* One report on its way: to standard output, or to a file of its own. */
struct outlet {
	struct report report;
	const struct report_format *format;
	struct arena arena;
	struct out out;
	FILE *file;
	const char *path;    /* null: standard output */
	const char *partial; /* written first, then renamed to path */
};

struct run {
	const struct allocator *memory;
	struct arena arena;
	struct options options;
	struct inventory inventory;
	struct arena listing_arena; /* of the inventory alone: see `beside` */
	pthread_t thread;
	bool beside; /* the listings are read by a thread of their own */
	bool listings_bad;
	enum { READY_UNKNOWN, READY_YES, READY_NO } readiness;
	struct out errors;
	FILE *output;
	struct outlet *outlets;
	size_t outlet_count;
	struct report_summary summary;
	bool findings; /* one at or above --fail-on */
	bool failed;
};

static void complain(struct run *run, const char *name, const char *text)
{
	out_text(&run->errors, "iislint: ");
	if (name) {
		out_escaped(&run->errors, slice_of(name));
		out_text(&run->errors, ": ");
	}
	out_escaped(&run->errors, slice_of(text));
	out_char(&run->errors, '\n');
	run->failed = true;
}

static bool use_color(const struct run *run)
{
	const char *none = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	if (run->options.color != COLOR_AUTO)
		return run->options.color == COLOR_ALWAYS;
	return isatty(fileno(run->output)) && !(none && *none) && terminal &&
	       strcmp(terminal, "dumb");
}

static bool open_outlet(struct run *run, struct outlet *outlet,
			const struct option_format *option)
{
	outlet->format = option->format;
	outlet->path = option->path;
	outlet->file = run->output;
	if (option->path) {
		outlet->partial =
			arena_printf(&run->arena, "%s.partial", option->path)
				.at;
		outlet->file = fopen(outlet->partial, "wb");
	}
	if (!outlet->file) {
		complain(run, outlet->partial, strerror(errno));
		return false;
	}
	arena_init(&outlet->arena, run->memory);
	out_init(&outlet->out, out_to_stream, outlet->file);
	outlet->report = (struct report){
		.out = &outlet->out,
		.arena = &outlet->arena,
		.color = !option->path && use_color(run),
		.quiet = run->options.quiet,
		.min = run->options.min_severity,
	};
	outlet->format->begin(&outlet->report);
	return true;
}

static bool open_outlets(struct run *run)
{
	size_t count = run->options.format_count;

	run->outlets = ARENA_ARRAY(&run->arena, struct outlet, count);
	for (size_t i = 0; run->outlets && i < count; i++) {
		if (!open_outlet(run, &run->outlets[i],
				 &run->options.formats[i]))
			return false;
		run->outlet_count++;
	}
	return run->outlets;
}

/* A report that was not written completely does not get its name. */
static void close_outlet(struct run *run, struct outlet *outlet)
{
	const char *name = outlet->path ? outlet->path : "standard output";
	bool written;

	outlet->report.summary = run->summary;
	outlet->format->end(&outlet->report);
	written = out_flush(&outlet->out);
	if (!written)
		complain(run, name, strerror(outlet->out.error));
	if (arena_failed(&outlet->arena)) {
		complain(run, name, "out of memory");
		written = false;
	}
	if (outlet->path && fclose(outlet->file) && written) {
		complain(run, name, strerror(errno));
		written = false;
	}
	if (outlet->path && (!written || rename(outlet->partial, name))) {
		if (written)
			complain(run, name, strerror(errno));
		remove(outlet->partial);
	}
	arena_free(&outlet->arena);
}

static void print_message(struct run *run,
			  const struct listing_message *message)
{
	const struct listing *listings = run->inventory.listings.items;

	out_text(&run->errors, "iislint: ");
	out_escaped(&run->errors, slice_of(listings[message->listing].path));
	if (message->line)
		out_printf(&run->errors, ":%u", (unsigned)message->line);
	out_text(&run->errors, message->error ? ": " : ": warning: ");
	out_escaped(&run->errors, message->text);
	out_char(&run->errors, '\n');
}

/* Listings from this size on are read beside the first config. */
enum { LISTING_BESIDE_MIN = 1 << 20 };

static void *read_listings(void *context)
{
	struct run *run = context;

	for (size_t i = 0; i < run->options.listing_count; i++) {
		const struct option_listing *listing =
			&run->options.listings[i];

		if (!inventory_read(&run->inventory, listing->path,
				    listing->kind, listing->store))
			run->listings_bad = true;
	}
	return NULL;
}

static bool worth_a_thread(const struct options *options)
{
	off_t total = 0;
	struct stat info;

	for (size_t i = 0; i < options->listing_count; i++)
		if (!stat(options->listings[i].path, &info))
			total += info.st_size;
	return total >= LISTING_BESIDE_MIN;
}

static void begin_listings(struct run *run)
{
	run->beside = worth_a_thread(&run->options) &&
		      !pthread_create(&run->thread, NULL, read_listings, run);
	if (!run->beside)
		read_listings(run);
}

static void end_listings(struct run *run)
{
	const struct listing_message *messages;

	if (run->beside)
		pthread_join(run->thread, NULL);
	messages = run->inventory.messages.items;
	for (size_t i = 0; i < run->inventory.messages.count; i++)
		print_message(run, &messages[i]);
	if (arena_failed(&run->listing_arena))
		complain(run, NULL, "out of memory");
	if (run->listings_bad)
		run->failed = true;
}

/*
 * To be called before the first file is linted or reported. False when a
 * listing is of no use or a report cannot be written: then no file is
 * linted, for the findings would be wrong, and no report is begun.
 */
static bool ready(struct run *run)
{
	if (run->readiness == READY_UNKNOWN) {
		end_listings(run);
		run->readiness = run->listings_bad || !open_outlets(run)
					 ? READY_NO
					 : READY_YES;
	}
	return run->readiness == READY_YES;
}

static void count_findings(struct run *run, const struct result *result)
{
	run->summary.errors += result->errors;
	run->summary.warnings += result->warnings;
	run->summary.infos += result->infos;
	for (size_t i = 0; i < result->finding_count; i++)
		if (result->findings[i]->severity >= run->options.fail_on)
			run->findings = true;
}

static void report_file(struct run *run, const char *name,
			struct result *result, const char *why)
{
	run->summary.files++;
	for (size_t i = 0; i < run->outlet_count; i++) {
		struct outlet *outlet = &run->outlets[i];

		outlet->format->file(&outlet->report, name, result, why);
	}
}

static bool load_file(struct run *run, const char *path, const char *name,
		      struct result *result)
{
	enum source_status status =
		source_load_xml(&result->source, path, name, run->memory);
	const char *why =
		status == SOURCE_DIRECTORY
			? "is a directory; name the applicationHost.config in it"
			: source_problem(status);

	if (status == SOURCE_OK && result_read(result, run->memory))
		return true;
	/* The listings' messages come first, whoever was faster. */
	if (ready(run)) {
		complain(run, name, why);
		report_file(run, name, NULL, why);
	}
	return false;
}

/*
 * What could not be parsed was not checked. If the rules that say so are
 * switched off, that must not look like a clean file.
 */
static bool says_incomplete(const struct result *result)
{
	if (result->document.error.fault == XML_FINE)
		return true;
	for (size_t i = 0; i < result->finding_count; i++)
		if (!result->findings[i]->element)
			return true;
	return false;
}

static void check_file(struct run *run, const char *name, struct result *result)
{
	if (!ready(run))
		return;
	if (!result_lint(result, &run->options.selection, &run->inventory,
			 &run->options.circumstances)) {
		complain(run, name, "out of memory");
		report_file(run, name, NULL, "out of memory");
		return;
	}
	if (!says_incomplete(result))
		complain(run, name,
			 "not well-formed, so it was not checked completely; "
			 "the rule that tells where is switched off");
	count_findings(run, result);
	report_file(run, name, result, NULL);
}

static void lint_file(struct run *run, const char *path)
{
	struct result result = { .arena.memory = run->memory };
	const char *name = path;

	if (!strcmp(path, "-"))
		name = run->options.stdin_name ? run->options.stdin_name
					       : "<stdin>";
	if (load_file(run, path, name, &result))
		check_file(run, name, &result);
	result_free(&result);
}

static bool find_inputs(struct run *run)
{
	struct options *options = &run->options;
	const char *found;

	if (options->input_count)
		return true;
	found = input_default(&run->arena);
	if (!found) {
		complain(run, NULL,
			 "nothing to check: there is no applicationHost.config "
			 "in this directory; name a file (on a server it is "
			 "%windir%\\System32\\inetsrv\\config\\"
			 "applicationHost.config), or see iislint --help");
		return false;
	}
	/* There is room: the arguments hold at least the program's name. */
	options->inputs[options->input_count++] = found;
	return true;
}

static void lint(struct run *run)
{
	if (!run->options.now_given)
		run->options.circumstances.now = (int64_t)time(NULL);
	if (!find_inputs(run))
		return;
	begin_listings(run);
	for (size_t i = 0; i < run->options.input_count; i++)
		if (run->readiness != READY_NO)
			lint_file(run, run->options.inputs[i]);
	for (size_t i = 0; i < run->outlet_count; i++)
		close_outlet(run, &run->outlets[i]);
}

static void print(struct run *run)
{
	struct out *out = ARENA_NEW(&run->arena, struct out);

	if (!out)
		return;
	out_init(out, out_to_stream, run->output);
	if (run->options.command == COMMAND_VERSION)
		help_version(out);
	else if (run->options.command == COMMAND_LIST_RULES)
		help_rules(out);
	else if (run->options.command == COMMAND_EXPLAIN)
		help_explain(out, run->options.explain);
	else
		help_print(out);
	if (!out_flush(out))
		complain(run, "standard output", strerror(out->error));
}

int iislint_run(int argc, char **argv, FILE *output, FILE *errors,
		const struct allocator *memory)
{
	struct run run = { .memory = memory, .output = output };

	arena_init(&run.arena, memory);
	out_init(&run.errors, out_to_stream, errors);
	arena_init(&run.listing_arena, memory);
	inventory_init(&run.inventory, &run.listing_arena);
	if (!options_read(&run.options, argc, argv, &run.arena, &run.errors))
		run.failed = true;
	else if (run.options.command == COMMAND_LINT)
		lint(&run);
	else
		print(&run);
	if (arena_failed(&run.arena))
		complain(&run, NULL, "out of memory");
	inventory_free(&run.inventory);
	arena_free(&run.listing_arena);
	arena_free(&run.arena);
	out_flush(&run.errors);
	if (run.failed)
		return STATUS_FAILED;
	return run.findings ? STATUS_FINDINGS : STATUS_CLEAN;
}
