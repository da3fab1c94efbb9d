#include "schema/schema.h"

static const struct schema_element *element_at(const struct schema *schema,
					       uint32_t index)
{
	return index == SCHEMA_NONE ? NULL : &schema->elements[index];
}

static bool known(const struct schema *schema, uint8_t since)
{
	if (since == TARGET_EXPRESS)
		return schema->target == TARGET_EXPRESS;
	return schema->target == TARGET_UNKNOWN || since <= schema->target;
}

bool schema_too_new(const struct schema *schema, uint8_t since)
{
	return !known(schema, since);
}

const struct schema_element *
schema_section_element(const struct schema *schema,
		       const struct schema_section *section)
{
	return &schema->elements[section->element];
}

static int compare(struct slice a, struct slice b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Number of the first section whose path is not before this one. */
static size_t lower_bound(const struct schema *schema, struct slice path)
{
	size_t low = 0, high = schema->section_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct schema_element *element = schema_section_element(
			schema, &schema->sections[middle]);

		if (compare(schema_text(schema, element->name), path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct slice path_at(const struct schema *schema, size_t index)
{
	return schema_text(
		schema,
		schema_section_element(schema, &schema->sections[index])->name);
}

const struct schema_section *schema_section(const struct schema *schema,
					    struct slice path)
{
	size_t i = lower_bound(schema, path);

	return i < schema->section_count && slice_eq(path_at(schema, i), path)
		       ? &schema->sections[i]
		       : NULL;
}

bool schema_is_group(const struct schema *schema, struct slice path)
{
	for (size_t i = lower_bound(schema, path); i < schema->section_count;
	     i++) {
		struct slice found = path_at(schema, i);

		if (!slice_starts(found, path))
			return false;
		if (found.len > path.len && found.at[path.len] == '/')
			return true;
	}
	return false;
}

static bool in_collection(const struct schema *schema,
			  const struct schema_collection *collection,
			  struct slice name, enum schema_role *role)
{
	if (!name.len)
		return false;
	if (slice_list_has(schema_text(schema, collection->add), name))
		*role = SCHEMA_ADD;
	else if (slice_eq(schema_text(schema, collection->remove), name))
		*role = SCHEMA_REMOVE;
	else if (slice_eq(schema_text(schema, collection->clear), name))
		*role = SCHEMA_CLEAR;
	else
		return false;
	return true;
}

bool schema_scope_parse(struct slice name, enum schema_scope *scope)
{
	static const struct {
		const char *name;
		enum schema_scope scope;
	} names[] = {
		{ "", SCHEMA_EVERYWHERE },
		{ "Everywhere", SCHEMA_EVERYWHERE },
		{ "MachineToApplication", SCHEMA_TO_APPLICATION },
		{ "MachineToRootWeb", SCHEMA_TO_ROOT_WEB },
		{ "MachineToWebRoot", SCHEMA_TO_ROOT_WEB },
		{ "AppHostOnly", SCHEMA_APP_HOST_ONLY },
		{ "MachineOnly", SCHEMA_MACHINE_ONLY },
	};

	for (size_t i = 0; i < LENGTH(names); i++) {
		if (slice_is(name, names[i].name)) {
			*scope = names[i].scope;
			return true;
		}
	}
	return false;
}

bool schema_child(const struct schema *schema,
		  const struct schema_element *parent, struct slice name,
		  struct schema_child *child)
{
	for (uint32_t i = parent->first_collection; i != SCHEMA_NONE;
	     i = schema->collections[i].next) {
		child->collection = &schema->collections[i];
		child->element = element_at(schema, child->collection->entry);
		if (in_collection(schema, child->collection, name,
				  &child->role))
			return true;
	}
	for (uint32_t i = parent->first_child; i != SCHEMA_NONE;
	     i = schema->elements[i].next) {
		*child = (struct schema_child){ SCHEMA_CHILD,
						&schema->elements[i], NULL };
		if (slice_eq(schema_text(schema, child->element->name), name))
			return true;
	}
	return false;
}

const struct schema_attribute *
schema_edition(const struct schema *schema,
	       const struct schema_attribute *attribute)
{
	const struct schema_attribute *edition = attribute;

	while (attribute->newer != SCHEMA_NONE) {
		attribute = &schema->attributes[attribute->newer];
		if (known(schema, attribute->since))
			edition = attribute;
	}
	return edition;
}

const struct schema_attribute *
schema_attribute(const struct schema *schema,
		 const struct schema_element *element, struct slice name)
{
	SCHEMA_EACH_ATTRIBUTE (schema, element, attribute)
		if (slice_eq(schema_text(schema, attribute->name), name))
			return schema_edition(schema, attribute);
	return NULL;
}

bool schema_default(const struct schema *schema,
		    const struct schema_element *element,
		    struct slice attribute, struct slice *value)
{
	const struct schema_attribute *found =
		schema_attribute(schema, element, attribute);

	if (!found || !(found->flags & SCHEMA_HAS_DEFAULT))
		return false;
	*value = schema_text(schema, found->fallback);
	return true;
}
