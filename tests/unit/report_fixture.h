/*
 * For tests of reports: a linted file with findings made by hand, and a
 * report that is kept in memory.
 */
#ifndef UNIT_REPORT_FIXTURE_H
#define UNIT_REPORT_FIXTURE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "report/report.h"

enum { FINDINGS_MAX = 8 };

/* The heap, which fails for good when `left` allocations have been made. */
struct failing {
	struct allocator allocator;
	size_t left;
	bool failed;
};

static inline void *failing_resize(void *context, void *block, size_t size)
{
	struct failing *failing = context;

	if (size && !failing->left) {
		failing->failed = true;
		return NULL;
	}
	failing->left -= size > 0;
	return allocator_heap.resize(NULL, block, size);
}

static inline void failing_init(struct failing *failing, size_t left)
{
	*failing = (struct failing){
		.allocator = { failing_resize, failing },
		.left = left,
	};
}

/* All that was printed, NUL-terminated. */
struct printed {
	char *text;
	size_t len;
};

static inline bool print_to_memory(void *context, const char *bytes,
				   size_t count)
{
	struct printed *printed = context;

	printed->text = realloc(printed->text, printed->len + count + 1);
	ck_assert_ptr_nonnull(printed->text);
	memcpy(printed->text + printed->len, bytes, count);
	printed->len += count;
	printed->text[printed->len] = '\0';
	return true;
}

/* One input file. */
struct linted {
	struct result result;
	struct finding findings[FINDINGS_MAX];
	struct finding *sorted[FINDINGS_MAX];
};

static inline void linted_open(struct linted *linted, struct slice bytes)
{
	struct result *result = &linted->result;

	memset(linted, 0, sizeof(*linted));
	arena_init(&result->arena, &allocator_heap);
	ck_assert_int_eq(source_from_xml(&result->source, bytes, "a.config",
					 &allocator_heap),
			 SOURCE_OK);
	ck_assert(
		xml_read(&result->document, &result->source, &allocator_heap));
	result->findings = linted->sorted;
}

static inline void linted_close(struct linted *linted)
{
	result_free(&linted->result);
}

/* The first place of the words in the text. */
static inline struct span place_of(struct linted *linted, const char *words)
{
	size_t at = slice_search(linted->result.source.text, slice_of(words));

	ck_assert_msg(at != SIZE_MAX, "no \"%s\"", words);
	return (struct span){ (uint32_t)at, (uint32_t)(at + strlen(words)) };
}

static inline struct finding *linted_add(struct linted *linted,
					 const struct rule *rule,
					 struct span at, const char *message)
{
	size_t i = linted->result.finding_count++;
	struct finding *finding = &linted->findings[i];

	ck_assert_uint_lt(i, FINDINGS_MAX);
	*finding = (struct finding){
		.rule = rule,
		.severity = rule->severity,
		.message = slice_of(message),
		.at = at,
	};
	linted->sorted[i] = finding;
	linted->result.errors += rule->severity == SEVERITY_ERROR;
	linted->result.warnings += rule->severity == SEVERITY_WARNING;
	linted->result.infos += rule->severity == SEVERITY_INFO;
	return finding;
}

static inline void finding_note(struct finding *finding, struct note *note)
{
	if (finding->last_note)
		finding->last_note->next = note;
	else
		finding->notes = note;
	finding->last_note = note;
}

struct reporting {
	const struct report_format *format;
	struct report report;
	struct arena arena;
	struct out out;
	struct printed printed;
};

static inline void reporting_open(struct reporting *reporting,
				  const char *format,
				  const struct allocator *memory)
{
	memset(reporting, 0, sizeof(*reporting));
	reporting->format = report_find(slice_of(format));
	ck_assert_ptr_nonnull(reporting->format);
	arena_init(&reporting->arena, memory);
	out_init(&reporting->out, print_to_memory, &reporting->printed);
	reporting->report = (struct report){
		.out = &reporting->out,
		.arena = &reporting->arena,
		.min = SEVERITY_INFO,
	};
}

/* A file called `name`, or one that could not be checked, with the reason. */
static inline void reporting_file(struct reporting *reporting, const char *name,
				  struct linted *linted, const char *why)
{
	struct report_summary *summary = &reporting->report.summary;

	summary->files++;
	if (linted) {
		summary->errors += linted->result.errors;
		summary->warnings += linted->result.warnings;
		summary->infos += linted->result.infos;
	}
	reporting->format->file(&reporting->report, name,
				linted ? &linted->result : NULL, why);
}

static inline void reporting_end(struct reporting *reporting)
{
	reporting->format->end(&reporting->report);
	ck_assert(out_flush(&reporting->out));
}

static inline void reporting_close(struct reporting *reporting)
{
	arena_free(&reporting->arena);
	free(reporting->printed.text);
}

/*
 * The report in that format of one file; `change` may set options. To be
 * freed.
 */
static inline char *report_on(const char *format, struct linted *linted,
			      void (*change)(struct report *report))
{
	struct reporting reporting;
	char *text;

	reporting_open(&reporting, format, &allocator_heap);
	if (change)
		change(&reporting.report);
	reporting.format->begin(&reporting.report);
	reporting_file(&reporting, "a.config", linted, NULL);
	reporting_end(&reporting);
	ck_assert(!arena_failed(&reporting.arena));
	text = reporting.printed.text;
	reporting.printed.text = NULL;
	reporting_close(&reporting);
	return text;
}

#endif
