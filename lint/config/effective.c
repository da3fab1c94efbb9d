/*
 * Effective values: from an element through the defaults elements to the
 * schema.
 */
#include <string.h>

#include "config/build.h"

#define HOST "system.applicationHost/"

enum {
	CHAIN_MAX = 8,
	/* Bytes of a section's path, as far as one is looked up. */
	SECTION_PATH_MAX = 512,
	/* Elements from a section down to one whose place is looked up. */
	DEPTH_MAX = 32,
};

/* Names from below an anchor down to an element: "limits", "logFile/x". */
struct chain {
	enum anchor kind;
	const struct xml_element *anchor;
	const struct xml_element *below[CHAIN_MAX]; /* innermost first */
	size_t depth;
};

static enum anchor anchor_kind(const struct xml_document *document,
			       const struct xml_element *element)
{
	const struct xml_element *parent;

	/* Asked for all elements that have values: the first letter decides. */
	switch (document->source->text.at[element->start + 1]) {
	case 's':
		return xml_is(document, element, "site") ? ANCHOR_SITE
							 : ANCHOR_NONE;
	case 'v':
		return xml_is(document, element, "virtualDirectory")
			       ? ANCHOR_DIRECTORY
			       : ANCHOR_NONE;
	case 'a':
		break;
	default:
		return ANCHOR_NONE;
	}
	parent = xml_parent(document, element);
	if (!parent)
		return ANCHOR_NONE;
	/* fastCgi has entries of that name, too. */
	if (xml_is(document, element, "application") &&
	    xml_is(document, parent, "site"))
		return ANCHOR_APPLICATION;
	if (xml_is(document, element, "add") &&
	    xml_is(document, parent, "applicationPools"))
		return ANCHOR_POOL;
	return ANCHOR_NONE;
}

/* An entry of a collection takes nothing from a defaults element. */
static bool is_entry(const struct xml_document *document,
		     const struct xml_element *element)
{
	return xml_is(document, element, "binding") ||
	       xml_is(document, element, "add");
}

static bool find_anchor(const struct xml_document *document,
			const struct xml_element *element, struct chain *chain)
{
	chain->depth = 0;
	while (element) {
		chain->kind = anchor_kind(document, element);
		if (chain->kind != ANCHOR_NONE)
			break;
		if (chain->depth == CHAIN_MAX || is_entry(document, element))
			return false;
		chain->below[chain->depth++] = element;
		element = xml_parent(document, element);
	}
	chain->anchor = element;
	return element;
}

/* The element at the end of the chain below another start; or null. */
static const struct xml_element *follow(const struct xml_document *document,
					const struct xml_element *element,
					const struct chain *chain)
{
	for (size_t i = chain->depth; element && i > 0; i--)
		element = xml_child_named(
			document, element,
			xml_name(document, chain->below[i - 1]));
	return element;
}

static bool written(const struct config *config,
		    const struct xml_element *element, const char *below,
		    const char *attribute, struct setting *setting)
{
	setting->where = descend(config->document, element, below);
	return setting->where && xml_value(config->document, setting->where,
					   attribute, &setting->value);
}

/*
 * The defaults element of a scope. Of each level, the one that was found last
 * is kept: it may stand behind 100,000 sites, applications or pools.
 */
static const struct xml_element *defaults_in(const struct config *config,
					     const struct xml_element *scope,
					     enum anchor kind)
{
	static const char *const names[] = {
		[ANCHOR_SITE] = "siteDefaults",
		[ANCHOR_APPLICATION] = "applicationDefaults",
		[ANCHOR_DIRECTORY] = "virtualDirectoryDefaults",
		[ANCHOR_POOL] = "applicationPoolDefaults",
	};
	enum anchor level = anchor_kind(config->document, scope);
	struct defaults *kept =
		&config->defaults[kind * DEFAULTS_LEVELS + level];

	if (kept->scope != scope)
		*kept = (struct defaults){
			scope, xml_child(config->document, scope, names[kind])
		};
	return kept->found;
}

/*
 * From the innermost scope outwards, to the site. *scope is then the section,
 * or null.
 */
static bool from_inner_defaults(const struct config *config,
				const struct chain *chain, const char *below,
				const char *attribute,
				const struct xml_element **scope,
				struct setting *setting)
{
	const struct xml_document *document = config->document;

	*scope = xml_parent(document, chain->anchor);
	while (*scope && anchor_kind(document, *scope) != ANCHOR_NONE) {
		const struct xml_element *found =
			follow(document,
			       defaults_in(config, *scope, chain->kind), chain);

		if (written(config, found, below, attribute, setting))
			return true;
		*scope = xml_parent(document, *scope);
	}
	return false;
}

/* Down through the schema; null where it does not know the way. */
static const struct schema_element *
schema_descend(const struct schema *schema, const struct schema_element *at,
	       struct slice way)
{
	struct schema_child child;
	struct slice name;

	while (at && way.len && slice_cut(&way, '/', &name))
		at = schema_child(schema, at, name, &child) ? child.element
							    : NULL;
	return at;
}

/* Add a name to a path; false when there is no room. */
static bool extend(char path[SECTION_PATH_MAX], size_t *len, struct slice name)
{
	if (name.len + 1 > SECTION_PATH_MAX - *len)
		return false;
	if (*len)
		path[(*len)++] = '/';
	memcpy(path + *len, name.at, name.len);
	*len += name.len;
	return true;
}

static const struct schema_element *section_schema(const struct config *config,
						   const char *path)
{
	const struct schema_section *section =
		config->schema ? schema_section(config->schema, slice_of(path))
			       : NULL;

	return section ? schema_section_element(config->schema, section) : NULL;
}

/* What the schema says of a root that is a section, or an entry of one. */
static const struct schema_element *piece_schema(const struct config *config)
{
	const struct xml_element *root = xml_root(config->document);
	const struct schema_section *section =
		schema_section(config->schema, config->root_path);
	const struct schema_element *at =
		section ? schema_section_element(config->schema, section)
			: NULL;

	return xml_is(config->document, root, "site")
		       ? schema_descend(config->schema, at, SLICE("site"))
		       : at;
}

const struct schema_element *config_schema_of(const struct config *config,
					      const struct xml_element *element)
{
	const struct xml_document *document = config->document;
	const struct xml_element *way[DEPTH_MAX];
	const struct schema_element *at = NULL;
	char path[SECTION_PATH_MAX];
	size_t depth = 0, len = 0;

	while (element && (xml_parent(document, element) || config->piece) &&
	       !xml_is(document, element, "location") && depth < DEPTH_MAX) {
		way[depth++] = element;
		element = xml_parent(document, element);
	}
	if (config->root_path.len && depth && !element && config->schema) {
		at = piece_schema(config);
		depth--;
	}
	while (depth-- > 0) {
		struct slice name = xml_name(document, way[depth]);
		const struct schema_section *section = NULL;

		if (at) {
			at = schema_descend(config->schema, at, name);
			if (!at)
				return NULL;
			continue;
		}
		if (!config->schema || !extend(path, &len, name))
			return NULL;
		section = schema_section(config->schema,
					 (struct slice){ path, len });
		if (section)
			at = schema_section_element(config->schema, section);
	}
	return at;
}

/* The names from the anchor down, in the schema. */
static const struct schema_element *anchored(const struct config *config,
					     const struct chain *chain)
{
	const struct schema_element *at = config->anchors[chain->kind];

	for (size_t i = chain->depth; at && i > 0; i--)
		at = schema_descend(
			config->schema, at,
			xml_name(config->document, chain->below[i - 1]));
	return at;
}

static bool by_schema(const struct config *config,
		      const struct schema_element *start, const char *below,
		      const char *attribute, struct setting *setting)
{
	const struct schema_element *element =
		schema_descend(config->schema, start, slice_of(below));

	setting->where = NULL;
	return element && schema_default(config->schema, element,
					 slice_of(attribute), &setting->value);
}

/* What holds for all anchors of a section that do not say otherwise. */
static bool common_value(const struct config *config, const struct chain *chain,
			 const struct xml_element *scope, const char *below,
			 const char *attribute, struct setting *setting)
{
	const struct xml_element *found =
		scope ? follow(config->document,
			       defaults_in(config, scope, chain->kind), chain)
		      : NULL;

	return written(config, found, below, attribute, setting) ||
	       by_schema(config, anchored(config, chain), below, attribute,
			 setting);
}

/* The same, for anchors themselves looked up once. */
static bool kept_common_value(const struct config *config,
			      const struct chain *chain,
			      const struct xml_element *scope,
			      const char *below, const char *attribute,
			      struct setting *setting)
{
	size_t slot = ((uintptr_t)below / 4 + (uintptr_t)attribute +
		       (size_t)chain->kind) %
		      COMMON_VALUES;
	struct common_value *kept = &config->common_values[slot];

	if (chain->depth)
		return common_value(config, chain, scope, below, attribute,
				    setting);
	if (kept->kind != chain->kind || kept->scope != scope ||
	    kept->below != below || kept->attribute != attribute) {
		*kept = (struct common_value){ .kind = chain->kind,
					       .scope = scope,
					       .below = below,
					       .attribute = attribute };
		kept->found = common_value(config, chain, scope, below,
					   attribute, &kept->setting);
	}
	*setting = kept->setting;
	return kept->found;
}

static bool element_value(const struct config *config,
			  const struct xml_element *element, const char *below,
			  const char *attribute, struct setting *setting)
{
	const struct xml_element *scope;
	struct chain chain;

	if (written(config, element, below, attribute, setting))
		return true;
	if (!find_anchor(config->document, element, &chain))
		return by_schema(config, config_schema_of(config, element),
				 below, attribute, setting);
	return from_inner_defaults(config, &chain, below, attribute, &scope,
				   setting) ||
	       kept_common_value(config, &chain, scope, below, attribute,
				 setting);
}

bool config_value(const struct config *config, struct scope scope,
		  const char *below, const char *attribute,
		  struct setting *setting)
{
	if (scope.element)
		return element_value(config, scope.element, below, attribute,
				     setting);
	return section_value(config, scope, below, attribute, setting) ||
	       by_schema(config, section_schema(config, scope.section), below,
			 attribute, setting);
}

bool anchor_default(const struct config *config, enum anchor kind,
		    const char *attribute, struct slice *value)
{
	return config->anchors[kind] &&
	       schema_default(config->schema, config->anchors[kind],
			      slice_of(attribute), value);
}

void find_anchors(struct config *config)
{
	static const struct {
		const char *section, *below;
	} ways[ANCHORS] = {
		[ANCHOR_SITE] = { HOST "sites", "site" },
		[ANCHOR_APPLICATION] = { HOST "sites", "site/application" },
		[ANCHOR_DIRECTORY] = { HOST "sites",
				       "site/application/virtualDirectory" },
		[ANCHOR_POOL] = { HOST "applicationPools", "add" },
		[ANCHOR_PROPERTY] = { HOST "customMetadata", "key/property" },
		[ANCHOR_BINDING] = { HOST "sites", "site/bindings/binding" },
	};

	for (size_t i = 0; i < ANCHORS; i++)
		config->anchors[i] = schema_descend(
			config->schema, section_schema(config, ways[i].section),
			slice_of(ways[i].below));
}
