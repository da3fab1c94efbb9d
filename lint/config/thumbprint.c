#include "config/thumbprint.h"

#include <string.h>

#include "base/utf8.h"

struct thumbprint_text thumbprint_print(const struct thumbprint *thumbprint)
{
	static const char digits[] = "0123456789ABCDEF";
	struct thumbprint_text text;

	for (size_t i = 0; i < THUMBPRINT_SIZE; i++) {
		text.digits[2 * i] = digits[thumbprint->sha1[i] >> 4];
		text.digits[2 * i + 1] = digits[thumbprint->sha1[i] & 0xF];
	}
	text.digits[THUMBPRINT_DIGITS] = '\0';
	return text;
}

/* Forty digits in a row, the usual case. */
static bool parse_plain(struct slice text, struct thumbprint *thumbprint)
{
	if (text.len != THUMBPRINT_DIGITS)
		return false;
	for (size_t i = 0; i < THUMBPRINT_SIZE; i++) {
		int high = ascii_hex(text.at[2 * i]);
		int low = ascii_hex(text.at[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		thumbprint->sha1[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static bool is_filler(uint32_t c)
{
	return c == ' ' || c == '\t' || c == ':' || c == '-' || c == 0xA0 ||
	       (c > 0x7F && c < UTF8_INVALID && utf8_is_control(c));
}

bool thumbprint_parse(struct slice text, struct thumbprint *thumbprint,
		      size_t *digits)
{
	char plain[THUMBPRINT_DIGITS];
	size_t count = 0;

	*digits = THUMBPRINT_DIGITS;
	if (parse_plain(text, thumbprint))
		return true;
	*digits = 0;
	text = slice_trim(text);
	if (slice_starts_nocase(text, SLICE("0x")))
		text = slice_skip(text, 2);
	while (text.len) {
		uint32_t c;
		size_t n = utf8_decode(text, &c);

		if (c < 0x80 && ascii_hex((char)c) >= 0) {
			if (count < sizeof(plain))
				plain[count] = (char)c;
			count++;
		} else if (!is_filler(c)) {
			return false;
		}
		text = slice_skip(text, n);
	}
	*digits = count;
	return parse_plain((struct slice){ plain, count }, thumbprint);
}

bool thumbprint_eq(const struct thumbprint *a, const struct thumbprint *b)
{
	return !memcmp(a->sha1, b->sha1, THUMBPRINT_SIZE);
}

struct slice thumbprint_key(const struct thumbprint *thumbprint)
{
	return (struct slice){ (const char *)thumbprint->sha1,
			       THUMBPRINT_SIZE };
}
