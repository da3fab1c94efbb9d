#include "rule/rule.h"

#define ACCESS "system.webServer/security/access"

void hit_add(struct hit *hit, const struct site *site)
{
	if (hit->count < HIT_NAMED)
		hit->named[hit->count] = site;
	hit->count++;
}

const char *hit_shown(struct check *check, const struct hit *hit)
{
	const char *name = shown(check, hit->named[0]->name);
	size_t more = hit->count - 1;

	if (!more)
		return words(check, "site \"%s\"", name);
	return words(check, "site \"%s\" and %zu more site%s", name, more,
		     more == 1 ? "" : "s");
}

void note_hit(struct check *check, struct finding *finding,
	      const struct hit *hit, const char *what)
{
	size_t named = hit->count < HIT_NAMED ? hit->count : HIT_NAMED;

	if (!finding || finding->untold)
		return;
	for (size_t i = 0; i < named; i++) {
		const struct xml_element *site = hit->named[i]->element;

		if (xml_is_within(check->document, finding->element, site))
			continue;
		note_at(check, finding, at_value(check, site, "name"),
			"site \"%s\" %s", shown(check, hit->named[i]->name),
			what);
	}
}

uint32_t access_flags(struct slice value)
{
	static const struct {
		const char *name;
		uint32_t flag;
	} names[] = {
		{ "Ssl", ACCESS_SSL },
		{ "SslNegotiateCert", ACCESS_NEGOTIATE_CERT },
		{ "SslRequireCert", ACCESS_REQUIRE_CERT },
		{ "SslMapCert", ACCESS_MAP_CERT },
	};
	struct slice name;
	uint32_t flags = 0;

	while (slice_cut(&value, ',', &name))
		for (size_t i = 0; i < LENGTH(names); i++)
			if (slice_is_nocase(slice_trim(name), names[i].name))
				flags |= names[i].flag;
	return flags;
}

/* The element that says which sslFlags hold at a path; null: the schema. */
static const struct xml_element *access_at(const struct check *check,
					   struct slice path)
{
	struct setting setting;

	return config_value(check->config, scope_at(ACCESS, path), "",
			    "sslFlags", &setting)
		       ? setting.where
		       : NULL;
}

/* False when the section says nothing, or another one speaks for its place. */
static bool read_access(const struct check *check,
			const struct section *section, struct access *access)
{
	*access = (struct access){ .section = section };
	if (!xml_value(check->document, section->element, "sslFlags",
		       &access->value) ||
	    access_at(check, section->location) != section->element)
		return false;
	access->flags = access_flags(access->value);
	return access->flags;
}

void each_access(struct check *check,
		 bool (*is_wrong)(struct check *check, uint32_t flags,
				  const struct site *site),
		 void (*tell)(struct check *check, const struct access *access))
{
	const struct config *config = check->config;

	CONFIG_EACH_SECTION (config, ACCESS, section) {
		const struct site *site = config_section_site(config, section);
		struct access access;

		if (!read_access(check, section, &access))
			continue;
		if (site && is_wrong(check, access.flags, site))
			hit_add(&access.hit, site);
		for (size_t i = 0;
		     !section->location.len && i < config->site_count; i++) {
			site = &config->sites[i];
			if (is_wrong(check, access.flags, site) &&
			    access_at(check, site->name) == section->element)
				hit_add(&access.hit, site);
		}
		if (access.hit.count)
			tell(check, &access);
	}
}

const char *access_shown(struct check *check, const struct access *access)
{
	struct slice location = access->section->location;

	if (slice_find(location, '/') == SIZE_MAX)
		return hit_shown(check, &access->hit);
	return words(check, "\"%s\"", shown(check, location));
}

void each_hsts(struct check *check,
	       const struct xml_element *(*find)(struct check *check,
						 const struct hsts *hsts),
	       void (*tell)(struct check *check,
			    const struct xml_element *written,
			    const struct hit *hit))
{
	const struct xml_element *shared = NULL;
	struct hit all = { .count = 0 };
	const struct hsts *hsts;
	size_t count;

	hsts = config_hsts(check->config, &count);
	for (size_t i = 0; i < count; i++) {
		const struct site *site = hsts[i].site;
		const struct xml_element *written = find(check, &hsts[i]);
		struct hit one = { { site }, 1 };

		if (!written)
			continue;
		if (!xml_is_within(check->document, written, site->defaults)) {
			tell(check, written, &one);
			continue;
		}
		if (shared && shared != written) {
			tell(check, shared, &all);
			all.count = 0;
		}
		shared = written;
		hit_add(&all, site);
	}
	if (shared)
		tell(check, shared, &all);
}
