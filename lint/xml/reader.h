/*
 * One run of libxml2 over a text, or over a part of one. Part of the XML
 * layer: everybody else calls xml_read().
 */
#ifndef XML_READER_H
#define XML_READER_H

#include "xml/document.h"

/*
 * A part of a document that begins and ends between two tags. `before` is
 * markup that opens the elements around it, `behind` markup that closes what
 * is open at its end, so that the three together are well-formed.
 */
struct xml_part {
	struct span text;
	struct slice before, behind;
	/* Elements of `before`: the first ones of the tree, without places. */
	uint32_t placeholders;
};

/* As xml_read(), for a part. All places are those of the whole text. */
bool reader_read(struct xml_document *document, const struct source *source,
		 const struct xml_part *part, const struct allocator *memory);

/* To be called before a second thread reads: libxml2 starts up only once. */
void reader_prepare(void);

#endif
