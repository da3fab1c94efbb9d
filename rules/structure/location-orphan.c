#include "rule/rule.h"

enum {
	/* More sites than that are not searched for a name that is near. */
	SITES_MAX = 1000,
	/* Nor is it for each of many findings. */
	SPELLED_MAX = 100,
};

static struct slice near_site(const struct check *check, struct slice name)
{
	const struct config *config = check->config;
	struct spell spell = spell_start(name);

	if (config->site_count > SITES_MAX || check->count > SPELLED_MAX)
		return spell.best;
	for (size_t i = 0; i < config->site_count; i++)
		spell_offer(&spell, config->sites[i].name);
	return spell.best;
}

static void report(struct check *check, const struct location *location,
		   struct slice name)
{
	const char *site = shown(check, name);
	const char *advice = "delete the location, or write the name of a "
			     "site as it stands in <sites>";
	struct finding *finding;
	struct slice near;

	finding = report_at(check, at_value(check, location->element, "path"),
			    "no site is named '%s': the location has no "
			    "effect",
			    site);
	if (!may_tell(check))
		return;
	near = near_site(check, name);
	if (near.len)
		advice = words(check, "did you mean '%s'?", shown(check, near));
	finding_help(check, finding,
		     "%s\nIIS says: \"Unrecognized configuration path "
		     "'MACHINE/WEBROOT/APPHOST/%s'\" (0x80070002), but only "
		     "to what asks for the path",
		     advice, site);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;

	/* Of a part of a file, nobody knows which sites there are. */
	if (config->file == CONFIG_WEB || !config->site_count ||
	    check->document->error.fault != XML_FINE)
		return;
	for (size_t i = 0; i < config->location_count; i++) {
		const struct location *location = &config->locations[i];
		struct slice rest = location->path, name;

		if (rest.len && slice_cut(&rest, '/', &name) &&
		    !config_site_named(config, name))
			report(check, location, name);
	}
}

const struct rule rule_location_orphan = {
	.id = "location-orphan",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "a location is of a site that does not exist",
	.references = {
		REFERENCE_CONFIGURATION,
	},
	.unless = { "location-nested", "location-path-form" },
	.check_file = check_file,
};
