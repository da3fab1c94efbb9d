#include "cert/asn1.h"

enum { CONSTRUCTED = 0x20, LONG_TAG = 0x1F, LENGTH_BYTES_MAX = 4 };

/* Tag and length, which is indefinite when it says 0x80. */
struct header {
	unsigned char tag;
	bool indefinite;
	size_t size, length;
};

static bool read_header(struct slice bytes, struct header *header)
{
	const unsigned char *at = (const unsigned char *)bytes.at;
	size_t more;

	if (bytes.len < 2 || (at[0] & LONG_TAG) == LONG_TAG)
		return false;
	*header = (struct header){ .tag = at[0], .size = 2, .length = at[1] };
	if (at[1] < 0x80)
		return true;
	header->length = 0;
	more = at[1] & 0x7F;
	if (!more) {
		header->indefinite = true;
		return at[0] & CONSTRUCTED;
	}
	if (more > LENGTH_BYTES_MAX || bytes.len < 2 + more)
		return false;
	for (size_t i = 0; i < more; i++)
		header->length = header->length << 8 | at[2 + i];
	header->size = 2 + more;
	return true;
}

/* Length of a content that ends with two zeros, which are not in it. */
static bool find_end(struct slice bytes, size_t *length)
{
	struct slice rest = bytes;
	size_t depth = 1;

	while (depth) {
		struct header header;

		if (!read_header(rest, &header) ||
		    header.length > rest.len - header.size)
			return false;
		if (header.indefinite)
			depth++;
		else if (!header.tag && !header.length)
			depth--;
		rest = slice_skip(rest, header.size + header.length);
	}
	*length = (size_t)(rest.at - bytes.at) - 2;
	return true;
}

bool asn1_next(struct slice *rest, struct asn1 *value)
{
	struct header header;
	struct slice content;
	size_t end = 0;

	if (!read_header(*rest, &header))
		return false;
	content = slice_skip(*rest, header.size);
	if (header.indefinite) {
		if (!find_end(content, &header.length))
			return false;
		end = 2;
	} else if (header.length > content.len) {
		return false;
	}
	*value = (struct asn1){
		.tag = header.tag,
		.whole = slice_take(*rest, header.size + header.length + end),
		.content = slice_take(content, header.length),
	};
	*rest = slice_skip(*rest, value->whole.len);
	return true;
}

bool asn1_take(struct slice *rest, unsigned char tag, struct asn1 *value)
{
	struct slice behind = *rest;

	if (!asn1_next(&behind, value) || value->tag != tag)
		return false;
	*rest = behind;
	return true;
}
