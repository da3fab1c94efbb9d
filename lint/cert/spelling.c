#include "cert/spelling.h"

/* How much of a wrong value is quoted. */
enum { QUOTE_MAX = 60 };

bool spelling_parse(struct slice text, struct thumbprint *thumbprint,
		    bool *lost)
{
	size_t digits;

	*lost = false;
	if (thumbprint_parse(text, thumbprint, &digits))
		return true;
	text = slice_trim(text);
	if (!slice_starts(text, SLICE("?")))
		return false;
	*lost = true;
	return thumbprint_parse(slice_skip(text, 1), thumbprint, &digits);
}

bool spelling_near(struct slice text)
{
	struct thumbprint thumbprint;
	size_t digits;

	return thumbprint_parse(text, &thumbprint, &digits) || digits >= 32;
}

static size_t digits_at(struct slice text)
{
	size_t n = 0;

	while (n < text.len && ascii_is_digit(text.at[n]))
		n++;
	return n;
}

/* What a spreadsheet makes of digits with an E among them: 1.23E+45. */
static bool is_mangled(struct slice text)
{
	size_t n = digits_at(text);

	if (!n)
		return false;
	text = slice_skip(text, n);
	if (text.len && (text.at[0] == '.' || text.at[0] == ',')) {
		text = slice_skip(text, 1);
		text = slice_skip(text, digits_at(text));
	}
	if (!slice_starts_nocase(text, SLICE("e+")))
		return false;
	text = slice_skip(text, 2);
	return text.len && digits_at(text) == text.len;
}

static const char *why(struct slice text, size_t digits)
{
	if (is_mangled(text))
		return "a spreadsheet has turned it into a number; export the "
		       "listing again and do not save it from the spreadsheet";
	switch (digits) {
	case 32:
		return "32 digits are an MD5 hash or a serial number; IIS uses "
		       "the SHA-1 thumbprint of 40 digits";
	case THUMBPRINT_DIGITS - 1:
		return "39 digits: a leading zero was probably lost";
	case 64:
		return "64 digits are a SHA-256 hash; IIS uses the SHA-1 "
		       "thumbprint of 40 digits";
	default:
		return "expected 40 hexadecimal digits";
	}
}

bool spelling_read(struct listing_input *input, uint32_t line,
		   struct slice text, struct thumbprint *thumbprint)
{
	size_t digits = 0;
	bool lost;

	text = slice_trim(text);
	if (spelling_parse(text, thumbprint, &lost)) {
		if (lost)
			listing_warn(input, line,
				     "the question mark before the thumbprint "
				     "is what is left of an invisible "
				     "character copied with it; it is ignored");
		return true;
	}
	thumbprint_parse(text, thumbprint, &digits);
	listing_warn(input, line, "\"%.*s%s\" is not a thumbprint: %s",
		     (int)slice_take(text, QUOTE_MAX).len,
		     text.len ? text.at : "", text.len > QUOTE_MAX ? "..." : "",
		     why(text, digits));
	return false;
}
