#include "rule/rule.h"

static void report_foreign(struct check *check,
			   const struct xml_element *element,
			   const struct xml_element *parent)
{
	struct slice name = xml_name(check->document, element);
	struct spell spell = spell_start(name);
	struct finding *finding =
		report_at(check, at_element(check, element),
			  "<%s> in <%s>, where only section, sectionGroup, "
			  "remove and clear may stand",
			  shown(check, name),
			  shown(check, xml_name(check->document, parent)));

	if (!may_tell(check))
		return;
	spell_offer(&spell, SLICE("section"));
	spell_offer(&spell, SLICE("sectionGroup"));
	if (spell.best.len)
		finding_help(check, finding,
			     "write '%.*s'; what depends on the declaration "
			     "has not been checked",
			     (int)spell.best.len, spell.best.at);
	else
		finding_help(check, finding,
			     "<configSections> only declares sections; their "
			     "settings stand behind it, in elements of their "
			     "own");
}

static void check_name(struct check *check, const struct xml_element *element)
{
	struct finding *finding;
	struct slice name;
	bool has = xml_value(check->document, element, "name", &name);

	if (has && name.len)
		return;
	finding = report_at(check, at_value(check, element, "name"),
			    "<%s> has %s name",
			    shown(check, xml_name(check->document, element)),
			    has ? "an empty" : "no");
	finding_help(check, finding,
		     "write the name of the section or group, or delete the "
		     "element");
}

/* A section declares and holds nothing; whoever nests one means a group. */
static void check_section(struct check *check,
			  const struct xml_element *element)
{
	const struct xml_element *child = xml_first(check->document, element);
	struct finding *finding;

	check_name(check, element);
	if (!child)
		return;
	finding = report_at(check, at_element(check, child),
			    "<%s> in a <section>, which may hold nothing",
			    shown(check, xml_name(check->document, child)));
	finding_help(check, finding,
		     "only a <sectionGroup> may hold declarations; settings "
		     "stand behind <configSections>");
}

/* Elements nest at most XML_DEPTH_MAX deep, so recursion is bounded. */
static void check_group(struct check *check, const struct xml_element *group)
{
	const struct xml_document *document = check->document;

	XML_EACH_CHILD (document, group, child) {
		if (xml_is(document, child, "section")) {
			check_section(check, child);
		} else if (xml_is(document, child, "sectionGroup")) {
			check_name(check, child);
			check_group(check, child);
		} else if (!xml_is(document, child, "remove") &&
			   !xml_is(document, child, "clear")) {
			report_foreign(check, child, group);
		}
	}
}

static void check_file(struct check *check)
{
	const struct xml_document *document = check->document;
	const struct xml_element *root = xml_root(document);

	if (!check->config->declared)
		return;
	XML_EACH_CHILD (document, root, child)
		if (xml_is(document, child, "configSections"))
			check_group(check, child);
}

const struct rule rule_configsections_content = {
	.id = "configsections-content",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "<configSections> holds something else than declarations, "
		   "or one without a name",
	.references = {
		REFERENCE_CONFIGURATION,
		"https://github.com/shibayan/IISManager/issues/4",
	},
	.check_file = check_file,
};
