#include "rule/rule.h"

static void check_key(struct check *check, const struct metadata_key *key)
{
	const char *command = key_delete_command(check, key);
	struct finding *finding;

	if (key->property_count)
		return;
	finding = report_at(check, at_value(check, key->element, "path"),
			    "key \"%s\" has no properties",
			    shown(check, key->path));
	finding_help(check, finding, "delete it%s%s", command ? ": " : "",
		     command ? command : "");
}

const struct rule rule_metadata_empty_key = {
	.id = "metadata-empty-key",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "a key of customMetadata has no properties",
	.references = {
		REFERENCE_CUSTOM_METADATA_KEY,
	},
	.check_key = check_key,
};
