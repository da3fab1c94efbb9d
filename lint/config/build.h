/*
 * The steps of config_build(), in the order in which they run. Nobody else
 * needs them.
 */
#ifndef CONFIG_BUILD_H
#define CONFIG_BUILD_H

#include "config/config.h"

/* Elements of a file from which on a second thread is worth its start. */
enum { BESIDE_MIN = 50000 };

/* Levels above a path at which a value is looked for. */
enum { LEVELS_MAX = 64 };

/*
 * Make what is otherwise made when it is first asked for, so that two threads
 * may ask which section stands above another.
 */
void prepare_scopes(const struct config *config);

void recognise_file(struct config *config);
void find_anchors(struct config *config);
void build_declarations(struct config *config);
void build_sections(struct config *config);
void build_pools(struct config *config);
void build_sites(struct config *config);
void build_endpoints(struct config *config);
void link_pools(struct config *config);
void recognise_express(struct config *config);
/*
 * The keys come in two steps: reading them needs the sections and uses only
 * key_arena, so it may run beside the steps of pools and sites.
 */
void build_keys(struct config *config);
void link_keys(struct config *config);

/* The defaults element of one kind that was looked for last on one level. */
struct defaults {
	const struct xml_element *scope, *found;
};

/*
 * What holds for all sites, applications, virtual directories or pools that do
 * not say otherwise, as it was asked for last.
 */
struct common_value {
	enum anchor kind;
	const struct xml_element *scope; /* the section */
	const char *below, *attribute;
	bool found;
	struct setting setting;
};

enum { COMMON_VALUES = 256 };

/* Levels: in a site, in an application, …, and in the section itself. */
enum { DEFAULTS_LEVELS = ANCHOR_NONE + 1 };

/* The first element at the end of a way of names; null if there is none. */
const struct xml_element *descend(const struct xml_document *document,
				  const struct xml_element *element,
				  const char *below);

/* The schema's default; false when there is none. */
bool anchor_default(const struct config *config, enum anchor kind,
		    const char *attribute, struct slice *value);

/*
 * The value of a section at a path, without the schema's; false when the file
 * does not write it there or above.
 */
bool section_value(const struct config *config, struct scope scope,
		   const char *below, const char *attribute,
		   struct setting *setting);

/* The sections of one path. */
struct section_list {
	struct section *first, *last;
	size_t count;
	/* Location -> number of the first section there, in the document. */
	struct table by_location, by_exact_location;
};

/* The sections by path and location, see scope.c. */
struct section_index {
	struct table by_path; /* number of the list */
	struct section_list *lists;
	struct table applications; /* "SITE/app" */
};

/* "PATH/NAME", or the name alone. */
struct slice join_path(const struct config *config, struct slice path,
		       struct slice name);

/* Null when the file does not declare the section. */
const struct declaration *find_declaration(const struct config *config,
					   struct slice path);

/* Move a vector's items into the arena; the vector is empty then. */
void *settle(struct config *config, struct vector *vector);

/* Is it the section of this path, at root level? */
bool is_root_section(const struct section *section, const char *path);

/* The entries of that name in all root-level sections of one path. */
size_t count_entries(const struct config *config, const char *path,
		     const char *name);

/* How many children of the section's element have the name. */
size_t count_children(const struct config *config,
		      const struct xml_element *parent, const char *name);

/* What serves requests, by the pair of sections: see served.c. */
struct served_index {
	bool made;
	struct vector items;  /* struct served * */
	struct table by_pair; /* number of the item */
	struct table native;  /* name -> number of the element */
	size_t entries;	      /* in all items, about SERVED_MAX at most */
};

/* Value of the element's own attribute, or the empty slice. */
struct slice own_value(const struct config *config,
		       const struct xml_element *element, const char *name);

struct endpoint endpoint_parse(struct slice information);

#endif
