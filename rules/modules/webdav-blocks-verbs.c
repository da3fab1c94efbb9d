#include "rule/rule.h"

#define AUTHORING "system.webServer/webdav/authoring"
#define MODULE	  "WebDAVModule"

static bool is_unlocked(const struct check *check,
			const struct section *section)
{
	const struct location *location =
		config_section_place(check->config, section);
	struct slice value;

	if (!location)
		return false;
	return (xml_value(check->document, location->element, "overrideMode",
			  &value) &&
		slice_is_nocase(slice_trim(value), "Allow")) ||
	       (xml_value(check->document, location->element, "allowOverride",
			  &value) &&
		slice_is_nocase(slice_trim(value), "true"));
}

/* May a web.config turn WebDAV on? */
static bool is_delegated(const struct check *check)
{
	const struct config *config = check->config;
	uint32_t number;

	return table_get(&config->declared_paths, SLICE(AUTHORING), &number) &&
	       !config->declarations[number].deny;
}

static bool is_used(const struct check *check)
{
	const struct xml_document *document = check->document;
	struct slice enabled;

	if (is_delegated(check))
		return true;
	CONFIG_EACH_SECTION (check->config, AUTHORING, section)
		if (is_unlocked(check, section) ||
		    (xml_value(document, section->element, "enabled",
			       &enabled) &&
		     slice_is_nocase(slice_trim(enabled), "true")))
			return true;
	return false;
}

/* The entry whose attribute is, or lists, the module; or null. */
static const struct xml_element *entry(const struct check *check,
				       const struct entries *entries,
				       const char *attribute)
{
	struct slice value;

	for (size_t i = 0; i < entries->count; i++)
		if (xml_value(check->document, entries->at[i], attribute,
			      &value) &&
		    slice_list_has(value, SLICE(MODULE)))
			return entries->at[i];
	return NULL;
}

static void check_served(struct check *check, const struct served *served)
{
	const struct xml_element *module, *handler;
	struct finding *finding;

	if (served->path.len)
		return;
	module = entry(check, &served->module_entries, "name");
	handler = entry(check, &served->handler_entries, "modules");
	if (!module || !handler || is_used(check) ||
	    native_is_missing(check, SLICE(MODULE)))
		return;
	finding = report_at(check, at_value(check, module, "name"),
			    "WebDAV is in force and turned on nowhere: it "
			    "answers PUT, DELETE and other verbs with 405 "
			    "before an application gets them");
	note_at(check, finding, at_value(check, handler, "verb"),
		"these verbs are taken by its handler");
	finding_help(check, finding,
		     "where no site uses WebDAV, remove the feature (Web-DAV-"
		     "Publishing), or this entry and the handler");
}

const struct rule rule_webdav_blocks_verbs = {
	.id = "webdav-blocks-verbs",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "WebDAV keeps PUT and DELETE from applications, and no site "
		   "uses it",
	.references = {
		"https://github.com/VirtoCommerce/vc-platform/issues/1778",
		"https://github.com/microsoft/azure-pipelines-tasks/issues/"
		"7838",
	},
	.check_served = check_served,
};
