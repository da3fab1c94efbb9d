/*
 * URL Rewrite: its rules, their patterns, and the references to what patterns
 * captured, to maps and to server variables
 * (facts: learn.microsoft.com/iis/extensions/url-rewrite-module, the
 * configuration references of 1.1 and 2.0).
 */
#ifndef RULE_REWRITE_H
#define RULE_REWRITE_H

#include "rule/check.h"
#include "rule/regex.h"

#define REWRITE "system.webServer/rewrite/"

enum rewrite_kind { REWRITE_GLOBAL, REWRITE_RULES, REWRITE_OUTBOUND };

enum rewrite_syntax {
	SYNTAX_ECMASCRIPT,
	SYNTAX_WILDCARD,
	SYNTAX_EXACT,
	SYNTAX_UNKNOWN,
};

enum rewrite_action {
	ACTION_NONE,
	ACTION_REWRITE,
	ACTION_REDIRECT,
	ACTION_OTHER, /* CustomResponse, AbortRequest, or not known */
};

/* A rule that is enabled. */
struct rewrite_rule {
	const struct section *section;
	enum rewrite_kind kind;
	const struct xml_element *element;
	/* Null if the rule does not have them. */
	const struct xml_element *match, *conditions, *variables, *action;
	enum rewrite_syntax syntax;
	enum rewrite_action does;
};

/* The rules of all sections, by kind and in document order. */
struct rewrite_walk {
	const struct check *check;
	enum rewrite_kind kind;
	const struct section *section;
	const struct xml_element *element;
};

struct rewrite_walk rewrite_start(const struct check *check);
bool rewrite_next(struct rewrite_walk *walk, struct rewrite_rule *rule);

/* The syntax of the patterns of a rule or a preCondition. */
enum rewrite_syntax rewrite_syntax(const struct check *check,
				   const struct xml_element *element);

/* The name of the attribute of <match> that is the pattern. */
const char *rewrite_pattern_name(const struct rewrite_rule *rule);

/* Of <action>: what the URL, or the text, is replaced with. */
const char *rewrite_target_name(const struct rewrite_rule *rule);

/* The target, if the rule rewrites or redirects and has one. */
bool rewrite_target(const struct check *check, const struct rewrite_rule *rule,
		    struct slice *target);

/* Is a condition or preCondition one that matches a pattern? */
bool rewrite_has_pattern(const struct check *check,
			 const struct xml_element *condition);

/* How many groups does it capture? False if that cannot be told. */
bool rewrite_groups(enum rewrite_syntax syntax, struct slice pattern,
		    uint32_t *groups);

/*
 * The texts of a rule in which references are replaced: the inputs of its
 * conditions (empty where there is none), the values of server variables, and
 * what the action makes. Start with { .element = NULL }.
 */
struct rewrite_text {
	const struct xml_element *element;
	const char *attribute;
	struct slice value;
	bool is_input; /* `element` is a condition */
	unsigned stage;
};

bool rewrite_text_next(const struct check *check,
		       const struct rewrite_rule *rule,
		       struct rewrite_text *text);

/* What the conditions of a rule capture, up to one of them or to the end. */
struct rewrite_captures {
	bool track;	/* trackAllCaptures: groups are numbered on */
	bool all;	/* logicalGrouping is MatchAll */
	bool known;	/* the groups of all patterns can be counted */
	bool last_sure; /* the last condition is the last that matched */
	size_t conditions;
	size_t positive;	  /* that match a pattern without negate */
	uint32_t last, most, sum; /* groups */
};

/* Before the first condition. */
struct rewrite_captures rewrite_captures(const struct check *check,
					 const struct rewrite_rule *rule);

/* Behind one more of them. */
void rewrite_capture(const struct check *check, const struct rewrite_rule *rule,
		     const struct xml_element *condition,
		     struct rewrite_captures *captures);

enum reference_kind {
	REFERENCE_TO_RULE,	/* {R:1} */
	REFERENCE_TO_CONDITION, /* {C:1} */
	REFERENCE_TO_FUNCTION,	/* {ToLower:…}, {UrlEncode:…} */
	REFERENCE_TO_MAP,	/* {Name:…}: a rewrite map or a provider */
	REFERENCE_TO_VARIABLE,	/* {HTTP_HOST} */
};

struct reference {
	enum reference_kind kind;
	uint32_t number;   /* of the first two */
	struct slice name; /* of the others */
	struct slice text; /* as written; up to the ":" of those with a key */
};

/* The next reference in *rest, those inside of keys included. */
bool rewrite_reference(struct slice *rest, struct reference *reference);

/* Where a target goes to, cut into its parts, with references in them. */
struct rewrite_url {
	struct slice scheme; /* "http", "{C:1}"; empty: not an absolute URL */
	struct slice host;   /* with the port */
	struct slice path;   /* with the "/" in front, if it is written */
};

struct rewrite_url rewrite_url(struct slice url);

/* Is it a pattern for any path? Does it capture the path as {R:1}? */
bool rewrite_matches_all(enum rewrite_syntax syntax, struct slice pattern,
			 bool *captures);

/* The names that entries of sections have, and where. */
struct rewrite_names {
	struct check *check;
	struct table places;
	/* The first of them, which a misspelt one may have been meant to be. */
	struct slice *first;
	size_t count;
	bool unknown; /* a location is too long: any name may be there */
};

void rewrite_names_start(struct rewrite_names *names, struct check *check);

/* The entries of this element name in all sections of this path. */
void rewrite_names_add(struct rewrite_names *names, const char *path,
		       const char *entry);

/*
 * Is there an entry of that name, in any letter case, at the location, above
 * or below it? Then it may be in force when a rule of the location is applied.
 */
bool rewrite_names_have(const struct rewrite_names *names,
			struct slice location, struct slice name);

/* One that is near to a name; empty if there is none, or too many to look. */
struct slice rewrite_names_near(const struct rewrite_names *names,
				struct slice name);

/*
 * Is it known what the section holds: is the file a whole
 * applicationHost.config that has the section, or declares it?
 */
bool rewrite_is_known(const struct check *check, const char *section);

#endif
