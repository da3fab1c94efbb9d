#include "cert/powershell.h"

enum { LINE_MAX = 1000 }; /* of a heading or a prompt */

/* "label: Microsoft.PowerShell.Security\Certificate::LocalMachine\My" */
static bool take_heading(struct powershell_place *place, struct slice line)
{
	static const struct slice provider = {
		": Microsoft.PowerShell.Security\\Certificate::", 45
	};
	size_t at = slice_search(line, provider);

	/* A list has a blank before the colon. */
	if (at == SIZE_MAX || !at || line.at[at - 1] == ' ')
		return false;
	place->path = slice_trim(slice_skip(line, at + 2));
	return true;
}

static bool cut_word(struct slice *rest, struct slice *word)
{
	size_t n = 0;

	*rest = slice_trim(*rest);
	while (n < rest->len && !ascii_is_space(rest->at[n]) &&
	       rest->at[n] != '|' && rest->at[n] != '{')
		n++;
	/* A bar or a brace is a word of its own. */
	if (!n && rest->len)
		n = 1;
	*word = slice_take(*rest, n);
	*rest = slice_skip(*rest, n);
	return n;
}

/* Words of a command that leave certificates out. */
static bool is_filter(struct slice word)
{
	static const char *const filters[] = {
		"where",
		"where-object",
		"?",
		"findstr",
		"sls",
		"select-string",
		"-first",
		"-last",
		"-skip",
		"-index",
		"-unique",
		"-filter",
		"-include",
		"-exclude",
		"-eku",
		"-dnsname",
		"-expiringindays",
		"-sslserverauthentication",
		"-codesigningcert",
		"-documentencryptioncert",
	};

	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		if (slice_is_nocase(word, filters[i]))
			return true;
	return false;
}

static struct slice unquoted(struct slice word)
{
	while (word.len &&
	       (word.at[0] == '\'' || word.at[0] == '"' || word.at[0] == '('))
		word = slice_skip(word, 1);
	while (word.len &&
	       (word.at[word.len - 1] == '\'' || word.at[word.len - 1] == '"' ||
		word.at[word.len - 1] == ')' || word.at[word.len - 1] == '\\'))
		word.len--;
	return word;
}

/* "Cert:\LocalMachine\My", and maybe the one certificate behind it. */
static bool take_path(struct powershell_place *place, struct slice word)
{
	size_t parts = 0;

	word = unquoted(word);
	if (!slice_starts_nocase(word, SLICE("cert:\\")))
		return false;
	for (size_t i = 0; i < word.len; i++)
		parts += word.at[i] == '\\';
	place->path = word;
	place->part =
		place->part || parts > 2 || slice_find(word, '*') != SIZE_MAX;
	return true;
}

static bool take_prompt(struct powershell_place *place, struct slice line)
{
	size_t at = slice_find(line, '>');
	struct slice rest, word;

	if (!slice_starts(line, SLICE("PS ")) || at == SIZE_MAX)
		return false;
	place->path = (struct slice){ "", 0 };
	take_path(place, slice_trim(slice_skip(slice_take(line, at), 3)));
	rest = slice_skip(line, at + 1);
	while (cut_word(&rest, &word)) {
		if (is_filter(word))
			place->part = true;
		else
			take_path(place, word);
	}
	return true;
}

bool powershell_place(struct powershell_place *place, struct slice line)
{
	line = slice_trim(line);
	if (line.len > LINE_MAX)
		return false;
	return take_heading(place, line) || take_prompt(place, line);
}
