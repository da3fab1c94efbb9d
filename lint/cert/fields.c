#include "cert/fields.h"

#include "cert/spelling.h"

enum { NAME_MAX = 24 };

/* A date that waits until all dates have shown the order of the day. */
struct row_date {
	uint32_t cert;
	struct slice before, after;
};

/* Letters only, in lower case; empty when it is longer than any name. */
static struct slice plain_name(struct slice name, char plain[NAME_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (c == ' ' || c == '_' || c == '-' || c == '.')
			continue;
		if (len == NAME_MAX)
			return (struct slice){ NULL, 0 };
		plain[len++] = ascii_lower(c);
	}
	return (struct slice){ plain, len };
}

enum field field_of(struct slice name)
{
	static const struct {
		struct slice name;
		enum field field;
	} names[] = {
		{ { "thumbprint", 10 }, FIELD_THUMBPRINT },
		{ { "certhash", 8 }, FIELD_THUMBPRINT },
		{ { "certificatehash", 15 }, FIELD_THUMBPRINT },
		{ { "certificatethumbprint", 21 }, FIELD_THUMBPRINT },
		{ { "certthumbprint", 14 }, FIELD_THUMBPRINT },
		{ { "sha1", 4 }, FIELD_THUMBPRINT },
		{ { "sha1thumbprint", 14 }, FIELD_THUMBPRINT },
		{ { "subject", 7 }, FIELD_SUBJECT },
		{ { "friendlyname", 12 }, FIELD_FRIENDLY_NAME },
		{ { "notbefore", 9 }, FIELD_NOT_BEFORE },
		{ { "validfrom", 9 }, FIELD_NOT_BEFORE },
		{ { "notafter", 8 }, FIELD_NOT_AFTER },
		{ { "validto", 7 }, FIELD_NOT_AFTER },
		{ { "validuntil", 10 }, FIELD_NOT_AFTER },
		{ { "expires", 7 }, FIELD_NOT_AFTER },
		{ { "expiration", 10 }, FIELD_NOT_AFTER },
		{ { "expirationdate", 14 }, FIELD_NOT_AFTER },
		{ { "expiry", 6 }, FIELD_NOT_AFTER },
		{ { "expirydate", 10 }, FIELD_NOT_AFTER },
		{ { "ablaufdatum", 11 }, FIELD_NOT_AFTER },
		{ { "hasprivatekey", 13 }, FIELD_HAS_KEY },
		{ { "keystate", 8 }, FIELD_KEY_STATE },
		{ { "archived", 8 }, FIELD_ARCHIVED },
		{ { "store", 5 }, FIELD_STORE },
		{ { "storename", 9 }, FIELD_STORE },
		{ { "certstore", 9 }, FIELD_STORE },
		{ { "psparentpath", 12 }, FIELD_PARENT_PATH },
		{ { "pspath", 6 }, FIELD_PATH },
	};
	char plain[NAME_MAX];

	name = plain_name(name, plain);
	for (size_t i = 0; i < LENGTH(names); i++)
		if (slice_eq(name, names[i].name))
			return names[i].field;
	return FIELD_COUNT;
}

static enum cert_answer answer_of(struct slice text)
{
	if (slice_is_nocase(text, "true"))
		return CERT_YES;
	return slice_is_nocase(text, "false") ? CERT_NO : CERT_UNKNOWN;
}

/*
 * The state is what the recommended export found when it signed with the
 * key; without it there is only the link that HasPrivateKey tells of.
 */
static enum cert_key key_of(struct slice state, struct slice linked)
{
	static const struct slice no_keyset = { "keyset does not exist", 21 };

	if (slice_is_nocase(state, "ok"))
		return CERT_KEY_TESTED;
	if (slice_is_nocase(state, "none"))
		return CERT_KEY_NONE;
	if (slice_is_nocase(state, "missing"))
		return CERT_KEY_MISSING;
	if (slice_starts_nocase(state, SLICE("error")))
		return slice_search_nocase(slice_take(state, 1024),
					   no_keyset) == SIZE_MAX
			       ? CERT_KEY_UNUSABLE
			       : CERT_KEY_MISSING;
	switch (answer_of(linked)) {
	case CERT_YES:
		return CERT_KEY_LINKED;
	case CERT_NO:
		return CERT_KEY_NONE;
	default:
		return CERT_KEY_UNKNOWN;
	}
}

/* An object that the export turned into the name of its type. */
static bool is_type_name(struct slice text)
{
	return slice_starts(text, SLICE("System.")) ||
	       slice_starts(text, SLICE("Microsoft."));
}

/* "/Date(1789227140000)/" or "/Date(1789227140000+0100)/". */
static bool parse_json_date(struct slice text, struct cert_time *time)
{
	int64_t value = 0;
	bool negative;
	size_t n = 0;

	if (!slice_starts(text, SLICE("/Date(")))
		return false;
	text = slice_skip(text, 6);
	negative = slice_starts(text, SLICE("-"));
	text = slice_skip(text, negative);
	for (; n < text.len && n < 16 && ascii_is_digit(text.at[n]); n++)
		value = value * 10 + (text.at[n] - '0');
	if (!n || n == text.len || n == 16)
		return false;
	*time = date_exact((negative ? -value - 999 : value) / 1000);
	return true;
}

static struct cert_time date_of(enum date_order order, struct slice text)
{
	struct cert_time time;

	text = slice_trim(text);
	if (parse_json_date(text, &time))
		return time;
	return date_parse(order, text);
}

void rows_begin(struct rows *rows, struct listing_input *input)
{
	*rows = (struct rows){
		.input = input,
		.first = input->inventory->certs.count,
	};
	vector_init(&rows->dates, input->inventory->arena->memory,
		    sizeof(struct row_date));
}

void rows_skip(struct rows *rows)
{
	rows->bad++;
}

/* What tells the store: the path, or else the column of that name. */
static struct slice place_of(const struct row *row)
{
	if (row->values[FIELD_PARENT_PATH].len)
		return row->values[FIELD_PARENT_PATH];
	if (!row->values[FIELD_PATH].len)
		return row->values[FIELD_STORE];
	/* The path ends in the thumbprint, which is another one each time. */
	return slice_take(row->values[FIELD_PATH],
			  slice_find_last(row->values[FIELD_PATH], '\\'));
}

/* Begin the store of this row unless it is the one of the row before. */
static bool enter_store(struct rows *rows, const struct row *row)
{
	enum cert_location location = CERT_LOCATION_UNKNOWN;
	struct slice place = place_of(row);
	struct slice name;

	if (rows->input->store && slice_eq(place, rows->place))
		return true;
	if (!listing_store_path(place, &name, &location))
		name = slice_trim(place);
	if (!listing_store(rows->input, name, location, row->line))
		return false;
	rows->place = place;
	return true;
}

static void add_dates(struct rows *rows, const struct row *row)
{
	struct row_date *dates;

	if (!row->values[FIELD_NOT_BEFORE].len &&
	    !row->values[FIELD_NOT_AFTER].len)
		return;
	dates = vector_push(&rows->dates);
	if (!dates) {
		rows->input->inventory->arena->failed = true;
		return;
	}
	*dates = (struct row_date){
		.cert = (uint32_t)rows->input->inventory->certs.count - 1,
		.before = row->values[FIELD_NOT_BEFORE],
		.after = row->values[FIELD_NOT_AFTER],
	};
	date_learn(&rows->order, dates->before);
	date_learn(&rows->order, dates->after);
}

static void fill(struct rows *rows, struct cert *cert, const struct row *row)
{
	struct slice subject = slice_trim(row->values[FIELD_SUBJECT]);

	if (!is_type_name(subject))
		cert->subject = listing_keep(rows->input, subject);
	cert->friendly_name =
		listing_keep(rows->input, row->values[FIELD_FRIENDLY_NAME]);
	cert->key = key_of(slice_trim(row->values[FIELD_KEY_STATE]),
			   slice_trim(row->values[FIELD_HAS_KEY]));
	cert->archived = answer_of(slice_trim(row->values[FIELD_ARCHIVED]));
}

void rows_add(struct rows *rows, const struct row *row)
{
	struct thumbprint thumbprint;
	struct cert *cert;

	if (!enter_store(rows, row)) {
		rows->bad++;
		return;
	}
	if (!spelling_read(rows->input, row->line,
			   row->values[FIELD_THUMBPRINT], &thumbprint)) {
		listing_current_store(rows->input)->complete = false;
		rows->bad++;
		return;
	}
	rows->good++;
	cert = listing_cert(rows->input, &thumbprint, row->line);
	if (!cert)
		return;
	fill(rows, cert, row);
	add_dates(rows, row);
}

static void resolve_dates(struct rows *rows)
{
	const struct row_date *dates = rows->dates.items;
	struct cert *certs = rows->input->inventory->certs.items;

	for (size_t i = 0; i < rows->dates.count; i++) {
		struct cert *cert = &certs[dates[i].cert];

		cert->not_before = date_of(rows->order, dates[i].before);
		cert->not_after = date_of(rows->order, dates[i].after);
	}
}

bool rows_end(struct rows *rows)
{
	struct listing_input *input = rows->input;

	resolve_dates(rows);
	vector_free(&rows->dates);
	listing_doubt_keys(input, rows->first);
	if (!rows->good && rows->bad)
		return listing_error(input, 0,
				     "none of %zu entries has a thumbprint "
				     "that can be used",
				     rows->bad);
	if (!rows->good)
		listing_store(input, SLICE(""), CERT_LOCATION_UNKNOWN, 1);
	return true;
}
