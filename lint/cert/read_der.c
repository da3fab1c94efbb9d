/* Binary certificates: one, or several in a row; .p7b and .pfx. */
#include "cert/der.h"

enum { SURE = 95 };

static int recognise(const struct listing_input *input)
{
	return der_kind(input->bytes) == DER_NONE ? 0 : SURE;
}

static bool read(struct listing_input *input)
{
	struct slice rest = input->bytes, der;
	bool single = der_kind(rest) == DER_CERTIFICATE;
	size_t good = 0, all = 0;

	for (; (der = der_first(rest)).len; all++) {
		good += der_add(input, der, 1);
		rest = slice_skip(rest, der.len);
	}
	if (!good)
		return listing_error(input, 0,
				     "nothing in the file can be used");
	if (slice_trim(rest).len) {
		listing_warn(input, 0,
			     "what follows %zu certificate%s is "
			     "none, or is cut off",
			     all, all == 1 ? "" : "s");
		listing_mark_partial(input);
	}
	/* One certificate is no store, unless it was exported as a bundle. */
	if ((single && all == 1) || good < all)
		listing_mark_partial(input);
	return true;
}

const struct cert_reader cert_reader_der = {
	.name = "DER",
	.binary = true,
	.recognise = recognise,
	.read = read,
};
