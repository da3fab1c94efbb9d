/*
 * The engine: which rules run, and what becomes of their findings.
 */
#ifndef RULE_ENGINE_H
#define RULE_ENGINE_H

#include "config/beside.h"
#include "rule/rule.h"

/* All rules by id, with their pages; generated. */
extern const struct rule *const rules[];
extern const size_t rule_count;

/* The text of the rule's page. */
const char *rule_page(const struct rule *rule);

/* Null when no rule has the id. */
const struct rule *rule_find(struct slice id);

/* "default, pedantic": the names of the bits, of the arena. */
const char *rule_profiles(const struct rule *rule);
bool profile_parse(struct slice name, unsigned *bit);

/* What the user chose. One severity per rule, SEVERITY_OFF: not run. */
struct selection {
	enum severity *severities; /* rule_count of them */
	bool *fixed;		   /* set by --severity */
	bool brief; /* messages beyond TOLD_MAX for a rule are not needed */
};

/* Every rule of the profiles at its default severity. */
bool selection_init(struct selection *selection, struct arena *arena,
		    unsigned profiles);
void selection_set(struct selection *selection, const struct rule *rule,
		   enum severity severity);
/* On at its default severity, or off. */
void selection_switch(struct selection *selection, const struct rule *rule,
		      bool on);

/* One linted file and what was found in it. */
struct result {
	struct source source;
	struct xml_document document;
	struct config config;
	struct faults faults;
	struct arena arena;
	/* What it was linted against. */
	const struct inventory *inventory;
	const struct circumstances *circumstances;
	struct bound *bounds; /* certificates in use: see rule.h */
	size_t bound_count;
	/* By the number of the binding; null without a listing of http.sys. */
	const struct http_record **serving;
	struct finding **findings; /* by place, then rule */
	size_t finding_count;
	size_t errors, warnings, infos;
};

/*
 * First half: read the source that has been loaded into result->source, and
 * build the model; the schema must outlive the result. False when there is no
 * memory. result_free() is due after every call, and frees the source too.
 */
bool result_read(struct result *result, const struct schema *schema,
		 enum config_extent extent, const struct allocator *memory);

/*
 * Second half: run the rules. Inventory and circumstances must outlive the
 * result. False when there is no memory.
 */
bool result_lint(struct result *result, const struct selection *selection,
		 const struct inventory *inventory,
		 const struct circumstances *circumstances);
void result_free(struct result *result);

#endif
