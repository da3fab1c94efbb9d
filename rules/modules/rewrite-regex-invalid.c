#include "rule/rule.h"

static const char *trouble(const struct regex *regex)
{
	switch (regex->fault) {
	case REGEX_OPEN_GROUP:
		return "'(' has no ')'";
	case REGEX_CLOSED_GROUP:
		return "')' has no '('";
	case REGEX_OPEN_BRACKET:
		return "'[' has no ']'";
	case REGEX_NOTHING_BEFORE:
		return "nothing stands before it that it could repeat";
	case REGEX_REPEATED_TWICE:
		return "it repeats what is repeated already";
	case REGEX_BAD_RANGE:
		return "the range ends before it begins";
	case REGEX_BAD_COUNT:
		return "the first number is larger than the second";
	case REGEX_OPEN_ESCAPE:
		return "nothing follows '\\'";
	default:
		return "patterns take no back-references";
	}
}

static const char *advice(const struct regex *regex, struct slice pattern)
{
	if (regex->fault == REGEX_REFERENCE)
		return "put it into the input: input=\"{C:1} {PATH_INFO}\", "
		       "with a pattern that compares the two";
	if (regex->fault == REGEX_NOTHING_BEFORE && slice_is(pattern, "*"))
		return "write '.*', or set patternSyntax to Wildcard";
	return "correct the pattern; a character that stands for itself needs "
	       "a '\\' in front";
}

static void look(struct check *check, const struct xml_element *element,
		 const char *attribute)
{
	struct finding *finding;
	struct slice pattern;
	struct regex regex;
	const char *where;

	if (!xml_value(check->document, element, attribute, &pattern))
		return;
	regex = regex_read(pattern);
	if (!regex.fault)
		return;
	where = regex.fault == REGEX_CLOSED_GROUP ||
				regex.part.len == pattern.len
			? ""
			: words(check, "at '%s', ", shown(check, regex.part));
	finding = report_at(check, at_value(check, element, attribute),
			    "pattern '%s' is no regular expression: %s%s",
			    shown(check, pattern), where, trouble(&regex));
	finding_help(check, finding, "%s", advice(&regex, pattern));
}

static void look_at_conditions(struct check *check,
			       const struct xml_element *conditions)
{
	if (!conditions)
		return;
	XML_EACH_CHILD (check->document, conditions, child)
		if (rewrite_has_pattern(check, child))
			look(check, child, "pattern");
}

static void look_at_preconditions(struct check *check,
				  const struct section *section)
{
	const struct xml_element *all =
		xml_child(check->document, section->element, "preConditions");

	if (!all)
		return;
	XML_EACH_CHILD (check->document, all, child)
		if (rewrite_syntax(check, child) == SYNTAX_ECMASCRIPT)
			look_at_conditions(check, child);
}

static void check_file(struct check *check)
{
	struct rewrite_walk walk = rewrite_start(check);
	struct rewrite_rule rule;

	while (rewrite_next(&walk, &rule)) {
		if (rule.syntax != SYNTAX_ECMASCRIPT)
			continue;
		if (rule.match)
			look(check, rule.match, rewrite_pattern_name(&rule));
		look_at_conditions(check, rule.conditions);
	}
	CONFIG_EACH_SECTION (check->config, REWRITE "outboundRules", section)
		look_at_preconditions(check, section);
}

const struct rule rule_rewrite_regex_invalid = {
	.id = "rewrite-regex-invalid",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a pattern of a rewrite rule is no regular expression",
	.references = {
		REFERENCE_URL_REWRITE,
		REFERENCE_URL_REWRITE_2,
		REFERENCE_HTTP_STATUS,
	},
	.check_file = check_file,
};
