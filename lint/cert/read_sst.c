/*
 * Serialized certificates: a whole store (.sst), as MMC and
 * Export-Certificate write it, and a single element, as it lies in the
 * registry and in the profile of a user
 * (facts: certificate-store-listings 7.1 and 7.2).
 */
#include "cert/serialized.h"

enum {
	SURE = 100,
	NEAR = 60, /* an element that is cut off, to be able to say so */
	LINE = 1,  /* of all that is no text */
};

/* Version 0 and "CERT". */
static const struct slice magic = { "\0\0\0\0CERT", 8 };

static int recognise(const struct listing_input *input)
{
	if (slice_starts(input->bytes, magic))
		return SURE;
	return serialized_begins(input->bytes) ? NEAR : 0;
}

/*
 * Some programs leave the links to private keys out. A store in which one
 * certificate has a link was not written by one of these.
 */
static bool has_links(struct slice rest)
{
	struct serialized_cert cert;

	while (serialized_next(&rest, &cert) == SERIALIZED_CERT)
		if (cert.link != SERIALIZED_UNLINKED)
			return true;
	return false;
}

static bool read_store(struct listing_input *input)
{
	struct slice rest = slice_skip(input->bytes, magic.len);
	bool linked = has_links(rest), whole = true;
	struct serialized_cert cert;
	enum serialized_step step;
	size_t good = 0, bad = 0;

	while ((step = serialized_next(&rest, &cert)) == SERIALIZED_CERT)
		if (serialized_add(input, &cert, LINE, linked))
			good++;
		else
			bad++;
	if (step == SERIALIZED_DAMAGED || rest.len) {
		listing_warn(input, 0,
			     "the serialized store is cut off or damaged "
			     "behind certificate number %zu; what comes after "
			     "was not read",
			     good + bad);
		whole = false;
	}
	if (!whole || bad)
		listing_mark_partial(input);
	return good || (whole && !bad) ||
	       listing_error(input, 0,
			     "no certificate of this serialized store can be "
			     "read");
}

static bool read_element(struct listing_input *input)
{
	struct slice rest = input->bytes;
	struct serialized_cert cert;
	bool whole =
		serialized_next(&rest, &cert) == SERIALIZED_CERT && !rest.len;

	listing_mark_partial(input);
	if (!whole || !serialized_add(input, &cert, LINE, true))
		return listing_error(input, 0,
				     "a serialized certificate that is cut off "
				     "or damaged");
	return true;
}

static bool read(struct listing_input *input)
{
	/* An empty store is one, too. */
	if (!listing_store(input, (struct slice){ "", 0 },
			   CERT_LOCATION_UNKNOWN, LINE))
		return false;
	return slice_starts(input->bytes, magic) ? read_store(input)
						 : read_element(input);
}

const struct cert_reader cert_reader_sst = {
	.name = "serialized store",
	.binary = true,
	.recognise = recognise,
	.read = read,
};
