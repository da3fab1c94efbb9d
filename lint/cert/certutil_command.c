#include "cert/certutil_command.h"

enum { COMMAND_MAX = 1000 };

static bool cut_word(struct slice *rest, struct slice *word)
{
	bool quoted;

	*rest = slice_trim(*rest);
	quoted = slice_starts(*rest, SLICE("\""));
	*rest = slice_skip(*rest, quoted);
	*word = slice_take(*rest, slice_find(*rest, quoted ? '"' : ' '));
	*rest = slice_skip(*rest, word->len + quoted);
	return word->len;
}

/* "certutil", "certutil.exe", "C:\Windows\System32\certutil" */
static bool is_certutil(struct slice word)
{
	size_t at = slice_find_last(word, '\\');

	if (at != SIZE_MAX)
		word = slice_skip(word, at + 1);
	return slice_is_nocase(word, "certutil") ||
	       slice_is_nocase(word, "certutil.exe");
}

/* "2>&1" and "2>nul" say where messages go. */
static bool ends_command(struct slice word)
{
	return word.at[0] == '>' || word.at[0] == '&' ||
	       slice_starts(word, SLICE("2>")) ||
	       slice_starts(word, SLICE("1>"));
}

/* Behind "-store": its name, then a certificate or a filter. */
static void take_store_words(struct certutil_command *command,
			     struct slice rest)
{
	struct slice word;

	/* Microsoft: "if no store is named, it is CA". */
	command->store = SLICE("CA");
	if (!cut_word(&rest, &word) || ends_command(word))
		return;
	if (word.at[0] != '|')
		command->store = word;
	else
		command->part = true;
	if (cut_word(&rest, &word) && !ends_command(word))
		command->part = true;
}

/* Options stand before the verb; both may begin with a slash. */
static bool take_option(struct certutil_command *command, struct slice option)
{
	if (option.at[0] != '-' && option.at[0] != '/')
		return false;
	option = slice_skip(option, 1);
	if (slice_is_nocase(option, "user") ||
	    slice_is_nocase(option, "service")) {
		/* Either is a store of an account, not of the machine. */
		command->location = CERT_LOCATION_USER;
	} else if (slice_is_nocase(option, "enterprise") ||
		   slice_is_nocase(option, "grouppolicy")) {
		/* What a domain has added to the store of the machine. */
		command->location = CERT_LOCATION_MACHINE;
		command->part = true;
	}
	return slice_is_nocase(option, "store") ||
	       slice_is_nocase(option, "verifystore");
}

bool certutil_command_parse(struct slice line, struct certutil_command *command)
{
	size_t at = slice_find(line, '>');
	struct slice rest, word;

	*command = (struct certutil_command){ .store = { "", 0 } };
	if (at == SIZE_MAX || line.len > COMMAND_MAX)
		return false;
	rest = slice_skip(line, at + 1);
	if (!cut_word(&rest, &word) || !is_certutil(word))
		return false;
	while (cut_word(&rest, &word)) {
		if (!take_option(command, word))
			continue;
		take_store_words(command, rest);
		break;
	}
	return true;
}
