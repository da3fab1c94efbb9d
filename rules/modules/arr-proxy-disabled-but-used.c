#include "rule/rule.h"

enum { NAMED = 3 };

/* All rules that need the proxy: that it is off is one mistake. */
struct users {
	const struct xml_element *action[NAMED]; /* the first of them */
	struct slice url;			 /* of the first */
	size_t count;
};

static void report(struct check *check, const struct farms *farms,
		   const struct users *users)
{
	struct finding *finding = report_at(
		check, at_value(check, users->action[0], "url"),
		"requests are rewritten to '%s', but %s: they are answered "
		"with 404",
		shown(check, users->url),
		farms->installed ? "the proxy is not enabled"
				 : "Application Request Routing is not "
				   "installed");

	finding_help(check, finding,
		     farms->installed
			     ? "set enabled of <proxy> in <system.webServer> "
			       "to true, if this server is to be a proxy"
			     : "install Application Request Routing and enable "
			       "its proxy, if this server is to be one");
	for (size_t i = 1; i < users->count && i < NAMED; i++)
		note_at(check, finding,
			at_value(check, users->action[i], "url"),
			"another rule that needs it%s",
			i + 1 == NAMED && users->count > NAMED
				? words(check, ", and %zu more",
					users->count - NAMED)
				: "");
}

static void check_file(struct check *check)
{
	struct rewrite_walk walk = rewrite_start(check);
	struct users users = { .count = 0 };
	struct rewrite_rule rule;
	struct slice url, host;
	struct farms farms;

	if (!farms_read(check, &farms) || farms.proxy)
		return;
	while (rewrite_next(&walk, &rule)) {
		if (!farms_leave(&farms, &rule, &url, &host) ||
		    farm_is_meant(&farms, &rule, host))
			continue;
		if (!users.count)
			users.url = url;
		if (users.count < NAMED)
			users.action[users.count] = rule.action;
		users.count++;
	}
	if (users.count)
		report(check, &farms, &users);
}

const struct rule rule_arr_proxy_disabled_but_used = {
	.id = "arr-proxy-disabled-but-used",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "rewrite rules send requests to another server, and the "
		   "proxy is not enabled",
	.references = {
		REFERENCE_REVERSE_PROXY,
	},
	.check_file = check_file,
};
