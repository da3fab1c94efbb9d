#include "rule/rule.h"

static void check_start(struct check *check,
			const struct application_pool *pool)
{
	struct finding *finding;
	struct setting start, mode;

	if (!slice_is_nocase(pool_value(check, pool, "", "startMode", &mode),
			     "AlwaysRunning") ||
	    !slice_is_nocase(pool_value(check, pool, "", "autoStart", &start),
			     "false"))
		return;
	/* That is told by pool-disabled. */
	if (pool_started_user(check, pool))
		return;
	finding = report_hit(
		check, at_setting(check, &mode, "startMode", pool->element),
		pool->element,
		"startMode AlwaysRunning, and the pool does not "
		"start with the service (autoStart)");
	finding_help(check, finding,
		     "write autoStart=\"true\", or startMode=\"OnDemand\"");
	if (start.where && start.where != mode.where)
		note_at(check, finding,
			at_value(check, start.where, "autoStart"),
			"autoStart is here");
}

static void check_limit(struct check *check,
			const struct application_pool *pool)
{
	struct setting action, limit;
	struct slice what = pool_value(check, pool, "cpu", "action", &action);
	struct slice value = pool_value(check, pool, "cpu", "limit", &limit);
	struct finding *finding;
	uint32_t number;

	if (!what.len || slice_is_nocase(what, "NoAction") || !action.where ||
	    !slice_u32(value, &number) || number)
		return;
	finding = report_hit(check, at_value(check, action.where, "action"),
			     pool->element,
			     "action %s does nothing: the limit of the "
			     "processor is 0, which is none",
			     shown(check, action.value));
	finding_help(check, finding,
		     "write limit, in thousandths of a percent (50000 is half "
		     "of the processor), or remove action");
}

static void check_pool(struct check *check, const struct application_pool *pool)
{
	/* IIS Express starts one process, by hand. */
	if (check->config->express)
		return;
	check_start(check, pool);
	check_limit(check, pool);
}

const struct rule rule_pool_start_contradiction = {
	.id = "pool-start-contradiction",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "settings of an application pool contradict each other",
	.references = {
		REFERENCE_POOL,
		REFERENCE_CPU,
	},
	.check_pool = check_pool,
};
