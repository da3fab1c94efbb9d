#include "rule/rule.h"

static void check_group(struct check *check, const struct endpoint_group *group)
{
	struct endpoint_split split;
	struct finding *finding;

	if (!endpoint_split(check, group, &split))
		return;
	finding = report_at(
		check,
		at_value(check, split.other->element, "bindingInformation"),
		"\"%s\" and \"%s\" share %s without SNI: http.sys has one "
		"certificate for both, and whoever changes it for one site "
		"changes it for the other",
		shown(check, split.other->endpoint.host),
		shown(check, split.first->endpoint.host),
		endpoint_shown(check, split.other));
	if (target_before(check->circumstances->target, TARGET_8_0))
		finding_help(check, finding,
			     "use one certificate for all of these names, or "
			     "give each site an address of its own: this "
			     "version of IIS has no SNI");
	else
		finding_help(check, finding,
			     "set sslFlags=\"1\" (SNI) on all of these "
			     "bindings but one and select the certificate of "
			     "each again; if one certificate is for all of "
			     "these names, --cert-store and --http-sys show "
			     "it");
	binding_list_note(check, finding, &split.list, "shared by");
}

static void check_file(struct check *check)
{
	for (size_t i = 0; i < check->config->group_count; i++)
		check_group(check, &check->config->groups[i]);
}

const struct rule rule_https_shared_endpoint_no_sni = {
	.id = "https-shared-endpoint-no-sni",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "https sites of different domains share an endpoint "
		   "without SNI, and so one certificate",
	.references = {
		REFERENCE_KB2405568,
		REFERENCE_SSL_WINDOWS,
		REFERENCE_WIN_ACME,
	},
	.check_file = check_file,
};
