/*
 * The steps of schema_load(). Nobody else needs them.
 */
#ifndef SCHEMA_BUILD_H
#define SCHEMA_BUILD_H

#include "schema/load.h"

/* Remember the first error; returns false. */
bool load_fail(struct schema_loader *loader, struct span at,
	       const char *message);

/* Is there room for one more beside `count` of its kind? If not, it fails. */
bool load_room(struct schema_loader *loader, const struct xml_element *element,
	       size_t count);

/* The place of an attribute's value, or of the element's name. */
struct span load_place(const struct schema_loader *loader,
		       const struct xml_element *element, const char *name);

struct schema_text load_text(struct schema_loader *loader, struct slice text);
struct slice loaded_text(const struct schema_loader *loader,
			 struct schema_text text);

/* The keyword's value, or the empty slice. */
struct slice load_value(const struct schema_loader *loader,
			const struct xml_element *element, const char *keyword);
bool load_flag(const struct schema_loader *loader,
	       const struct xml_element *element, const char *keyword);

/* The version of since="…"; TARGET_UNKNOWN when there is none. */
bool load_since(struct schema_loader *loader, const struct xml_element *element,
		uint8_t *since);

/* Add or merge one <attribute> of a schema element. */
bool load_attribute(struct schema_loader *loader,
		    const struct xml_element *element, uint32_t owner);

#endif
