#include <string.h>

#include "config/build.h"

static void read_application(struct config *config,
			     struct application *application,
			     const struct xml_element *element)
{
	const struct xml_document *document = config->document;
	size_t count = count_children(config, element, "virtualDirectory");

	application->element = element;
	application->path = own_value(config, element, "path");
	application->directories =
		ARENA_ARRAY(config->arena, struct virtual_directory, count);
	if (!application->directories)
		return;
	XML_EACH_CHILD (document, element, child) {
		struct virtual_directory *directory;

		if (!xml_is(document, child, "virtualDirectory"))
			continue;
		directory =
			&application
				 ->directories[application->directory_count++];
		directory->element = child;
		directory->application = application;
		directory->path = own_value(config, child, "path");
		directory->physical_path =
			own_value(config, child, "physicalPath");
	}
}

static void read_applications(struct config *config, struct site *site)
{
	const struct xml_document *document = config->document;
	size_t count = count_children(config, site->element, "application");

	site->applications =
		ARENA_ARRAY(config->arena, struct application, count);
	if (!site->applications)
		return;
	XML_EACH_CHILD (document, site->element, child) {
		struct application *application;

		if (!xml_is(document, child, "application"))
			continue;
		application = &site->applications[site->application_count++];
		application->site = site;
		read_application(config, application, child);
	}
}

/* sslFlags of a binding; a value that is no number has no flags. */
static void read_ssl_flags(const struct config *config, struct binding *binding,
			   uint32_t absent)
{
	struct slice text;

	binding->ssl_flags = absent;
	binding->ssl_flags_valid = true;
	if (!xml_value(config->document, binding->element, "sslFlags", &text))
		return;
	binding->ssl_flags_valid =
		slice_u32(slice_trim(text), &binding->ssl_flags);
	if (!binding->ssl_flags_valid)
		binding->ssl_flags = 0;
}

static void read_binding(const struct config *config, struct binding *binding,
			 const struct xml_element *element,
			 uint32_t default_flags)
{
	binding->element = element;
	binding->protocol = own_value(config, element, "protocol");
	binding->information = own_value(config, element, "bindingInformation");
	binding->https = slice_is_nocase(binding->protocol, "https");
	if (binding->https || slice_is_nocase(binding->protocol, "http") ||
	    slice_is_nocase(binding->protocol, "ftp"))
		binding->endpoint = endpoint_parse(binding->information);
	read_ssl_flags(config, binding, default_flags);
}

/* Behind what is there already; <clear> drops what stands before it. */
static void add_bindings(const struct config *config, struct site *site,
			 const struct xml_element *owner,
			 uint32_t default_flags)
{
	const struct xml_document *document = config->document;
	const struct xml_element *bindings =
		owner ? xml_child(document, owner, "bindings") : NULL;

	if (!bindings)
		return;
	XML_EACH_CHILD (document, bindings, child) {
		if (xml_is(document, child, "clear"))
			site->binding_count = 0;
		if (!xml_is(document, child, "binding"))
			continue;
		site->bindings[site->binding_count].site = site;
		read_binding(config, &site->bindings[site->binding_count++],
			     child, default_flags);
	}
}

static size_t count_bindings(const struct config *config,
			     const struct xml_element *owner)
{
	const struct xml_element *bindings =
		owner ? xml_child(config->document, owner, "bindings") : NULL;

	return bindings ? count_children(config, bindings, "binding") : 0;
}

static void read_site(struct config *config, struct site *site,
		      const struct xml_element *element,
		      const struct xml_element *defaults,
		      uint32_t default_flags)
{
	size_t room = count_bindings(config, element) +
		      count_bindings(config, defaults);

	site->element = element;
	site->defaults = defaults;
	site->name = own_value(config, element, "name");
	site->has_id = slice_u32(slice_trim(own_value(config, element, "id")),
				 &site->id);
	read_applications(config, site);
	site->bindings = ARENA_ARRAY(config->arena, struct binding, room);
	if (!site->bindings)
		return;
	add_bindings(config, site, defaults, default_flags);
	add_bindings(config, site, element, default_flags);
	for (size_t i = 0; i < site->binding_count; i++) {
		const struct binding *binding = &site->bindings[i];

		site->http |= slice_is_nocase(binding->protocol, "http");
		site->https |= binding->https;
		site->https_by_address |=
			binding->https &&
			!(binding->ssl_flags & SSL_FLAGS_BY_NAME);
	}
}

static struct slice id_key(const uint32_t *id)
{
	return (struct slice){ (const char *)id, sizeof(*id) };
}

/* Ids are small numbers in a row on most servers: then an array finds them. */
static bool index_small_ids(struct config *config)
{
	uint32_t most = 0;

	for (size_t i = 0; i < config->site_count; i++)
		if (config->sites[i].has_id && config->sites[i].id > most)
			most = config->sites[i].id;
	if (most > config->site_count * 4 + 1000)
		return false;
	config->small_ids = ARENA_ARRAY(config->arena, uint32_t, most + 1);
	if (!config->small_ids)
		return false;
	config->small_id_count = most + 1;
	for (size_t i = config->site_count; i > 0; i--)
		if (config->sites[i - 1].has_id)
			config->small_ids[config->sites[i - 1].id] =
				(uint32_t)i;
	return true;
}

static void index_ids(struct config *config)
{
	if (index_small_ids(config))
		return;
	table_init(&config->sites_by_id, config->arena, TABLE_EXACT,
		   config->site_count);
	for (size_t i = 0; i < config->site_count; i++)
		if (config->sites[i].has_id)
			table_add(&config->sites_by_id,
				  id_key(&config->sites[i].id), (uint32_t)i);
}

/* The schema's default of sslFlags, asked for once. */
static uint32_t schema_ssl_flags(const struct config *config)
{
	struct slice value;
	uint32_t flags;

	return anchor_default(config, ANCHOR_BINDING, "sslFlags", &value) &&
			       slice_u32(value, &flags)
		       ? flags
		       : 0;
}

static void number_parts(struct config *config)
{
	for (size_t i = 0; i < config->site_count; i++) {
		struct site *site = &config->sites[i];

		for (size_t j = 0; j < site->binding_count; j++)
			site->bindings[j].number = config->binding_count++;
		for (size_t j = 0; j < site->application_count; j++)
			site->applications[j].number =
				config->application_count++;
	}
}

void build_sites(struct config *config)
{
	static const char path[] = "system.applicationHost/sites";
	const struct xml_document *document = config->document;
	size_t count = count_entries(config, path, "site");
	uint32_t default_flags = schema_ssl_flags(config);

	config->sites = ARENA_ARRAY(config->arena, struct site, count);
	for (size_t i = 0; config->sites && i < config->section_count; i++) {
		const struct xml_element *section = config->sections[i].element;
		const struct xml_element *defaults;

		if (!is_root_section(&config->sections[i], path))
			continue;
		if (xml_is(document, section, "site")) {
			read_site(config, &config->sites[config->site_count++],
				  section, NULL, default_flags);
			continue;
		}
		defaults = xml_child(document, section, "siteDefaults");
		XML_EACH_CHILD (document, section, child)
			if (xml_is(document, child, "site"))
				read_site(config,
					  &config->sites[config->site_count++],
					  child, defaults, default_flags);
	}
	number_parts(config);
	index_ids(config);
}

const struct site *config_site(const struct config *config, uint32_t id)
{
	uint32_t index;

	if (id < config->small_id_count && config->small_ids[id])
		return &config->sites[config->small_ids[id] - 1];
	if (!table_get(&config->sites_by_id, id_key(&id), &index))
		return NULL;
	return &config->sites[index];
}
