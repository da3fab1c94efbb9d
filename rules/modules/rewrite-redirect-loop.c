#include "rule/rule.h"

/* Is it the path that was asked for, whatever that was? */
static bool is_same_path(const struct rewrite_rule *rule, struct slice pattern,
			 struct slice path)
{
	bool captures;

	if (!rewrite_matches_all(rule->syntax, pattern, &captures))
		return false;
	if (slice_is_nocase(path, "{REQUEST_URI}"))
		return true;
	path = slice_skip(path, slice_starts(path, SLICE("/")));
	return slice_is_nocase(path, "{R:0}") ||
	       (captures && slice_is_nocase(path, "{R:1}"));
}

/* Does the target come in at this binding again? */
static bool comes_back(const struct binding *binding,
		       const struct rewrite_url *target)
{
	uint32_t port = binding->https ? 443 : 80;
	struct slice host = target->host, written = { "", 0 };
	size_t colon = slice_find_last(host, ':');

	if (!binding->endpoint.valid ||
	    !slice_eq_nocase(binding->protocol, target->scheme))
		return false;
	if (slice_is_nocase(host, "{HTTP_HOST}"))
		return true;
	if (colon != SIZE_MAX) {
		written = slice_skip(host, colon + 1);
		host = slice_take(host, colon);
	}
	return host.len && slice_eq_nocase(binding->endpoint.host, host) &&
	       (!written.len || slice_u32(written, &port)) &&
	       binding->endpoint.port == port;
}

static const struct binding *binding_of(const struct site *site,
					const struct rewrite_url *target)
{
	for (size_t i = 0; site && i < site->binding_count; i++)
		if (comes_back(&site->bindings[i], target))
			return &site->bindings[i];
	return NULL;
}

/* A binding, of a site to which the rule applies, that is redirected to. */
static const struct binding *find_binding(const struct check *check,
					  const struct rewrite_rule *rule,
					  const struct rewrite_url *target)
{
	const struct config *config = check->config;
	const struct binding *found = NULL;

	if (rule->section->location.len)
		return binding_of(config_section_site(config, rule->section),
				  target);
	for (size_t i = 0; !found && i < config->site_count; i++) {
		const struct site *site = &config->sites[i];

		found = binding_of(site, target);
		if (found && rule->kind == REWRITE_RULES &&
		    config_section_at(config, REWRITE "rules", site->name) !=
			    rule->section)
			found = NULL;
	}
	return found;
}

static void look(struct check *check, const struct rewrite_rule *rule)
{
	const struct binding *binding = NULL;
	struct slice pattern, url;
	struct finding *finding;
	struct rewrite_url target;

	if (rule->does != ACTION_REDIRECT ||
	    (rule->conditions &&
	     xml_first(check->document, rule->conditions)) ||
	    !rule->match ||
	    !xml_value(check->document, rule->match, "url", &pattern) ||
	    !rewrite_target(check, rule, &url) ||
	    setting_is(check, scope_of(rule->element), "match", "negate",
		       "true"))
		return;
	target = rewrite_url(url);
	if (!is_same_path(rule, pattern, target.path))
		return;
	if (target.scheme.len)
		binding = find_binding(check, rule, &target);
	if (target.scheme.len && !binding)
		return;
	finding = report_at(check, at_value(check, rule->action, "url"),
			    "requests are redirected to '%s', which is where "
			    "they came from: no condition ends it",
			    shown(check, url));
	finding_help(check, finding,
		     "add a condition that does not hold for the new URL, as "
		     "<add input=\"{HTTPS}\" pattern=\"^OFF$\" />");
	if (binding)
		note_at(check, finding,
			at_value(check, binding->element, "bindingInformation"),
			"they come in again here");
}

/* Do rules like this keep those below them from being applied? */
static bool shields(const struct check *check, const struct rewrite_rule *rule)
{
	return rule->does != ACTION_NONE ||
	       setting_is(check, scope_of(rule->element), "", "stopProcessing",
			  "true");
}

static void check_file(struct check *check)
{
	struct rewrite_walk walk = rewrite_start(check);
	const struct section *shielded = NULL;
	struct rewrite_rule rule;
	bool global = false;

	if (check->config->file != CONFIG_APPLICATION_HOST)
		return;
	while (rewrite_next(&walk, &rule) && rule.kind != REWRITE_OUTBOUND) {
		if (rule.section == shielded || (global && rule.kind))
			continue;
		/* Below a site, {R:0} lacks the front of the path. */
		if (slice_find(rule.section->location, '/') == SIZE_MAX &&
		    !config_section_above(check->config, rule.section) &&
		    !config_section_before(check->config, rule.section))
			look(check, &rule);
		if (!shields(check, &rule))
			continue;
		shielded = rule.section;
		global |= rule.kind == REWRITE_GLOBAL;
	}
}

const struct rule rule_rewrite_redirect_loop = {
	.id = "rewrite-redirect-loop",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a rewrite rule redirects requests to where they came from",
	.references = {
		REFERENCE_URL_REWRITE,
	},
	.check_file = check_file,
};
