#include "rule/rule.h"

/* Locations do not nest, but one that does is not without content. */
static bool holds_location(const struct check *check,
			   const struct location *location)
{
	return xml_child(check->document, location->element, "location");
}

static void report(struct check *check, const struct location *location)
{
	const char *path = shown(check, location->path);
	struct finding *finding;

	finding = report_at(check, at_value(check, location->element, "path"),
			    "location %s%s%s holds no section",
			    location->path.len ? "'" : "",
			    location->path.len ? path : "of the whole server",
			    location->path.len ? "'" : "");
	finding_help(check, finding, "delete it: it has no effect");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	bool *used;

	if (!config->location_count || check->document->error.fault != XML_FINE)
		return;
	used = ARENA_ARRAY(check->arena, bool, config->location_count);
	if (!used)
		return;
	for (size_t i = 0; i < config->section_count; i++)
		if (config->sections[i].place)
			used[config->sections[i].place - 1] = true;
	for (size_t i = 0; i < config->location_count; i++)
		if (!used[i] && !holds_location(check, &config->locations[i]))
			report(check, &config->locations[i]);
}

const struct rule rule_location_empty = {
	.id = "location-empty",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_PEDANTIC,
	.since = "0.1",
	.summary = "a location holds no section",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.unless = { "location-orphan", "location-duplicate" },
	.check_file = check_file,
};
