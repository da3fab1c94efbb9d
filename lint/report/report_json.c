/*
 * JSON report, version 1: the format that iislint promises to keep. Fields
 * are only ever added.
 */
#include <jansson.h>

#include "report/json.h"
#include "report/report.h"
#include "rule/version.h"

/* What became of a file; listed behind the findings. */
struct json_file {
	struct slice name;
	struct slice why; /* if it could not be checked */
	bool failed;
	struct json_file *next;
};

struct json_state {
	bool found; /* a finding has been written */
	struct json_file *files, **last;
};

static void json_begin(struct report *report)
{
	struct json_state *state = ARENA_NEW(report->arena, struct json_state);

	if (state)
		state->last = &state->files;
	report->state = state;
	out_text(report->out, "{\"version\":1,\n\"tool\":");
	json_write(report, json_pack("{s:s, s:s}", "name", "iislint", "version",
				     iislint_version));
	out_text(report->out, ",\n\"findings\":[");
}

static json_t *json_name(const struct report *report, const char *text)
{
	return json_text(report, slice_of(text));
}

static json_t *json_note(const struct report *report, struct result *result,
			 const struct note *note, const char *file)
{
	struct position position;
	const char *where = report_note_place(result, note, file, &position);

	return json_pack("{s:o, s:o, s:I, s:I}", "message",
			 json_text(report, note->message), "file",
			 json_name(report, where), "line",
			 (json_int_t)position.line, "column",
			 (json_int_t)position.column);
}

/* Null when there is no memory. */
static json_t *json_related(const struct report *report, struct result *result,
			    const struct finding *finding, const char *file)
{
	json_t *related = json_array();

	for (const struct note *note = finding->notes; related && note;
	     note = note->next) {
		if (json_array_append_new(
			    related, json_note(report, result, note, file))) {
			json_decref(related);
			related = NULL;
		}
	}
	return related;
}

/* The element's path; empty for a finding about the file as a whole. */
static json_t *json_path(struct report *report, const struct result *result,
			 const struct finding *finding)
{
	struct arena scratch;
	struct slice path = { "", 0 };
	json_t *text;

	arena_init(&scratch, report->arena->memory);
	if (finding->element)
		path = config_path(&result->document, finding->element,
				   &scratch);
	text = arena_failed(&scratch) ? NULL : json_text(report, path);
	arena_free(&scratch);
	return text;
}

static json_t *json_finding(struct report *report, const char *file,
			    struct result *result,
			    const struct finding *finding)
{
	const struct rule *rule = finding->rule;
	struct span at = finding->at;
	struct position start = source_position(&result->source, at.start);
	struct position end = source_position(&result->source, at.end);

	return json_pack(
		"{s:s, s:s, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:I, "
		"s:o, s:o}",
		"rule", rule->id, "severity", severity_name(finding->severity),
		"message", json_text(report, finding->message), "help",
		json_text(report, finding->help), "url",
		json_name(report, rule->references[0]), "file",
		json_name(report, file), "line", (json_int_t)start.line,
		"column", (json_int_t)start.column, "endLine",
		(json_int_t)end.line, "endColumn", (json_int_t)end.column,
		"offset", (json_int_t)at.start, "length",
		(json_int_t)(at.end - at.start), "path",
		json_path(report, result, finding), "related",
		json_related(report, result, finding, file));
}

static void remember(struct report *report, const char *name, const char *why,
		     bool failed)
{
	struct json_state *state = report->state;
	struct json_file *file = ARENA_NEW(report->arena, struct json_file);

	if (!file)
		return;
	file->name = arena_copy(report->arena, slice_of(name));
	file->why = arena_copy(report->arena, slice_of(why));
	file->failed = failed;
	*state->last = file;
	state->last = &file->next;
}

static void json_add_file(struct report *report, const char *name,
			  struct result *result, const char *why)
{
	struct json_state *state = report->state;

	if (!state)
		return;
	for (size_t i = 0; result && i < result->finding_count; i++) {
		const struct finding *finding = result->findings[i];

		if (!report_shows(report, finding))
			continue;
		out_text(report->out, state->found ? ",\n" : "\n");
		state->found = true;
		json_write(report, json_finding(report, name, result, finding));
	}
	remember(report, name, why, !result);
}

static void write_files(struct report *report, const struct json_file *file)
{
	for (; file; file = file->next) {
		out_char(report->out, '\n');
		if (file->failed)
			json_write(report,
				   json_pack("{s:o, s:s, s:o}", "file",
					     json_text(report, file->name),
					     "status", "failed", "message",
					     json_text(report, file->why)));
		else
			json_write(report,
				   json_pack("{s:o, s:s}", "file",
					     json_text(report, file->name),
					     "status", "checked"));
		if (file->next)
			out_char(report->out, ',');
	}
}

static void json_end(struct report *report)
{
	const struct json_state *state = report->state;

	if (!state)
		return;
	out_text(report->out, state->found ? "\n],\n" : "],\n");
	out_text(report->out, "\"files\":[");
	write_files(report, state->files);
	out_text(report->out, state->files ? "\n],\n" : "],\n");
	json_write_summary(report);
}

const struct report_format report_format_json = {
	.name = "json",
	.summary = "all that is known of each finding, for programs",
	.begin = json_begin,
	.file = json_add_file,
	.end = json_end,
};
