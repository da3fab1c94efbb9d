#include "rule/rule.h"

#define SECTION "system.webServer/httpProtocol"

/* Depth of a location: the root, a site, or something below a site. */
enum level { LEVEL_ROOT, LEVEL_SITE, LEVEL_BELOW, LEVELS };

static enum level level_of(const struct section *section)
{
	struct slice path = section->location;
	size_t slash = slice_find(path, '/');

	if (!path.len)
		return LEVEL_ROOT;
	return slash == SIZE_MAX || slash == path.len - 1 ? LEVEL_SITE
							  : LEVEL_BELOW;
}

/* The entry for the header, after all that the section adds and removes. */
static const struct xml_element *apply(const struct xml_document *document,
				       const struct section *section,
				       const struct xml_element *header)
{
	const struct xml_element *headers =
		xml_child(document, section->element, "customHeaders");
	struct slice name;

	if (!headers)
		return header;
	XML_EACH_CHILD (document, headers, child) {
		if (xml_is(document, child, "clear"))
			header = NULL;
		if (!xml_value(document, child, "name", &name) ||
		    !slice_is_nocase(name, "Strict-Transport-Security"))
			continue;
		header = xml_is(document, child, "add") ? child : NULL;
	}
	return header;
}

static const struct xml_element *root_header(struct check *check)
{
	const struct xml_element *header = NULL;

	CONFIG_EACH_SECTION (check->config, SECTION, section)
		if (level_of(section) == LEVEL_ROOT)
			header = apply(check->document, section, header);
	return header;
}

/* The header that each site sends, or a part of it, by the site's number. */
static const struct xml_element **find_headers(struct check *check,
					       const struct xml_element *root)
{
	const struct config *config = check->config;
	const struct xml_element **headers = ARENA_ARRAY(
		check->arena, const struct xml_element *, config->site_count);

	for (size_t i = 0; headers && i < config->site_count; i++)
		headers[i] = root;
	for (int level = LEVEL_SITE; headers && level < LEVELS; level++)
		CONFIG_EACH_SECTION (config, SECTION, section) {
			const struct site *site =
				config_section_site(config, section);
			const struct xml_element **header;

			if ((int)level_of(section) != level || !site)
				continue;
			header = &headers[site - config->sites];
			if (level == LEVEL_SITE || !*header)
				*header = apply(check->document, section,
						*header);
		}
	return headers;
}

static void tell(struct check *check, const struct xml_element *header,
		 const struct hit *hit)
{
	struct finding *finding = report_at(
		check, at_value(check, header, "name"),
		"Strict-Transport-Security is set twice for %s: by this "
		"header and by <hsts>",
		hit_shown(check, hit));

	finding_help(check, finding,
		     "delete the custom header, or set enabled to false in "
		     "<hsts>: browsers heed the first of two headers only");
	note_hit(check, finding, hit, "has HSTS on");
}

static void check_file(struct check *check)
{
	const struct xml_element *root, **headers;
	struct hit all = { .count = 0 };
	const struct hsts *hsts;
	size_t count;

	hsts = config_hsts(check->config, &count);
	root = count ? root_header(check) : NULL;
	headers = count ? find_headers(check, root) : NULL;
	for (size_t i = 0; headers && i < count; i++) {
		const struct site *site = hsts[i].site;
		const struct xml_element *header =
			headers[site - check->config->sites];
		struct hit one = { { site }, 1 };

		if (!header || !site->https)
			continue;
		if (header == root)
			hit_add(&all, site);
		else
			tell(check, header, &one);
	}
	if (all.count)
		tell(check, root, &all);
}

const struct rule rule_hsts_duplicate_header = {
	.id = "hsts-duplicate-header",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the HSTS header is set by <hsts> and as a custom header",
	.references = {
		REFERENCE_HSTS,
	},
	.check_file = check_file,
};
