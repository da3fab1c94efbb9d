/*
 * Configuration: what the elements of applicationHost.config mean to IIS.
 *
 * The model is built once per file and not changed afterwards. Everything in
 * it points back to its element, which carries the place in the text. Slices
 * point into the document or the arena. Names of sites, pools, applications
 * and paths compare without regard to case, as IIS does
 * (facts: iis-configuration-system 2).
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/table.h"
#include "config/thumbprint.h"
#include "schema/schema.h"
#include "xml/document.h"

/*
 * What a file is, by its name, or by its content where the name does not tell
 * (facts: iis-configuration-system 7).
 */
enum config_file {
	CONFIG_APPLICATION_HOST,
	CONFIG_WEB, /* web.config */
	CONFIG_ADMINISTRATION,
	CONFIG_REDIRECTION,
};

/* How much of a configuration a file has. */
enum config_extent {
	CONFIG_WHOLE,
	/*
	 * A piece: the root element may be a section, a group, a <location> or
	 * a <site>, and what it refers to may stand elsewhere.
	 */
	CONFIG_FRAGMENT,
};

/* A <section> in configSections (facts: iis-configuration-system 3). */
struct declaration {
	const struct xml_element *element;
	struct slice path; /* "system.webServer/handlers" */
	/* An earlier one of the same path, or null. */
	const struct declaration *first;
	enum schema_scope scope; /* allowDefinition */
	bool allow_location;
	bool deny; /* overrideModeDefault="Deny" */
};

/* A section of the file, at root level or in a <location>. */
struct section {
	const struct xml_element *element;
	struct slice path;     /* "system.applicationHost/sites" */
	struct slice location; /* path of the <location>; empty at root level */
	/* The number of the <location> + 1; 0 outside of any. */
	uint32_t place;
	const struct schema_section *schema;   /* null: not known */
	const struct declaration *declaration; /* null: not in this file */
	/* The next section of this path; for CONFIG_EACH_SECTION. */
	const struct section *next;
};

struct location {
	const struct xml_element *element;
	struct slice path; /* empty for none, "" and "." */
};

/*
 * IP:port:host of an http, https or ftp binding, cut from the right
 * (facts: custom-metadata-and-ssl 7.2). `valid` is about the form alone.
 */
struct endpoint {
	bool valid;
	struct slice address; /* "*" also for an empty one */
	uint32_t port;
	struct slice host; /* may be empty */
};

/* Values of binding/@sslFlags. */
enum {
	SSL_FLAG_SNI = 1,
	SSL_FLAG_CENTRAL_STORE = 2,
	SSL_FLAG_NO_TLS13 = 32,
	SSL_FLAG_NEGOTIATE = 128, /* of newer libraries, not documented */
	/* Any of these: http.sys finds the certificate by host name. */
	SSL_FLAGS_BY_NAME = SSL_FLAG_SNI | SSL_FLAG_CENTRAL_STORE,
};

struct binding {
	const struct xml_element *element;
	const struct site *site;
	struct slice protocol;
	struct slice information;
	struct endpoint endpoint;
	bool https;
	bool ssl_flags_valid; /* absent or a number */
	uint32_t ssl_flags;   /* 0 if they are not valid */
	/* Null unless http.sys has one certificate for all of a group. */
	const struct endpoint_group *group;
	const struct binding *next_in_group;
	uint32_t number; /* of all bindings of all sites, from 0 */
};

/*
 * The https bindings of one address and port that use neither SNI nor the
 * central store: http.sys has one certificate for all of them
 * (facts: custom-metadata-and-ssl 7.4).
 */
struct endpoint_group {
	struct binding *first, *last; /* by next_in_group */
	/* The first usable property 5506 of any of their sites, or null. */
	const struct metadata_property *hash;
	/* The first binding of a site that has no 5506 of its own, or null. */
	const struct binding *without_hash;
};

struct virtual_directory {
	const struct xml_element *element;
	const struct application *application;
	struct slice path;
	struct slice physical_path;
};

struct application {
	const struct xml_element *element;
	const struct site *site;
	struct slice path;
	struct virtual_directory *directories;
	size_t directory_count;
	uint32_t number; /* of all applications of all sites, from 0 */
	/* That of its effective applicationPool, or null: no pool has the name.
	 */
	const struct application_pool *pool;
	const struct application *next_user; /* of the same pool */
};

struct site {
	const struct xml_element *element;
	const struct xml_element *defaults; /* siteDefaults, or null */
	struct slice name;
	bool has_id;
	bool http;	       /* has an http binding */
	bool https;	       /* has an https binding */
	bool https_by_address; /* one without SNI and central store */
	uint32_t id;
	struct application *applications;
	size_t application_count;
	/* Own bindings, behind those inherited from siteDefaults. */
	struct binding *bindings;
	size_t binding_count;
	/* The first property 5506 on the site's own key, or null. */
	const struct metadata_property *certificate_hash;
	/* The first key LM/W3SVC/<id> of customMetadata itself, or null. */
	const struct metadata_key *key;
};

struct application_pool {
	const struct xml_element *element;
	struct slice name;
	/* The applications that run in it, by next_user; null: none. */
	struct application *first_user, *last_user;
};

/* Services of the metabase, by the second part of a key's path. */
enum metadata_service {
	METADATA_OTHER, /* not LM/W3SVC */
	METADATA_W3SVC, /* LM/W3SVC itself or a part that is no site */
	METADATA_SITE,	/* LM/W3SVC/<number> and below */
};

/* One <key> of customMetadata (facts: custom-metadata-and-ssl 2 and 3). */
struct metadata_key {
	const struct xml_element *element;
	struct slice path; /* as written; empty if there is none */
	/* Without slashes at both ends. */
	struct slice normal;
	enum metadata_service service;
	uint32_t site_id; /* if service is METADATA_SITE */
	/* What follows LM/W3SVC/<number>/, or LM/W3SVC/ where no number is. */
	struct slice below;
	const struct site *site; /* null if no site has the number */
	struct metadata_property *properties;
	size_t property_count;
	/* The first property with the id, or null. */
	const struct metadata_property *certificate_hash;  /* 5506 */
	const struct metadata_property *certificate_store; /* 5511 */
	/* The 5511 that holds here: the key's own, that of LM/W3SVC, or null.
	 */
	const struct metadata_property *effective_store;
};

enum metadata_type {
	METADATA_TYPE_UNKNOWN, /* dataType is absent or no known name */
	METADATA_DWORD,
	METADATA_STRING,
	METADATA_BINARY,
	METADATA_EXPANDSZ,
	METADATA_MULTISZ,
};

/* Property ids (facts: custom-metadata-and-ssl 4). */
enum { METADATA_CERT_HASH = 5506, METADATA_CERT_STORE = 5511 };

/* Flags of property/@attributes. */
enum { METADATA_FLAG_INHERIT = 1, METADATA_FLAG_SECURE = 4 };

/* What became of the value of property 5506. */
enum hash_state {
	HASH_GOOD, /* 20 bytes that can be a thumbprint */
	HASH_EMPTY,
	HASH_WRONG_TYPE, /* dataType is not Binary */
	HASH_NOT_BASE64,
	HASH_WRONG_LENGTH,
	HASH_CONSTANT, /* 20 bytes, all 00 or all FF */
};

struct certificate_hash {
	enum hash_state state;
	struct thumbprint thumbprint; /* if the value gives 20 bytes */
	/* The decoded bytes, as far as the value is base64. */
	struct slice bytes;
};

struct metadata_property {
	const struct xml_element *element;
	const struct metadata_key *key;
	bool has_id; /* the id is a number of 32 bits */
	uint32_t id;
	enum metadata_type type;
	/* Of attributes= or its default, unknown names left out. */
	uint32_t flags;
	bool flags_valid; /* all of its names are known */
	struct slice value;
	/* Of property 5506 only, otherwise null. */
	const struct certificate_hash *hash;
};

/* Elements that take values from defaults elements. */
enum anchor {
	ANCHOR_SITE,
	ANCHOR_APPLICATION,
	ANCHOR_DIRECTORY,
	ANCHOR_POOL,
	ANCHOR_NONE,
	/* No anchor, but asked for as often. */
	ANCHOR_BINDING = ANCHOR_NONE,
	ANCHOR_PROPERTY,
	ANCHORS,
};

struct config {
	const struct xml_document *document;
	/* Null: nothing has a default, and no section is known. */
	const struct schema *schema;
	/* What the schema says of them; null where it does not know them. */
	const struct schema_element *anchors[ANCHORS];
	struct arena *arena;
	/* Of the keys, which a thread of its own reads in a large file. */
	struct arena key_arena;

	enum config_file file;
	enum config_extent extent;
	bool piece; /* a fragment whose root is no <configuration> */
	/* The section that this root is, or is an entry of; else empty. */
	struct slice root_path;
	bool express; /* of IIS Express, by what it holds */
	/* The first <configSections>, or null: the file is a piece of one. */
	const struct xml_element *declared;
	struct declaration *declarations; /* in document order */
	size_t declaration_count;
	struct table group_paths;    /* of section groups */
	struct table declared_paths; /* number of the first declaration */
	struct section *sections;
	size_t section_count;
	struct location *locations;
	size_t location_count;

	struct site *sites;
	size_t site_count;
	uint32_t binding_count;	    /* of all sites */
	uint32_t application_count; /* of all sites */
	struct application_pool *pools;
	size_t pool_count;
	struct metadata_key *keys;
	size_t key_count;
	/* The first key LM/W3SVC, from which sites inherit, or null. */
	const struct metadata_key *service_key;

	/* Index + 1 of the site by its id, or, if ids are large, a table. */
	uint32_t *small_ids;
	size_t small_id_count;
	struct table sites_by_id;
	/* Made when a rule first asks. */
	struct table *sites_by_name, *pools_by_name, *locations_by_path;
	struct table *providers;   /* of encryption, by name */
	struct defaults *defaults; /* of each kind of anchor and level */
	struct common_value *common_values; /* COMMON_VALUES of them */
	struct section_index *section_index;
	struct served_index *served; /* see config/served.h */
	struct transport *transport;
	struct table endpoints; /* IP:port -> index of the group */
	struct endpoint_group *groups;
	size_t group_count;
};

/*
 * Build the model. Ask arena_failed() of the arena afterwards: everything is
 * allocated there or fails with it. `schema` may be null, and must outlive
 * the model. config_free() is due after every call, before the arena is
 * freed.
 */
void config_build(struct config *config, const struct xml_document *document,
		  const struct schema *schema, enum config_extent extent,
		  struct arena *arena);

void config_free(struct config *config);

/* Null when there is none. Of two with one id or name, the first. */
const struct site *config_site(const struct config *config, uint32_t id);
const struct site *config_site_named(const struct config *config,
				     struct slice name);
const struct application_pool *config_pool(const struct config *config,
					   struct slice name);

/* Is there a <location> with this path? */
bool config_has_location(const struct config *config, struct slice path);

#define CONFIG_EACH_USER(pool, user)                                           \
	for (const struct application *user = (pool)->first_user; user;        \
	     user = user->next_user)

/*
 * "Default Web Site/app": the path of an application in the configuration, of
 * the arena; that of the root application is the site's name.
 */
struct slice config_application_path(const struct config *config,
				     const struct application *application);

/*
 * Where a value is asked for: at an element of the file, or at a path of the
 * configuration.
 */
struct scope {
	const struct xml_element *element;
	const char *section;
	struct slice path;
};

/*
 * An element: a site, an application, a virtual directory, an application
 * pool, or anything that stands inside of one or by itself.
 */
static inline struct scope scope_of(const struct xml_element *element)
{
	return (struct scope){ .element = element };
}

/*
 * A section, such as "system.webServer/security/access", at a configuration
 * path: "" (or "."), "Default Web Site", "Default Web Site/app".
 */
static inline struct scope scope_at(const char *section, struct slice path)
{
	return (struct scope){ .section = section, .path = path };
}

struct setting {
	struct slice value;
	/* The element that it is written on, or null: the schema's default. */
	const struct xml_element *where;
};

/*
 * The effective value of an attribute (facts: iis-configuration-system 4.3
 * and 4.4). `below` is the way from the scope to the element that has the
 * attribute, such as "ftpServer/security/ssl", whether the file has it or
 * not; "" is the scope itself.
 *
 * Of an element: its own, else that of the defaults elements (siteDefaults,
 * applicationDefaults, virtualDirectoryDefaults, applicationPoolDefaults) from
 * the innermost outwards, else the schema's. Of a section: that of the deepest
 * location at or above the path that writes it, unless an application lies
 * between and inheritInChildApplications is false, else of the root level,
 * else the schema's. Of a section that is there twice, the first counts.
 *
 * False when there is no value at all. `below` and `attribute` must live as
 * long as the model: what was found is kept by their addresses.
 */
bool config_value(const struct config *config, struct scope scope,
		  const char *below, const char *attribute,
		  struct setting *setting);

/*
 * What the schema says of an element of the file; null if it does not know
 * it. Of <remove> and <clear>, what it says of the collection's entries.
 */
const struct schema_element *
config_schema_of(const struct config *config,
		 const struct xml_element *element);

/*
 * The sections of one path, "system.webServer/security/access", at root level
 * and in locations, in document order: the first, or null. IIS refuses a file
 * that has a section twice for one location.
 */
const struct section *config_sections(const struct config *config,
				      const char *path);

#define CONFIG_EACH_SECTION(config, path, section)                             \
	for (const struct section *section =                                   \
		     config_sections((config), (path));                        \
	     section; section = section->next)

/*
 * The section of the same path that holds for the same place and stands
 * before it, the first of them; null if this is the first. Places are the
 * same when the location's paths are equal, letter case included; no path,
 * "" and "." are the root level.
 */
const struct section *config_section_before(const struct config *config,
					    const struct section *section);

/*
 * The section of the same path from which this one inherits: that of the
 * deepest level above its place, unless an application lies between and
 * inheritInChildApplications is false; null if there is none.
 */
const struct section *config_section_above(const struct config *config,
					   const struct section *section);

/*
 * The section that holds at a path of the configuration ("" or "." is the
 * root level, "Default Web Site/app"): that of the deepest level at or above
 * it; null if there is none.
 */
const struct section *config_section_at(const struct config *config,
					const char *section, struct slice path);

/* The entries of a collection, in the order that counts. */
struct entries {
	const struct xml_element **at; /* of the model's arena */
	size_t count;
};

/*
 * What a collection holds for a section after add, remove and clear, here and
 * on the levels above: the element at the end of the way `below` the
 * section's element ("" is that itself). Entries of a deeper level come last,
 * or first, as the schema says. False when the schema does not know it.
 */
bool config_entries(const struct config *config, const struct section *section,
		    const char *below, struct entries *entries);

/*
 * Does the file have the provider of encryption, or inherit it? Always, if it
 * does not say which there are.
 */
bool config_may_decrypt(const struct config *config, struct slice provider);

/* The <location> that holds the section, or null. */
static inline const struct location *
config_section_place(const struct config *config, const struct section *section)
{
	return section->place ? &config->locations[section->place - 1] : NULL;
}

/*
 * Does the section end before the place at which the file stops being XML? Of
 * one that does not, it is not sure what belongs to it.
 */
static inline bool config_is_whole(const struct config *config,
				   const struct section *section)
{
	return config->document->error.fault == XML_FINE ||
	       section + 1 < config->sections + config->section_count;
}

/* Is this the path of a section group, declared or known? */
bool config_is_group(const struct config *config, struct slice path);

/*
 * Does machine.config declare the section? Only our own schemas say so, so
 * the built-in one is asked, whatever the user gave.
 */
bool config_is_of_machine(struct slice path);

/*
 * Is the section declared: in the file, or, as far as that is known, in a
 * file from which it inherits? Always, if the file has no configSections.
 */
bool config_is_declared(const struct config *config,
			const struct section *section);

/* The site of the section's location; null at root level or if none has it. */
const struct site *config_section_site(const struct config *config,
				       const struct section *section);

/*
 * The place of an element in the configuration, with the key of each
 * collection entry: "…/customMetadata/key[LM/W3SVC/1]/property[5506]".
 */
struct slice config_path(const struct xml_document *document,
			 const struct xml_element *element,
			 struct arena *arena);

#endif
