/*
 * Faults against the schema, in words.
 */
#ifndef RULE_SCHEMA_H
#define RULE_SCHEMA_H

#include "rule/check.h"

/* The name of the fault's attribute, or of its element if it has none. */
struct place at_fault(const struct check *check, const struct fault *fault);

/* The value of the fault's attribute. */
struct place at_fault_value(const struct check *check,
			    const struct fault *fault);

/*
 * Name and value of the attribute, for messages; a piece of its value. What is
 * or may be a secret is "***".
 */
const char *fault_name(struct check *check, const struct fault *fault);
const char *fault_value(struct check *check, const struct fault *fault);
const char *fault_part(struct check *check, const struct fault *fault,
		       struct slice part);

/* The value of a part of a key; likewise. */
const char *fault_key_value(struct check *check, const struct fault_key *key);

/*
 * The name of what the fault's schema is about: of a section, its path; of an
 * entry that is called "add", the collection's name as well.
 */
const char *known_name(struct check *check, const struct fault *fault);

/*
 * The name of the element that has the attribute, or lacks it: known_name(),
 * but of <remove> and <clear> their own, for the schema describes the entries.
 */
const char *owner_name(struct check *check, const struct fault *fault);

/*
 * Is it in a section that machine.config declares? .NET, which reads it, may
 * know what the schema of IIS does not.
 */
bool is_of_dotnet(const struct fault *fault);

/* "IIS 8.5"; "Windows Server 2022". */
const char *version_name(enum target target);

/*
 * Which attribute, or which element or directive, of what the fault's schema
 * is about has the name that is meant by fault->name? Only what the target
 * has is offered.
 */
struct spell meant_attribute(const struct check *check,
			     const struct fault *fault);
struct spell meant_element(const struct check *check,
			   const struct fault *fault);

/*
 * "; did you mean 'x'?", or that letter case matters; "" if nothing is near.
 */
const char *meant(struct check *check, const struct spell *spell);

/* The names of an enum or of flags that the target has: "A, B, C". */
const char *member_names(struct check *check, const struct fault *fault);

/* A time span of so many seconds, as IIS writes it: "30.00:00:00". */
const char *span_shown(struct check *check, int64_t seconds);

/*
 * What IIS says of the value, "IIS says: "The 'x' attribute is invalid.  …"
 * (0x8007000d)"; "" where its sentence is not known
 * (facts: iis-configuration-system 1.3, 1.4 and 5).
 */
const char *value_sentence(struct check *check, const struct fault *fault);

#endif
