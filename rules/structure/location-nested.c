#include "rule/rule.h"

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	for (size_t i = 0; i < config->location_count; i++) {
		const struct xml_element *element =
			config->locations[i].element;
		const struct xml_element *outer =
			xml_parent(check->document, element);
		struct finding *finding;

		if (!outer || !xml_is(check->document, outer, "location"))
			continue;
		finding = report_at(check, at_element(check, element),
				    "<location> inside of another one");
		note_at(check, finding, at_element(check, outer),
			"inside of this one");
		finding_help(check, finding,
			     "IIS does not take it; put it behind the other, "
			     "with the whole path: 'Site/app'");
	}
}

const struct rule rule_location_nested = {
	.id = "location-nested",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a <location> stands inside of another one",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.check_file = check_file,
};
