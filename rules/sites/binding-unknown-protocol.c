#include "rule/rule.h"

static const char adapters[] = "system.applicationHost/listenerAdapters";

static bool is_own(struct slice protocol)
{
	return slice_is_nocase(protocol, "http") ||
	       slice_is_nocase(protocol, "https") ||
	       slice_is_nocase(protocol, "ftp");
}

/* Is there an adapter of the name? If not, is there one that was meant? */
static bool is_listed(const struct check *check, const struct section *section,
		      struct slice protocol, struct slice *meant)
{
	const struct xml_document *document = check->document;
	struct spell spell = spell_start(protocol);

	spell_offer(&spell, SLICE("http"));
	spell_offer(&spell, SLICE("https"));
	spell_offer(&spell, SLICE("ftp"));
	XML_EACH_CHILD (document, section->element, child) {
		struct slice name;

		if (!xml_is(document, child, "add") ||
		    !xml_value(document, child, "name", &name))
			continue;
		if (slice_eq_nocase(name, protocol))
			return true;
		spell_offer(&spell, name);
	}
	*meant = spell.best;
	return false;
}

static void check_binding(struct check *check, const struct binding *binding)
{
	const struct section *section;
	struct finding *finding;
	struct slice meant;

	if (!binding->protocol.len || is_own(binding->protocol))
		return;
	section = config_sections(check->config, adapters);
	if (!section || !config_is_whole(check->config, section) ||
	    is_listed(check, section, binding->protocol, &meant))
		return;
	finding =
		report_hit(check, at_value(check, binding->element, "protocol"),
			   binding->site->element,
			   "protocol \"%s\" has no entry in "
			   "listenerAdapters: nothing listens on this "
			   "binding",
			   shown(check, binding->protocol));
	if (meant.len)
		finding_help(check, finding, "did you mean \"%s\"?",
			     shown(check, meant));
	else
		finding_help(check, finding,
			     "install the feature that listens for it, such "
			     "as WCF non-HTTP activation for net.tcp, or "
			     "delete the binding");
}

const struct rule rule_binding_unknown_protocol = {
	.id = "binding-unknown-protocol",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "nothing listens for the protocol of a binding",
	.references = {
		"https://learn.microsoft.com/iis/configuration/system.application"
		"host/listeneradapters/",
		REFERENCE_BINDING,
	},
	.unless = { "schema-bad-value" },
	.check_binding = check_binding,
};
