/*
 * Declarations: what <configSections> says of sections, and what is known of
 * those that other files declare (facts: iis-configuration-system 3).
 */
#include "config/build.h"

struct slice join_path(const struct config *config, struct slice path,
		       struct slice name)
{
	if (!path.len)
		return name;
	return arena_printf(config->arena, "%.*s/%.*s", (int)path.len, path.at,
			    (int)name.len, name.at);
}

static struct declaration read_declaration(const struct config *config,
					   const struct xml_element *element,
					   struct slice path)
{
	struct declaration declaration = { .element = element, .path = path };

	schema_scope_parse(own_value(config, element, "allowDefinition"),
			   &declaration.scope);
	declaration.allow_location = !slice_is_nocase(
		own_value(config, element, "allowLocation"), "false");
	declaration.deny = slice_is_nocase(
		own_value(config, element, "overrideModeDefault"), "Deny");
	return declaration;
}

/* Elements nest at most XML_DEPTH_MAX deep, so recursion is bounded. */
static void read_group(struct config *config, struct vector *found,
		       const struct xml_element *parent, struct slice path)
{
	const struct xml_document *document = config->document;

	XML_EACH_CHILD (document, parent, child) {
		struct slice name = own_value(config, child, "name");
		struct declaration *declaration;

		if (!name.len)
			continue;
		name = join_path(config, path, name);
		if (xml_is(document, child, "sectionGroup")) {
			table_add(&config->group_paths, name, 0);
			read_group(config, found, child, name);
		}
		if (!xml_is(document, child, "section"))
			continue;
		declaration = vector_push(found);
		if (declaration)
			*declaration = read_declaration(config, child, name);
		else
			config->arena->failed = true;
	}
}

static void index_declarations(struct config *config)
{
	for (size_t i = 0; i < config->declaration_count; i++) {
		struct declaration *declaration = &config->declarations[i];
		uint32_t first;

		if (table_add(&config->declared_paths, declaration->path,
			      (uint32_t)i))
			continue;
		if (table_get(&config->declared_paths, declaration->path,
			      &first))
			declaration->first = &config->declarations[first];
	}
}

void build_declarations(struct config *config)
{
	const struct xml_document *document = config->document;
	const struct xml_element *root = xml_root(document);
	struct vector found;

	table_init(&config->group_paths, config->arena, TABLE_EXACT, 64);
	table_init(&config->declared_paths, config->arena, TABLE_EXACT, 64);
	if (!root)
		return;
	vector_init(&found, config->arena->memory, sizeof(struct declaration));
	XML_EACH_CHILD (document, root, child) {
		if (!xml_is(document, child, "configSections"))
			continue;
		if (!config->declared)
			config->declared = child;
		read_group(config, &found, child, (struct slice){ "", 0 });
	}
	config->declaration_count = found.count;
	config->declarations = settle(config, &found);
	if (config->declarations)
		index_declarations(config);
}

const struct declaration *find_declaration(const struct config *config,
					   struct slice path)
{
	uint32_t index;

	return table_get(&config->declared_paths, path, &index)
		       ? &config->declarations[index]
		       : NULL;
}

bool config_is_group(const struct config *config, struct slice path)
{
	uint32_t ignored;

	return table_get(&config->group_paths, path, &ignored) ||
	       (config->schema && schema_is_group(config->schema, path)) ||
	       schema_is_group(&schema_builtin, path);
}

bool config_is_of_machine(struct slice path)
{
	const struct schema_section *known =
		schema_section(&schema_builtin, path);

	return known && known->machine;
}

bool config_is_declared(const struct config *config,
			const struct section *section)
{
	if (!config->declared || section->declaration ||
	    config_is_of_machine(section->path))
		return true;
	/* applicationHost.config declares what IIS and its modules know. */
	return config->file == CONFIG_WEB &&
	       (section->schema ||
		schema_section(&schema_builtin, section->path));
}

static bool has_name(const struct config *config, const char *name)
{
	struct slice file = slice_of(config->document->source->name);
	struct slice wanted = slice_of(name);

	if (file.len < wanted.len ||
	    !slice_eq_nocase(slice_skip(file, file.len - wanted.len), wanted))
		return false;
	/* "web01-web.config" is one, "myweb.config" is not. */
	return file.len == wanted.len ||
	       !ascii_is_alpha(file.at[file.len - wanted.len - 1]);
}

static bool has_child(const struct config *config, const char *name)
{
	const struct xml_element *root = xml_root(config->document);

	return root && xml_child(config->document, root, name);
}

void recognise_file(struct config *config)
{
	if (has_name(config, "applicationHost.config"))
		config->file = CONFIG_APPLICATION_HOST;
	else if (has_name(config, "web.config"))
		config->file = CONFIG_WEB;
	else if (has_name(config, "administration.config"))
		config->file = CONFIG_ADMINISTRATION;
	else if (has_name(config, "redirection.config"))
		config->file = CONFIG_REDIRECTION;
	else if (has_child(config, "system.applicationHost"))
		config->file = CONFIG_APPLICATION_HOST;
	else if (has_child(config, "moduleProviders") ||
		 has_child(config, "administratorsProviders"))
		config->file = CONFIG_ADMINISTRATION;
	else if (has_child(config, "configurationRedirection"))
		config->file = CONFIG_REDIRECTION;
}
