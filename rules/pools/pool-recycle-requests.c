#include "rule/rule.h"

/* A pool that is recycled after less than this is busy with starting. */
enum { REQUESTS_MIN = 1000 };

static void check_pool(struct check *check, const struct application_pool *pool)
{
	struct setting requests;
	struct slice value =
		pool_value(check, pool, "recycling/periodicRestart", "requests",
			   &requests);
	struct finding *finding;
	uint32_t count;

	if (check->config->express || !slice_u32(value, &count) || !count ||
	    count >= REQUESTS_MIN)
		return;
	finding = report_hit(
		check, at_setting(check, &requests, "requests", pool->element),
		pool->element,
		"recycled after %u requests: worker processes "
		"mostly start",
		(unsigned)count);
	finding_help(check, finding,
		     "write 0 and recycle by time or schedule, or a number "
		     "that is reached in hours");
}

const struct rule rule_pool_recycle_requests = {
	.id = "pool-recycle-requests",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "an application pool is recycled after few requests",
	.references = {
		REFERENCE_RECYCLING,
	},
	.check_pool = check_pool,
};
