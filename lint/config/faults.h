/*
 * Faults: where a file departs from the schema.
 *
 * One walk over all sections whose schema is known finds them and hands each
 * to a visitor; nothing is kept. Rules make findings of them
 * (facts: iis-configuration-system 1.3 to 1.5, 4.2, 4.5).
 */
#ifndef CONFIG_FAULTS_H
#define CONFIG_FAULTS_H

#include "config/config.h"
#include "schema/value.h"

enum fault_kind {
	/* `name` is not known below the parent, which `known` describes. */
	FAULT_UNKNOWN_ELEMENT,
	/* `attribute` is not known, or not known yet, on the element. */
	FAULT_UNKNOWN_ATTRIBUTE,
	/* The element lacks the attribute `definition`. */
	FAULT_MISSING_ATTRIBUTE,
	/* `attribute` is not of its type, or not a name as it must be. */
	FAULT_BAD_VALUE,
	/* `attribute` is outside of its range, or between its steps. */
	FAULT_OUT_OF_RANGE,
	/* add, remove or clear, which the collection does not have. */
	FAULT_BAD_DIRECTIVE,
	/* An entry whose key `other` has: an entry of the same level or, if it
	 * is in another section, of a level above. */
	FAULT_DUPLICATE,
	/* `name` in a list of names to lock is not known on the element. */
	FAULT_LOCK_NAME,
	/* `name`, an attribute or element here, is locked by `other`, an
	 * element of the same place at a level above. */
	FAULT_LOCKED,
	/* Not wrong: a number with leading zeros, or hexadecimal. */
	FAULT_NUMBER_FORMAT,
	/* Not wrong: a value that is encrypted, "[enc:…". */
	FAULT_ENCRYPTED,
};

struct fault {
	enum fault_kind kind;
	const struct section *section;
	const struct xml_element *element;
	const struct xml_attribute *attribute; /* null: about the element */
	struct slice name;
	/* What the schema says of the element (of an unknown one: of its
	 * parent), of the attribute, of the collection; null: nothing. */
	const struct schema_element *known;
	const struct schema_attribute *definition;
	const struct schema_collection *collection;
	/* First version that knows the name; TARGET_UNKNOWN: none does. */
	enum target since;
	struct value_verdict verdict; /* of values */
	const struct xml_element *other;
	/* Of a duplicate: names and values of its key, in the schema's order,
	 * valid during the visit. */
	const struct fault_key *keys;
	size_t key_count;
};

struct fault_key {
	struct slice name, value;
	bool unique; /* a key by itself; otherwise a part of one */
};

struct fault_visitor {
	void (*visit)(void *context, const struct fault *fault);
	void *context;
};

/*
 * In document order, but that an entry comes before its duplicate is told,
 * and locks come last. False when there was no memory.
 */
bool config_faults(const struct config *config,
		   const struct fault_visitor *visitor);

#endif
