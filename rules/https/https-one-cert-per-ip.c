#include "rule/rule.h"

/* The first binding of a second site that starts, or null. */
static const struct binding *second(const struct check *check,
				    const struct endpoint_group *group,
				    struct binding_list *list)
{
	const struct binding *found = NULL;

	for (const struct binding *binding = group->first; binding;
	     binding = binding->next_in_group) {
		if (!https_is_known(binding) ||
		    !site_is_started(check, binding->site))
			continue;
		binding_list_add(list, binding);
		if (!found && binding->site != list->named[0]->site)
			found = binding;
	}
	return found;
}

static void check_group(struct check *check, const struct endpoint_group *group)
{
	struct binding_list list = { .count = 0 };
	const struct binding *other = second(check, group, &list);
	struct endpoint_split split;
	struct finding *finding;

	if (!other)
		return;
	/* A sharper rule may speak of this one. */
	if (endpoint_split(check, group, &split))
		other = split.other;
	finding = report_at(
		check, at_value(check, other->element, "bindingInformation"),
		"%s has %zu https bindings and one certificate: before IIS 8, "
		"http.sys cannot tell them apart by host name",
		endpoint_shown(check, other), list.count);
	finding_help(check, finding,
		     "use one certificate for all names, give each site an "
		     "address of its own, or move to IIS 8 and use SNI");
	binding_list_note(check, finding, &list, "shared by");
}

static void check_file(struct check *check)
{
	if (!target_before(check->circumstances->target, TARGET_8_0))
		return;
	for (size_t i = 0; i < check->config->group_count; i++)
		check_group(check, &check->config->groups[i]);
}

const struct rule rule_https_one_cert_per_ip = {
	.id = "https-one-cert-per-ip",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.needs = NEEDS_TARGET,
	.since = "0.1",
	.summary = "several https sites share an address and port, and the "
		   "target version has no SNI",
	.references = {
		REFERENCE_KB2405568,
		REFERENCE_WIN_ACME,
	},
	.unless = { "https-shared-endpoint-no-sni" },
	.check_file = check_file,
};
