#include "cert/altname.h"

/* Of the longest name that the DNS has. */
enum { NAME_MAX = 253 };

bool altname_has_word(struct slice label, struct slice word)
{
	size_t at = slice_search(label, word);

	if (at == SIZE_MAX || (at && ascii_is_alpha(label.at[at - 1])))
		return false;
	at += word.len;
	return at == label.len || !ascii_is_alpha(label.at[at]);
}

bool altname_is_host(struct slice text)
{
	if (!text.len || text.len > NAME_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '-' &&
		    c != '.' && c != '_' && c != '*')
			return false;
	}
	return true;
}
