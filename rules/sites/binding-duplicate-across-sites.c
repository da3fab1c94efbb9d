#include "rule/rule.h"

/* The bindings by number, and the first of each endpoint. */
struct endpoints {
	struct table first; /* number of the binding */
	const struct binding **bindings;
};

/* FTP has its own ports. */
static struct slice key_of(struct check *check, const struct binding *binding)
{
	struct slice key = endpoint_plain(check, binding);

	return binding_is_web(binding) ? key
				       : arena_printf(check->arena, "ftp %.*s",
						      (int)key.len, key.at);
}

/* 0.0.0.0 is for all addresses in http.sys; of IIS that is not so sure. */
static bool is_zero(const struct binding *binding)
{
	return slice_is(binding->endpoint.address, "0.0.0.0");
}

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
	else if (is_zero(binding) != is_zero(first))
		finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding, "%s", help);
	note_at(check, finding,
		at_value(check, first->element, "bindingInformation"),
		"the binding of site \"%s\"", shown(check, first->site->name));
}

static void look_at(struct check *check, struct endpoints *endpoints,
		    const struct binding *binding, bool started)
{
	const struct binding *first;
	struct slice key;
	uint32_t number;

	if (!binding_is_web(binding) && !binding_is_ftp(binding))
		return;
	key = key_of(check, binding);
	endpoints->bindings[binding->number] = binding;
	if (table_add(&endpoints->first, key, binding->number) ||
	    !table_get(&endpoints->first, key, &number))
		return;
	first = endpoints->bindings[number];
	/* Two protocols on one endpoint are another mistake. */
	if (first->site != binding->site &&
	    slice_eq_nocase(first->protocol, binding->protocol))
		tell(check, binding, first, started);
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
	table_init(&endpoints.first, check->arena, TABLE_NOCASE,
		   config->binding_count);
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
	.check_file = check_file,
};
