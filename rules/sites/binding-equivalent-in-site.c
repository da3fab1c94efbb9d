#include "rule/rule.h"

/* Bindings of a site that are compared in pairs: no real site has more. */
enum { PAIRS_MAX = 64 };

static bool is_same_kind(const struct binding *a, const struct binding *b)
{
	return (binding_is_web(a) || binding_is_ftp(a)) &&
	       slice_eq_nocase(a->protocol, b->protocol);
}

/* Twice the same text is an error of the file, and told as such. */
static bool is_same_text(const struct binding *a, const struct binding *b)
{
	return slice_eq_nocase(a->information, b->information);
}

static void tell(struct check *check, const struct binding *binding,
		 const struct binding *first)
{
	struct finding *finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element,
		"binding \"%s\" is the same endpoint as \"%s\" of this site",
		shown(check, binding->information),
		shown(check, first->information));

	finding_help(check, finding, "delete one of them");
	note_at(check, finding,
		at_value(check, first->element, "bindingInformation"),
		"the other one");
}

static void check_site(struct check *check, const struct site *site)
{
	size_t count = site->binding_count;

	if (count > PAIRS_MAX)
		count = PAIRS_MAX;
	for (size_t i = 1; i < count; i++) {
		const struct binding *binding = &site->bindings[i];

		for (size_t j = 0; j < i; j++) {
			const struct binding *other = &site->bindings[j];

			if (!is_same_kind(binding, other) ||
			    is_same_text(binding, other) ||
			    !endpoint_same(check, binding, other))
				continue;
			tell(check, binding, other);
			break;
		}
	}
}

const struct rule rule_binding_equivalent_in_site = {
	.id = "binding-equivalent-in-site",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a site has one endpoint twice, in two spellings",
	.references = {
		REFERENCE_BINDING,
	},
	.check_site = check_site,
};
