#include "rule/rewrite.h"

static const char *const sections[] = {
	[REWRITE_GLOBAL] = REWRITE "globalRules",
	[REWRITE_RULES] = REWRITE "rules",
	[REWRITE_OUTBOUND] = REWRITE "outboundRules",
};

struct rewrite_walk rewrite_start(const struct check *check)
{
	return (struct rewrite_walk){
		.check = check,
		.section = config_sections(check->config, sections[0]),
	};
}

/* The next element of the walk, of whatever name. */
static const struct xml_element *step(struct rewrite_walk *walk)
{
	const struct check *check = walk->check;

	if (walk->element)
		walk->element = xml_next(check->document, walk->element);
	else if (walk->section)
		walk->element =
			xml_first(check->document, walk->section->element);
	while (!walk->element) {
		if (walk->section)
			walk->section = walk->section->next;
		while (!walk->section) {
			if (++walk->kind == LENGTH(sections))
				return NULL;
			walk->section = config_sections(check->config,
							sections[walk->kind]);
		}
		walk->element =
			xml_first(check->document, walk->section->element);
	}
	return walk->element;
}

static enum rewrite_action action_of(const struct check *check,
				     const struct xml_element *rule)
{
	struct setting type;

	if (!config_value(check->config, scope_of(rule), "action", "type",
			  &type))
		return ACTION_OTHER;
	if (slice_is_nocase(type.value, "None"))
		return ACTION_NONE;
	if (slice_is_nocase(type.value, "Rewrite"))
		return ACTION_REWRITE;
	if (slice_is_nocase(type.value, "Redirect"))
		return ACTION_REDIRECT;
	return ACTION_OTHER;
}

bool rewrite_next(struct rewrite_walk *walk, struct rewrite_rule *rule)
{
	const struct check *check = walk->check;
	const struct xml_document *document = check->document;
	const struct xml_element *element;

	if (walk->kind == LENGTH(sections))
		return false;
	do {
		element = step(walk);
	} while (element && (!xml_is(document, element, "rule") ||
			     setting_is(check, scope_of(element), "", "enabled",
					"false")));
	if (!element)
		return false;
	*rule = (struct rewrite_rule){
		.section = walk->section,
		.kind = walk->kind,
		.element = element,
		.match = xml_child(document, element, "match"),
		.conditions = xml_child(document, element, "conditions"),
		.variables = xml_child(document, element, "serverVariables"),
		.action = xml_child(document, element, "action"),
		.syntax = rewrite_syntax(check, element),
		.does = action_of(check, element),
	};
	return true;
}

enum rewrite_syntax rewrite_syntax(const struct check *check,
				   const struct xml_element *element)
{
	struct setting syntax;

	if (!config_value(check->config, scope_of(element), "", "patternSyntax",
			  &syntax))
		return SYNTAX_UNKNOWN;
	if (slice_is_nocase(syntax.value, "ECMAScript"))
		return SYNTAX_ECMASCRIPT;
	if (slice_is_nocase(syntax.value, "Wildcard"))
		return SYNTAX_WILDCARD;
	return slice_is_nocase(syntax.value, "ExactMatch") ? SYNTAX_EXACT
							   : SYNTAX_UNKNOWN;
}

const char *rewrite_pattern_name(const struct rewrite_rule *rule)
{
	return rule->kind == REWRITE_OUTBOUND ? "pattern" : "url";
}

const char *rewrite_target_name(const struct rewrite_rule *rule)
{
	return rule->kind == REWRITE_OUTBOUND ? "value" : "url";
}

bool rewrite_target(const struct check *check, const struct rewrite_rule *rule,
		    struct slice *target)
{
	return rule->action &&
	       (rule->does == ACTION_REWRITE ||
		rule->does == ACTION_REDIRECT) &&
	       xml_value(check->document, rule->action,
			 rewrite_target_name(rule), target);
}

bool rewrite_has_pattern(const struct check *check,
			 const struct xml_element *condition)
{
	struct slice type;

	return xml_is(check->document, condition, "add") &&
	       (!xml_value(check->document, condition, "matchType", &type) ||
		slice_is_nocase(slice_trim(type), "Pattern"));
}

bool rewrite_groups(enum rewrite_syntax syntax, struct slice pattern,
		    uint32_t *groups)
{
	struct regex regex;

	*groups = 0;
	switch (syntax) {
	case SYNTAX_ECMASCRIPT:
		regex = regex_read(pattern);
		*groups = regex.groups;
		return regex.counted;
	case SYNTAX_WILDCARD:
		for (size_t i = 0; i < pattern.len; i++)
			*groups += pattern.at[i] == '*';
		return true;
	case SYNTAX_EXACT:
		return true;
	default:
		return false;
	}
}

/* The next child of that name behind `last`, or the first. */
static const struct xml_element *next_named(const struct xml_document *document,
					    const struct xml_element *parent,
					    const struct xml_element *last,
					    const char *name)
{
	const struct xml_element *child = NULL;

	if (last)
		child = xml_next(document, last);
	else if (parent)
		child = xml_first(document, parent);
	while (child && !xml_is(document, child, name))
		child = xml_next(document, child);
	return child;
}

static const char *action_text(const struct rewrite_rule *rule, unsigned stage)
{
	static const char *const response[] = { "statusReason",
						"statusDescription" };

	if (rule->does == ACTION_OTHER && rule->kind != REWRITE_OUTBOUND)
		return stage < LENGTH(response) ? response[stage] : NULL;
	return stage == 0 && rule->does != ACTION_NONE
		       ? rewrite_target_name(rule)
		       : NULL;
}

/* Where the texts of a rule stand, in this order. */
enum { STAGE_CONDITIONS, STAGE_VARIABLES, STAGE_ACTION };

/* The next place for a text, whether there is one or not. */
static bool next_place(const struct check *check,
		       const struct rewrite_rule *rule,
		       struct rewrite_text *text)
{
	const struct xml_document *document = check->document;

	if (text->stage == STAGE_CONDITIONS) {
		text->attribute = "input";
		text->element = next_named(document, rule->conditions,
					   text->element, "add");
		text->stage += !text->element;
	}
	if (text->stage == STAGE_VARIABLES) {
		text->attribute = "value";
		text->element = next_named(document, rule->variables,
					   text->element, "set");
		text->stage += !text->element;
	}
	if (text->stage < STAGE_ACTION)
		return true;
	text->element = rule->action;
	text->attribute = action_text(rule, text->stage++ - STAGE_ACTION);
	return text->element && text->attribute;
}

bool rewrite_text_next(const struct check *check,
		       const struct rewrite_rule *rule,
		       struct rewrite_text *text)
{
	while (next_place(check, rule, text)) {
		text->is_input = text->stage == STAGE_CONDITIONS;
		text->value = SLICE("");
		if (xml_value(check->document, text->element, text->attribute,
			      &text->value) ||
		    text->is_input)
			return true;
	}
	return false;
}

struct rewrite_captures rewrite_captures(const struct check *check,
					 const struct rewrite_rule *rule)
{
	struct scope scope = scope_of(rule->element);

	return (struct rewrite_captures){
		.track = setting_is(check, scope, "conditions",
				    "trackAllCaptures", "true"),
		.all = setting_is(check, scope, "conditions", "logicalGrouping",
				  "MatchAll"),
		.known = true,
	};
}

void rewrite_capture(const struct check *check, const struct rewrite_rule *rule,
		     const struct xml_element *condition,
		     struct rewrite_captures *captures)
{
	struct slice pattern;
	uint32_t groups;

	captures->conditions++;
	captures->last_sure = false;
	if (!rewrite_has_pattern(check, condition))
		return;
	if (!xml_value(check->document, condition, "pattern", &pattern) ||
	    !rewrite_groups(rule->syntax, pattern, &groups)) {
		captures->known = false;
		return;
	}
	captures->sum += groups;
	if (setting_is(check, scope_of(condition), "", "negate", "true"))
		return;
	captures->positive++;
	captures->last_sure = captures->all;
	captures->last = groups;
	if (groups > captures->most)
		captures->most = groups;
}

/* A name in braces: not a piece of JSON, of a script or of a style sheet. */
static bool is_name(struct slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (memchr("\"'<>;\r\n\t", name.at[i], 8))
			return false;
	return slice_trim(name).len;
}

static bool is_function(struct slice name)
{
	return slice_is_nocase(name, "ToLower") ||
	       slice_is_nocase(name, "UrlEncode") ||
	       slice_is_nocase(name, "UrlDecode") ||
	       slice_is_nocase(name, "HtmlEncode");
}

/* "1}" behind "{R:": the length with the brace, or 0. */
static size_t read_number(struct slice rest, uint32_t *number)
{
	size_t end = 0;

	while (end < rest.len && ascii_is_digit(rest.at[end]))
		end++;
	return end < rest.len && rest.at[end] == '}' &&
			       slice_u32(slice_take(rest, end), number)
		       ? end + 1
		       : 0;
}

/* What follows "{"; *len is how much of it is read. */
static bool read_braces(struct slice rest, struct reference *reference,
			size_t *len)
{
	bool rule, condition;
	size_t end = 0;

	while (end < rest.len && !memchr(":{}", rest.at[end], 3))
		end++;
	*len = end;
	if (end == rest.len || rest.at[end] == '{')
		return false;
	*len = end + 1;
	*reference = (struct reference){ .name = slice_take(rest, end) };
	if (!is_name(reference->name))
		return false;
	if (rest.at[end] == '}') {
		reference->kind = REFERENCE_TO_VARIABLE;
		return true;
	}
	rule = slice_is_nocase(reference->name, "R");
	condition = slice_is_nocase(reference->name, "C");
	if (!rule && !condition) {
		reference->kind = is_function(reference->name)
					  ? REFERENCE_TO_FUNCTION
					  : REFERENCE_TO_MAP;
		return true;
	}
	reference->kind = rule ? REFERENCE_TO_RULE : REFERENCE_TO_CONDITION;
	end = read_number(slice_skip(rest, *len), &reference->number);
	*len += end;
	return end;
}

bool rewrite_reference(struct slice *rest, struct reference *reference)
{
	size_t start, len;
	bool found;

	while ((start = slice_find(*rest, '{')) != SIZE_MAX) {
		struct slice at = slice_skip(*rest, start);

		found = read_braces(slice_skip(at, 1), reference, &len);
		*rest = slice_skip(at, len + 1);
		reference->text = slice_take(at, len + 1);
		if (found)
			return true;
	}
	return false;
}
