#include "rule/rule.h"

static bool has_entries(const struct check *check,
			const struct xml_element *parent)
{
	return parent && xml_first(check->document, parent);
}

/* Attributes that say what to do, of an action that has no type. */
static const char *idle_attribute(const struct check *check,
				  const struct xml_element *action)
{
	static const char *const names[] = { "url", "value", "redirectType",
					     "statusCode" };

	for (size_t i = 0; i < LENGTH(names); i++)
		if (xml_attribute(check->document, action, names[i]))
			return names[i];
	return NULL;
}

/* A rule that stops the others, or sets variables, needs no action. */
static bool does_nothing(const struct check *check,
			 const struct rewrite_rule *rule)
{
	return !has_entries(check, rule->variables) &&
	       !setting_is(check, scope_of(rule->element), "", "stopProcessing",
			   "true");
}

static void look_at_action(struct check *check, const struct rewrite_rule *rule)
{
	struct finding *finding;
	struct slice url;
	const char *idle;

	if (!xml_attribute(check->document, rule->action, "type")) {
		idle = idle_attribute(check, rule->action);
		if (!idle)
			return;
		finding = report_at(check,
				    at_attribute(check, rule->action, idle),
				    "%s has no effect: the action has no type, "
				    "which is None",
				    idle);
		finding_help(check, finding, "add type=\"Rewrite\"%s",
			     rule->kind == REWRITE_OUTBOUND
				     ? ""
				     : " or type=\"Redirect\"");
	} else if ((rule->does == ACTION_REWRITE ||
		    rule->does == ACTION_REDIRECT) &&
		   rule->kind != REWRITE_OUTBOUND &&
		   !rewrite_target(check, rule, &url)) {
		finding =
			report_at(check, at_value(check, rule->action, "type"),
				  "the action has no url");
		finding_help(check, finding, "add url=\"…\"");
	}
}

static void look(struct check *check, const struct rewrite_rule *rule)
{
	struct finding *finding;
	struct slice name = { "", 0 };

	if (rule->action &&
	    xml_attribute_count(check->document, rule->action)) {
		look_at_action(check, rule);
		return;
	}
	if (!does_nothing(check, rule))
		return;
	xml_value(check->document, rule->element, "name", &name);
	finding = report_at(check, at_value(check, rule->element, "name"),
			    "rule '%s' has no action, and does nothing",
			    shown(check, name));
	finding_help(check, finding,
		     "add an <action>, stopProcessing=\"true\" if it is to "
		     "keep rules below it from being applied, or delete it");
}

static void check_file(struct check *check)
{
	struct rewrite_walk walk = rewrite_start(check);
	struct rewrite_rule rule;

	while (rewrite_next(&walk, &rule))
		if (config_is_whole(check->config, rule.section))
			look(check, &rule);
}

const struct rule rule_rewrite_no_action = {
	.id = "rewrite-no-action",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a rewrite rule has no action, or an incomplete one",
	.references = {
		REFERENCE_URL_REWRITE,
	},
	.check_file = check_file,
};
