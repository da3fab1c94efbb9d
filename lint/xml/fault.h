/*
 * From an error of libxml2 to a place and a sentence that a reader of the
 * file understands. Part of the XML reader; nobody else needs it.
 */
#ifndef XML_FAULT_H
#define XML_FAULT_H

#include "xml/document.h"

/*
 * Fill document->error from libxml2's error number and message. `cursor` is
 * how far libxml2 had read, `limit` the end of what it was given, `open` the
 * innermost element that is not closed, or null.
 */
void fault_set(struct xml_document *document, int code, const char *message,
	       size_t cursor, size_t limit, const struct xml_element *open);

/*
 * If the text ends where libxml2 stopped, say inside of what; otherwise do
 * nothing and return false.
 */
bool truncated_set(struct xml_document *document, int code, size_t cursor,
		   size_t limit, const struct xml_element *open);

/* Set a fault that the reader found itself. */
void fault_report(struct xml_document *document, enum xml_fault fault,
		  struct span at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Add the place to look at as well; the message is kept, not copied. */
void fault_relate(struct xml_document *document, struct span at,
		  const char *message);

#endif
