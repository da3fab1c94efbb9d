#include "rule/rule.h"

/* The scheme of WSUS, or null. */
static const struct xml_element *wsus_scheme(const struct check *check)
{
	const struct section *section = config_section_at(
		check->config, "system.webServer/httpCompression", SLICE(""));
	struct entries entries;
	struct slice dll;

	if (!section || !config_entries(check->config, section, "", &entries))
		return NULL;
	for (size_t i = 0; i < entries.count; i++)
		if (xml_value(check->document, entries.at[i], "dll", &dll) &&
		    slice_is_nocase(path_file(slice_trim(dll)), "suscomp.dll"))
			return entries.at[i];
	return NULL;
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	const struct xml_element *scheme = wsus_scheme(check);

	for (size_t i = 0; scheme && i < config->pool_count; i++) {
		const struct application_pool *pool = &config->pools[i];
		struct pool_traits traits;
		struct slice dll = { "", 0 };

		if (!pool->first_user)
			continue;
		pool_traits(check, pool, &traits);
		if (!traits.bits32)
			continue;
		xml_value(check->document, scheme, "dll", &dll);
		finding_help(
			check,
			report_hit(check, at_value(check, scheme, "dll"),
				   pool->element,
				   "'%s' has 64 bits and cannot be loaded "
				   "into application pools of 32 bits, which "
				   "then answer 500.19",
				   shown(check, dll)),
			"run the pools with 64 bits, or remove the scheme: "
			"appcmd set config -section:httpCompression "
			"/-[name='xpress']");
	}
}

const struct rule rule_compression_scheme_xpress = {
	.id = "compression-scheme-xpress",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the compression of WSUS cannot be loaded into pools of 32 "
		   "bits",
	.references = {
		"https://docs.lextudio.com/blog/iis-7-and-wsus-on-windows-s"
		"erver-x64-1b59da5ac7ee",
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
