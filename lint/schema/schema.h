/*
 * Schema: which sections, elements and attributes IIS knows, and what their
 * values may be.
 *
 * A schema is a set of plain arrays that refer to each other by index, so
 * that the one that is built in needs no work at start, and one that is read
 * from files (load.h) can grow. It is never changed once it is used.
 *
 * Things carry the first version that knows them. What a schema says depends
 * on its target; without one, the newest version counts
 * (facts: iis-configuration-system 1, iis-schema-tables).
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "schema/target.h"

#define SCHEMA_NONE UINT32_MAX

enum schema_type {
	SCHEMA_BOOL,
	SCHEMA_UINT,
	SCHEMA_INT,
	SCHEMA_INT64,
	SCHEMA_STRING,
	SCHEMA_ENUM,
	SCHEMA_FLAGS,
	SCHEMA_TIMESPAN,
};

enum schema_validator {
	SCHEMA_ANY,
	SCHEMA_NON_EMPTY,
	SCHEMA_RANGE,	     /* integerRange and timeSpanRange */
	SCHEMA_NOT_IN_RANGE, /* the same with "exclude" */
	SCHEMA_POOL_NAME,
	SCHEMA_SITE_NAME,
	SCHEMA_APPLICATION_PATH,
	SCHEMA_DIRECTORY_PATH,
	SCHEMA_TRIMMED,
};

/* Units of a number that is a time span. */
enum schema_unit { SCHEMA_CLOCK, SCHEMA_SECONDS, SCHEMA_MINUTES };

/* A piece of schema->text. */
struct schema_text {
	uint32_t at, len;
};

/* One name of an enum or flags attribute. */
struct schema_member {
	struct schema_text name;
	int64_t value;
	uint8_t since; /* enum target */
};

enum {
	SCHEMA_REQUIRED = 1,
	SCHEMA_UNIQUE_KEY = 2,
	SCHEMA_COMBINED_KEY = 4,
	SCHEMA_KEY = SCHEMA_UNIQUE_KEY | SCHEMA_COMBINED_KEY,
	SCHEMA_CASE_SENSITIVE = 8, /* the value, not the name */
	SCHEMA_ENCRYPTED = 16,
	SCHEMA_EXPANDED = 32,
	SCHEMA_INFINITE = 64,
	SCHEMA_HAS_DEFAULT = 128,
	SCHEMA_RUNTIME = 256, /* computed by IIS, not meant for files */
};

struct schema_attribute {
	struct schema_text name, fallback; /* fallback: the default value */
	uint8_t type;			   /* enum schema_type */
	uint8_t validator;		   /* enum schema_validator */
	uint8_t unit;			   /* enum schema_unit */
	uint8_t since;			   /* enum target */
	uint16_t flags;
	/* Of a range: both ends belong to it; time spans in seconds. */
	int64_t min, max;
	int64_t granularity; /* 0: any */
	uint32_t first_member, member_count;
	uint32_t next;	/* of the same element, or SCHEMA_NONE */
	uint32_t newer; /* edition of a later version, or SCHEMA_NONE */
};

struct schema_element {
	struct schema_text name; /* of a section: its path */
	uint32_t parent;	 /* SCHEMA_NONE for a section */
	uint32_t first_attribute, first_child, first_collection;
	uint32_t next; /* of the same parent, or SCHEMA_NONE */
	/* Attributes that are required in any of their editions. */
	uint16_t required;
	uint8_t since; /* enum target */
	bool any_attribute;
	bool defaults; /* isCollectionDefault */
};

struct schema_collection {
	/* Names of directives, several separated by commas, or empty. */
	struct schema_text add, remove, clear;
	uint32_t entry; /* element */
	uint32_t next;	/* of the same element, or SCHEMA_NONE */
	uint8_t since;	/* enum target */
	bool prepend;	/* entries of a deeper level come first */
	bool duplicates;
};

/* For which files the stock declaration of a section allows it. */
enum schema_scope {
	SCHEMA_EVERYWHERE,
	SCHEMA_TO_APPLICATION,
	SCHEMA_TO_ROOT_WEB,
	SCHEMA_APP_HOST_ONLY,
	SCHEMA_MACHINE_ONLY,
};

/* "MachineOnly"; "" is everywhere. False for anything else. */
bool schema_scope_parse(struct slice name, enum schema_scope *scope);

struct schema_section {
	uint32_t element;
	uint8_t scope;	   /* enum schema_scope */
	bool machine;	   /* declared by machine.config */
	bool unstructured; /* known, but IIS has no schema for it */
};

struct schema {
	const struct schema_section *sections; /* by the bytes of their path */
	const struct schema_element *elements;
	const struct schema_attribute *attributes;
	const struct schema_collection *collections;
	const struct schema_member *members;
	const char *text;
	size_t section_count, element_count, attribute_count, collection_count,
		member_count, text_len;
	enum target target;
};

/* Compiled from the files below schemas/; without a target. */
extern const struct schema schema_builtin;

static inline struct slice schema_text(const struct schema *schema,
				       struct schema_text text)
{
	return (struct slice){ schema->text + text.at, text.len };
}

/*
 * Is it of a version that the target does not have? IIS Express knows all but
 * what is newer than the tables.
 */
bool schema_too_new(const struct schema *schema, uint8_t since);

/* Null when the schema does not have the section. */
const struct schema_section *schema_section(const struct schema *schema,
					    struct slice path);

/* Is there a section below this path: is it that of a section group? */
bool schema_is_group(const struct schema *schema, struct slice path);

const struct schema_element *
schema_section_element(const struct schema *schema,
		       const struct schema_section *section);

/* What an element in a file is to its parent. */
enum schema_role {
	SCHEMA_CHILD,  /* a named element */
	SCHEMA_ADD,    /* a collection's entry */
	SCHEMA_REMOVE, /* takes the keys of an entry away */
	SCHEMA_CLEAR,
};

struct schema_child {
	enum schema_role role;
	const struct schema_element *element;	    /* of an entry for three */
	const struct schema_collection *collection; /* null for SCHEMA_CHILD */
};

/* False when the parent does not know the name; letter case counts. */
bool schema_child(const struct schema *schema,
		  const struct schema_element *parent, struct slice name,
		  struct schema_child *child);

/*
 * The attribute in the edition of the target. One that the target does not
 * have yet is returned as well: ask schema_too_new(). Null if the element
 * does not know the name; letter case counts.
 */
const struct schema_attribute *
schema_attribute(const struct schema *schema,
		 const struct schema_element *element, struct slice name);

/* The edition of the target, of an attribute that was found by index. */
const struct schema_attribute *
schema_edition(const struct schema *schema,
	       const struct schema_attribute *attribute);

#define SCHEMA_EACH_ATTRIBUTE(schema, element, attribute)                      \
	for (const struct schema_attribute *attribute =                        \
		     schema_first_attribute((schema), (element));              \
	     attribute;                                                        \
	     attribute = schema_next_attribute((schema), attribute))

/* In their first editions. */
static inline const struct schema_attribute *
schema_first_attribute(const struct schema *schema,
		       const struct schema_element *element)
{
	return element->first_attribute == SCHEMA_NONE
		       ? NULL
		       : &schema->attributes[element->first_attribute];
}

static inline const struct schema_attribute *
schema_next_attribute(const struct schema *schema,
		      const struct schema_attribute *attribute)
{
	return attribute->next == SCHEMA_NONE
		       ? NULL
		       : &schema->attributes[attribute->next];
}

/* The default of an attribute; false when there is none, or no attribute. */
bool schema_default(const struct schema *schema,
		    const struct schema_element *element,
		    struct slice attribute, struct slice *value);

#endif
