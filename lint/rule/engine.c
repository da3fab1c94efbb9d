#include "rule/engine.h"

#include <stdlib.h>
#include <string.h>

#include "rule/bound.h"

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
	*selection = (struct selection){
		.severities = ARENA_ARRAY(arena, enum severity, rule_count),
		.fixed = ARENA_ARRAY(arena, bool, rule_count),
	};
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

/* The chosen rules that look at one kind of thing, with their checks. */
struct visitors {
	struct check **checks;
	size_t count;
};

enum visit {
	VISIT_FILE,
	VISIT_POOL,
	VISIT_SERVED,
	VISIT_SITE,
	VISIT_BINDING,
	VISIT_APPLICATION,
	VISIT_DIRECTORY,
	VISIT_BOUND,
	VISIT_FAULT,
	VISIT_KEY,
	VISIT_PROPERTY,
	VISITS
};

static bool visits(const struct rule *rule, enum visit visit)
{
	switch (visit) {
	case VISIT_FILE:
		return rule->check_file;
	case VISIT_SITE:
		return rule->check_site;
	case VISIT_BINDING:
		return rule->check_binding;
	case VISIT_POOL:
		return rule->check_pool;
	case VISIT_SERVED:
		return rule->check_served;
	case VISIT_APPLICATION:
		return rule->check_application;
	case VISIT_DIRECTORY:
		return rule->check_directory;
	case VISIT_BOUND:
		return rule->check_bound;
	case VISIT_FAULT:
		return rule->check_fault;
	case VISIT_KEY:
		return rule->check_key;
	case VISIT_PROPERTY:
	case VISITS:
		break;
	}
	return rule->check_property;
}

/* What of NEEDS_… is there. */
static unsigned given(const struct check *common)
{
	unsigned there = 0;

	if (inventory_given(common->inventory))
		there |= NEEDS_LISTING;
	if (http_sys_given(common->inventory))
		there |= NEEDS_HTTP_SYS;
	if (common->circumstances->target != TARGET_UNKNOWN)
		there |= NEEDS_TARGET;
	if (common->config->extent == CONFIG_WHOLE)
		there |= NEEDS_WHOLE;
	return there;
}

/* A check of its own for each chosen rule; false without memory. */
static bool choose(const struct check *common,
		   const struct selection *selection, struct check *checks,
		   struct visitors visitors[VISITS])
{
	unsigned there = given(common);

	for (size_t v = 0; v < VISITS; v++)
		visitors[v] =
			(struct visitors){ .checks = ARENA_ARRAY(common->arena,
								 struct check *,
								 rule_count) };
	if (arena_failed(common->arena))
		return false;
	for (size_t i = 0; i < rule_count; i++) {
		if (selection->severities[i] == SEVERITY_OFF ||
		    rules[i]->needs & ~there)
			continue;
		checks[i] = *common;
		checks[i].rule = rules[i];
		checks[i].severity = selection->severities[i];
		checks[i].severity_fixed = selection->fixed[i];
		for (size_t v = 0; v < VISITS; v++)
			if (visits(rules[i], (enum visit)v))
				visitors[v].checks[visitors[v].count++] =
					&checks[i];
	}
	return true;
}

#define EACH_CHECK(visitors, check)                                            \
	for (struct check *const *at = (visitors)->checks, *check;             \
	     at < (visitors)->checks + (visitors)->count &&                    \
	     (check = *at, true);                                              \
	     at++)

static void visit_key(const struct visitors visitors[VISITS],
		      const struct metadata_key *key)
{
	EACH_CHECK(&visitors[VISIT_KEY], check)
	check->rule->check_key(check, key);
	for (size_t i = 0; i < key->property_count; i++)
		EACH_CHECK(&visitors[VISIT_PROPERTY], check)
	check->rule->check_property(check, &key->properties[i]);
}

static void visit_application(const struct visitors visitors[VISITS],
			      const struct application *application)
{
	EACH_CHECK(&visitors[VISIT_APPLICATION], check)
	check->rule->check_application(check, application);
	for (size_t i = 0; i < application->directory_count; i++)
		EACH_CHECK(&visitors[VISIT_DIRECTORY], check)
	check->rule->check_directory(check, &application->directories[i]);
}

static void visit_served(const struct config *config,
			 const struct visitors *visitors)
{
	const struct served *const *served;
	size_t count;

	if (!visitors->count)
		return;
	served = config_served(config, &count);
	for (size_t i = 0; i < count; i++) {
		EACH_CHECK(visitors, check)
		check->rule->check_served(check, served[i]);
		/* A rule may have asked for more. */
		served = config_served(config, &(size_t){ 0 });
	}
}

static void visit_site(const struct visitors visitors[VISITS],
		       const struct site *site)
{
	EACH_CHECK(&visitors[VISIT_SITE], check)
	check->rule->check_site(check, site);
	for (size_t i = 0; i < site->binding_count; i++)
		EACH_CHECK(&visitors[VISIT_BINDING], check)
	check->rule->check_binding(check, &site->bindings[i]);
	for (size_t i = 0; i < site->application_count; i++)
		visit_application(visitors, &site->applications[i]);
}

static void visit_fault(void *context, const struct fault *fault)
{
	const struct visitors *visitors = context;

	EACH_CHECK(visitors, check)
	check->rule->check_fault(check, fault);
}

static void visit_faults(struct result *result, struct visitors *visitors)
{
	struct fault_visitor visitor = { visit_fault, visitors };

	if (visitors->count && !faults_visit(&result->faults, &visitor))
		result->arena.failed = true;
}

/*
 * Each thing is shown to all rules before the next one is: a large file
 * passes through the processor's cache once, not once for each rule.
 */
static void run_rules(struct result *result, struct visitors visitors[VISITS])
{
	const struct config *config = &result->config;

	EACH_CHECK(&visitors[VISIT_FILE], check)
	check->rule->check_file(check);
	for (size_t i = 0; i < config->pool_count; i++)
		EACH_CHECK(&visitors[VISIT_POOL], check)
	check->rule->check_pool(check, &config->pools[i]);
	visit_served(config, &visitors[VISIT_SERVED]);
	for (size_t i = 0; i < config->site_count; i++)
		visit_site(visitors, &config->sites[i]);
	for (size_t i = 0; i < result->bound_count; i++)
		EACH_CHECK(&visitors[VISIT_BOUND], check)
	check->rule->check_bound(check, &result->bounds[i]);
	for (size_t i = 0; i < config->key_count; i++)
		visit_key(visitors, &config->keys[i]);
	visit_faults(result, &visitors[VISIT_FAULT]);
}

static int compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* qsort, spared for what is in order already: most of a large result. */
static void sort(struct finding **findings, size_t count,
		 int (*order)(const void *a, const void *b))
{
	size_t i = 1;

	while (i < count && order(&findings[i - 1], &findings[i]) <= 0)
		i++;
	if (i < count)
		qsort(findings, count, sizeof(*findings), order);
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

	sort(findings, count, by_element);
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

/*
 * A binding of siteDefaults is shown once for each site; what is said of it
 * each time is said once. The findings are in order.
 */
static size_t drop_repeated(struct finding **findings, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct finding *before = kept ? findings[kept - 1] : NULL;

		if (!before || by_place(&before, &findings[i]) ||
		    !slice_eq(before->message, findings[i]->message))
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
	sort(result->findings, result->finding_count, by_place);
	result->finding_count =
		drop_repeated(result->findings, result->finding_count);
	for (size_t i = 0; i < result->finding_count; i++) {
		enum severity severity = result->findings[i]->severity;

		result->errors += severity == SEVERITY_ERROR;
		result->warnings += severity == SEVERITY_WARNING;
		result->infos += severity == SEVERITY_INFO;
	}
}

bool result_read(struct result *result, const struct schema *schema,
		 enum config_extent extent, const struct allocator *memory)
{
	arena_init(&result->arena, memory);
	if (!xml_read(&result->document, &result->source, memory))
		return false;
	config_build(&result->config, &result->document, schema, extent,
		     &result->arena);
	if (arena_failed(&result->arena))
		return false;
	faults_start(&result->faults, &result->config);
	return !arena_failed(&result->arena);
}

bool result_lint(struct result *result, const struct selection *selection,
		 const struct inventory *inventory,
		 const struct circumstances *circumstances)
{
	struct visitors visitors[VISITS];
	struct hash_memo memo = { .property = NULL };
	struct check *checks =
		ARENA_ARRAY(&result->arena, struct check, rule_count);
	struct vector found;
	struct check check = {
		.source = &result->source,
		.document = &result->document,
		.config = &result->config,
		.inventory = inventory,
		.circumstances = circumstances,
		.now = circumstances->now,
		.arena = &result->arena,
		.findings = &found,
		.memo = &memo,
		.told_max = selection->brief ? TOLD_MAX : SIZE_MAX,
	};

	result->inventory = inventory;
	result->circumstances = circumstances;
	vector_init(&found, result->arena.memory, sizeof(struct finding *));
	find_bound(result, inventory, circumstances->now);
	check.serving = result->serving;
	if (checks && choose(&check, selection, checks, visitors))
		run_rules(result, visitors);
	for (size_t i = 0; checks && i < rule_count; i++)
		tell_hits(&checks[i]);
	settle(result, &found);
	vector_free(&found);
	/* Whatever is reported needs its line; there must be memory for it. */
	if (result->finding_count && !source_map_lines(&result->source))
		return false;
	return !arena_failed(&result->arena);
}

void result_free(struct result *result)
{
	faults_free(&result->faults);
	config_free(&result->config);
	xml_free(&result->document);
	arena_free(&result->arena);
	source_free(&result->source);
}
