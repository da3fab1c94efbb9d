#include "rule/rule.h"

/* The bindings by number, and the first of each endpoint. */
struct endpoints {
	/* Two protocols on one endpoint are another mistake. */
	struct table first[ENDPOINTS];
	const struct binding **bindings;
};

static const char help[] =
	"give one of them another host name, port or address; the site that "
	"comes too late is stopped: W3SVC 1007, \"Cannot create a file when "
	"that file already exists\" (0x800700b7)";

/* A binding of siteDefaults collides with itself. */
static void tell_inherited(struct check *check, const struct binding *binding,
			   const struct binding *first, bool started)
{
	struct place place =
		at_value(check, binding->element, "bindingInformation");
	struct finding *finding = report_hit(
		check, place, binding->site->element,
		"binding \"%s\" is taken by all sites that inherit it: only one "
		"of them starts",
		shown(check, binding->information));

	if (!finding)
		return;
	if (!started)
		finding_severity(check, finding, SEVERITY_INFO);
	finding_help(check, finding, "%s", help);
	report_hit(check, place, first->site->element, "%s", "");
}

static void tell(struct check *check, const struct binding *binding,
		 const struct binding *first, bool started)
{
	struct finding *finding;

	if (binding->element == first->element) {
		tell_inherited(check, binding, first, started);
		return;
	}
	finding = report_hit(
		check, at_value(check, binding->element, "bindingInformation"),
		binding->site->element,
		"binding \"%s\" is taken by site \"%s\" as well: %s",
		shown(check, binding->information),
		shown(check, first->site->name),
		started ? "only one of the sites starts"
			: "only one of the sites can be started");
	if (!started)
		finding_severity(check, finding, SEVERITY_INFO);
	else if (endpoint_is_zero(binding) != endpoint_is_zero(first))
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding, "%s", help);
	note_at(check, finding,
		at_value(check, first->element, "bindingInformation"),
		"the binding of site \"%s\"", shown(check, first->site->name));
}

static void look_at(struct check *check, struct endpoints *endpoints,
		    const struct binding *binding, bool started)
{
	enum endpoint_kind kind = endpoint_kind(binding);
	const struct binding *first;
	struct slice key;
	uint32_t number;

	if (kind == ENDPOINTS)
		return;
	key = endpoint_plain(check, binding);
	endpoints->bindings[binding->number] = binding;
	if (table_add(&endpoints->first[kind], key, binding->number) ||
	    !table_get(&endpoints->first[kind], key, &number))
		return;
	first = endpoints->bindings[number];
	if (first->site != binding->site)
		tell(check, binding, first, started);
}

/* The tables have room for all from the start: growing takes memory. */
static void make_tables(struct check *check, struct endpoints *endpoints)
{
	const struct config *config = check->config;
	size_t counts[ENDPOINTS + 1] = { 0 };

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].binding_count; j++)
			counts[endpoint_kind(&config->sites[i].bindings[j])]++;
	for (size_t i = 0; i < ENDPOINTS; i++)
		table_init(&endpoints->first[i], check->arena, TABLE_NOCASE,
			   counts[i]);
}

/* Sites that start come first: a stopped one is in the way of nobody. */
static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct endpoints endpoints = {
		.bindings = ARENA_ARRAY(check->arena, const struct binding *,
					config->binding_count),
	};

	if (!endpoints.bindings)
		return;
	make_tables(check, &endpoints);
	for (int started = 1; started >= 0; started--) {
		for (size_t i = 0; i < config->site_count; i++) {
			const struct site *site = &config->sites[i];

			if (site_is_started(check, site) != started)
				continue;
			for (size_t j = 0; j < site->binding_count; j++)
				look_at(check, &endpoints, &site->bindings[j],
					started);
		}
	}
}

const struct rule rule_binding_duplicate_across_sites = {
	.id = "binding-duplicate-across-sites",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "two sites have the same binding",
	.references = {
		"https://serverfault.com/questions/348144",
		REFERENCE_BINDING,
	},
	.unless = { "binding-syntax" },
	.check_file = check_file,
};
