#include "rule/rule.h"

struct state {
	struct check *check;
	const struct served *root;
	struct table told; /* handlers */
};

/* The stock handler for files names them, and works without them. */
static bool is_optional(struct slice module)
{
	return slice_is(module, "DefaultDocumentModule") ||
	       slice_is(module, "DirectoryListingModule");
}

/*
 * The first name of modules= that is not in force; of optional ones only if no
 * other is. Empty when there is none.
 */
static struct slice missing_module(struct check *check,
				   const struct served *served,
				   const struct xml_element *handler)
{
	struct slice rest = entry_value(check, handler, "modules"), name;
	struct slice optional = { "", 0 };
	bool works = false;

	while (slice_cut(&rest, ',', &name)) {
		name = slice_trim(name);
		if (slice_is(name, "ManagedPipelineHandler") ||
		    served_has_module(served, name))
			works = true;
		else if (!is_optional(name))
			return name;
		else if (!optional.len)
			optional = name;
	}
	return works ? slice_take(optional, 0) : optional;
}

static void help(struct check *check, struct finding *finding,
		 const struct served *served, const struct xml_element *handler,
		 struct slice module)
{
	struct slice best = name_meant(check, &served->module_entries, module);
	const char *name = shown(check, entry_value(check, handler, "name"));

	finding_help(check, finding,
		     "IIS says: \"Handler \"%s\" has a bad module \"%s\" in "
		     "its module list\" (500.21); %s%s",
		     name, shown(check, module),
		     best.len ? "letter case counts: write "
			      : "add the module to <modules> or remove the "
				"handler",
		     best.len ? shown(check, best) : "");
}

static void tell(struct check *check, const struct served *served,
		 const struct xml_element *handler, struct slice module,
		 bool at_home)
{
	struct finding *finding = report_at(
		check, at_value(check, handler, "modules"),
		"handler '%s' needs the module '%s', which %s: its requests "
		"get 500.21%s",
		shown(check, entry_value(check, handler, "name")),
		shown(check, module),
		at_home ? "is not in <modules>"
			: "a location takes out of <modules>",
		at_home ? "" : " there");

	if (!at_home) {
		finding_severity(check, finding, SEVERITY_WARNING);
		note_at(check, finding,
			at_element(check, served->modules->element),
			"the modules of location '%s'",
			shown(check, served->modules->location));
	}
	if (may_tell(check))
		help(check, finding, served, handler, module);
}

/* Is this the place at which the handler is written? */
static bool is_home(struct check *check, const struct served *served,
		    const struct xml_element *handler)
{
	return served->modules->location.len <=
		       served->handlers->location.len &&
	       handler_is_own(check, served->handlers, handler);
}

/*
 * What is right at home may be wrong where modules are taken out: those of the
 * root level are not.
 */
static void check_handler(struct state *state, const struct served *served,
			  const struct xml_element *const *handler,
			  bool at_home)
{
	struct slice key = { (const char *)handler, sizeof(*handler) };
	struct slice module;

	if (is_home(state->check, served, *handler) != at_home ||
	    (!at_home && served->modules == state->root->modules))
		return;
	module = missing_module(state->check, served, *handler);
	if (module.len && table_add(&state->told, key, 0))
		tell(state->check, served, *handler, module, at_home);
}

static void check_places(struct state *state, bool at_home)
{
	size_t count;
	const struct served *const *served =
		config_served(state->check->config, &count);

	for (size_t i = 0; i < count; i++) {
		const struct entries *entries = &served[i]->handler_entries;

		for (size_t k = 0; served[i]->modules && k < entries->count;
		     k++)
			check_handler(state, served[i], &entries->at[k],
				      at_home);
	}
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct state state = { .check = check };
	const struct served *const *served;
	size_t count;

	if (config->file != CONFIG_APPLICATION_HOST ||
	    check->document->error.fault != XML_FINE)
		return;
	served = config_served(config, &count);
	if (!count || !served[0]->modules)
		return;
	state.root = served[0];
	table_init(&state.told, check->arena, TABLE_EXACT, 0);
	check_places(&state, true);
	check_places(&state, false);
}

const struct rule rule_handler_module_missing = {
	.id = "handler-module-missing",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a handler names a module that is not in <modules>",
	.references = {
		REFERENCE_HTTP_500_21,
		REFERENCE_HANDLER,
	},
	.check_file = check_file,
};
