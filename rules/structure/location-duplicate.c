#include "rule/rule.h"

/* What a location does besides holding sections. */
enum effect {
	EFFECT_INHERIT,
	EFFECT_ALLOW,
	EFFECT_DENY,
	EFFECT_NOT_FOR_APPLICATIONS, /* added to the others */
	EFFECTS = 2 * EFFECT_NOT_FOR_APPLICATIONS,
};

struct duplicates {
	struct check *check;
	struct table seen[EFFECTS]; /* paths; made when they are needed */
	bool *clashes;
};

static struct slice attribute(const struct check *check,
			      const struct location *location, const char *name)
{
	struct slice value = { "", 0 };

	xml_value(check->document, location->element, name, &value);
	return slice_trim(value);
}

/* False when the attributes are wrong: another rule tells of them. */
static bool effect_of(const struct check *check,
		      const struct location *location, unsigned *effect)
{
	struct slice mode = attribute(check, location, "overrideMode");
	struct slice allow = attribute(check, location, "allowOverride");
	struct slice inherit =
		attribute(check, location, "inheritInChildApplications");

	if (mode.len && allow.len)
		return false;
	if (slice_is_nocase(mode, "Allow") || slice_is_nocase(allow, "true"))
		*effect = EFFECT_ALLOW;
	else if (slice_is_nocase(mode, "Deny") ||
		 slice_is_nocase(allow, "false"))
		*effect = EFFECT_DENY;
	else if (!allow.len && (!mode.len || slice_is_nocase(mode, "Inherit")))
		*effect = EFFECT_INHERIT;
	else
		return false;
	if (slice_is_nocase(inherit, "false"))
		*effect += EFFECT_NOT_FOR_APPLICATIONS;
	return true;
}

/*
 * Mark the locations with a section that an earlier one has for the same
 * place: they cannot be merged as they are, and that is told already.
 */
static bool *find_clashes(const struct check *check)
{
	const struct config *config = check->config;
	bool *clashes = ARENA_ARRAY(check->arena, bool, config->location_count);

	for (size_t i = 0; clashes && i < config->section_count; i++) {
		const struct section *section = &config->sections[i];

		if (section->place && config_section_before(config, section))
			clashes[section->place - 1] = true;
	}
	return clashes;
}

static void report(struct duplicates *duplicates, size_t number, size_t first)
{
	struct check *check = duplicates->check;
	const struct location *locations = check->config->locations;
	const struct location *location = &locations[number];
	struct finding *finding;

	if (!duplicates->clashes)
		duplicates->clashes = find_clashes(check);
	if (!duplicates->clashes || duplicates->clashes[number])
		return;
	if (location->path.len)
		finding = report_at(check,
				    at_value(check, location->element, "path"),
				    "another location for '%s'",
				    shown(check, location->path));
	else
		finding = report_at(check,
				    at_value(check, location->element, "path"),
				    "another location for the whole server");
	note_at(check, finding,
		at_value(check, locations[first].element, "path"),
		"first here");
	finding_help(check, finding,
		     "move what it holds to the first one: IIS allows several "
		     "as long as no section is in two of them");
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct duplicates duplicates = { .check = check };

	for (size_t i = 0; i < config->location_count; i++) {
		const struct location *location = &config->locations[i];
		struct table *seen;
		unsigned effect;
		uint32_t first;

		if (!effect_of(check, location, &effect))
			continue;
		seen = &duplicates.seen[effect];
		if (!seen->arena)
			table_init(seen, check->arena, TABLE_NOCASE, 0);
		if (table_get(seen, location->path, &first))
			report(&duplicates, i, first);
		else
			table_add(seen, location->path, (uint32_t)i);
	}
}

const struct rule rule_location_duplicate = {
	.id = "location-duplicate",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "several locations of one path could be one",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.check_file = check_file,
};
