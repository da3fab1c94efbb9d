#include "cert/netsh.h"

enum { NAME_MAX = 300 /* longer than any endpoint */ };

/* Colons of full width, which need no blank behind them. */
static const struct slice wide_colons[] = {
	{ "\xEF\xBC\x9A", 3 },	   /* U+FF1A */
	{ "\xC2\xA3\xC2\xBA", 4 }, /* the same in code page 936 or 949 */
};

/* What a mail program makes of a blank. */
static const struct slice fixed_blank = { "\xC2\xA0", 2 };

struct slice netsh_trim(struct slice text)
{
	size_t len;

	do {
		text = slice_trim(text);
		len = text.len;
		if (slice_starts(text, fixed_blank))
			text = slice_skip(text, fixed_blank.len);
		if (slice_ends(text, fixed_blank))
			text.len -= fixed_blank.len;
	} while (text.len != len);
	return text;
}

/* Length of the separator of label and value that stands here, or 0. */
static size_t separator_length(struct slice text)
{
	for (size_t i = 0; i < LENGTH(wide_colons); i++)
		if (slice_starts(text, wide_colons[i]))
			return wide_colons[i].len;
	if (text.at[0] != ':')
		return 0;
	text = slice_skip(text, 1);
	return !text.len || ascii_is_space(text.at[0]) ||
	       slice_starts(text, fixed_blank);
}

/* The last separator counts: labels have colons too, like "IP:port". */
struct netsh_field netsh_field(const struct lines *lines)
{
	struct slice line = netsh_trim(lines->line);
	struct netsh_field field = { .line = 0 };

	for (size_t i = 0; i < line.len; i++) {
		size_t len = separator_length(slice_skip(line, i));

		if (!len)
			continue;
		field.label = netsh_trim(slice_take(line, i));
		field.value = netsh_trim(slice_skip(line, i + len));
		field.line = lines->number;
	}
	return field;
}

bool netsh_has_colon(struct slice text)
{
	if (slice_find(text, ':') != SIZE_MAX)
		return true;
	for (size_t i = 0; i < LENGTH(wide_colons); i++)
		if (slice_search(text, wide_colons[i]) != SIZE_MAX)
			return true;
	return false;
}

bool netsh_is_guid(const struct netsh_field *field)
{
	struct slice text = field->value;

	if (!field->line || text.len != NETSH_GUID_LENGTH ||
	    text.at[0] != '{' || text.at[NETSH_GUID_LENGTH - 1] != '}')
		return false;
	for (size_t i = 1; i < NETSH_GUID_LENGTH - 1; i++) {
		bool dash = i == 9 || i == 14 || i == 19 || i == 24;

		if (dash ? text.at[i] != '-' : ascii_hex(text.at[i]) < 0)
			return false;
	}
	return true;
}

/* How netsh writes that there is nothing, in every language. */
bool netsh_is_null(const struct netsh_field *field)
{
	return field->line && slice_is(field->value, "(null)");
}

bool netsh_is_hash(const struct netsh_field *field)
{
	struct thumbprint thumbprint;
	size_t digits;

	return field->line && field->value.len == THUMBPRINT_DIGITS &&
	       thumbprint_parse(field->value, &thumbprint, &digits);
}

static bool is_number(const struct netsh_field *field)
{
	uint32_t number;

	return slice_u32(field->value, &number);
}

/* An endpoint, or the port of the central store. */
bool netsh_is_endpoint(const struct netsh_field *field,
		       enum http_record_kind *kind)
{
	uint32_t port;

	if (!field->line || field->value.len > NAME_MAX)
		return false;
	if (http_record_kind_of(field->value, kind))
		return true;
	*kind = HTTP_RECORD_CENTRAL_STORE;
	return slice_u32(field->value, &port) && port >= 1 && port <= 65535;
}

/* The name of the flag is not translated; of its label, the other words are. */
static bool is_flag(struct slice label)
{
	static const struct slice names[] = {
		{ "HTTP2", 5 },	 { "QUIC", 4 }, { "TLS1.2", 6 },
		{ "TLS1.3", 6 }, { "OCSP", 4 },
	};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (slice_search_nocase(label, names[i]) != SIZE_MAX)
			return true;
	return false;
}

void netsh_begin(struct netsh_block *block, const struct netsh_field *hash,
		 uint32_t line)
{
	block->line = line;
	block->gap = line - hash->line;
	block->count = 0;
	block->tls13 = (struct slice){ "", 0 };
}

void netsh_add(struct netsh_block *block, const struct netsh_field *field)
{
	if (block->count < NETSH_OPTIONS)
		block->options[block->count++] = *field;
	if (slice_search_nocase(field->label, SLICE("TLS1.3")) != SIZE_MAX)
		block->tls13 = field->value;
}

/* The store stands next to the application; "(null)" counts as well. */
bool netsh_has_store(const struct netsh_block *block)
{
	return block->count &&
	       block->options[NETSH_STORE].line - block->line <= block->gap;
}

static const enum netsh_option switches[] = {
	NETSH_REVOCATION, NETSH_CACHED_ONLY, NETSH_USAGE,
	NETSH_MAPPER,	  NETSH_NEGOTIATE,
};

/* Two numbers between words: all lines of the block are there. */
bool netsh_is_whole(const struct netsh_block *block)
{
	const struct netsh_field *options = block->options;

	if (block->count < NETSH_OPTIONS || !netsh_has_store(block) ||
	    !is_number(&options[NETSH_FRESHNESS]) ||
	    !is_number(&options[NETSH_TIMEOUT]))
		return false;
	for (size_t i = 0; i < LENGTH(switches); i++)
		if (is_number(&options[switches[i]]) ||
		    netsh_is_null(&options[switches[i]]))
			return false;
	return true;
}

static void learn_block(struct netsh_words *words,
			const struct netsh_block *block)
{
	if (!netsh_is_whole(block))
		return;
	for (size_t i = 0; i < LENGTH(switches); i++)
		answers_learn(&words->switches,
			      block->options[switches[i]].value);
}

void netsh_learn(struct netsh_words *words, struct slice text)
{
	struct netsh_block block = { .line = 0 };
	struct netsh_field above = { .line = 0 };
	struct lines lines;

	lines_init(&lines, text);
	while (lines_next(&lines)) {
		struct netsh_field field = netsh_field(&lines);

		if (!field.line)
			continue;
		if (netsh_is_guid(&field)) {
			learn_block(words, &block);
			netsh_begin(&block, &above, lines.number);
		} else if (block.line) {
			netsh_add(&block, &field);
			if (is_flag(field.label))
				answers_learn(&words->flags, field.value);
		}
		above = field;
	}
	learn_block(words, &block);
}

/* Are the lines that must have an answer, and no others, answered? */
static bool is_answered(const struct netsh_block *block,
			const struct answers *words)
{
	const struct netsh_field *options = block->options;

	for (size_t i = 0; i < LENGTH(switches); i++)
		if (!answers_have(words, options[switches[i]].value))
			return false;
	return !answers_have(words, options[NETSH_CTL_IDENTIFIER].value) &&
	       !answers_have(words, options[NETSH_CTL_STORE].value);
}

/* "Negotiate Client Certificate": by its place where the label is foreign. */
static struct slice negotiate(const struct netsh_block *block,
			      const struct answers *words)
{
	const struct netsh_field *options = block->options;
	bool foreign;

	for (size_t i = 0; i < block->count; i++)
		if (slice_is_nocase(options[i].label,
				    "Negotiate Client Certificate"))
			return options[i].value;
	foreign = netsh_is_whole(block) &&
		  !slice_is_nocase(options[NETSH_STORE].label,
				   "Certificate Store Name");
	return foreign && is_answered(block, words)
		       ? options[NETSH_NEGOTIATE].value
		       : (struct slice){ "", 0 };
}

void netsh_fill(const struct netsh_block *block,
		const struct netsh_words *words, struct listing_input *input,
		struct http_record *record)
{
	const struct netsh_field *store = &block->options[NETSH_STORE];

	if (!netsh_is_null(store))
		record->store = listing_keep(input, store->value);
	record->negotiates_client_certificate = answers_read(
		&words->switches, negotiate(block, &words->switches));
	record->disables_tls13 = answers_read(&words->flags, block->tls13);
	if (record->disables_tls13 == CERT_UNKNOWN)
		record->disables_tls13 =
			answers_read(&words->switches, block->tls13);
}
