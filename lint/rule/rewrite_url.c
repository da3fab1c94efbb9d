#include "rule/rewrite.h"

/* Variables that begin with a "/", so that a path may begin with them. */
static const char *const paths[] = { "{REQUEST_URI}", "{URL}", "{PATH_INFO}",
				     "{UNENCODED_URL}" };

struct rewrite_url rewrite_url(struct slice text)
{
	struct rewrite_url url = { .path = text };
	size_t end = slice_search(text, SLICE("://"));

	if (end == SIZE_MAX)
		return url;
	url.scheme = slice_take(text, end);
	text = slice_skip(text, end + strlen("://"));
	end = slice_find(text, '/');
	for (size_t i = 0; i < LENGTH(paths); i++) {
		size_t at = slice_search_nocase(text, slice_of(paths[i]));

		end = at < end ? at : end;
	}
	url.host = slice_take(text, end);
	url.path = slice_skip(text, end);
	return url;
}

bool rewrite_matches_all(enum rewrite_syntax syntax, struct slice pattern,
			 bool *captures)
{
	*captures = syntax == SYNTAX_WILDCARD;
	if (syntax == SYNTAX_WILDCARD)
		return slice_is(pattern, "*");
	if (syntax != SYNTAX_ECMASCRIPT)
		return false;
	if (slice_starts(pattern, SLICE("^")))
		pattern = slice_skip(pattern, 1);
	if (slice_ends(pattern, SLICE("$")))
		pattern.len--;
	*captures = slice_is(pattern, "(.*)") || slice_is(pattern, "(.+)");
	return *captures || slice_is(pattern, ".*") || slice_is(pattern, ".+");
}
