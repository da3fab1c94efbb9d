#include "cert/certutil.h"

#include "base/utf8.h"

enum {
	SUBJECT_MAX = 4096, /* longer ones are not put together from lines */
	HASH_TEXT_MAX = 128,
};

void certutil_begin(struct certutil_block *block, struct arena *arena,
		    uint32_t line, size_t wrapped)
{
	*block = (struct certutil_block){
		.arena = arena,
		.line = line,
		.wrapped = wrapped,
	};
}

static size_t indent_of(struct slice line)
{
	size_t n = 0;

	while (n < line.len && (line.at[n] == ' ' || line.at[n] == '\t'))
		n++;
	return n;
}

/* Behind the first colon. */
static struct slice value_of(struct slice line)
{
	size_t at = slice_find(line, ':');

	return at == SIZE_MAX ? (struct slice){ "", 0 }
			      : slice_trim(slice_skip(line, at + 1));
}

bool certutil_hash_line(struct slice line, struct slice *label)
{
	size_t at;

	if (!line.len || line.at[0] == ' ')
		return false;
	at = slice_search(line, SLICE("(sha1)"));
	if (at == SIZE_MAX)
		return false;
	*label = slice_take(line, at);
	return true;
}

static bool is_label(struct slice line, struct slice label)
{
	return slice_starts(line, label) &&
	       slice_starts(slice_trim(slice_skip(line, label.len)),
			    SLICE(":"));
}

bool certutil_date_line(struct slice line, struct slice *date)
{
	size_t indent = indent_of(line);

	/* The blank before them gets lost in mails and on web pages. */
	if (indent != 1 && (indent || line.len < 8 || line.at[0] != 'N' ||
			    (!is_label(line, SLICE("NotBefore")) &&
			     !is_label(line, SLICE("NotAfter")))))
		return false;
	*date = value_of(line);
	return date->len;
}

static void take_date(struct certutil_block *block, struct slice line,
		      struct slice date)
{
	bool after = block->dates > 0;

	/* Of a listing that was filtered only the labels tell. */
	line = slice_skip(line, indent_of(line));
	if (is_label(line, SLICE("NotBefore")))
		after = false;
	else if (is_label(line, SLICE("NotAfter")))
		after = true;
	*(after ? &block->not_after : &block->not_before) = date;
	if (++block->dates == 2)
		block->expect = EXPECT_SUBJECT;
}

/* A hash behind its label: skip the colon and what looks like a blank. */
static struct slice hash_text(struct slice line, size_t label)
{
	struct slice text = slice_skip(line, label + 6);
	size_t n = 0;

	while (n < text.len && n < 8 && ascii_hex(text.at[n]) < 0)
		n++;
	return slice_skip(text, n);
}

static void take_hash(struct certutil_block *block, struct slice line,
		      struct slice label, uint32_t number)
{
	struct slice text = hash_text(line, label.len);
	size_t digits = 0;

	if (block->hash_stored)
		return;
	if (thumbprint_parse(text, &block->sha1, &digits)) {
		block->hashed = true;
	} else if (digits > 0 && digits < THUMBPRINT_DIGITS &&
		   text.len <= HASH_TEXT_MAX) {
		block->hash = text;
		block->expect = EXPECT_HASH_END;
	} else {
		return;
	}
	block->hash_label = label;
	block->hash_line = number;
	block->linked = block->opened = block->sentences = 0;
}

/* The rest of a hash that the console broke at its right border. */
static void take_hash_end(struct certutil_block *block, struct slice line)
{
	struct slice whole = arena_printf(
		block->arena, "%.*s%.*s", (int)block->hash.len, block->hash.at,
		(int)slice_take(line, 64).len, line.len ? line.at : "");
	size_t digits;

	block->hashed = thumbprint_parse(whole, &block->sha1, &digits);
}

/* Does a name begin with the type of an attribute, "CN=" or "2.5.4.3="? */
static bool is_name(struct slice text)
{
	size_t n = 0;

	while (n < text.len &&
	       (ascii_is_alpha(text.at[n]) || ascii_is_digit(text.at[n]) ||
		text.at[n] == '.' || text.at[n] == ' '))
		n++;
	return n && n < text.len && text.at[n] == '=';
}

static bool fills_line(const struct certutil_block *block, struct slice line)
{
	return block->wrapped && utf8_count(line) == block->wrapped;
}

static void take_subject(struct certutil_block *block, struct slice line)
{
	struct slice value = value_of(line);

	if (!value.len) {
		block->expect = EXPECT_RDN;
	} else if (is_name(value)) {
		block->subject = value;
		if (fills_line(block, line))
			block->expect = EXPECT_SUBJECT_END;
	}
}

static void take_subject_end(struct certutil_block *block, struct slice line)
{
	if (block->subject.len + line.len > SUBJECT_MAX)
		return;
	block->subject =
		arena_printf(block->arena, "%.*s%.*s", (int)block->subject.len,
			     block->subject.at, (int)line.len, line.at);
	if (fills_line(block, line))
		block->expect = EXPECT_SUBJECT_END;
}

/* certutil -v prints one part of the name on each line. */
static void take_rdn(struct certutil_block *block, struct slice line)
{
	struct slice part = slice_trim(line);
	struct slice before = block->subject;

	if (indent_of(line) < 4 || !is_name(part) ||
	    before.len + part.len > SUBJECT_MAX)
		return;
	block->subject =
		arena_printf(block->arena, "%.*s%s%.*s", (int)before.len,
			     before.len ? before.at : "",
			     before.len ? ", " : "", (int)part.len, part.at);
	block->expect = EXPECT_RDN;
}

/* The hash that Windows keeps with the certificate is surely its own. */
static void take_stored_hash(struct certutil_block *block, struct slice line,
			     uint32_t number)
{
	struct thumbprint sha1;
	size_t digits;

	if (!thumbprint_parse(line, &sha1, &digits))
		return;
	if (!block->hashed || !thumbprint_eq(&sha1, &block->sha1))
		block->hash_line = number;
	block->sha1 = sha1;
	block->hashed = block->hash_stored = true;
}

static void take_property(struct certutil_block *block, struct slice line)
{
	block->verbose = true;
	if (slice_starts(line, SLICE("CERT_SHA1_HASH_PROP_ID(3)")))
		block->expect = EXPECT_SHA1;
	else if (slice_starts(line, SLICE("CERT_KEY_PROV_INFO_PROP_ID(2)")))
		block->linked++;
	else if (slice_starts(line, SLICE("CERT_FRIENDLY_NAME_PROP_ID(11)")))
		block->expect = EXPECT_FRIENDLY_NAME;
	else if (slice_starts(line, SLICE("CERT_ARCHIVED_PROP_ID(19)")))
		block->archived = true;
}

/* Pieces without letters that an export might have lost. */
static enum key_verdict verdict_of(struct slice line)
{
	static const struct {
		struct slice piece;
		enum key_verdict verdict;
	} verdicts[] = {
		{ { "Encryption test passed", 22 }, VERDICT_PASSED },
		{ { "Signature test passed", 21 }, VERDICT_PASSED },
		{ { "sselungstest wurde durchgef", 27 }, VERDICT_PASSED },
		{ { "Test de chiffrement r", 21 }, VERDICT_PASSED },
		{ { "xito no teste de criptografia", 29 }, VERDICT_PASSED },
		{ { "Teste de assinatura aprovado", 28 }, VERDICT_PASSED },
		{ { "Prueba de cifrado correcta", 26 }, VERDICT_PASSED },
		{ { "Encryption test FAILED", 22 }, VERDICT_FAILED },
		{ { "Signature test FAILED", 21 }, VERDICT_FAILED },
		{ { "Missing stored keyset", 21 }, VERDICT_LOST },
	};

	line = slice_take(line, 64);
	for (size_t i = 0; i < LENGTH(verdicts); i++)
		if (slice_search(line, verdicts[i].piece) != SIZE_MAX)
			return verdicts[i].verdict;
	return VERDICT_NONE;
}

/* Key lines and sentences, which follow the hash. */
static void take_key_line(struct certutil_block *block, struct slice line)
{
	bool has_colon = slice_find(line, ':') != SIZE_MAX;

	/* A container's own name may contain a colon. */
	if (slice_search(line, SLICE(" = ")) != SIZE_MAX) {
		block->linked += !block->verbose;
		return;
	}
	if (indent_of(line) >= 2) {
		block->opened += !block->verbose && has_colon;
		return;
	}
	if (has_colon || slice_starts(line, SLICE("----")))
		return;
	block->sentences++;
	if (block->verdict == VERDICT_NONE)
		block->verdict = verdict_of(line);
}

/* The line before all others, "Archived!" in some language. */
static bool is_exclamation(struct slice line)
{
	line = slice_trim(line);
	return slice_ends(line, SLICE("!")) ||
	       slice_ends(line, SLICE("\xEF\xBC\x81"));
}

static bool take_expected(struct certutil_block *block, struct slice line,
			  uint32_t number)
{
	enum block_expect expect = block->expect;
	struct slice label;

	block->expect = EXPECT_NOTHING;
	switch (expect) {
	case EXPECT_SUBJECT:
		if (indent_of(line))
			block->expect = EXPECT_SUBJECT;
		else if (certutil_hash_line(line, &label))
			return false;
		else
			take_subject(block, line);
		return true;
	case EXPECT_RDN:
		take_rdn(block, line);
		return block->expect == EXPECT_RDN;
	case EXPECT_SUBJECT_END:
		take_subject_end(block, line);
		return true;
	case EXPECT_HASH_END:
		take_hash_end(block, line);
		return block->hashed;
	case EXPECT_SHA1:
		take_stored_hash(block, line, number);
		return true;
	case EXPECT_FRIENDLY_NAME:
		block->friendly_name = slice_trim(line);
		return true;
	case EXPECT_NOTHING:
		break;
	}
	return false;
}

/* A line before the hash that is nothing else. */
static void take_field(struct certutil_block *block, struct slice line)
{
	struct slice date;

	if (block->dates < 2 && certutil_date_line(line, &date))
		take_date(block, line, date);
	else if (!block->dates && is_label(line, SLICE("Subject")))
		take_subject(block, line);
}

void certutil_line(struct certutil_block *block, struct slice line,
		   uint32_t number)
{
	struct slice label, inner = slice_skip(line, indent_of(line));

	if (!inner.len)
		return;
	if (!block->lines++) {
		block->fields = slice_find(line, ':') != SIZE_MAX;
		block->archived = !block->fields && is_exclamation(inner);
		/* What follows is the block's first labelled line. */
		if (block->archived)
			block->fields = true;
	}
	if (take_expected(block, line, number))
		return;
	if (certutil_hash_line(line, &label))
		take_hash(block, line, label, number);
	else if (slice_starts(inner, SLICE("CERT_")))
		take_property(block, inner);
	else if (block->hashed)
		take_key_line(block, line);
	else
		take_field(block, line);
}

static enum cert_key key_of(const struct certutil_block *block)
{
	if (!block->linked && !block->opened)
		return block->sentences ? CERT_KEY_NONE : CERT_KEY_UNKNOWN;
	switch (block->verdict) {
	case VERDICT_PASSED:
		return CERT_KEY_TESTED;
	case VERDICT_FAILED:
		return CERT_KEY_UNUSABLE;
	case VERDICT_LOST:
		return CERT_KEY_MISSING;
	case VERDICT_NONE:
		break;
	}
	return CERT_KEY_LINKED;
}

static struct slice keep(const struct certutil_block *block, struct slice text)
{
	return text.len ? arena_copy(block->arena, text) : text;
}

void certutil_fill(const struct certutil_block *block, enum date_order order,
		   struct cert *cert)
{
	cert->subject = keep(block, block->subject);
	cert->friendly_name = keep(block, block->friendly_name);
	cert->not_before = date_parse(order, block->not_before);
	cert->not_after = date_parse(order, block->not_after);
	cert->key = key_of(block);
	if (block->archived)
		cert->archived = CERT_YES;
	else if (block->fields && block->dates == 2)
		cert->archived = CERT_NO;
}
