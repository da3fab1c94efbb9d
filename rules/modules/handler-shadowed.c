#include "rule/rule.h"

enum { CATCH_ALLS_MAX = 8 };

/* A handler that takes all requests that reach it, in the pools it is for. */
struct catch_all {
	const struct xml_element *handler;
	struct slice resources, precondition;
	const struct xml_element *hidden; /* the first behind it, or null */
	size_t hidden_count;
};

/* The catch-alls of one section. */
struct state {
	const struct section *section;
	struct catch_all catch_alls[CATCH_ALLS_MAX];
	size_t count;
};

/* The effective resourceType. */
static struct slice resources_of(struct check *check,
				 const struct xml_element *handler)
{
	struct setting setting = { .where = NULL };

	config_value(check->config, scope_of(handler), "", "resourceType",
		     &setting);
	return setting.value;
}

/* Does `wide` take all kinds of resources that `narrow` takes? */
static bool covers(struct slice wide, struct slice narrow)
{
	return slice_is_nocase(wide, "Unspecified") ||
	       slice_eq_nocase(wide, narrow) ||
	       (slice_is_nocase(wide, "Either") &&
		!slice_is_nocase(narrow, "Unspecified"));
}

/* Is the catch-all loaded wherever the other is? */
static bool loads_with(struct slice precondition, struct slice other)
{
	struct slice token;

	while (slice_cut(&precondition, ',', &token)) {
		token = slice_trim(token);
		if (token.len && !slice_list_has(other, token))
			return false;
	}
	return true;
}

static void tell(struct check *check, const struct catch_all *all)
{
	const char *name =
		shown(check, entry_value(check, all->handler, "name"));
	struct finding *finding = report_at(
		check, at_value(check, all->handler, "path"),
		"handler '%s' takes every request: '%s'%s behind it %s never "
		"reached",
		name, shown(check, entry_value(check, all->hidden, "name")),
		all->hidden_count == 1
			? ""
			: words(check, " and %zu more", all->hidden_count - 1),
		all->hidden_count == 1 ? "is" : "are");

	finding_help(check, finding,
		     "the order counts: put '%s' behind the handlers that are "
		     "to work, or remove them",
		     name);
	note_at(check, finding, at_value(check, all->hidden, "path"),
		"the first that is never reached");
}

static void flush(struct check *check, struct state *state)
{
	for (size_t i = 0; i < state->count; i++)
		if (state->catch_alls[i].hidden_count)
			tell(check, &state->catch_alls[i]);
	state->count = 0;
}

/* Is the handler behind one that takes all that it would take? */
static bool hide(struct check *check, struct state *state,
		 const struct catch_all *one)
{
	for (size_t i = 0; i < state->count; i++) {
		struct catch_all *all = &state->catch_alls[i];

		if (!covers(all->resources, one->resources) ||
		    !loads_with(all->precondition, one->precondition))
			continue;
		/* Files that nothing else takes: a usual last entry. */
		if (handler_uses(check, one->handler, "StaticFileModule"))
			return true;
		if (!all->hidden_count++)
			all->hidden = one->handler;
		return true;
	}
	return false;
}

/* A location that puts a catch-all before what it inherits means that. */
static void check_handler(struct check *check, void *context,
			  const struct served *served,
			  const struct xml_element *handler)
{
	struct state *state = context;
	struct catch_all one = { .handler = handler };

	if (served->handlers != state->section)
		flush(check, state);
	state->section = served->handlers;
	if (!state->count && !handler_takes_all(check, handler))
		return;
	one.resources = resources_of(check, handler);
	one.precondition = entry_value(check, handler, "preCondition");
	if (!hide(check, state, &one) && handler_takes_all(check, handler) &&
	    state->count < CATCH_ALLS_MAX)
		state->catch_alls[state->count++] = one;
}

static void check_file(struct check *check)
{
	struct state state = { .count = 0 };

	each_handler(check, &state, check_handler);
	flush(check, &state);
}

const struct rule rule_handler_shadowed = {
	.id = "handler-shadowed",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a handler that takes every request stands before others",
	.references = {
		REFERENCE_HANDLER,
	},
	.check_file = check_file,
};
