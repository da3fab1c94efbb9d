#include "rule/rule.h"

#define MAPS REWRITE "rewriteMaps"

static void report(struct check *check, const struct rewrite_names *maps,
		   const struct xml_element *element, const char *attribute,
		   const struct reference *reference)
{
	const char *name = shown(check, reference->name);
	const char *advice = "define it in <rewriteMaps> of this level or one "
			     "above; to write '{' itself, use {UrlDecode:%7B}";
	struct finding *finding = report_at(
		check, at_value(check, element, attribute),
		"no rewrite map or provider is named '%s': a request to which "
		"the rule is applied fails",
		name);
	struct slice near;

	if (!may_tell(check))
		return;
	near = rewrite_names_near(maps, reference->name);
	if (slice_eq_nocase(near, reference->name))
		advice = "it is defined for another location: define it at "
			 "this level, or above both";
	else if (near.len)
		advice = words(check, "did you mean '%s'?", shown(check, near));
	finding_help(check, finding, "%s", advice);
}

static void look_at_rule(struct check *check, const struct rewrite_names *maps,
			 const struct rewrite_rule *rule)
{
	struct rewrite_text text = { .element = NULL };

	while (rewrite_text_next(check, rule, &text)) {
		struct slice rest = text.value;
		struct reference reference;

		while (rewrite_reference(&rest, &reference))
			if (reference.kind == REFERENCE_TO_MAP &&
			    !rewrite_names_have(maps, rule->section->location,
						reference.name))
				report(check, maps, text.element,
				       text.attribute, &reference);
	}
}

static void check_file(struct check *check)
{
	struct rewrite_walk walk = rewrite_start(check);
	struct rewrite_names maps;
	struct rewrite_rule rule;

	if (check->config->file != CONFIG_APPLICATION_HOST ||
	    check->document->error.fault != XML_FINE ||
	    !config_sections(check->config, MAPS))
		return;
	rewrite_names_start(&maps, check);
	rewrite_names_add(&maps, MAPS, "rewriteMap");
	rewrite_names_add(&maps, REWRITE "providers", "provider");
	while (rewrite_next(&walk, &rule))
		look_at_rule(check, &maps, &rule);
}

const struct rule rule_rewrite_undefined_map = {
	.id = "rewrite-undefined-map",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a rewrite rule refers to a map that is not defined",
	.references = {
		REFERENCE_URL_REWRITE,
		REFERENCE_HTTP_STATUS,
	},
	.check_file = check_file,
};
