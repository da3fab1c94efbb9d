/*
 * Mutations of what the schema says, or of a file that has no mistake.
 *
 *     mutate schema [ROUNDS [NUMBER]]
 *     mutate FILE [ROUNDS [NUMBER]]
 *
 * The file must be well-formed and UTF-8. With a number, only that mutation,
 * and its text on standard output; "all" is the text with everything that the
 * schema knows. Exit status 1: something was not found where it is, or
 * something else was.
 */
#include "mutate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "rule/engine.h"

enum { SEED = 20260117, SHOWN_MAX = 20 };

struct run {
	const struct schema *schema;
	struct arena arena;
	struct selection selection;
	struct inventory inventory;
	size_t passed, failed;
	size_t made[KINDS], instead;
	bool print; /* the mutated text */
};

/* What one text is, for messages. */
struct label {
	const char *what;
	struct slice where;
	uint64_t number;
};

static void die(const char *why)
{
	fprintf(stderr, "mutate: %s\n", why);
	exit(2);
}

/*
 * The families that these tests are about, without what may follow from any
 * mistake in a site, a location of no site, and without what is about modules,
 * of which a file made for these tests has none.
 */
static bool is_ours(const char *rule)
{
	static const char *const families[] = {
		"schema-",
		"duplicate-",
		"lock-",
		"section-",
		"configsections-",
		"location-",
		"xml-",
		"site-name-invalid",
		"app-path-invalid",
		"vdir-path-invalid",
		"pool-name-invalid",
	};

	if (slice_starts(slice_of(rule), SLICE("location-orphan")) ||
	    slice_is(slice_of(rule), "section-needs-module"))
		return false;
	for (size_t i = 0; i < LENGTH(families); i++)
		if (slice_starts(slice_of(rule), slice_of(families[i])))
			return true;
	return false;
}

static void lint(const struct run *run, struct slice text,
		 struct result *result)
{
	static const struct circumstances today = { .now = 1780000000 };

	*result = (struct result){ 0 };
	if (source_from_xml(&result->source, text, "applicationHost.config",
			    &allocator_heap) != SOURCE_OK ||
	    !result_read(result, run->schema, CONFIG_WHOLE, &allocator_heap) ||
	    !result_lint(result, &run->selection, &run->inventory, &today))
		die("out of memory");
}

static void say(struct run *run, const struct label *label, const char *problem)
{
	run->failed++;
	if (run->failed <= SHOWN_MAX)
		printf("%.*s, mutation %" PRIu64 " (%s): %s\n",
		       (int)label->where.len, label->where.at, label->number,
		       label->what, problem);
}

static void show_expected(const struct change *change)
{
	for (size_t i = 0; i < change->count; i++) {
		const struct expected *must = &change->must[i];
		struct position at = text_position(text_slice(&change->text),
						   must->at.start);

		printf("    expected %u:%u to %u [%s]\n", at.line, at.column,
		       must->at.end, must->rule);
	}
}

static void show_found(struct result *result)
{
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct finding *finding = result->findings[i];
		struct position at =
			source_position(&result->source, finding->at.start);

		if (is_ours(finding->rule->id))
			printf("    found %u:%u to %u [%s] %.*s\n", at.line,
			       at.column, finding->at.end, finding->rule->id,
			       (int)finding->message.len, finding->message.at);
	}
}

static bool same_position(struct position a, struct position b)
{
	return a.line == b.line && a.column == b.column;
}

/* Is the finding the expected one, and its line and column right? */
static bool matches(struct result *result, const struct finding *finding,
		    struct slice text, const struct expected *expected)
{
	struct span at = expected->at;

	return !strcmp(finding->rule->id, expected->rule) &&
	       finding->at.start == at.start && finding->at.end == at.end &&
	       same_position(source_position(&result->source, at.start),
			     text_position(text, at.start)) &&
	       same_position(source_position(&result->source, at.end),
			     text_position(text, at.end));
}

static bool is_within(struct span inner, struct span outer)
{
	return inner.start >= outer.start && inner.start < outer.end;
}

/* A rule that gives way to none: the expected one gave way to it. */
static bool spoke_instead(const struct change *change,
			  const struct finding *finding)
{
	const struct rule *rule = rule_find(slice_of(change->must[0].rule));

	for (size_t i = 0; i < RULE_UNLESS_MAX && rule->unless[i]; i++)
		if (!strcmp(rule->unless[i], finding->rule->id))
			return is_within(finding->at, change->tag);
	return false;
}

/* Every expected finding once, and no other one of ours. */
static bool is_right(struct run *run, struct result *result,
		     const struct change *change)
{
	bool seen[EXPECTED_MAX] = { false }, instead = false, all = true;

	for (size_t i = 0; i < result->finding_count; i++) {
		const struct finding *finding = result->findings[i];
		size_t k = 0;

		instead |= spoke_instead(change, finding);
		if (!is_ours(finding->rule->id))
			continue;
		while (k < change->count &&
		       (seen[k] ||
			!matches(result, finding, text_slice(&change->text),
				 &change->must[k])))
			k++;
		if (k < change->count)
			seen[k] = true;
		else if (!change->may.rule ||
			 strcmp(finding->rule->id, change->may.rule) != 0 ||
			 !is_within(finding->at, change->may.at))
			return false;
	}
	for (size_t k = 0; k < change->count; k++)
		all = all && seen[k];
	run->instead += !all && instead;
	return all || instead;
}

static void check_change(struct run *run, const struct label *label,
			 const struct change *change, struct slice bytes)
{
	struct result result;

	if (run->print)
		fwrite(bytes.at, 1, bytes.len, stdout);
	lint(run, bytes, &result);
	if (is_right(run, &result, change)) {
		run->passed++;
	} else {
		say(run, label, "not what was expected");
		if (run->failed <= SHOWN_MAX) {
			show_expected(change);
			show_found(&result);
		}
	}
	result_free(&result);
}

/* Is nothing found before there is a mistake? */
static bool is_clean(struct run *run, const struct label *label,
		     struct slice text)
{
	struct result result;
	size_t found = 0;

	lint(run, text, &result);
	for (size_t i = 0; i < result.finding_count; i++)
		found += is_ours(result.findings[i]->rule->id);
	if (found) {
		say(run, label, "findings without a mistake");
		if (run->failed <= SHOWN_MAX)
			show_found(&result);
	}
	result_free(&result);
	return !found;
}

/* The text as UTF-8, or in another encoding, or with a byte order mark. */
static struct slice encode(struct text *to, struct slice text,
			   struct random *random)
{
	/* What declares its encoding keeps it. */
	bool declares = slice_starts(text, SLICE("<?"));

	if (random_one_in(random, 8) && !declares)
		text_utf16(to, text);
	else if (random_one_in(random, 8))
		text_marked(to, text);
	else
		return text;
	return text_slice(to);
}

static bool is_on(const struct run *run, const char *id)
{
	const struct rule *rule = rule_find(slice_of(id));

	if (!rule)
		die("a rule is gone");
	for (size_t i = 0; i < rule_count; i++)
		if (rules[i] == rule)
			return run->selection.severities[i] != SEVERITY_OFF;
	return false;
}

/* One mistake in a text; false when it has no place for it. */
static bool mutate(struct run *run, const struct label *label,
		   struct slice text, enum kind kind, struct random *random)
{
	struct change change = { .count = 0 };
	struct text encoded = { 0 };
	struct scan scan;
	bool made;

	scan_text(&scan, run->schema, text);
	made = change_make(&change, run->schema, &scan, kind, random);
	if (made && is_on(run, change.must[0].rule)) {
		run->made[kind]++;
		check_change(
			run, label, &change,
			encode(&encoded, text_slice(&change.text), random));
	}
	text_free(&change.text);
	text_free(&encoded);
	scan_free(&scan);
	return made;
}

/* Everything that is known, at once: no finding, and nothing forgotten. */
static void mutate_all(struct run *run, uint64_t rounds)
{
	struct label label = { "none", SLICE("everything"), 0 };
	struct random random = random_start(SEED, 0);
	struct text text = { 0 };
	struct scan scan;

	generate(&text, run->schema, NULL, true, &random);
	if (run->print)
		fwrite(text.at, 1, text.len, stdout);
	if (is_clean(run, &label, text_slice(&text)))
		run->passed++;
	scan_text(&scan, run->schema, text_slice(&text));
	if (attributes_unseen(run->schema, &scan))
		say(run, &label, "the text lacks attributes");
	else
		run->passed++;
	scan_free(&scan);
	for (uint64_t i = 0; i < rounds * KINDS; i++) {
		enum kind kind = (enum kind)(i % KINDS);

		label.what = kind_name(kind);
		label.number = i;
		random = random_start(SEED, i);
		mutate(run, &label, text_slice(&text), kind, &random);
	}
	text_free(&text);
}

/* In the first round, the whole section stands in the text. */
static void mutate_section(struct run *run, uint64_t number)
{
	const struct schema *schema = run->schema;
	const struct schema_section *section =
		&schema->sections[number % schema->section_count];
	uint64_t rest = number / schema->section_count;
	enum kind kind = (enum kind)(rest % KINDS);
	bool full = rest / KINDS == 0;
	struct random random = random_start(SEED, number + 1);
	struct text text = { 0 };
	struct label label = {
		kind_name(kind),
		schema_text(schema,
			    schema_section_element(schema, section)->name),
		number,
	};

	generate(&text, schema, section, full, &random);
	if (is_clean(run, &label, text_slice(&text)) &&
	    !mutate(run, &label, text_slice(&text), kind, &random) && full &&
	    section_offers(schema, section, kind))
		say(run, &label, "nothing could be mutated");
	text_free(&text);
}

static void mutate_schema(struct run *run, uint64_t rounds, const char *only)
{
	uint64_t count = run->schema->section_count * KINDS * rounds;

	if (only && !strcmp(only, "all")) {
		mutate_all(run, 0);
	} else if (only) {
		mutate_section(run, strtoull(only, NULL, 10));
	} else {
		mutate_all(run, 4);
		for (uint64_t i = 0; i < count; i++)
			mutate_section(run, i);
	}
}

static void read_file(const char *path, struct text *text)
{
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t count;

	if (!file)
		die("cannot read the file");
	while ((count = fread(piece, 1, sizeof(piece), file)) > 0)
		text_put(text, (struct slice){ piece, count });
	fclose(file);
}

/* What is found in the file as it is cannot be told from a mistake. */
static void switch_off(struct run *run, struct slice text)
{
	struct result result;

	lint(run, text, &result);
	for (size_t i = 0; i < result.finding_count; i++)
		if (is_ours(result.findings[i]->rule->id))
			selection_switch(&run->selection,
					 result.findings[i]->rule, false);
	result_free(&result);
}

static void mutate_file(struct run *run, const char *path, uint64_t rounds,
			const char *only)
{
	struct label label = { "", slice_of(path), 0 };
	struct text text = { 0 };
	struct slice bytes;

	read_file(path, &text);
	bytes = text_slice(&text);
	if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
		bytes = slice_skip(bytes, 3);
	switch_off(run, bytes);
	for (uint64_t i = 0; i < rounds * KINDS; i++) {
		enum kind kind = (enum kind)(i % KINDS);
		struct random random = random_start(SEED, i);

		label.what = kind_name(kind);
		label.number = i;
		if (!only || strtoull(only, NULL, 10) == i)
			mutate(run, &label, bytes, kind, &random);
	}
	text_free(&text);
}

int main(int argc, char **argv)
{
	struct run run = { .schema = &schema_builtin };
	uint64_t rounds = argc > 2 ? strtoull(argv[2], NULL, 10) : 10;
	const char *only = argc > 3 ? argv[3] : NULL;

	if (argc < 2)
		die("usage: mutate schema|FILE [ROUNDS [NUMBER]]");
	run.print = only;
	arena_init(&run.arena, &allocator_heap);
	inventory_init(&run.inventory, &run.arena);
	if (!selection_init(&run.selection, &run.arena, PROFILE_DEFAULT))
		die("out of memory");
	if (!strcmp(argv[1], "schema"))
		mutate_schema(&run, rounds, only);
	else
		mutate_file(&run, argv[1], rounds, only);
	for (size_t i = 0; i < KINDS; i++)
		printf("    %6zu %s\n", run.made[i], kind_name((enum kind)i));
	printf("    %6zu told by a rule that knows more\n", run.instead);
	printf("%s: %zu passed, %zu failed (seed %d)\n", argv[1], run.passed,
	       run.failed, SEED);
	inventory_free(&run.inventory);
	arena_free(&run.arena);
	return run.failed > 0;
}
