#include "cert/certutil_dump.h"

#include "cert/altname.h"
#include "cert/certutil_lines.h"

enum {
	NAMES_MAX = 4096, /* of one kind in one certificate */
	USAGES_MAX = 128,
	KEY_ID_MAX = 128,
	KEY_BITS_MAX = 1 << 17,
	MACHINE_KEY = 0x20, /* CRYPT_MACHINE_KEYSET, NCRYPT_MACHINE_KEY_FLAG */
	/* CERT_ACCESS_STATE_…_FLAG: SYSTEM_STORE; LM_ and GP_SYSTEM_STORE */
	IN_SYSTEM_STORE = 2,
	IN_MACHINE_STORE = 4 | 8,
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

/* Names are shown as they are, or with Unicode behind them in parentheses. */
static void take_dns(struct certutil_dump *dump, struct slice value)
{
	size_t end = slice_search(value, SLICE(" ("));

	value = slice_take(value, end);
	if (altname_is_host(value))
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
	else if (altname_has_word(label, SLICE("IP")))
		push(dump, &dump->addresses, value, NAMES_MAX);
	else if (altname_is_host(value) && slice_find(value, '.') != SIZE_MAX)
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

/* "AccessState = 6", then a line for each bit. */
static void take_access(struct dump_facts *facts, struct slice line)
{
	size_t at = slice_search(line, SLICE(" = "));

	if (at != SIZE_MAX && !facts->titled)
		facts->placed = parse_number(
			slice_trim(slice_skip(line, at + 3)), &facts->access);
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
	case DUMP_ACCESS:
		take_access(&dump->facts, line);
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
		{ { "CERT_ACCESS_STATE_PROP_ID(14)", 29 }, DUMP_ACCESS },
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

bool certutil_dump_user_key(const struct certutil_dump *dump)
{
	const struct dump_facts *facts = &dump->facts;

	return facts->flagged && !(facts->flags & MACHINE_KEY) &&
	       slice_starts(facts->provider, SLICE("Microsoft ")) &&
	       slice_search_nocase(facts->provider, SLICE("smart card")) ==
		       SIZE_MAX;
}

bool certutil_dump_user_store(const struct certutil_dump *dump)
{
	const struct dump_facts *facts = &dump->facts;

	return facts->placed && (facts->access & IN_SYSTEM_STORE) &&
	       !(facts->access & IN_MACHINE_STORE);
}
