/*
 * Loading: from schema files to a schema.
 *
 * Files are merged as IIS merges the folder inetsrv\config\schema: a section
 * that is there already is extended, attribute by attribute and element by
 * element. What a file says again in another way makes the schema more
 * tolerant, never less, in all editions from its version on. Keywords that
 * IIS ignores are ignored here, but for ours, see schemas/iis.xml (facts:
 * iis-configuration-system 1).
 */
#ifndef SCHEMA_LOAD_H
#define SCHEMA_LOAD_H

#include "base/arena.h"
#include "base/table.h"
#include "schema/schema.h"
#include "xml/document.h"

/*
 * Most attributes, elements, or collections of one element, and names of one
 * enum; those of IIS have less than 100. They are looked up one by one, so a
 * hostile file must not be able to make that long.
 */
enum { SCHEMA_SIBLINGS_MAX = 1000 };

/* What is wrong with a schema file, and where. */
struct schema_error {
	struct span at;
	const char *message; /* lower case, no full stop; static or arena */
};

/* A schema that is being made. */
struct schema_loader {
	struct arena *arena;
	struct vector elements, attributes, collections, members, text;
	struct vector sections;
	struct table section_paths, texts;
	struct schema_error error;
	const struct xml_document *document; /* being loaded */
};

/*
 * Start with a copy of `base`, or with nothing if it is null. The arena must
 * outlive the loader. schema_load_free() is due after every call.
 */
void schema_load_start(struct schema_loader *loader, struct arena *arena,
		       const struct schema *base);

/*
 * Add a file. False when it is no schema: then loader->error says why. False
 * without a message, or an arena that failed, means that there was no memory.
 * The document is not needed afterwards.
 */
bool schema_load(struct schema_loader *loader,
		 const struct xml_document *document);

/*
 * The schema, without a target. It points into the loader, which must live as
 * long. False when there was no memory.
 */
bool schema_load_end(struct schema_loader *loader, struct schema *schema);

void schema_load_free(struct schema_loader *loader);

#endif
