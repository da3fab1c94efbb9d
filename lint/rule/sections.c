#include "rule/sections.h"

/* Of a hostile file, not all declarations are looked at. */
enum { DECLARATIONS_MAX = 1000 };

struct search {
	struct slice group; /* "system.webServer/", or empty */
	struct spell spell;
	struct slice elsewhere; /* path of a section with this very name */
};

struct slice section_name(struct slice path)
{
	size_t slash = slice_find_last(path, '/');

	return slash == SIZE_MAX ? path : slice_skip(path, slash + 1);
}

/* The section, or the group it is in, may be what was meant. */
static void look_at(struct search *search, struct slice path)
{
	struct slice rest, name;

	if (!search->elsewhere.len &&
	    slice_eq(section_name(path), search->spell.wrong))
		search->elsewhere = path;
	if (!slice_starts(path, search->group))
		return;
	rest = slice_skip(path, search->group.len);
	if (slice_cut(&rest, '/', &name))
		spell_offer(&search->spell, name);
}

static void look_around(const struct schema *schema, struct search *search)
{
	for (size_t i = 0; i < schema->section_count; i++) {
		const struct schema_element *element =
			schema_section_element(schema, &schema->sections[i]);

		look_at(search, schema_text(schema, element->name));
	}
}

struct slice section_meant(struct check *check, struct slice path)
{
	const struct config *config = check->config;
	struct slice name = section_name(path);
	size_t at = path.len - name.len;
	struct search search = {
		.group = slice_take(path, at),
		.spell = spell_start(name),
	};
	struct slice best;

	if (!at)
		spell_offer(&search.spell, SLICE("configSections"));
	look_around(&schema_builtin, &search);
	if (config->schema)
		look_around(config->schema, &search);
	for (size_t i = 0;
	     i < config->declaration_count && i < DECLARATIONS_MAX; i++)
		look_at(&search, config->declarations[i].path);
	best = search.spell.best;
	if (!best.len || (search.spell.distance && search.elsewhere.len))
		return search.elsewhere;
	return slice_of(words(check, "%.*s%.*s", (int)at, path.at,
			      (int)best.len, best.at));
}

/* Modules and features that declare their sections when they are installed. */
static const struct {
	const char *path; /* a section or a group */
	const char *name;
} products[] = {
	{ "system.webServer/rewrite", "the module URL Rewrite" },
	{ "system.webServer/aspNetCore", "the ASP.NET Core Module" },
	{ "system.webServer/httpPlatform", "the module HttpPlatformHandler" },
	{ "system.webServer/cors", "the IIS CORS module" },
	{ "system.webServer/iisnode", "the module iisnode" },
	{ "system.webServer/proxy", "Application Request Routing" },
	{ "system.webServer/diskCache", "Application Request Routing" },
	{ "webFarms", "Application Request Routing" },
	{ "system.webServer/webdav", "the feature WebDAV Publishing" },
	{ "system.ftpServer", "the feature FTP Server" },
	{ "system.webServer/management/dbManager", "IIS Database Manager" },
	{ "system.webServer/management/delegation", "Web Deploy" },
	{ "system.webServer/wdeploy", "Web Deploy" },
};

const char *section_product(struct slice path)
{
	for (size_t i = 0; i < LENGTH(products); i++) {
		struct slice known = slice_of(products[i].path);

		if (slice_starts(path, known) &&
		    (path.len == known.len || path.at[known.len] == '/'))
			return products[i].name;
	}
	return NULL;
}
