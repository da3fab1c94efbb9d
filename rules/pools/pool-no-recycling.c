#include "rule/rule.h"

static bool is_zero(const struct check *check,
		    const struct application_pool *pool, const char *attribute)
{
	struct setting setting;
	struct slice value = pool_value(
		check, pool, "recycling/periodicRestart", attribute, &setting);
	int64_t seconds;
	uint32_t number;

	return (slice_u32(value, &number) && !number) ||
	       (value_time_span(value, &seconds) && !seconds);
}

/* Times of day, of the pool or of all pools. */
static bool has_schedule(const struct check *check,
			 const struct xml_element *owner)
{
	static const char *const way[] = { "recycling", "periodicRestart",
					   "schedule" };

	for (size_t i = 0; owner && i < LENGTH(way); i++)
		owner = xml_child(check->document, owner, way[i]);
	return owner && xml_child(check->document, owner, "add");
}

/* WSUS asks for all of this; what hosts nothing is of no interest. */
static bool is_wanted(const struct application_pool *pool)
{
	return slice_starts_nocase(pool->name, SLICE("Wsus"));
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	bool scheduled = has_schedule(check, pool_defaults(check));

	for (size_t i = 0;
	     i < config->pool_count && !scheduled && !config->express; i++) {
		const struct application_pool *pool = &config->pools[i];
		struct finding *finding;
		struct setting time;

		if (!pool->first_user || is_wanted(pool) ||
		    !is_zero(check, pool, "time") ||
		    !is_zero(check, pool, "requests") ||
		    !is_zero(check, pool, "memory") ||
		    !is_zero(check, pool, "privateMemory") ||
		    has_schedule(check, pool->element))
			continue;
		pool_value(check, pool, "recycling/periodicRestart", "time",
			   &time);
		finding = report_hit(
			check, at_setting(check, &time, "time", pool->element),
			pool->element,
			"the pool is recycled by nothing: neither time, "
			"requests, memory nor schedule");
		finding_help(check, finding,
			     "write a schedule at a quiet hour, unless the "
			     "product asks for this");
	}
}

const struct rule rule_pool_no_recycling = {
	.id = "pool-no-recycling",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "an application pool is never recycled",
	.references = {
		REFERENCE_RECYCLING,
	},
	.check_file = check_file,
};
