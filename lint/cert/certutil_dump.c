#include "cert/certutil_dump.h"

#include <arpa/inet.h>

#include "cert/certutil_lines.h"

enum {
	NAMES_MAX = 4096, /* of one kind in one certificate */
	USAGES_MAX = 128,
	NAME_MAX = 253,
	KEY_ID_MAX = 128,
	KEY_BITS_MAX = 1 << 17,
	MACHINE_KEY = 0x20, /* CRYPT_MACHINE_KEYSET, NCRYPT_MACHINE_KEY_FLAG */
};

void certutil_dump_init(struct certutil_dump *dump, struct arena *arena)
{
	*dump = (struct certutil_dump){ .arena = arena };
	vector_init(&dump->dns, arena->memory, sizeof(struct slice));
	vector_init(&dump->addresses, arena->memory, sizeof(struct slice));
	vector_init(&dump->usages, arena->memory, sizeof(struct slice));
	vector_init(&dump->allowed, arena->memory, sizeof(struct slice));
}

void certutil_dump_free(struct certutil_dump *dump)
{
	vector_free(&dump->dns);
	vector_free(&dump->addresses);
	vector_free(&dump->usages);
	vector_free(&dump->allowed);
}

void certutil_dump_reset(struct certutil_dump *dump)
{
	dump->facts = (struct dump_facts){ .seen = false };
	dump->dns.count = dump->addresses.count = 0;
	dump->usages.count = dump->allowed.count = 0;
}

/* A dotted object identifier at the front. */
static bool cut_oid(struct slice *rest, struct slice *oid)
{
	size_t n = 0, dots = 0;

	while (n < rest->len &&
	       (ascii_is_digit(rest->at[n]) || rest->at[n] == '.'))
		dots += rest->at[n++] == '.';
	if (dots < 2 || !ascii_is_digit(rest->at[0]) || rest->at[n - 1] == '.')
		return false;
	*oid = slice_take(*rest, n);
	*rest = slice_skip(*rest, n);
	return true;
}

/* A list that was read to its end is whole if all of it was understood. */
static void end_section(struct certutil_dump *dump)
{
	struct dump_facts *facts = &dump->facts;
	enum cert_list_known known =
		facts->odd ? CERT_LIST_PARTIAL : CERT_LIST_COMPLETE;

	if (facts->section == DUMP_NAMES)
		facts->names = known;
	else if (facts->section == DUMP_USAGES)
		facts->usages = known;
	else if (facts->section == DUMP_ALLOWED)
		facts->allowed = known;
	facts->section = DUMP_NOTHING;
}

static void begin_section(struct certutil_dump *dump, enum dump_section section)
{
	end_section(dump);
	dump->facts.section = section;
	dump->facts.titled = dump->facts.odd = false;
}

/* A list that is full is not whole. */
static void push(struct certutil_dump *dump, struct vector *list,
		 struct slice item, size_t max)
{
	struct slice *last;

	if (list->count == max) {
		dump->facts.odd = true;
		return;
	}
	last = vector_push(list);
	if (last)
		*last = item;
	else
		dump->arena->failed = true;
}

/* Does the label hold the letters as a word: "IP" of "Adresse IP"? */
static bool has_word(struct slice label, struct slice word)
{
	size_t at = slice_search(label, word);

	if (at == SIZE_MAX || (at && ascii_is_alpha(label.at[at - 1])))
		return false;
	at += word.len;
	return at == label.len || !ascii_is_alpha(label.at[at]);
}

static bool is_host(struct slice text)
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

/* Names are shown as they are, or with Unicode behind them in parentheses. */
static void take_dns(struct certutil_dump *dump, struct slice value)
{
	size_t end = slice_search(value, SLICE(" ("));

	value = slice_take(value, end);
	if (is_host(value))
		push(dump, &dump->dns, value, NAMES_MAX);
	else
		dump->facts.odd = true;
}

/* "DNS Name=www.contoso.example", whatever the words around DNS. */
static void take_name(struct certutil_dump *dump, struct slice line)
{
	size_t at = slice_find(line, '=');
	struct slice label = slice_take(line, at);
	struct slice value;

	if (at == SIZE_MAX) {
		/* The title, or "Other Name:" before the name itself. */
		if (dump->facts.titled && !slice_ends(line, SLICE(":")))
			dump->facts.odd = true;
		return;
	}
	value = slice_trim(slice_skip(line, at + 1));
	if (slice_search(label, SLICE("DNS")) != SIZE_MAX)
		take_dns(dump, value);
	else if (has_word(label, SLICE("IP")))
		push(dump, &dump->addresses, value, NAMES_MAX);
	else if (is_host(value) && slice_find(value, '.') != SIZE_MAX)
		dump->facts.odd = true; /* of an unknown kind */
}

/* "Server Authentication (1.3.6.1.5.5.7.3.1)": only the number counts. */
static void take_usage(struct certutil_dump *dump, struct vector *list,
		       struct slice line)
{
	struct slice rest, oid;
	size_t at = slice_find_last(line, '(');

	rest = at == SIZE_MAX ? (struct slice){ "", 0 }
			      : slice_skip(line, at + 1);
	if (cut_oid(&rest, &oid) && slice_is(rest, ")"))
		push(dump, list, oid, USAGES_MAX);
	else if (dump->facts.titled)
		dump->facts.odd = true;
}

static void take_key_id(struct certutil_dump *dump, struct slice line)
{
	size_t digits = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (ascii_hex(line.at[i]) >= 0)
			digits++;
		else if (line.at[i] != ' ')
			return;
	}
	if (digits >= 16 && digits <= KEY_ID_MAX && digits % 2 == 0 &&
	    !dump->facts.key_id.len)
		dump->facts.key_id = line;
}

/* "20 (32)", "c" or "1 -- AT_KEYEXCHANGE": a number in hexadecimal. */
static bool parse_number(struct slice text, uint32_t *number)
{
	size_t n = 0;

	*number = 0;
	while (n < text.len && n < 8 && ascii_hex(text.at[n]) >= 0)
		*number = *number * 16 + (uint32_t)ascii_hex(text.at[n++]);
	text = slice_skip(text, n);
	return n && (!text.len || slice_starts(text, SLICE(" (")) ||
		     slice_starts(text, SLICE(" -- ")));
}

/*
 * Container, provider, type of the provider, flags, key specification, in
 * this order. The last three are numbers, and a provider's name never is.
 */
static void take_provider(struct certutil_dump *dump, struct slice line)
{
	struct dump_facts *facts = &dump->facts;
	size_t at = slice_search(line, SLICE(" = "));
	struct slice value;
	uint32_t number;

	if (at == SIZE_MAX || facts->flagged)
		return;
	value = slice_trim(slice_skip(line, at + 3));
	if (!parse_number(value, &number)) {
		facts->provider = value;
		facts->numbers = 0;
	} else if (++facts->numbers == 2) {
		facts->flagged = true;
		facts->flags = number;
	}
}

static void take_bits(struct dump_facts *facts, struct slice text)
{
	uint32_t bits;

	text = slice_take(text, slice_find(text, ' '));
	if (!facts->key_bits && slice_u32(text, &bits) && bits &&
	    bits <= KEY_BITS_MAX)
		facts->key_bits = bits;
}

/* "0x00000800 (2048)" */
static void take_bits_property(struct dump_facts *facts, struct slice line)
{
	size_t at = slice_find(line, '(');

	if (at == SIZE_MAX || !slice_ends(line, SLICE(")")))
		return;
	line = slice_skip(line, at + 1);
	take_bits(facts, slice_take(line, line.len - 1));
}

static void take_inner(struct certutil_dump *dump, struct slice line)
{
	switch (dump->facts.section) {
	case DUMP_NAMES:
		take_name(dump, line);
		break;
	case DUMP_USAGES:
		take_usage(dump, &dump->usages, line);
		break;
	case DUMP_ALLOWED:
		take_usage(dump, &dump->allowed, line);
		break;
	case DUMP_KEY_ID:
		take_key_id(dump, line);
		break;
	case DUMP_PROVIDER:
		take_provider(dump, line);
		break;
	case DUMP_KEY_BITS:
		take_bits_property(&dump->facts, line);
		break;
	case DUMP_NOTHING:
		break;
	}
	dump->facts.titled = true;
}

/* "    2.5.29.17: Flags = 0, Length = 3f" */
static bool take_extension(struct certutil_dump *dump, struct slice line)
{
	static const struct {
		struct slice oid;
		enum dump_section section;
	} known[] = {
		{ { "2.5.29.17", 9 }, DUMP_NAMES },
		{ { "2.5.29.37", 9 }, DUMP_USAGES },
		{ { "2.5.29.14", 9 }, DUMP_KEY_ID },
	};
	enum dump_section section = DUMP_NOTHING;
	struct slice rest = line, oid;

	if (!cut_oid(&rest, &oid) || !slice_starts(rest, SLICE(":")) ||
	    slice_find(rest, '=') == SIZE_MAX)
		return false;
	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_eq(known[i].oid, oid))
			section = known[i].section;
	begin_section(dump, section);
	dump->facts.listed++;
	if (section == DUMP_NAMES)
		dump->facts.names = CERT_LIST_PARTIAL;
	else if (section == DUMP_USAGES)
		dump->facts.usages = CERT_LIST_PARTIAL;
	return true;
}

/* "    Algorithm ObjectId: 1.2.840.113549.1.1.11 sha256RSA" */
static void take_algorithm(struct dump_facts *facts, struct slice value,
			   bool after_dates)
{
	struct slice oid;

	if (!cut_oid(&value, &oid))
		return;
	facts->seen = true;
	if (after_dates && !facts->public_key.len) {
		facts->public_key = oid;
	} else if (!after_dates && !facts->signature.len) {
		facts->signature = oid;
		facts->signature_name = slice_trim(value);
	}
}

/* "Public Key Length: 2048 bits" and "Certificate Extensions: 5" */
static void take_outer(struct dump_facts *facts, struct slice value)
{
	if (!facts->public_key.len)
		return;
	if (slice_u32(value, &facts->announced))
		facts->counted = true;
	else if (slice_find(value, ' ') != SIZE_MAX)
		take_bits(facts, value);
}

void certutil_dump_line(struct certutil_dump *dump, struct slice line,
			bool after_dates)
{
	bool outer = line.len && line.at[0] != ' ' && line.at[0] != '\t';
	struct slice inner = slice_trim(line);

	if (outer)
		end_section(dump);
	else if (after_dates && take_extension(dump, inner))
		return;
	if (dump->facts.section != DUMP_NOTHING) {
		take_inner(dump, inner);
		return;
	}
	if (!certutil_value(inner, &inner))
		return;
	if (!outer)
		take_algorithm(&dump->facts, inner, after_dates);
	else if (after_dates)
		take_outer(&dump->facts, inner);
}

void certutil_dump_property(struct certutil_dump *dump, struct slice line)
{
	static const struct {
		struct slice name;
		enum dump_section section;
	} known[] = {
		{ { "CERT_KEY_PROV_INFO_PROP_ID(2)", 29 }, DUMP_PROVIDER },
		{ { "CERT_ENHKEY_USAGE_PROP_ID(9)", 28 }, DUMP_ALLOWED },
		{ { "CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID(92)", 43 },
		  DUMP_KEY_BITS },
	};
	enum dump_section section = DUMP_NOTHING;

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_starts(line, known[i].name))
			section = known[i].section;
	begin_section(dump, section);
	dump->facts.seen = true;
	if (section == DUMP_ALLOWED)
		dump->facts.allowed = CERT_LIST_PARTIAL;
}

void certutil_dump_value(struct certutil_dump *dump, struct slice line)
{
	struct slice inner = slice_trim(line);

	if (!inner.len || (line.at[0] != ' ' && line.at[0] != '\t'))
		end_section(dump);
	else
		take_inner(dump, inner);
}

struct algorithm {
	const char *oid, *name;
	enum cert_answer weak;
};

/* RSASSA-PSS is as strong as the hash among its parameters. */
static const struct algorithm *find_signature(struct slice oid)
{
	static const struct algorithm known[] = {
		{ "1.2.840.113549.1.1.2", "md2RSA", CERT_YES },
		{ "1.2.840.113549.1.1.3", "md4RSA", CERT_YES },
		{ "1.2.840.113549.1.1.4", "md5RSA", CERT_YES },
		{ "1.2.840.113549.1.1.5", "sha1RSA", CERT_YES },
		{ "1.3.14.3.2.2", "md4RSA", CERT_YES },
		{ "1.3.14.3.2.3", "md5RSA", CERT_YES },
		{ "1.3.14.3.2.4", "md4RSA", CERT_YES },
		{ "1.3.14.3.2.15", "shaRSA", CERT_YES },
		{ "1.3.14.3.2.27", "dsaSHA1", CERT_YES },
		{ "1.3.14.3.2.29", "sha1RSA", CERT_YES },
		{ "1.2.840.10040.4.3", "sha1DSA", CERT_YES },
		{ "1.2.840.10045.4.1", "sha1ECDSA", CERT_YES },
		{ "1.2.840.113549.1.1.10", "RSASSA-PSS", CERT_UNKNOWN },
		{ "1.2.840.113549.1.1.11", "sha256RSA", CERT_NO },
		{ "1.2.840.113549.1.1.12", "sha384RSA", CERT_NO },
		{ "1.2.840.113549.1.1.13", "sha512RSA", CERT_NO },
		{ "1.2.840.10045.4.3.2", "sha256ECDSA", CERT_NO },
		{ "1.2.840.10045.4.3.3", "sha384ECDSA", CERT_NO },
		{ "1.2.840.10045.4.3.4", "sha512ECDSA", CERT_NO },
		{ "1.3.101.112", "Ed25519", CERT_NO },
		{ "1.3.101.113", "Ed448", CERT_NO },
	};

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is(oid, known[i].oid))
			return &known[i];
	return NULL;
}

static void fill_signature(struct listing_input *input,
			   const struct dump_facts *facts,
			   struct cert_details *details)
{
	const struct algorithm *algorithm = find_signature(facts->signature);
	struct slice name = facts->signature_name;

	if (!facts->signature.len)
		return;
	if (algorithm) {
		details->signature = slice_of(algorithm->name);
		details->signature_weak = algorithm->weak;
	} else {
		details->signature =
			listing_keep(input, name.len ? name : facts->signature);
	}
}

static enum cert_public_key public_key_of(struct slice oid)
{
	if (!oid.len)
		return CERT_PUBLIC_KEY_UNKNOWN;
	if (slice_is(oid, "1.2.840.113549.1.1.1") ||
	    slice_is(oid, "1.2.840.113549.1.1.10"))
		return CERT_PUBLIC_KEY_RSA;
	return slice_is(oid, "1.2.840.10045.2.1") ? CERT_PUBLIC_KEY_EC
						  : CERT_PUBLIC_KEY_OTHER;
}

/* As upper-case digits without blanks between them. */
static struct slice keep_digits(struct listing_input *input, struct slice text)
{
	static const char upper[] = "0123456789ABCDEF";
	char digits[KEY_ID_MAX];
	size_t n = 0;

	for (size_t i = 0; i < text.len && n < sizeof(digits); i++)
		if (ascii_hex(text.at[i]) >= 0)
			digits[n++] = upper[ascii_hex(text.at[i])];
	return listing_keep(input, (struct slice){ digits, n });
}

/* The usual way to write an address; Windows prints all digits. */
static struct slice keep_address(struct listing_input *input, struct slice text)
{
	char address[INET6_ADDRSTRLEN], usual[INET6_ADDRSTRLEN];
	unsigned char bytes[16];
	int family = AF_INET;

	if (text.len >= sizeof(address))
		return (struct slice){ "", 0 };
	memcpy(address, text.at, text.len);
	address[text.len] = '\0';
	if (slice_find(text, ':') != SIZE_MAX)
		family = AF_INET6;
	if (inet_pton(family, address, bytes) != 1 ||
	    !inet_ntop(family, bytes, usual, sizeof(usual)))
		return (struct slice){ "", 0 };
	return listing_keep(input, slice_of(usual));
}

/* Items that cannot be kept are left out; then the list is not whole. */
static struct cert_list
keep_list(struct listing_input *input, const struct vector *from,
	  enum cert_list_known known,
	  struct slice (*keep)(struct listing_input *input, struct slice text))
{
	const struct slice *texts = from->items;
	struct cert_list list = { .known = known };
	struct slice *items;

	if (known == CERT_LIST_UNKNOWN || !from->count)
		return list;
	items = ARENA_ARRAY(input->inventory->arena, struct slice, from->count);
	for (size_t i = 0; items && i < from->count; i++) {
		items[list.count] = keep(input, texts[i]);
		if (items[list.count].len)
			list.count++;
		else
			list.known = CERT_LIST_PARTIAL;
	}
	list.items = items;
	return list;
}

/* What is known of an extension that is not among those listed. */
static enum cert_list_known known_of(const struct dump_facts *facts,
				     enum cert_list_known known)
{
	if (known == CERT_LIST_UNKNOWN && facts->counted &&
	    facts->announced == facts->listed)
		return CERT_LIST_COMPLETE;
	return known;
}

static bool holds(const struct vector *list, struct slice oid)
{
	const struct slice *items = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (slice_eq(items[i], oid) ||
		    slice_is(items[i], "2.5.29.37.0"))
			return true;
	return false;
}

/* Of the usages that the store entry allows, those of the certificate. */
static struct cert_list narrow(struct listing_input *input,
			       const struct certutil_dump *dump)
{
	const struct slice *allowed = dump->allowed.items;
	struct cert_list list = { .known = CERT_LIST_COMPLETE };
	struct slice *items = ARENA_ARRAY(input->inventory->arena, struct slice,
					  dump->allowed.count);

	for (size_t i = 0; items && i < dump->allowed.count; i++)
		if (!dump->usages.count || holds(&dump->usages, allowed[i]))
			items[list.count++] = listing_keep(input, allowed[i]);
	list.items = items;
	return list;
}

/* An empty list would mean every purpose; "none" cannot be told. */
static struct cert_list usages_of(struct listing_input *input,
				  const struct certutil_dump *dump)
{
	const struct dump_facts *facts = &dump->facts;
	enum cert_list_known known = known_of(facts, facts->usages);
	struct cert_list list;

	if (facts->allowed == CERT_LIST_UNKNOWN)
		return keep_list(input, &dump->usages, known, listing_keep);
	if (facts->allowed != CERT_LIST_COMPLETE || known != CERT_LIST_COMPLETE)
		return (struct cert_list){ .known = CERT_LIST_UNKNOWN };
	list = narrow(input, dump);
	if (!list.count)
		list.known = CERT_LIST_UNKNOWN;
	return list;
}

void certutil_dump_fill(struct listing_input *input,
			const struct certutil_dump *dump,
			struct cert_details *details)
{
	const struct dump_facts *facts = &dump->facts;
	enum cert_list_known names = known_of(facts, facts->names);

	fill_signature(input, facts, details);
	details->public_key = public_key_of(facts->public_key);
	details->key_bits = facts->key_bits;
	if (facts->key_id.len)
		details->key_id = keep_digits(input, facts->key_id);
	details->dns_names = keep_list(input, &dump->dns, names, listing_keep);
	details->addresses =
		keep_list(input, &dump->addresses, names, keep_address);
	details->usages = usages_of(input, dump);
}

bool certutil_dump_user_key(const struct certutil_dump *dump)
{
	const struct dump_facts *facts = &dump->facts;

	return facts->flagged && !(facts->flags & MACHINE_KEY) &&
	       slice_starts(facts->provider, SLICE("Microsoft ")) &&
	       slice_search_nocase(facts->provider, SLICE("smart card")) ==
		       SIZE_MAX;
}
