/*
 * From bytes to UTF-8. Part of the source layer; nobody else needs it.
 *
 * Both decoders set text, encoding, byte_order_mark and invalid_at of a
 * source whose bytes are read, decode_xml also what the XML declaration
 * says. False when there is no memory.
 *
 * How IIS reads: UTF-8 and UTF-16 with byte order mark or declaration, a
 * contradiction between the two is an error of the reader
 * (facts: XmlLite, MX_E_ENCODINGSWITCH).
 */
#ifndef XML_DECODE_H
#define XML_DECODE_H

#include "xml/source.h"

bool decode_xml(struct source *source);
bool decode_text(struct source *source);

#endif
