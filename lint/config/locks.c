#include "config/locks.h"

enum lock lock_of(struct slice name)
{
	static const struct {
		const char *name;
		enum lock lock;
	} table[] = {
		{ "lockAttributes", LOCK_ATTRIBUTES },
		{ "lockAllAttributesExcept", LOCK_ATTRIBUTES_EXCEPT },
		{ "lockElements", LOCK_ELEMENTS },
		{ "lockAllElementsExcept", LOCK_ELEMENTS_EXCEPT },
		{ "lockItem", LOCK_ITEM },
	};

	if (!slice_starts(name, SLICE("lock")))
		return LOCK_NONE;
	for (size_t i = 0; i < LENGTH(table); i++)
		if (slice_is(name, table[i].name))
			return table[i].lock;
	return LOCK_NONE;
}

static bool of_elements(enum lock lock)
{
	return lock == LOCK_ELEMENTS || lock == LOCK_ELEMENTS_EXCEPT;
}

static bool is_known(const struct schema *schema,
		     const struct schema_element *element, enum lock lock,
		     struct slice name)
{
	struct schema_child child;

	if (of_elements(lock))
		return schema_child(schema, element, name, &child);
	return element->any_attribute ||
	       schema_attribute(schema, element, name);
}

static void remember(struct locks *locks, const struct section *section)
{
	const struct config *config = locks->config;

	if (!locks->locking)
		locks->locking =
			ARENA_ARRAY(locks->arena, bool, config->section_count);
	if (locks->locking)
		locks->locking[section - config->sections] = true;
}

void locks_check_names(struct locks *locks, const struct fault *fault,
		       enum lock lock)
{
	struct slice rest =
		xml_attribute_value(locks->config->document, fault->attribute);
	struct fault found = *fault;

	if (lock == LOCK_ITEM)
		return;
	remember(locks, fault->section);
	found.kind = FAULT_LOCK_NAME;
	while (slice_cut(&rest, ',', &found.name)) {
		found.name = slice_trim(found.name);
		if (!found.name.len || slice_is(found.name, "*") ||
		    is_known(locks->config->schema, fault->known, lock,
			     found.name))
			continue;
		locks->visitor->visit(locks->visitor->context, &found);
	}
}

/* "*" stands for all names. */
static bool in_list(struct slice list, struct slice name)
{
	return slice_list_has(list, name) || slice_list_has(list, SLICE("*"));
}

/* Does the element lock the name of one of its attributes or children? */
static bool is_locked(const struct xml_document *document,
		      const struct xml_element *element, bool child,
		      struct slice name)
{
	struct slice list;

	if (xml_value(document, element,
		      child ? "lockElements" : "lockAttributes", &list) &&
	    in_list(list, name))
		return true;
	return xml_value(document, element,
			 child ? "lockAllElementsExcept"
			       : "lockAllAttributesExcept",
			 &list) &&
	       !in_list(list, name);
}

static bool has_lock(const struct xml_document *document,
		     const struct xml_element *element)
{
	size_t count = xml_attribute_count(document, element);

	for (size_t i = 0; i < count; i++)
		if (lock_of(xml_attribute_name(
			    document, xml_attribute_at(document, element, i))))
			return true;
	return false;
}

/* An element, and the one of the same place at a level above. */
struct pair {
	const struct section *section;
	const struct xml_element *element, *above;
	const struct schema_element *known;
};

static void tell(struct locks *locks, const struct pair *pair,
		 const struct xml_element *element,
		 const struct xml_attribute *attribute, struct slice name)
{
	struct fault fault = {
		.kind = FAULT_LOCKED,
		.section = pair->section,
		.element = element,
		.attribute = attribute,
		.name = name,
		.known = pair->known,
		.other = pair->above,
	};

	locks->visitor->visit(locks->visitor->context, &fault);
}

static void check_attributes(struct locks *locks, const struct pair *pair)
{
	const struct xml_document *document = locks->config->document;
	size_t count = xml_attribute_count(document, pair->element);

	for (size_t i = 0; i < count; i++) {
		const struct xml_attribute *attribute =
			xml_attribute_at(document, pair->element, i);
		struct slice name = xml_attribute_name(document, attribute);

		if (!lock_of(name) &&
		    is_locked(document, pair->above, false, name))
			tell(locks, pair, pair->element, attribute, name);
	}
}

/*
 * The schema is as deep as its deepest element, and entries of collections
 * are not followed: recursion is bounded.
 */
static void check_pair(struct locks *locks, const struct pair *pair)
{
	const struct xml_document *document = locks->config->document;
	bool locking = has_lock(document, pair->above);
	struct schema_child child;

	if (locking)
		check_attributes(locks, pair);
	XML_EACH_CHILD (document, pair->element, element) {
		struct slice name = xml_name(document, element);
		struct pair below = { .section = pair->section,
				      .element = element };

		if (!schema_child(locks->config->schema, pair->known, name,
				  &child))
			continue;
		if (locking && is_locked(document, pair->above, true, name))
			tell(locks, pair, element, NULL, name);
		if (child.role != SCHEMA_CHILD)
			continue;
		below.known = child.element;
		below.above = xml_child_named(document, pair->above, name);
		if (below.above)
			check_pair(locks, &below);
	}
}

void locks_check_levels(struct locks *locks)
{
	const struct config *config = locks->config;

	for (size_t i = 0; locks->locking && i < config->section_count; i++) {
		const struct section *section = &config->sections[i];
		const struct section *above = section;
		struct pair pair = { .section = section,
				     .element = section->element };

		if (!section->schema || section->schema->unstructured)
			continue;
		pair.known =
			schema_section_element(config->schema, section->schema);
		while ((above = config_section_above(config, above))) {
			pair.above = above->element;
			if (locks->locking[above - config->sections])
				check_pair(locks, &pair);
		}
	}
}
