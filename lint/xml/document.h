/*
 * Document: the elements, attributes and comments of an XML file in a
 * compact tree, each with its place in the text.
 *
 * libxml2's SAX2 parser does the parsing; no DTD, no entity definition, no
 * XInclude and no network are ever used. When the file is not well-formed,
 * the tree holds what was parsed before the error, and `error` says what is
 * wrong and where.
 *
 * Elements and attributes are owned by the document and do not move once it
 * is read. Text between elements is not kept: IIS stores settings in
 * attributes only.
 */
#ifndef XML_DOCUMENT_H
#define XML_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "xml/source.h"

/*
 * Deepest nesting: the default limit of XmlLite, the parser of Windows
 * (XmlReaderProperty_MaxElementDepth). Real files have less than ten levels.
 */
enum { XML_DEPTH_MAX = 256 };

/* Most attributes of one element. */
enum { XML_ATTRIBUTES_MAX = 10000 };

#define XML_NONE UINT32_MAX

/* Opaque for all but the functions below. */
struct xml_attribute {
	uint32_t value_start; /* behind the opening quote */
	/* The closing quote; the top bit marks a value in `decoded`. */
	uint32_t value_end;
};

struct xml_element {
	uint32_t start; /* offset of "<" */
	uint32_t parent, next;
	/* The attributes end where those of the element behind it begin. */
	uint32_t first_attribute;
};

enum xml_fault {
	XML_FINE,
	XML_MALFORMED,
	XML_TRUNCATED,	  /* the text ends inside of an element, or is empty */
	XML_CONFLICT,	  /* a conflict marker; nothing behind it is read */
	XML_HAS_DTD,	  /* a DOCTYPE; nothing behind it is read */
	XML_TOO_DEEP,	  /* XML_DEPTH_MAX */
	XML_TOO_MANY,	  /* XML_ATTRIBUTES_MAX */
	XML_NUL,	  /* a NUL character; nothing behind it is read */
	XML_BAD_ENCODING, /* bytes that do not belong to the encoding */
};

struct xml_error {
	enum xml_fault fault;
	struct span at;
	/* What is wrong, lower case, no full stop; of the document's arena. */
	struct slice message;
	/* The place to look at as well, or an empty span, and what it is. */
	struct span related;
	const char *related_message;
};

/* The value of an attribute that is not the text between its quotes. */
struct xml_decoded {
	uint32_t attribute;
	struct slice value;
};

struct xml_document {
	const struct source *source;
	struct xml_error error;

	struct arena arena;	  /* decoded values, messages */
	struct vector elements;	  /* struct xml_element, document order */
	struct vector attributes; /* struct xml_attribute */
	struct vector decoded;	  /* struct xml_decoded, by attribute */
	struct vector comments;	  /* struct span, "<!--" to "-->" */
};

/*
 * False when there is no memory. The source must outlive the document.
 * xml_free() is due after every call.
 */
bool xml_read(struct xml_document *document, const struct source *source,
	      const struct allocator *memory);
void xml_free(struct xml_document *document);

/* Null when the document has no element. */
const struct xml_element *xml_root(const struct xml_document *document);

/* Null where there is none. */
const struct xml_element *xml_parent(const struct xml_document *document,
				     const struct xml_element *element);
const struct xml_element *xml_first(const struct xml_document *document,
				    const struct xml_element *element);
const struct xml_element *xml_next(const struct xml_document *document,
				   const struct xml_element *element);

/* Is it the outer element, or does it stand in that? */
bool xml_is_within(const struct xml_document *document,
		   const struct xml_element *element,
		   const struct xml_element *outer);

#define XML_EACH_CHILD(document, parent, child)                                \
	for (const struct xml_element *child =                                 \
		     xml_first((document), (parent));                          \
	     child; child = xml_next((document), child))

/* First child of that name, letter case included; null if there is none. */
const struct xml_element *xml_child(const struct xml_document *document,
				    const struct xml_element *parent,
				    const char *name);
const struct xml_element *xml_child_named(const struct xml_document *document,
					  const struct xml_element *parent,
					  struct slice name);

struct slice xml_name(const struct xml_document *document,
		      const struct xml_element *element);
bool xml_is(const struct xml_document *document,
	    const struct xml_element *element, const char *name);

size_t xml_attribute_count(const struct xml_document *document,
			   const struct xml_element *element);

/* Attribute number `index` of the element, in document order. */
const struct xml_attribute *
xml_attribute_at(const struct xml_document *document,
		 const struct xml_element *element, size_t index);

/* By name, letter case included; null if the element has none. */
const struct xml_attribute *xml_attribute(const struct xml_document *document,
					  const struct xml_element *element,
					  const char *name);

const struct xml_attribute *
xml_attribute_named(const struct xml_document *document,
		    const struct xml_element *element, struct slice name);

struct slice xml_attribute_name(const struct xml_document *document,
				const struct xml_attribute *attribute);

/* The value with references resolved and white space as XML normalises it. */
struct slice xml_attribute_value(const struct xml_document *document,
				 const struct xml_attribute *attribute);

/* The value of the named attribute; false if the element has none. */
bool xml_value(const struct xml_document *document,
	       const struct xml_element *element, const char *name,
	       struct slice *value);

/* Where the element's name stands in its start tag. */
struct span xml_name_span(const struct xml_document *document,
			  const struct xml_element *element);

/* Where name and value (between the quotes) of an attribute stand. */
struct span xml_attribute_name_span(const struct xml_document *document,
				    const struct xml_attribute *attribute);
struct span xml_value_span(const struct xml_attribute *attribute);

/*
 * Is this line what version control systems put around the two sides of a
 * conflict: seven times `mark` ('<', '|', '=' or '>'), then a blank and words,
 * or nothing?
 */
bool xml_conflict_marker(struct slice line, char mark);

/* Does the offset lie inside of a comment? */
bool xml_in_comment(const struct xml_document *document, size_t offset);

#endif
