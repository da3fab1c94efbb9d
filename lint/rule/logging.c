#include "rule/logging.h"

bool log_is_central(const struct check *check)
{
	struct scope scope = scope_at("system.applicationHost/log", SLICE(""));
	struct setting mode;

	return config_value(check->config, scope, "", "centralLogFileMode",
			    &mode) &&
	       !slice_is_nocase(slice_trim(mode.value), "Site");
}

bool site_has_log(const struct check *check, const struct site *site)
{
	return (site->http || site->https) && !log_is_central(check);
}

bool site_keeps_log(const struct check *check, const struct site *site)
{
	return site_has_log(check, site) &&
	       !setting_is(check, scope_of(site->element), "logFile", "enabled",
			   "false");
}
