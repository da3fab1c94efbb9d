#include "rule/rule.h"

static void look(struct check *check, const struct xml_element *farm)
{
	size_t servers = 0, enabled = 0;
	struct slice name = { "", 0 };
	struct finding *finding;

	XML_EACH_CHILD (check->document, farm, child) {
		if (!xml_is(check->document, child, "server"))
			continue;
		servers++;
		enabled += !setting_is(check, scope_of(child), "", "enabled",
				       "false");
	}
	if (enabled)
		return;
	xml_value(check->document, farm, "name", &name);
	finding = report_at(check, at_value(check, farm, "name"),
			    "web farm '%s' has no server%s: requests to it are "
			    "answered with 502.4",
			    shown(check, name),
			    servers ? " that is enabled" : "");
	if (servers)
		finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding, "%s",
		     servers ? "enable one of its servers"
			     : "add a <server>, or delete the farm and the "
			       "rewrite rules that use it");
}

static void check_file(struct check *check)
{
	CONFIG_EACH_SECTION (check->config, "webFarms", section) {
		if (!config_is_whole(check->config, section))
			continue;
		XML_EACH_CHILD (check->document, section->element, child)
			if (xml_is(check->document, child, "webFarm") &&
			    !setting_is(check, scope_of(child), "", "enabled",
					"false"))
				look(check, child);
	}
}

const struct rule rule_webfarm_empty = {
	.id = "webfarm-empty",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a web farm has no server that is enabled",
	.references = {
		REFERENCE_SERVER_FARMS,
		REFERENCE_HTTP_STATUS,
	},
	.check_file = check_file,
};
