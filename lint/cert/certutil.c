#include "cert/certutil.h"

#include "cert/certutil_details.h"
#include "cert/certutil_lines.h"

enum {
	SERIAL_MAX = 80, /* digits */
	HASH_TEXT_MAX = 128,
	VERDICT_MAX = 64, /* bytes of a sentence that are looked at */
};

void certutil_init(struct certutil_block *block, struct arena *arena)
{
	*block = (struct certutil_block){ .arena = arena };
	certutil_dump_init(&block->dump, arena);
	certutil_name_init(&block->subject, arena);
	certutil_name_init(&block->issuer, arena);
}

void certutil_free(struct certutil_block *block)
{
	certutil_dump_free(&block->dump);
	certutil_name_free(&block->subject);
	certutil_name_free(&block->issuer);
}

void certutil_begin(struct certutil_block *block, uint32_t line)
{
	certutil_dump_reset(&block->dump);
	certutil_name_forget(&block->subject);
	certutil_name_forget(&block->issuer);
	block->is = (struct block_state){ .line = line };
}

static size_t indent_of(struct slice line)
{
	size_t n = 0;

	while (n < line.len && (line.at[n] == ' ' || line.at[n] == '\t'))
		n++;
	return n;
}

static struct slice value_of(struct slice line)
{
	struct slice value;

	certutil_value(line, &value);
	return value;
}

static bool has_colon(struct slice line)
{
	struct slice value;

	return certutil_value(line, &value);
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

static void take_date(struct block_state *is, struct slice line,
		      struct slice date)
{
	bool after = is->dates > 0;

	/* Of a listing that was filtered only the labels tell. */
	line = slice_skip(line, indent_of(line));
	if (is_label(line, SLICE("NotBefore")))
		after = false;
	else if (is_label(line, SLICE("NotAfter")))
		after = true;
	*(after ? &is->not_after : &is->not_before) = date;
	if (++is->dates == 2)
		is->expect = EXPECT_SUBJECT;
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

static bool is_list_label(struct slice label)
{
	return slice_search(label, SLICE("CRL")) != SIZE_MAX ||
	       slice_search(label, SLICE("CTL")) != SIZE_MAX;
}

/* Of several such lines the last one is the certificate's own. */
static void take_hash(struct block_state *is, struct slice line,
		      struct slice label, uint32_t number)
{
	struct slice text = hash_text(line, label.len);
	size_t digits = 0;

	if (is->stored_line)
		return;
	is->list = is->list || is_list_label(label);
	is->hashed = thumbprint_parse(text, &is->sha1, &digits);
	is->hash = slice_take(text, HASH_TEXT_MAX);
	if (!is->hashed && digits > 0 && digits < THUMBPRINT_DIGITS &&
	    text.len <= HASH_TEXT_MAX)
		is->expect = EXPECT_HASH_END;
	is->hash_label = label;
	is->hash_line = number;
	is->linked = is->opened = is->sentences = 0;
}

/* The rest of a hash that the console broke at its right border. */
static bool take_hash_end(struct certutil_block *block, struct slice line)
{
	struct block_state *is = &block->is;
	struct slice whole = arena_printf(
		block->arena, "%.*s%.*s", (int)is->hash.len, is->hash.at,
		(int)slice_take(line, 64).len, line.len ? line.at : "");
	size_t digits;

	is->hashed = thumbprint_parse(whole, &is->sha1, &digits);
	return is->hashed;
}

static bool is_number(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]))
			return false;
	return text.len;
}

static bool is_hex(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_hex(text.at[i]) < 0 && text.at[i] != ' ')
			return false;
	return text.len && text.len <= SERIAL_MAX;
}

/* In this place a revocation list has the number of its entries. */
static void take_subject(struct certutil_block *block, struct slice line)
{
	struct slice value = value_of(line);

	if (!value.len)
		block->is.expect = EXPECT_RDN;
	else if (certutil_is_name(value))
		block->subject.text = value;
	else if (is_number(value))
		block->is.list = true;
}

/* certutil -v prints one part of the name on each line. */
static bool take_rdn(struct certutil_block *block, struct slice line)
{
	struct block_name *name =
		block->is.dates < 2 ? &block->issuer : &block->subject;
	struct slice part = slice_trim(line);

	if (indent_of(line) < 2 || !certutil_is_name(part) ||
	    !certutil_name_add(name, part))
		return false;
	block->is.expect = EXPECT_RDN;
	return true;
}

/* The hash that Windows keeps with the certificate is surely its own. */
static void take_stored_hash(struct block_state *is, struct slice line,
			     uint32_t number)
{
	struct thumbprint sha1;
	size_t digits;

	if (!thumbprint_parse(line, &sha1, &digits))
		return;
	is->disagree = is->hashed && !thumbprint_eq(&sha1, &is->sha1);
	if (!is->hashed)
		is->hash_line = number;
	is->sha1 = sha1;
	is->hashed = true;
	is->stored_line = number;
}

static void take_property(struct certutil_block *block, struct slice line)
{
	certutil_dump_property(&block->dump, line);
	if (slice_starts(line, SLICE("CERT_SHA1_HASH_PROP_ID(3)")))
		block->is.expect = EXPECT_SHA1;
	else if (slice_starts(line, SLICE("CERT_KEY_PROV_INFO_PROP_ID(2)")))
		block->is.linked++;
	else if (slice_starts(line, SLICE("CERT_FRIENDLY_NAME_PROP_ID(11)")))
		block->is.expect = EXPECT_FRIENDLY_NAME;
	else if (slice_starts(line, SLICE("CERT_ARCHIVED_PROP_ID(19)")))
		block->is.archived = true;
}

/*
 * Pieces without letters that an export might have lost. Chinese comes as it
 * is, or with each byte of code page 936 taken for a letter.
 */
static enum key_verdict verdict_of(struct slice line)
{
	static const struct {
		const char *piece;
		enum key_verdict verdict;
	} verdicts[] = {
		{ "Encryption test passed", VERDICT_PASSED },
		{ "Signature test passed", VERDICT_PASSED },
		{ "sselungstest wurde durchgef", VERDICT_PASSED },
		{ "Test de chiffrement r", VERDICT_PASSED },
		{ "xito no teste de criptografia", VERDICT_PASSED },
		{ "Teste de assinatura aprovado", VERDICT_PASSED },
		{ "Prueba de cifrado correcta", VERDICT_PASSED },
		{ "\u901a\u8fc7\u4e86\u52a0\u5bc6\u6d4b\u8bd5",
		  VERDICT_PASSED },
		{ "\u00cd\u00a8\u00b9\u00fd\u00c1\u00cb\u00bc\u00d3\u00c3\u00dc"
		  "\u00b2\u00e2\u00ca\u00d4",
		  VERDICT_PASSED },
		{ "Encryption test FAILED", VERDICT_FAILED },
		{ "Signature test FAILED", VERDICT_FAILED },
		{ "Missing stored keyset", VERDICT_LOST },
		{ "No key provider information", VERDICT_NO_KEY },
		{ "Aucune information sur le fournisseur", VERDICT_NO_KEY },
		{ "o de provedor de chave", VERDICT_NO_KEY },
		{ "\u6ca1\u6709\u5bc6\u94a5\u63d0\u4f9b\u7a0b\u5e8f",
		  VERDICT_NO_KEY },
	};

	line = slice_take(line, VERDICT_MAX);
	for (size_t i = 0; i < LENGTH(verdicts); i++)
		if (slice_search(line, slice_of(verdicts[i].piece)) != SIZE_MAX)
			return verdicts[i].verdict;
	return VERDICT_NONE;
}

/* Where certutil -v -verifystore begins to speak of the chain. */
static bool begins_chain(struct slice line)
{
	static const struct slice beginnings[] = {
		{ "dwFlags = CA_VERIFY", 19 },
		{ "ChainFlags = ", 13 },
		{ "HCCE_", 5 },
		{ "CERT_CHAIN_", 11 },
		{ "-------- CERT_CHAIN", 19 },
	};

	for (size_t i = 0; i < LENGTH(beginnings); i++)
		if (slice_starts(line, beginnings[i]))
			return true;
	return false;
}

/*
 * Key lines and sentences, which follow the hash. What comes behind the
 * first sentence is about other matters, whatever it looks like.
 */
static void take_key_line(struct certutil_block *block, struct slice line)
{
	struct block_state *is = &block->is;
	bool counts = !block->dump.facts.seen && !is->sentences;
	bool colon = has_colon(line);

	/* A container's own name may contain a colon. */
	if (slice_search(line, SLICE(" = ")) != SIZE_MAX) {
		is->linked += counts;
		return;
	}
	if (indent_of(line) >= 2) {
		is->opened += counts && colon;
		return;
	}
	if (colon || slice_starts(line, SLICE("----")))
		return;
	is->sentences++;
	if (is->verdict == VERDICT_NONE)
		is->verdict = verdict_of(line);
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
	struct block_state *is = &block->is;
	enum block_expect expect = is->expect;
	struct slice label;

	is->expect = EXPECT_NOTHING;
	switch (expect) {
	case EXPECT_SUBJECT:
		if (indent_of(line))
			is->expect = EXPECT_SUBJECT;
		else if (certutil_hash_line(line, &label))
			return false;
		else
			take_subject(block, line);
		return true;
	case EXPECT_RDN:
		return take_rdn(block, line);
	case EXPECT_HASH_END:
		return take_hash_end(block, line);
	case EXPECT_SHA1:
		take_stored_hash(is, line, number);
		return true;
	case EXPECT_FRIENDLY_NAME:
		is->friendly_name = slice_trim(line);
		return true;
	case EXPECT_NOTHING:
		break;
	}
	return false;
}

/* Serial number and issuer; the version before them is a number as well. */
static void take_head(struct certutil_block *block, struct slice line)
{
	struct slice value = value_of(line);

	if (block->issuer.text.len || block->issuer.parts.count)
		return;
	if (!value.len)
		block->is.expect = EXPECT_RDN;
	else if (certutil_is_name(value))
		block->issuer.text = value;
	else if (is_hex(value))
		block->is.serial = value;
}

/* A line before the hash that is nothing else. */
static void take_field(struct certutil_block *block, struct slice line)
{
	struct block_state *is = &block->is;
	struct slice date;

	if (is->dates < 2 && certutil_date_line(line, &date))
		take_date(is, line, date);
	else if (!is->dates && is_label(line, SLICE("Subject")))
		take_subject(block, line);
	else if (is->dates || indent_of(line))
		certutil_dump_line(&block->dump, line, is->dates);
	else
		take_head(block, line);
}

static void take_first(struct block_state *is, struct slice line)
{
	is->fields = has_colon(line);
	is->archived = !is->fields && is_exclamation(line);
	/* What follows is the block's first labelled line. */
	if (is->archived)
		is->fields = true;
}

static void take_rest(struct certutil_block *block, struct slice line)
{
	if (begins_chain(line)) {
		block->is.chain = true;
		return;
	}
	certutil_dump_value(&block->dump, line);
	take_key_line(block, line);
}

void certutil_line(struct certutil_block *block, struct slice line,
		   uint32_t number)
{
	struct block_state *is = &block->is;
	struct slice label, inner = slice_skip(line, indent_of(line));
	bool property =
		slice_starts(inner, SLICE("CERT_")) && !begins_chain(inner);

	if (is->chain)
		return;
	if (!inner.len) {
		if (is->hash_line)
			certutil_dump_value(&block->dump, line);
		return;
	}
	if (!is->lines++)
		take_first(is, line);
	if (property)
		is->expect = EXPECT_NOTHING;
	if (take_expected(block, line, number))
		return;
	if (certutil_hash_line(line, &label)) {
		certutil_dump_value(&block->dump, line);
		take_hash(is, line, label, number);
	} else if (property) {
		take_property(block, inner);
	} else if (is->hash_line) {
		take_rest(block, line);
	} else {
		take_field(block, line);
	}
}

static enum cert_key key_of(const struct certutil_block *block, bool machine)
{
	const struct block_state *is = &block->is;

	if (machine && certutil_dump_user_key(&block->dump))
		return CERT_KEY_USER;
	if (is->verdict == VERDICT_PASSED)
		return CERT_KEY_TESTED;
	if (is->verdict == VERDICT_FAILED)
		return CERT_KEY_UNUSABLE;
	if (is->verdict == VERDICT_LOST)
		return CERT_KEY_MISSING;
	if (is->linked || is->opened)
		return CERT_KEY_LINKED;
	if (is->verdict == VERDICT_NO_KEY)
		return CERT_KEY_NONE;
	/* Of a listing that was filtered the key lines may be missing. */
	return is->sentences && is->fields && is->dates == 2 ? CERT_KEY_NONE
							     : CERT_KEY_UNKNOWN;
}

static struct slice keep(struct listing_input *input, struct slice text)
{
	return text.len ? listing_keep(input, text) : text;
}

/* Upper-case digits without leading zeros and without blanks. */
static struct slice keep_serial(struct listing_input *input,
				struct slice serial)
{
	static const char upper[] = "0123456789ABCDEF";
	char digits[SERIAL_MAX];
	size_t n = 0;

	for (size_t i = 0; i < serial.len; i++) {
		int digit = ascii_hex(serial.at[i]);

		if (digit > 0 || (digit == 0 && n))
			digits[n++] = upper[digit];
	}
	return keep(input, (struct slice){ digits, n });
}

/* Short listings tell too little more to be worth the room of details. */
static void fill_details(const struct certutil_block *block,
			 struct listing_input *input, struct cert *cert)
{
	struct cert_details *details;

	if (!block->dump.facts.seen)
		return;
	details = listing_details(input, cert);
	if (!details)
		return;
	details->issuer = certutil_name_keep(input, &block->issuer);
	details->serial = keep_serial(input, block->is.serial);
	details->common_name = certutil_common_name(cert->subject);
	certutil_details_fill(input, &block->dump, details);
}

void certutil_fill(const struct certutil_block *block,
		   struct listing_input *input, enum date_order order,
		   bool machine, struct cert *cert)
{
	const struct block_state *is = &block->is;

	cert->subject = certutil_name_keep(input, &block->subject);
	cert->friendly_name = keep(input, is->friendly_name);
	cert->not_before = date_parse(order, is->not_before);
	cert->not_after = date_parse(order, is->not_after);
	cert->key = key_of(block, machine);
	if (is->archived)
		cert->archived = CERT_YES;
	else if (is->fields && is->dates == 2)
		cert->archived = CERT_NO;
	fill_details(block, input, cert);
}
