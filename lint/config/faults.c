#include "config/faults.h"

#include "config/duplicates.h"
#include "config/locks.h"

struct walk {
	const struct config *config;
	const struct schema *schema;
	const struct fault_visitor *visitor;
	const struct section *section;
	struct duplicates duplicates;
	struct locks locks;
	struct slice way[WAY_MAX]; /* from the section down */
};

/* An element of the file, and what the schema says of it. */
struct spot {
	const struct xml_element *element;
	const struct schema_element *known;
	enum schema_role role;
	size_t depth;	/* of the walk's way; WAY_MAX: too deep for it */
	bool inherited; /* not inside of an entry */
	bool misspelt;	/* an attribute is unknown: it may be meant as a key */
};

static struct fault fault_at(const struct walk *walk, const struct spot *spot,
			     enum fault_kind kind)
{
	return (struct fault){
		.kind = kind,
		.section = walk->section,
		.element = spot->element,
		.known = spot->known,
	};
}

static void tell(const struct walk *walk, const struct fault *fault)
{
	walk->visitor->visit(walk->visitor->context, fault);
}

/*
 * The definition of an attribute. Files have attributes in the order of the
 * schema, as a rule: *hint is the one found last, behind which the search
 * begins.
 */
static const struct schema_attribute *
find_attribute(const struct schema *schema, const struct schema_element *known,
	       struct slice name, const struct schema_attribute **hint)
{
	const struct schema_attribute *first =
		schema_first_attribute(schema, known);
	const struct schema_attribute *start = *hint, *at;

	if (start)
		start = schema_next_attribute(schema, start);
	if (!start)
		start = first;
	for (at = start; at; at = schema_next_attribute(schema, at)) {
		if (slice_eq(schema_text(schema, at->name), name)) {
			*hint = at;
			return schema_edition(schema, at);
		}
	}
	for (at = first; at != start; at = schema_next_attribute(schema, at)) {
		if (slice_eq(schema_text(schema, at->name), name)) {
			*hint = at;
			return schema_edition(schema, at);
		}
	}
	return NULL;
}

/*
 * What IIS takes on any element, or what other readers of the file want
 * there. configSource has a rule of its own.
 */
static bool is_general(struct slice name)
{
	return slice_find(name, ':') != SIZE_MAX || slice_is(name, "xmlns") ||
	       slice_is(name, "configSource") ||
	       slice_is(name, "configProtectionProvider");
}

static bool is_odd_number(const struct schema_attribute *definition,
			  struct slice value)
{
	if (definition->type != SCHEMA_UINT && definition->type != SCHEMA_INT &&
	    definition->type != SCHEMA_INT64)
		return false;
	value = slice_trim(value);
	return value.len > 1 && value.at[0] == '0';
}

static void check_value(struct walk *walk, struct fault *fault)
{
	const struct xml_document *document = walk->config->document;
	struct slice value = xml_attribute_value(document, fault->attribute);

	if (value.len && value.at[0] == '[' &&
	    slice_starts(value, SLICE("[enc:"))) {
		fault->kind = FAULT_ENCRYPTED;
		tell(walk, fault);
	}
	fault->verdict = value_check(walk->schema, fault->definition, value);
	switch (fault->verdict.problem) {
	case VALUE_FINE:
		if (!is_odd_number(fault->definition, value))
			return;
		fault->kind = FAULT_NUMBER_FORMAT;
		break;
	case VALUE_OUT_OF_RANGE:
	case VALUE_NOT_GRANULAR:
		fault->kind = FAULT_OUT_OF_RANGE;
		break;
	case VALUE_NOT_OF_TYPE:
	case VALUE_NUMBER:
	case VALUE_TOO_NEW:
	case VALUE_EMPTY:
	case VALUE_BAD_NAME:
	case VALUE_NOT_TRIMMED:
		fault->kind = FAULT_BAD_VALUE;
		break;
	}
	tell(walk, fault);
}

/* What a <remove> and a <clear> may have of an entry's attributes. */
static bool fits_role(const struct schema_attribute *definition,
		      enum schema_role role)
{
	if (role == SCHEMA_REMOVE)
		return definition->flags & SCHEMA_KEY;
	return role != SCHEMA_CLEAR;
}

static void check_attribute(struct walk *walk, struct spot *spot,
			    const struct xml_attribute *attribute,
			    const struct schema_attribute **hint,
			    size_t *required)
{
	struct slice name =
		xml_attribute_name(walk->config->document, attribute);
	struct fault fault = fault_at(walk, spot, FAULT_UNKNOWN_ATTRIBUTE);
	enum lock lock;

	fault.attribute = attribute;
	fault.name = name;
	fault.definition =
		find_attribute(walk->schema, spot->known, name, hint);
	if (fault.definition && fits_role(fault.definition, spot->role)) {
		*required += (fault.definition->flags & SCHEMA_REQUIRED) != 0;
		fault.since = fault.definition->since;
		if (schema_too_new(walk->schema, fault.definition->since))
			tell(walk, &fault);
		else
			check_value(walk, &fault);
		return;
	}
	lock = lock_of(name);
	if (lock) {
		locks_check_names(&walk->locks, &fault, lock);
	} else if (!is_general(name) && !(spot->known->any_attribute &&
					  spot->role != SCHEMA_CLEAR)) {
		spot->misspelt = spot->role == SCHEMA_ADD;
		tell(walk, &fault);
	}
}

/* Which attributes that must be there are not. */
static void check_missing(struct walk *walk, const struct spot *spot)
{
	SCHEMA_EACH_ATTRIBUTE (walk->schema, spot->known, first) {
		struct fault fault =
			fault_at(walk, spot, FAULT_MISSING_ATTRIBUTE);

		fault.definition = schema_edition(walk->schema, first);
		fault.name = schema_text(walk->schema, first->name);
		if (!(fault.definition->flags & SCHEMA_REQUIRED) ||
		    !fits_role(fault.definition, spot->role) ||
		    schema_too_new(walk->schema, fault.definition->since) ||
		    xml_attribute_named(walk->config->document, spot->element,
					fault.name))
			continue;
		tell(walk, &fault);
	}
}

static void check_attributes(struct walk *walk, struct spot *spot)
{
	const struct xml_document *document = walk->config->document;
	size_t count = xml_attribute_count(document, spot->element);
	const struct schema_attribute *hint = NULL;
	size_t required = 0;

	for (size_t i = 0; i < count; i++)
		check_attribute(walk, spot,
				xml_attribute_at(document, spot->element, i),
				&hint, &required);
	if (required < spot->known->required)
		check_missing(walk, spot);
}

static bool is_directive(struct slice name)
{
	return slice_is(name, "add") || slice_is(name, "remove") ||
	       slice_is(name, "clear");
}

static void tell_unknown(struct walk *walk, const struct spot *parent,
			 const struct xml_element *element, uint8_t since)
{
	struct fault fault = fault_at(walk, parent, FAULT_UNKNOWN_ELEMENT);
	uint32_t collection = parent->known->first_collection;

	fault.element = element;
	fault.name = xml_name(walk->config->document, element);
	fault.since = since;
	if (collection != SCHEMA_NONE && !since && is_directive(fault.name)) {
		fault.kind = FAULT_BAD_DIRECTIVE;
		fault.collection = &walk->schema->collections[collection];
	}
	tell(walk, &fault);
}

/* First version that knows a child: of an element or of a collection. */
static uint8_t since_of(const struct schema_child *child)
{
	return child->collection && child->collection->since
		       ? child->collection->since
		       : child->element->since;
}

static void check_element(struct walk *walk, struct spot *spot);

static void check_child(struct walk *walk, const struct spot *parent,
			const struct xml_element *element,
			struct gather *gather)
{
	struct slice name = xml_name(walk->config->document, element);
	struct schema_child child;
	struct spot spot = *parent;

	if (!schema_child(walk->schema, parent->known, name, &child)) {
		tell_unknown(walk, parent, element, TARGET_UNKNOWN);
		return;
	}
	if (schema_too_new(walk->schema, since_of(&child))) {
		tell_unknown(walk, parent, element, since_of(&child));
		return;
	}
	spot.element = element;
	spot.known = child.element;
	spot.role = child.role;
	spot.misspelt = false;
	spot.inherited = parent->inherited && child.role == SCHEMA_CHILD &&
			 parent->depth < WAY_MAX;
	if (spot.inherited)
		walk->way[spot.depth++] = name;
	check_element(walk, &spot);
	if (child.collection && !spot.misspelt)
		gather_directive(gather, element, &child);
}

/* As deep as the schema: recursion is bounded. */
static void check_element(struct walk *walk, struct spot *spot)
{
	const struct xml_document *document = walk->config->document;
	const struct xml_element *child = xml_first(document, spot->element);
	struct gather gather;

	check_attributes(walk, spot);
	if (!child || spot->role == SCHEMA_CLEAR || spot->role == SCHEMA_REMOVE)
		return;
	gather_start(&gather, &walk->duplicates,
		     &(struct collected){
			     .section = walk->section,
			     .element = spot->element,
			     .known = spot->known,
			     .way = spot->inherited ? walk->way : NULL,
			     .depth = spot->depth,
		     });
	for (; child; child = xml_next(document, child))
		check_child(walk, spot, child, &gather);
}

/* Encrypted as a whole, by .NET: what stands in it is no setting. */
static bool is_sealed(const struct xml_document *document,
		      const struct xml_element *element)
{
	return xml_attribute(document, element, "configProtectionProvider");
}

static void check_section(struct walk *walk, const struct section *section)
{
	struct spot spot = { .element = section->element, .inherited = true };

	if (!section->schema || section->schema->unstructured ||
	    !config_is_whole(walk->config, section) ||
	    is_sealed(walk->config->document, section->element))
		return;
	walk->section = section;
	spot.known = config_schema_of(walk->config, section->element);
	if (!spot.known)
		return;
	if (schema_too_new(walk->schema, spot.known->since)) {
		struct fault fault =
			fault_at(walk, &spot, FAULT_UNKNOWN_ELEMENT);

		fault.name = section->path;
		fault.since = spot.known->since;
		tell(walk, &fault);
		return;
	}
	check_element(walk, &spot);
}

bool config_faults(const struct config *config,
		   const struct fault_visitor *visitor)
{
	struct walk walk = {
		.config = config,
		.schema = config->schema,
		.visitor = visitor,
		.locks = { .config = config, .visitor = visitor },
	};

	if (!config->schema)
		return true;
	walk.locks.arena = &walk.duplicates.arena;
	duplicates_start(&walk.duplicates, config, visitor);
	for (size_t i = 0; i < config->section_count; i++)
		check_section(&walk, &config->sections[i]);
	locks_check_levels(&walk.locks);
	return duplicates_end(&walk.duplicates);
}
