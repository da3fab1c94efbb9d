#include "rule/engine.h"

#include <stdlib.h>
#include <string.h>

#include "schema/defaults.h"

extern const void *const rule_pages[];

static size_t rule_index(const struct rule *rule)
{
	size_t i = 0;

	while (rules[i] != rule)
		i++;
	return i;
}

const char *rule_page(const struct rule *rule)
{
	return rule_pages[rule_index(rule)];
}

const struct rule *rule_find(struct slice id)
{
	for (size_t i = 0; i < rule_count; i++)
		if (slice_is(id, rules[i]->id))
			return rules[i];
	return NULL;
}

static const struct {
	const char *name;
	unsigned bit;
} profiles[] = {
	{ "default", PROFILE_DEFAULT },	    { "pedantic", PROFILE_PEDANTIC },
	{ "hardening", PROFILE_HARDENING }, { "cis", PROFILE_CIS },
	{ "stig", PROFILE_STIG },
};

const char *rule_profiles(const struct rule *rule)
{
	for (size_t i = 0; i < LENGTH(profiles); i++)
		if (rule->profiles & profiles[i].bit)
			return profiles[i].name;
	return "none";
}

bool profile_parse(struct slice name, unsigned *bit)
{
	for (size_t i = 0; i < LENGTH(profiles); i++) {
		*bit = profiles[i].bit;
		if (slice_is(name, profiles[i].name))
			return true;
	}
	return false;
}

bool selection_init(struct selection *selection, struct arena *arena,
		    unsigned chosen)
{
	selection->severities = ARENA_ARRAY(arena, enum severity, rule_count);
	selection->fixed = ARENA_ARRAY(arena, bool, rule_count);
	if (!selection->severities || !selection->fixed)
		return false;
	for (size_t i = 0; i < rule_count; i++)
		if (rules[i]->profiles & chosen)
			selection->severities[i] = rules[i]->severity;
	return true;
}

void selection_set(struct selection *selection, const struct rule *rule,
		   enum severity severity)
{
	size_t i = rule_index(rule);

	selection->severities[i] = severity;
	selection->fixed[i] = true;
}

void selection_switch(struct selection *selection, const struct rule *rule,
		      bool on)
{
	size_t i = rule_index(rule);

	if (!on)
		selection->severities[i] = SEVERITY_OFF;
	else if (selection->severities[i] == SEVERITY_OFF)
		selection->severities[i] = rule->severity;
}

static void run_keys(struct check *check, const struct rule *rule)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->key_count; i++) {
		const struct metadata_key *key = &config->keys[i];

		if (rule->check_key)
			rule->check_key(check, key);
		for (size_t j = 0;
		     rule->check_property && j < key->property_count; j++)
			rule->check_property(check, &key->properties[j]);
	}
}

static void run_rule(struct check *check, const struct rule *rule)
{
	const struct config *config = check->config;

	if (rule->needs & NEEDS_LISTING && !inventory_given(check->inventory))
		return;
	check->rule = rule;
	if (rule->check_file)
		rule->check_file(check);
	for (size_t i = 0; rule->check_site && i < config->site_count; i++)
		rule->check_site(check, &config->sites[i]);
	if (rule->check_key || rule->check_property)
		run_keys(check, rule);
}

static void run_rules(struct result *result, const struct selection *selection,
		      struct check *check)
{
	for (size_t i = 0; i < rule_count; i++) {
		check->severity = selection->severities[i];
		check->severity_fixed = selection->fixed[i];
		if (check->severity != SEVERITY_OFF &&
		    !arena_failed(&result->arena))
			run_rule(check, rules[i]);
	}
}

static int compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int by_element(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a;
	const struct finding *y = *(struct finding *const *)b;

	return compare((uintptr_t)x->element, (uintptr_t)y->element);
}

static int by_place(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a;
	const struct finding *y = *(struct finding *const *)b;
	int order = compare(x->at.start, y->at.start);

	if (!order)
		order = strcmp(x->rule->id, y->rule->id);
	if (!order)
		order = compare(x->at.end, y->at.end);
	return order;
}

/* Which of a finding's rivals have reported on the same element. */
static bool has_rival(const struct finding *finding,
		      struct finding *const *group, size_t count)
{
	for (size_t i = 0; i < RULE_UNLESS_MAX && finding->rule->unless[i]; i++)
		for (size_t j = 0; j < count; j++)
			if (!strcmp(group[j]->rule->id,
				    finding->rule->unless[i]))
				return true;
	return false;
}

/*
 * The rules that reported on one element, each once: what decides whether a
 * finding goes. At most rule_count of them, so that a thousand findings
 * about the file as a whole do not cost a million comparisons.
 */
static size_t distinct_rules(struct finding **group, size_t count,
			     struct finding **distinct)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		size_t j = 0;

		while (j < found && distinct[j]->rule != group[i]->rule)
			j++;
		if (j == found)
			distinct[found++] = group[i];
	}
	return found;
}

/* One mistake, one message: drop findings that a sharper rule covers. */
static size_t drop_covered(struct finding **findings, size_t count,
			   struct finding **distinct)
{
	size_t kept = 0, end;

	qsort(findings, count, sizeof(struct finding *), by_element);
	for (size_t start = 0; start < count; start = end) {
		size_t rivals;

		end = start + 1;
		while (end < count &&
		       findings[end]->element == findings[start]->element)
			end++;
		rivals =
			distinct_rules(findings + start, end - start, distinct);
		for (size_t i = start; i < end; i++)
			if (!has_rival(findings[i], distinct, rivals))
				findings[kept++] = findings[i];
	}
	return kept;
}

static void settle(struct result *result, struct vector *found)
{
	struct arena *arena = &result->arena;
	struct finding **distinct =
		ARENA_ARRAY(arena, struct finding *, rule_count);

	result->findings = ARENA_ARRAY(arena, struct finding *, found->count);
	if (!result->findings || !distinct || !found->count)
		return;
	memcpy(result->findings, found->items,
	       found->count * sizeof(struct finding *));
	result->finding_count =
		drop_covered(result->findings, found->count, distinct);
	qsort(result->findings, result->finding_count, sizeof(struct finding *),
	      by_place);
	for (size_t i = 0; i < result->finding_count; i++) {
		enum severity severity = result->findings[i]->severity;

		result->errors += severity == SEVERITY_ERROR;
		result->warnings += severity == SEVERITY_WARNING;
		result->infos += severity == SEVERITY_INFO;
	}
}

bool result_lint(struct result *result, const struct selection *selection,
		 const struct inventory *inventory, int64_t now,
		 const struct allocator *memory)
{
	struct vector found;
	struct check check = {
		.source = &result->source,
		.document = &result->document,
		.config = &result->config,
		.inventory = inventory,
		.now = now,
		.arena = &result->arena,
		.findings = &found,
	};

	arena_init(&result->arena, memory);
	vector_init(&found, memory, sizeof(struct finding *));
	if (!xml_read(&result->document, &result->source, memory))
		return false;
	config_build(&result->config, &result->document, &schema_defaults,
		     &result->arena);
	if (arena_failed(&result->arena))
		return false;
	run_rules(result, selection, &check);
	settle(result, &found);
	vector_free(&found);
	return !arena_failed(&result->arena);
}

void result_free(struct result *result)
{
	xml_free(&result->document);
	arena_free(&result->arena);
	source_free(&result->source);
}
