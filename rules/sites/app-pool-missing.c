#include "rule/rule.h"

static const char section_path[] = "system.applicationHost/applicationPools";

enum {
	/* Of more pools, none is looked for that may have been meant. */
	NEAR_MAX = 1000,
	/* Nor is one for each of many findings. */
	SPELLED_MAX = 100,
};

static struct slice near_by(const struct check *check, struct slice name)
{
	struct spell spell = spell_start(name);

	if (check->count > SPELLED_MAX || check->config->pool_count > NEAR_MAX)
		return spell.best;
	for (size_t i = 0; i < check->config->pool_count; i++)
		spell_offer(&spell, check->config->pools[i].name);
	return spell.best;
}

/* Nothing is known of pools that another file has, or that are cut off. */
static bool pools_are_known(const struct check *check)
{
	const struct section *section =
		config_sections(check->config, section_path);

	return section && config_is_whole(check->config, section);
}

static void check_application(struct check *check,
			      const struct application *application)
{
	struct finding *finding;
	struct setting pool;
	struct slice meant;
	bool express;

	if (application->pool ||
	    !config_value(check->config, scope_of(application->element), "",
			  "applicationPool", &pool) ||
	    !pool.value.len || !pool.where || !pools_are_known(check))
		return;
	express = check->config->express;
	finding = report_hit(
		check, at_value(check, pool.where, "applicationPool"),
		application->element, "application pool '%s' does not exist%s",
		shown(check, pool.value),
		express ? "" : ": requests are answered with 503");
	if (!finding)
		return;
	if (express)
		finding_severity(check, finding, SEVERITY_WARNING);
	meant = near_by(check, pool.value);
	finding_help(check, finding,
		     "%s%s%screate the pool, or write the name of one that is "
		     "there%s",
		     meant.len ? "did you mean '" : "",
		     meant.len ? shown(check, meant) : "",
		     meant.len ? "'? " : "",
		     express ? ""
			     : "; the events are WAS 5048 (\"the application "
			       "will be ignored\") and 5055, if WAS is told to "
			       "log them");
}

const struct rule rule_app_pool_missing = {
	.id = "app-pool-missing",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application names an application pool that does not exist",
	.references = {
		REFERENCE_POOL,
	},
	.check_application = check_application,
};
