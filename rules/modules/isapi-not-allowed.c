#include "rule/rule.h"

/* A program or DLL that may not run, and the handlers that would run it. */
struct refused {
	const struct xml_element *handler; /* the first */
	const struct xml_element *entry;   /* that forbids it, or null */
	struct slice key;
	size_t count;
};

struct state {
	struct restrictions restrictions;
	struct table by_key;	   /* number of the item */
	struct vector refused;	   /* struct refused */
	struct place_users *users; /* see handler_is_loaded() */
};

static const char *others(struct check *check, const struct refused *refused)
{
	if (refused->count == 1)
		return "";
	return words(check, " and %zu more", refused->count - 1);
}

static void tell_forbidden(struct check *check, const struct refused *refused)
{
	struct finding *finding = report_at(
		check, at_value(check, refused->entry, "allowed"),
		"'%s' is forbidden, but handler '%s'%s would run it: its requests get 404.2",
		shown(check, entry_value(check, refused->entry, "path")),
		shown(check, entry_value(check, refused->handler, "name")),
		others(check, refused));

	finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding,
		     "set allowed to true if it is to run, else remove the "
		     "handlers");
	note_at(check, finding,
		at_value(check, refused->handler, "scriptProcessor"),
		"handler '%s'",
		shown(check, entry_value(check, refused->handler, "name")));
}

static void tell_missing(struct check *check,
			 const struct restrictions *restrictions,
			 const struct refused *refused)
{
	const struct xml_element *handler = refused->handler;
	const struct xml_element *near =
		restriction_of(restrictions, &restrictions->programs,
			       script_program(refused->key));
	struct finding *finding = report_at(
		check, at_value(check, handler, "scriptProcessor"),
		"'%s' is not in isapiCgiRestriction: requests of handler "
		"'%s'%s get 404.2",
		shown(check, entry_value(check, handler, "scriptProcessor")),
		shown(check, entry_value(check, handler, "name")),
		others(check, refused));

	finding_help(check, finding,
		     "add it to isapiCgiRestriction with allowed=\"true\"%s",
		     near ? ", arguments included" : "");
	if (!near)
		return;
	finding_severity(check, finding, SEVERITY_WARNING);
	note_at(check, finding, at_value(check, near, "path"),
		"the program with other arguments");
}

static void add_refused(struct state *state, const struct refused *wanted)
{
	struct refused *refused;
	uint32_t number;

	if (table_get(&state->by_key, wanted->key, &number)) {
		((struct refused *)state->refused.items)[number].count++;
		return;
	}
	number = (uint32_t)state->refused.count;
	refused = vector_push(&state->refused);
	if (!refused) {
		state->by_key.arena->failed = true;
		return;
	}
	*refused = *wanted;
	table_add(&state->by_key, wanted->key, number);
}

static void check_handler(struct check *check, void *context,
			  const struct served *served,
			  const struct xml_element *handler)
{
	struct state *state = context;
	const struct restrictions *restrictions = &state->restrictions;
	struct refused refused = { .handler = handler, .count = 1 };
	struct slice script = restricted_script(check, handler);

	if (!script.len || !restrictions_hold(check, restrictions, served))
		return;
	refused.key = script_key(check, script);
	refused.entry = restriction_of(restrictions, &restrictions->scripts,
				       refused.key);
	if (restriction_allows(check, restrictions, refused.entry, handler))
		return;
	if (handler_is_loaded(check, &state->users, served, handler))
		add_refused(state, &refused);
}

static void check_file(struct check *check)
{
	struct state state = { .users = NULL };
	const struct refused *refused;

	if (check->document->error.fault != XML_FINE ||
	    !find_restrictions(check, &state.restrictions))
		return;
	table_init(&state.by_key, check->arena, TABLE_NOCASE, 0);
	vector_init(&state.refused, check->arena->memory, sizeof(*refused));
	each_handler(check, &state, check_handler);
	refused = state.refused.items;
	for (size_t i = 0; i < state.refused.count; i++)
		if (refused[i].entry)
			tell_forbidden(check, &refused[i]);
		else
			tell_missing(check, &state.restrictions, &refused[i]);
	vector_free(&state.refused);
}

const struct rule rule_isapi_not_allowed = {
	.id = "isapi-not-allowed",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a handler runs a program or DLL that is not allowed to "
		   "run",
	.references = {
		REFERENCE_HTTP_STATUS,
		REFERENCE_ISAPI_CGI_RESTRICTION,
	},
	.check_file = check_file,
};
