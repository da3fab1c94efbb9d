#include "rule/rule.h"

static const char *const names[] = {
	"path",
	"overrideMode",
	"allowOverride",
	"inheritInChildApplications",
};

/* Whether IIS lets a location be locked is not known. */
static bool may_be_known(struct slice name)
{
	return slice_starts(name, SLICE("lock")) ||
	       slice_find(name, ':') != SIZE_MAX || slice_is(name, "xmlns");
}

static bool is_known(struct slice name)
{
	for (size_t i = 0; i < LENGTH(names); i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

static void report_name(struct check *check, const struct xml_element *element,
			const struct xml_attribute *attribute)
{
	struct slice name = xml_attribute_name(check->document, attribute);
	struct place place = {
		.element = element,
		.at = xml_attribute_name_span(check->document, attribute),
	};
	struct spell spell = spell_start(name);
	struct finding *finding =
		report_at(check, place, "a location has no attribute '%s'",
			  shown(check, name));

	if (!may_tell(check))
		return;
	for (size_t i = 0; i < LENGTH(names); i++)
		spell_offer(&spell, slice_of(names[i]));
	finding_help(check, finding,
		     "IIS says: \"Unrecognized attribute '%s'\" (0x8007000d); "
		     "%s%s%s",
		     shown(check, name), spell.best.len ? "write '" : "",
		     spell.best.len ? shown(check, spell.best) : "delete it",
		     spell.best.len ? "'" : "");
}

static void check_names(struct check *check, const struct xml_element *element)
{
	const struct xml_document *document = check->document;
	size_t count = xml_attribute_count(document, element);

	for (size_t i = 0; i < count; i++) {
		const struct xml_attribute *attribute =
			xml_attribute_at(document, element, i);
		struct slice name = xml_attribute_name(document, attribute);

		if (!is_known(name) && !may_be_known(name))
			report_name(check, element, attribute);
	}
}

static void check_mode(struct check *check, const struct xml_element *element)
{
	struct finding *finding;
	struct slice mode, plain;

	if (!xml_value(check->document, element, "overrideMode", &mode))
		return;
	plain = slice_trim(mode);
	if (slice_is_nocase(plain, "Allow") || slice_is_nocase(plain, "Deny") ||
	    slice_is_nocase(plain, "Inherit"))
		return;
	finding = report_at(check, at_value(check, element, "overrideMode"),
			    "overrideMode '%s' is not Allow, Deny or "
			    "Inherit",
			    shown(check, mode));
	finding_help(check, finding,
		     "write Deny to lock the sections of this location "
		     "against web.config, Allow to unlock them; Inherit is "
		     "the default");
}

static void check_bool(struct check *check, const struct xml_element *element,
		       const char *name)
{
	struct finding *finding;
	struct slice value, plain;

	if (!xml_value(check->document, element, name, &value))
		return;
	plain = slice_trim(value);
	if (slice_is_nocase(plain, "true") || slice_is_nocase(plain, "false"))
		return;
	finding = report_at(check, at_value(check, element, name),
			    "%s '%s' is not true or false", name,
			    shown(check, value));
	finding_help(check, finding, "write true or false");
}

static void check_both(struct check *check, const struct xml_element *element)
{
	struct finding *finding;
	struct slice mode, allow;

	if (!xml_value(check->document, element, "overrideMode", &mode) ||
	    !xml_value(check->document, element, "allowOverride", &allow))
		return;
	finding =
		report_at(check, at_attribute(check, element, "allowOverride"),
			  "allowOverride beside overrideMode: IIS takes only "
			  "one of them");
	note_at(check, finding, at_attribute(check, element, "overrideMode"),
		"overrideMode is '%s'", shown(check, mode));
	finding_help(check, finding,
		     "delete allowOverride, the older of the two: true is "
		     "Allow, false is Deny");
}

static void check_file(struct check *check)
{
	for (size_t i = 0; i < check->config->location_count; i++) {
		const struct xml_element *element =
			check->config->locations[i].element;

		check_names(check, element);
		check_mode(check, element);
		check_bool(check, element, "allowOverride");
		check_bool(check, element, "inheritInChildApplications");
		check_both(check, element);
	}
}

const struct rule rule_location_override_conflict = {
	.id = "location-override-conflict",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the attributes of a location contradict each other, or "
		   "IIS does not know them",
	.references = {
		REFERENCE_CONFIGURATION,
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
