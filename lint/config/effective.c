#include "config/config.h"

enum { CHAIN_MAX = 8 };

/* Names from below an anchor down to an element: "limits", "logFile/x". */
struct chain {
	const struct xml_element *anchor;
	const struct xml_element *below[CHAIN_MAX]; /* innermost first */
	size_t depth;
};

static bool is_pool(const struct xml_document *document,
		    const struct xml_element *element)
{
	const struct xml_element *parent = xml_parent(document, element);

	return parent && xml_is(document, element, "add") &&
	       xml_is(document, parent, "applicationPools");
}

static bool is_anchor(const struct xml_document *document,
		      const struct xml_element *element)
{
	return xml_is(document, element, "site") ||
	       xml_is(document, element, "application") ||
	       xml_is(document, element, "virtualDirectory") ||
	       is_pool(document, element);
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
	while (element && !is_anchor(document, element)) {
		if (chain->depth == CHAIN_MAX || is_entry(document, element))
			return false;
		chain->below[chain->depth++] = element;
		element = xml_parent(document, element);
	}
	chain->anchor = element;
	return element;
}

static const char *defaults_name(const struct xml_document *document,
				 const struct xml_element *anchor)
{
	if (xml_is(document, anchor, "site"))
		return "siteDefaults";
	if (xml_is(document, anchor, "application"))
		return "applicationDefaults";
	if (xml_is(document, anchor, "virtualDirectory"))
		return "virtualDirectoryDefaults";
	return "applicationPoolDefaults";
}

/* The element at the end of the chain below another start; or null. */
static const struct xml_element *follow(const struct xml_document *document,
					const struct xml_element *element,
					const struct chain *chain)
{
	for (size_t i = chain->depth; element && i > 0; i--) {
		struct slice name = xml_name(document, chain->below[i - 1]);
		const struct xml_element *found = NULL;

		XML_EACH_CHILD (document, element, child)
			if (!found && slice_eq(xml_name(document, child), name))
				found = child;
		element = found;
	}
	return element;
}

/* From the innermost scope outwards: application, site, sites. */
static bool from_defaults(const struct config *config,
			  const struct xml_element *element,
			  const char *attribute, struct slice *value,
			  const struct xml_element **where)
{
	const struct xml_document *document = config->document;
	const struct xml_element *scope, *found;
	struct chain chain;
	const char *name;

	if (!find_anchor(document, element, &chain))
		return false;
	name = defaults_name(document, chain.anchor);
	scope = xml_parent(document, chain.anchor);
	for (; scope; scope = xml_parent(document, scope)) {
		found = follow(document, xml_child(document, scope, name),
			       &chain);
		if (found && xml_value(document, found, attribute, value)) {
			*where = found;
			return true;
		}
	}
	return false;
}

/* The element's place in the schema: its path, a pool's or site's as well. */
static struct slice schema_path(const struct config *config,
				const struct xml_element *element)
{
	const struct xml_document *document = config->document;
	struct slice path = { "", 0 };

	for (; element && xml_parent(document, element);
	     element = xml_parent(document, element)) {
		struct slice name = xml_name(document, element);

		if (xml_is(document, element, "location"))
			break;
		path = arena_printf(config->arena, "%.*s%s%.*s", (int)name.len,
				    name.at, path.len ? "/" : "", (int)path.len,
				    path.at);
	}
	return path;
}

bool config_value(const struct config *config,
		  const struct xml_element *element, const char *attribute,
		  struct slice *value, const struct xml_element **where)
{
	*where = element;
	if (xml_value(config->document, element, attribute, value))
		return true;
	if (from_defaults(config, element, attribute, value, where))
		return true;
	*where = NULL;
	return config->defaults &&
	       config->defaults->find(schema_path(config, element),
				      slice_of(attribute), value);
}
