#include "rule/rule.h"

#define ALLOWED REWRITE "allowedServerVariables"

struct search {
	struct check *check;
	struct rewrite_names allowed;
	struct table told; /* location and name of those reported */
};

/* One name that is missing for several rules of a level is one mistake. */
static bool is_first(struct search *search, const struct section *section,
		     struct slice name)
{
	return table_add(&search->told,
			 arena_printf(search->check->arena, "%u %.*s",
				      section->place, (int)name.len, name.at),
			 0);
}

static void look(struct search *search, const struct rewrite_rule *rule,
		 const struct xml_element *element, const char *attribute)
{
	struct check *check = search->check;
	struct finding *finding;
	struct slice name;

	if (!xml_value(check->document, element, attribute, &name) ||
	    !name.len ||
	    rewrite_names_have(&search->allowed, rule->section->location,
			       name) ||
	    !is_first(search, rule->section, name))
		return;
	finding = report_at(check, at_value(check, element, attribute),
			    "server variable '%s' is set, but is not in "
			    "<allowedServerVariables>: requests fail",
			    shown(check, name));
	finding_help(check, finding,
		     "add <add name=\"%s\" /> to <allowedServerVariables>",
		     shown(check, name));
}

/* Response headers may always be set. */
static void look_at_outbound(struct search *search,
			     const struct rewrite_rule *rule)
{
	struct slice name;

	if (!rule->match || rule->does != ACTION_REWRITE ||
	    !xml_value(search->check->document, rule->match, "serverVariable",
		       &name) ||
	    slice_starts_nocase(name, SLICE("RESPONSE_")))
		return;
	look(search, rule, rule->match, "serverVariable");
}

static void look_at_rule(struct search *search, const struct rewrite_rule *rule)
{
	const struct xml_document *document = search->check->document;

	if (rule->kind == REWRITE_OUTBOUND)
		look_at_outbound(search, rule);
	if (rule->kind != REWRITE_RULES || !rule->variables)
		return;
	XML_EACH_CHILD (document, rule->variables, child)
		if (xml_is(document, child, "set"))
			look(search, rule, child, "name");
}

/* May web.config have a list of its own? The stock declaration forbids it. */
static bool is_unlocked(const struct config *config)
{
	uint32_t number;

	return table_get(&config->declared_paths, SLICE(ALLOWED), &number) &&
	       !config->declarations[number].deny;
}

static void check_file(struct check *check)
{
	struct search search = { .check = check };
	struct rewrite_walk walk = rewrite_start(check);
	struct rewrite_rule rule;

	if (!rewrite_is_known(check, ALLOWED) || is_unlocked(check->config))
		return;
	rewrite_names_start(&search.allowed, check);
	rewrite_names_add(&search.allowed, ALLOWED, "add");
	table_init(&search.told, check->arena, TABLE_NOCASE, 0);
	while (rewrite_next(&walk, &rule))
		look_at_rule(&search, &rule);
}

const struct rule rule_rewrite_server_variable_not_allowed = {
	.id = "rewrite-server-variable-not-allowed",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a rewrite rule sets a server variable that is not allowed",
	.references = {
		REFERENCE_URL_REWRITE_2,
		REFERENCE_HTTP_STATUS,
	},
	.check_file = check_file,
};
