#include "rule/rule.h"

static void check_pool(struct check *check, const struct application_pool *pool)
{
	struct setting most;
	struct slice value =
		pool_value(check, pool, "processModel", "maxProcesses", &most);
	struct finding *finding;
	uint32_t count;

	if (check->config->express || !slice_u32(value, &count) || count == 1)
		return;
	finding = report_hit(
		check, at_setting(check, &most, "maxProcesses", pool->element),
		pool->element,
		count ? "web garden of %u worker processes: "
			"sessions and caches in memory are not "
			"shared"
		      : "web garden of a worker process for each "
			"NUMA node (%u): sessions and caches in "
			"memory are not shared",
		(unsigned)count);
	finding_help(check, finding,
		     "write 1, unless the applications keep nothing in "
		     "memory");
}

const struct rule rule_pool_web_garden = {
	.id = "pool-web-garden",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_HARDENING,
	.since = "0.1",
	.summary = "an application pool runs several worker processes",
	.references = {
		REFERENCE_PROCESS_MODEL,
	},
	.check_pool = check_pool,
};
