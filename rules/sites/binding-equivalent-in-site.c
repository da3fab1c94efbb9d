#include "rule/rule.h"

/* Few bindings are compared in pairs, which takes no memory. */
enum { PAIRS_MAX = 16 };

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

/* An earlier binding with the endpoint in another spelling, or null. */
static const struct binding *find_before(struct check *check,
					 const struct site *site, size_t index)
{
	const struct binding *binding = &site->bindings[index];

	for (size_t i = 0; i < index; i++) {
		const struct binding *other = &site->bindings[i];

		if (endpoint_kind(other) == endpoint_kind(binding) &&
		    !is_same_text(binding, other) &&
		    endpoint_same(check, binding, other))
			return other;
	}
	return NULL;
}

static void check_few(struct check *check, const struct site *site)
{
	for (size_t i = 1; i < site->binding_count; i++) {
		const struct binding *other = find_before(check, site, i);

		if (other)
			tell(check, &site->bindings[i], other);
	}
}

static void check_many(struct check *check, const struct site *site)
{
	struct table first[ENDPOINTS];

	for (size_t i = 0; i < ENDPOINTS; i++)
		table_init(&first[i], check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct binding *binding = &site->bindings[i];
		enum endpoint_kind kind = endpoint_kind(binding);
		struct slice key;
		uint32_t number;

		if (kind == ENDPOINTS)
			continue;
		key = endpoint_plain(check, binding);
		if (!table_add(&first[kind], key, (uint32_t)i) &&
		    table_get(&first[kind], key, &number) &&
		    !is_same_text(binding, &site->bindings[number]))
			tell(check, binding, &site->bindings[number]);
	}
}

static void check_site(struct check *check, const struct site *site)
{
	if (site->binding_count > PAIRS_MAX)
		check_many(check, site);
	else
		check_few(check, site);
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
	.unless = { "binding-syntax", "duplicate-collection-entry" },
	.check_site = check_site,
};
