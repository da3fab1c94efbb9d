#include "cert/base64.h"

#include <limits.h>
#include <openssl/evp.h>

/* A soft end ("-") is OpenSSL's own idea and not ours. */
static bool is_base64(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '+' &&
		    c != '/' && c != '=' && !ascii_is_space(c))
			return false;
	}
	return text.len && text.len < INT_MAX / 2;
}

static bool decode(struct slice text, unsigned char *out, int *len)
{
	EVP_ENCODE_CTX *context = EVP_ENCODE_CTX_new();
	int more = 0;
	bool good;

	if (!context)
		return false;
	EVP_DecodeInit(context);
	good = EVP_DecodeUpdate(context, out, len,
				(const unsigned char *)text.at,
				(int)text.len) >= 0 &&
	       EVP_DecodeFinal(context, out + *len, &more) == 1;
	EVP_ENCODE_CTX_free(context);
	*len += more;
	return good && *len > 0;
}

bool base64_decode(struct arena *arena, struct slice text, struct slice *bytes)
{
	const struct allocator *memory = arena->memory;
	char *out;
	int len = 0;

	*bytes = (struct slice){ NULL, 0 };
	if (!is_base64(text))
		return false;
	out = memory->resize(memory->context, NULL, text.len / 4 * 3 + 64);
	if (!out) {
		arena->failed = true;
		return false;
	}
	*bytes = (struct slice){ out, 0 };
	if (!decode(text, (unsigned char *)out, &len)) {
		base64_free(arena, *bytes);
		return false;
	}
	bytes->len = (size_t)len;
	return true;
}

void base64_free(const struct arena *arena, struct slice bytes)
{
	arena->memory->resize(arena->memory->context, (void *)bytes.at, 0);
}
