#include "cli/run.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/listings.h"
#include "cli/options.h"
#include "cli/schemas.h"

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

/* What has been read of a server, for all its files. */
struct visit {
	const struct server *server; /* null: of none */
	struct schemas schemas;
	struct listings listings;
	bool own_schema, own_listings; /* else those of the run count */
	bool schema_bad;
	enum { LISTINGS_BEGUN, LISTINGS_FINE, LISTINGS_BAD } state;
};

struct run {
	const struct allocator *memory;
	struct arena arena;
	struct options options;
	struct vector inputs; /* struct input */
	struct slice password;
	struct listings listings; /* of the command line */
	struct schemas schemas;	  /* the same, or built in */
	struct visit visit;
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

/*
 * To be called before the first file is linted or reported. False when a
 * listing is of no use or a report cannot be written: then no file is
 * linted, for the findings would be wrong, and no report is begun.
 */
static bool ready(struct run *run)
{
	if (run->readiness == READY_UNKNOWN) {
		bool usable = listings_end(&run->listings, &run->errors);

		run->failed |= !usable;
		run->readiness =
			usable && open_outlets(run) ? READY_YES : READY_NO;
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

/* A file that was not checked, and why. */
static void fail_file(struct run *run, const char *name, const char *why)
{
	/* The listings' messages come first, whoever was faster. */
	if (!ready(run))
		return;
	complain(run, name, why);
	report_file(run, name, NULL, why);
}

static bool load_file(struct run *run, const char *path, const char *name,
		      const struct schema *schema, struct result *result)
{
	enum source_status status =
		source_load_xml(&result->source, path, name, run->memory);
	const char *why = source_problem(status);

	if (status == SOURCE_OK &&
	    result_read(result, schema, run->options.extent, run->memory))
		return true;
	fail_file(run, name, why);
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

static void check_file(struct run *run, const char *name, struct result *result,
		       const struct inventory *inventory)
{
	if (!result_lint(result, &run->options.selection, inventory,
			 &run->options.circumstances)) {
		fail_file(run, name, "out of memory");
		return;
	}
	if (!says_incomplete(result))
		complain(run, name,
			 "not well-formed, so it was not checked completely; "
			 "the rule that tells where is switched off");
	count_findings(run, result);
	report_file(run, name, result, NULL);
}

static void end_visit(struct visit *visit)
{
	if (visit->own_listings)
		listings_free(&visit->listings);
	if (visit->own_schema)
		schemas_free(&visit->schemas);
	*visit = (struct visit){ .server = NULL };
}

/* --schema DIR is what the user wants for all servers. */
static void read_schema(struct run *run, struct visit *visit)
{
	const struct options *options = &run->options;

	visit->own_schema = visit->server->schema && !run->schemas.replaced;
	if (visit->own_schema)
		visit->schema_bad =
			!schemas_load(&visit->schemas, run->memory,
				      options->circumstances.target,
				      options->schemas, options->schema_count,
				      visit->server->schema, &run->errors);
}

/* A server that has listings is checked against those, too. */
static void begin_listings(struct run *run, struct visit *visit)
{
	const struct options *options = &run->options;
	const struct server *server = visit->server;

	visit->own_listings = server->listing_count > 0;
	if (visit->own_listings)
		listings_begin(&visit->listings, run->memory, run->password,
			       options->listings, options->listing_count,
			       server->listings, server->listing_count);
}

/* The files of a server stand together, so only one is visited at a time. */
static void visit(struct run *run, const struct server *server)
{
	struct visit *visit = &run->visit;

	if (server == visit->server)
		return;
	end_visit(visit);
	visit->server = server;
	if (!server)
		return;
	read_schema(run, visit);
	if (!visit->schema_bad)
		begin_listings(run, visit);
}

/* What to lint a file of the server against; null: it cannot be used. */
static const struct inventory *find_inventory(struct run *run)
{
	struct visit *visit = &run->visit;

	if (!visit->own_listings)
		return &run->listings.inventory;
	if (visit->state == LISTINGS_BEGUN)
		visit->state = listings_end(&visit->listings, &run->errors)
				       ? LISTINGS_FINE
				       : LISTINGS_BAD;
	return visit->state == LISTINGS_FINE ? &visit->listings.inventory
					     : NULL;
}

static void lint_loaded(struct run *run, const char *name,
			struct result *result)
{
	const struct inventory *inventory = find_inventory(run);

	if (inventory)
		check_file(run, name, result, inventory);
	else
		fail_file(run, name,
			  "not checked, because a listing of its server "
			  "cannot be used");
}

static bool has_more(const struct server *server)
{
	return server && (server->schema || server->listing_count);
}

static void lint_input(struct run *run, const struct input *input)
{
	struct result result = { .arena.memory = run->memory };
	const struct schemas *schemas = &run->schemas;
	const char *name = input->path;

	if (!strcmp(name, "-"))
		name = run->options.stdin_name ? run->options.stdin_name
					       : "<stdin>";
	/* The common listings' messages come before those of a server. */
	if (has_more(input->server) && !ready(run))
		return;
	visit(run, input->server);
	if (run->visit.own_schema)
		schemas = &run->visit.schemas;
	if (run->visit.schema_bad)
		fail_file(run, name,
			  "not checked, because the schema of its server "
			  "cannot be used");
	else if (load_file(run, input->path, name, &schemas->schema, &result) &&
		 ready(run))
		lint_loaded(run, name, &result);
	result_free(&result);
}

static bool find_inputs(struct run *run)
{
	const struct options *options = &run->options;
	const char *wrong;

	vector_init(&run->inputs, run->memory, sizeof(struct input));
	if (!options->input_count) {
		wrong = inputs_add_default(&run->inputs, &run->arena);
		if (wrong)
			complain(run, NULL, wrong);
	}
	for (size_t i = 0; i < options->input_count; i++) {
		wrong = inputs_add(&run->inputs, &run->arena,
				   options->inputs[i]);
		if (wrong)
			complain(run, options->inputs[i], wrong);
	}
	return run->inputs.count && !arena_failed(&run->arena);
}

/* Leave no password behind in memory that others get. */
static void wipe(struct slice secret)
{
	OPENSSL_cleanse((char *)(uintptr_t)secret.at, secret.len);
}

static void wipe_source(const struct source *source)
{
	if (!source->mapped)
		wipe((struct slice){ source->bytes, source->byte_count });
	if (source->converted)
		wipe(source->text);
}

/* The first line of the file, else the variable; false: there is no file. */
static bool find_password(struct run *run)
{
	const char *path = run->options.password_file;
	const char *variable = getenv("IISLINT_PFX_PASSWORD");
	struct source source;
	enum source_status status;

	run->password =
		(struct slice){ variable, variable ? strlen(variable) : 0 };
	if (!path)
		return true;
	status = source_load_text(&source, path, path, run->memory);
	if (status == SOURCE_OK) {
		struct slice rest = source.text, line = { "", 0 };

		slice_cut_line(&rest, &line);
		run->password = arena_copy(&run->arena, line);
		wipe_source(&source);
	} else {
		complain(run, path, source_problem(status));
	}
	source_free(&source);
	return status == SOURCE_OK;
}

static void lint_inputs(struct run *run)
{
	const struct options *options = &run->options;
	const struct input *inputs = run->inputs.items;

	listings_begin(&run->listings, run->memory, run->password,
		       options->listings, options->listing_count, NULL, 0);
	for (size_t i = 0; i < run->inputs.count; i++)
		if (run->readiness != READY_NO)
			lint_input(run, &inputs[i]);
	for (size_t i = 0; i < run->outlet_count; i++)
		close_outlet(run, &run->outlets[i]);
	end_visit(&run->visit);
	listings_free(&run->listings);
}

static void lint(struct run *run)
{
	const struct options *options = &run->options;

	if (!options->now_given)
		run->options.circumstances.now = (int64_t)time(NULL);
	if (!find_password(run) || !find_inputs(run))
		return;
	if (schemas_load(&run->schemas, run->memory,
			 options->circumstances.target, options->schemas,
			 options->schema_count, NULL, &run->errors))
		lint_inputs(run);
	else
		run->failed = true;
	schemas_free(&run->schemas);
	if (options->password_file)
		wipe(run->password);
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
	struct run run = {
		.memory = memory,
		.output = output,
		.inputs.memory = memory,
	};

	arena_init(&run.arena, memory);
	out_init(&run.errors, out_to_stream, errors);
	if (!options_read(&run.options, argc, argv, &run.arena, &run.errors))
		run.failed = true;
	else if (run.options.command == COMMAND_LINT)
		lint(&run);
	else
		print(&run);
	if (arena_failed(&run.arena))
		complain(&run, NULL, "out of memory");
	vector_free(&run.inputs);
	arena_free(&run.arena);
	out_flush(&run.errors);
	if (run.failed)
		return STATUS_FAILED;
	return run.findings ? STATUS_FINDINGS : STATUS_CLEAN;
}
