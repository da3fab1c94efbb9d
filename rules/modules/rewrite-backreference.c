#include "rule/rule.h"

static const char *groups_shown(struct check *check, uint32_t groups)
{
	return groups ? words(check, "%u group%s", groups,
			      groups == 1 ? "" : "s")
		      : "no group";
}

static void report(struct check *check, const struct rewrite_text *text,
		   const struct reference *reference, const char *why,
		   const char *advice)
{
	struct finding *finding = report_at(
		check, at_value(check, text->element, text->attribute),
		"'%s' stands for nothing: %s", shown(check, reference->text),
		why);

	finding_help(check, finding, "%s", advice);
}

static void check_rule_reference(struct check *check,
				 const struct rewrite_rule *rule,
				 const struct rewrite_text *text,
				 const struct reference *reference)
{
	const char *why = "the pattern of the rule is negated, and what does "
			  "not match captures nothing";
	struct slice pattern;
	uint32_t groups;

	if (!reference->number || !rule->match ||
	    !xml_value(check->document, rule->match, rewrite_pattern_name(rule),
		       &pattern) ||
	    !rewrite_groups(rule->syntax, pattern, &groups))
		return;
	if (!setting_is(check, scope_of(rule->element), "match", "negate",
			"true")) {
		if (reference->number <= groups)
			return;
		why = words(check, "pattern '%s' captures %s",
			    shown(check, pattern), groups_shown(check, groups));
	}
	report(check, text, reference, why,
	       rule->syntax == SYNTAX_WILDCARD
		       ? "each '*' of the pattern captures; {R:0} is all that "
			 "matched"
		       : "put parentheses around what is to be captured; {R:0} "
			 "is all that matched");
}

/* Why the conditions do not have the group; null if they may have it. */
static const char *missing(struct check *check,
			   const struct rewrite_captures *captures,
			   const struct rewrite_text *text, uint32_t number)
{
	const char *before = text->is_input ? " before this one" : "";

	if (!captures->conditions)
		return text->is_input ? "no condition stands before this one"
				      : "the rule has no conditions";
	if (!captures->known || !number)
		return NULL;
	if (!captures->positive)
		return words(check,
			     "no condition%s matches a pattern without negate",
			     before);
	if (captures->track)
		return number <= captures->sum
			       ? NULL
			       : words(check,
				       "all conditions%s together capture %s",
				       before,
				       groups_shown(check, captures->sum));
	if (captures->last_sure)
		return number <= captures->last
			       ? NULL
			       : words(check,
				       "it is about the last condition%s, which "
				       "captures %s",
				       before,
				       groups_shown(check, captures->last));
	return number <= captures->most
		       ? NULL
		       : words(check, "no condition%s captures more than %s",
			       before, groups_shown(check, captures->most));
}

static void check_condition_reference(struct check *check,
				      const struct rewrite_captures *captures,
				      const struct rewrite_text *text,
				      const struct reference *reference)
{
	const char *why = missing(check, captures, text, reference->number);
	const char *advice = "put parentheses around what is to be captured, "
			     "in the condition that it comes from";

	if (!why)
		return;
	if (captures->known && !captures->track &&
	    reference->number <= captures->sum && captures->positive)
		advice = "set trackAllCaptures of <conditions> to true: groups "
			 "of all conditions are then numbered on";
	report(check, text, reference, why, advice);
}

static void look(struct check *check, const struct rewrite_rule *rule)
{
	struct rewrite_captures captures = rewrite_captures(check, rule);
	struct rewrite_text text = { .element = NULL };

	while (rewrite_text_next(check, rule, &text)) {
		struct slice rest = text.value;
		struct reference reference;

		while (rewrite_reference(&rest, &reference)) {
			if (reference.kind == REFERENCE_TO_RULE)
				check_rule_reference(check, rule, &text,
						     &reference);
			else if (reference.kind == REFERENCE_TO_CONDITION)
				check_condition_reference(check, &captures,
							  &text, &reference);
		}
		if (text.is_input)
			rewrite_capture(check, rule, text.element, &captures);
	}
}

static void check_file(struct check *check)
{
	struct rewrite_walk walk = rewrite_start(check);
	struct rewrite_rule rule;

	while (rewrite_next(&walk, &rule))
		look(check, &rule);
}

const struct rule rule_rewrite_backreference = {
	.id = "rewrite-backreference",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a back-reference is to a group that no pattern captures",
	.references = {
		REFERENCE_URL_REWRITE,
		REFERENCE_URL_REWRITE_2,
	},
	.check_file = check_file,
};
