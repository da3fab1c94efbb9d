#include "rule/rule.h"

/* The version of the CLR that a version of .NET runs on, if it is known. */
static const char *clr_of(struct slice value)
{
	if (value.len && ascii_lower(value.at[0]) == 'v')
		value = slice_skip(value, 1);
	if (slice_starts(value, SLICE("4")))
		return "v4.0";
	if (slice_starts(value, SLICE("2")) || slice_starts(value, SLICE("3")))
		return "v2.0";
	return NULL;
}

static bool is_known(struct slice value)
{
	return !value.len || slice_is_nocase(value, "v1.1") ||
	       slice_is_nocase(value, "v2.0") || slice_is_nocase(value, "v4.0");
}

static void tell_unknown(struct check *check,
			 const struct application_pool *pool,
			 const struct setting *version)
{
	const char *clr = clr_of(slice_trim(version->value));
	struct finding *finding = report_hit(
		check,
		at_setting(check, version, "managedRuntimeVersion",
			   pool->element),
		pool->element,
		"'%s' is no version of the CLR: worker processes do not start, "
		"and requests are answered with 503",
		shown(check, version->value));

	finding_help(check, finding,
		     "%s%s%sexpected are v4.0 for .NET Framework 4.x, v2.0 for "
		     "2.0 to 3.5, or an empty value for No Managed Code, which "
		     "ASP.NET Core needs; W3SVC-WP 2294 says: \"failed to "
		     "pre-load .Net Runtime version\"",
		     clr ? "write " : "", clr ? clr : "", clr ? "; " : "");
}

static void check_pool(struct check *check, const struct application_pool *pool)
{
	struct finding *finding;
	struct setting version, mode;
	struct slice value =
		pool_value(check, pool, "", "managedRuntimeVersion", &version);

	if (!is_known(value)) {
		tell_unknown(check, pool, &version);
		return;
	}
	if (!slice_is_nocase(value, "v1.1") ||
	    !slice_is_nocase(
		    pool_value(check, pool, "", "managedPipelineMode", &mode),
		    "Integrated"))
		return;
	finding = report_hit(check,
			     at_setting(check, &version,
					"managedRuntimeVersion", pool->element),
			     pool->element,
			     "v1.1 runs in the Classic pipeline alone, and "
			     "this pool is Integrated");
	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding,
		     "write managedPipelineMode=\"Classic\", or a newer "
		     "version");
}

const struct rule rule_pool_runtime_version = {
	.id = "pool-runtime-version",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "managedRuntimeVersion is no version of the CLR",
	.references = {
		REFERENCE_POOL,
	},
	.check_pool = check_pool,
};
