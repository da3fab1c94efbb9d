#include "rule/farms.h"

#define PROXY "system.webServer/proxy"
#define FARMS "webFarms"

static bool proxy_is_on(const struct check *check)
{
	CONFIG_EACH_SECTION (check->config, PROXY, section)
		if (setting_is(check, scope_of(section->element), "", "enabled",
			       "true"))
			return true;
	return false;
}

static void add_hosts(struct farms *farms, const struct site *site)
{
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct endpoint *endpoint = &site->bindings[i].endpoint;

		if (endpoint->valid && endpoint->host.len)
			table_add(&farms->hosts, endpoint->host, 0);
	}
}

bool farms_read(struct check *check, struct farms *farms)
{
	const struct config *config = check->config;

	farms->installed = rewrite_is_known(check, PROXY) ||
			   rewrite_is_known(check, FARMS);
	if (!farms->installed &&
	    (config->file != CONFIG_APPLICATION_HOST || !config->declared ||
	     check->document->error.fault != XML_FINE))
		return false;
	farms->proxy = proxy_is_on(check);
	rewrite_names_start(&farms->names, check);
	rewrite_names_add(&farms->names, FARMS, "webFarm");
	table_init(&farms->hosts, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < config->site_count; i++)
		add_hosts(farms, &config->sites[i]);
	return true;
}

/* "http", "https", or what a condition took from the URL. */
static bool is_scheme(struct slice scheme)
{
	return slice_is_nocase(scheme, "http") ||
	       slice_is_nocase(scheme, "https") ||
	       slice_is_nocase(scheme, "{C:1}");
}

bool farms_leave(const struct farms *farms, const struct rewrite_rule *rule,
		 struct slice *url, struct slice *host)
{
	struct rewrite_url cut;
	struct slice name;
	uint32_t found;

	if (rule->kind == REWRITE_OUTBOUND || rule->does != ACTION_REWRITE ||
	    !rewrite_target(farms->names.check, rule, url))
		return false;
	cut = rewrite_url(*url);
	*host = cut.host;
	if (!is_scheme(cut.scheme) || !host->len ||
	    slice_find(*host, '{') != SIZE_MAX)
		return false;
	name = slice_take(*host, slice_find_last(*host, ':'));
	return !slice_is_nocase(*host, "localhost") &&
	       !slice_is(*host, "127.0.0.1") &&
	       !table_get(&farms->hosts, name, &found) &&
	       !rewrite_names_have(&farms->names, SLICE(""), name);
}

/* "ARR_Name_loadbalance", or with "_SSL": the rule that is made for a farm. */
static bool is_made_for(struct slice rule, struct slice farm)
{
	const struct slice front = SLICE("ARR_"), end = SLICE("_loadbalance");

	if (!slice_starts_nocase(rule, front))
		return false;
	rule = slice_skip(rule, front.len);
	return slice_starts_nocase(rule, farm) &&
	       slice_starts_nocase(slice_skip(rule, farm.len), end);
}

bool farm_is_meant(const struct farms *farms, const struct rewrite_rule *rule,
		   struct slice host)
{
	const struct check *check = farms->names.check;
	struct slice name;

	if (xml_value(check->document, rule->element, "name", &name) &&
	    is_made_for(name, host))
		return true;
	return !farms->proxy && slice_find(host, '.') == SIZE_MAX &&
	       slice_find(host, ':') == SIZE_MAX &&
	       rewrite_names_near(&farms->names, host).len;
}
