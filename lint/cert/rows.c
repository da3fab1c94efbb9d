#include "cert/rows.h"

#include "cert/base64.h"
#include "cert/raw.h"
#include "cert/spelling.h"
#include "cert/x509.h"

/* Dates that wait until all of them have shown the order of the day. */
struct row_dates {
	size_t index; /* of the certificate */
	bool again;   /* among those that were there already */
	struct slice before, after;
};

void rows_begin(struct rows *rows, struct listing_input *input)
{
	const struct allocator *memory = input->inventory->arena->memory;

	*rows = (struct rows){
		.input = input,
		.first = input->inventory->certs.count,
	};
	vector_init(&rows->dates, memory, sizeof(struct row_dates));
	vector_init(&rows->again, memory, sizeof(struct cert));
}

void rows_skip(struct rows *rows)
{
	rows->bad++;
}

/* What tells the store: the path, or else the column of that name. */
static struct slice place_of(const struct row *row)
{
	struct slice path = row_value(row, FIELD_PARENT_PATH);

	if (path.len)
		return path;
	path = row_value(row, FIELD_PATH);
	if (!path.len)
		return row_value(row, FIELD_STORE);
	/* The path ends in the thumbprint, which is another one each time. */
	return slice_take(path, slice_find_last(path, '\\'));
}

static enum cert_location location_of(struct slice text)
{
	if (slice_is_nocase(text, "LocalMachine"))
		return CERT_LOCATION_MACHINE;
	return slice_is_nocase(text, "CurrentUser") ? CERT_LOCATION_USER
						    : CERT_LOCATION_UNKNOWN;
}

/* Begin the store of this row unless it is the one of the row before. */
static bool enter_store(struct rows *rows, const struct row *row)
{
	struct slice location = row_value(row, FIELD_STORE_LOCATION);
	struct slice place = place_of(row), name = { "", 0 };
	enum cert_location where = location_of(location);

	if (rows->input->store && slice_eq(place, rows->place) &&
	    slice_eq(location, rows->location))
		return true;
	/* A path of something else than certificates names no store. */
	if (!listing_store_path(place, &name, &where) &&
	    slice_search(place, SLICE("::")) == SIZE_MAX)
		name = place;
	if (!listing_store(rows->input, name, where, row->line))
		return false;
	rows->place = place;
	rows->location = location;
	return true;
}

/* The bindings of web sites hold thumbprints too. */
static bool is_binding(const struct row *row)
{
	return row->values[FIELD_BINDING].len ||
	       slice_search(row->values[FIELD_PARENT_PATH],
			    SLICE("WebAdministration::")) != SIZE_MAX;
}

static bool read_der(struct rows *rows, struct slice der, struct cert *told)
{
	return x509_fill(rows->input, der, told) &&
	       x509_thumbprint(der, &told->sha1);
}

/* False when there is none; one that is damaged is told of. */
static bool read_raw(struct rows *rows, const struct row *row,
		     struct cert *told)
{
	struct arena *arena = rows->input->inventory->arena;
	struct slice text = slice_trim(row->values[FIELD_RAW_DATA]), der;
	bool valid = false;

	if (row->der.len) {
		valid = read_der(rows, row->der, told);
	} else if (!text.len || raw_is_left_out(text)) {
		return false;
	} else if (raw_decode(arena, text, &der)) {
		valid = read_der(rows, der, told);
		base64_free(arena, der);
	}
	if (!valid)
		listing_warn(rows->input, row->line,
			     "RawData holds no certificate and is ignored");
	return valid;
}

/*
 * The thumbprint, from the certificate itself if it is there. False when it
 * is not known: the entry is damaged.
 */
static bool identify(struct rows *rows, const struct row *row,
		     struct cert *told)
{
	struct slice text = row->values[FIELD_THUMBPRINT];
	struct thumbprint said;
	bool lost;

	if (!read_raw(rows, row, told))
		return spelling_read(rows->input, row->line, text, &told->sha1);
	if (!spelling_parse(text, &said, &lost) ||
	    thumbprint_eq(&said, &told->sha1))
		return true;
	listing_warn(rows->input, row->line,
		     "the thumbprint %s is not that of the certificate in "
		     "RawData, %s; the entry is damaged and left out",
		     thumbprint_print(&said).digits,
		     thumbprint_print(&told->sha1).digits);
	return false;
}

/* True when the date is settled, or there is none. */
static bool settle(struct cert_time *time, struct slice text)
{
	return time->known || !slice_trim(text).len ||
	       field_exact_date(text, time);
}

static void add_dates(struct rows *rows, const struct row *row,
		      struct cert *cert, bool again)
{
	struct inventory *inventory = rows->input->inventory;
	struct slice before = row->values[FIELD_NOT_BEFORE];
	struct slice after = row->values[FIELD_NOT_AFTER];
	struct row_dates *dates;
	bool settled = settle(&cert->not_before, before);

	if (settle(&cert->not_after, after) && settled)
		return;
	dates = vector_push(&rows->dates);
	if (!dates) {
		inventory->arena->failed = true;
		return;
	}
	*dates = (struct row_dates){
		.index = (again ? rows->again.count : inventory->certs.count) -
			 1,
		.again = again,
		.before = before,
		.after = after,
	};
	date_learn(&rows->order, before);
	date_learn(&rows->order, after);
}

/* The store has it already. */
static void add_again(struct rows *rows, const struct row *row,
		      const struct cert *told)
{
	struct cert *again = vector_push(&rows->again);

	if (!again) {
		rows->input->inventory->arena->failed = true;
		return;
	}
	*again = *told;
	again->line = row->line;
	again->store = rows->input->store - 1;
	add_dates(rows, row, again, true);
}

static void add(struct rows *rows, const struct row *row, struct cert *told)
{
	struct listing_input *input = rows->input;
	struct cert *cert;

	row_fill(row, input, told);
	cert = listing_cert(input, &told->sha1, row->line);
	if (cert) {
		told->store = cert->store;
		told->line = cert->line;
		told->next_same = cert->next_same;
		*cert = *told;
		add_dates(rows, row, cert, false);
	} else if (!arena_failed(input->inventory->arena)) {
		add_again(rows, row, told);
	}
}

void rows_add(struct rows *rows, const struct row *row)
{
	struct cert told = { .details = NULL };

	if (is_binding(row)) {
		rows->bindings++;
		return;
	}
	if (!enter_store(rows, row)) {
		rows->bad++;
		return;
	}
	if (!identify(rows, row, &told)) {
		listing_current_store(rows->input)->complete = false;
		rows->bad++;
		return;
	}
	rows->good++;
	add(rows, row, &told);
}

static void resolve(enum date_order order, struct cert_time *time,
		    struct slice text)
{
	if (!time->known)
		*time = date_parse(order, slice_trim(text));
}

static void resolve_dates(struct rows *rows)
{
	const struct row_dates *dates = rows->dates.items;
	struct cert *certs = rows->input->inventory->certs.items;
	struct cert *again = rows->again.items;

	for (size_t i = 0; i < rows->dates.count; i++)
		date_learn_pair(&rows->order, dates[i].before, dates[i].after);
	for (size_t i = 0; i < rows->dates.count; i++) {
		struct cert *cert =
			(dates[i].again ? again : certs) + dates[i].index;

		resolve(rows->order, &cert->not_before, dates[i].before);
		resolve(rows->order, &cert->not_after, dates[i].after);
	}
}

static void merge_again(struct rows *rows)
{
	const struct cert *again = rows->again.items;

	for (size_t i = 0; i < rows->again.count; i++) {
		rows->input->store = again[i].store + 1;
		listing_twice(rows->input, &again[i]);
	}
}

/* Nothing could be used: why, and what would be of use. */
static bool refuse(struct rows *rows)
{
	if (!rows->bad)
		return listing_error(
			rows->input, 0,
			"bindings of sites, not the certificates of a store; "
			"use netsh http show sslcert and give that with "
			"--http-sys");
	return listing_error(rows->input, 0,
			     "none of %zu entries has a thumbprint that can be "
			     "used%s%s",
			     rows->bad, rows->advice ? "; " : "",
			     rows->advice ? rows->advice : "");
}

void rows_abandon(struct rows *rows)
{
	vector_free(&rows->dates);
	vector_free(&rows->again);
}

bool rows_end(struct rows *rows)
{
	struct listing_input *input = rows->input;

	resolve_dates(rows);
	merge_again(rows);
	rows_abandon(rows);
	listing_doubt_keys(input, rows->first);
	if (!rows->good && rows->bad + rows->bindings)
		return refuse(rows);
	if (rows->bindings)
		listing_warn(input, 0,
			     "%zu entries are bindings of sites and no "
			     "certificates; they are left out",
			     rows->bindings);
	if (!rows->good)
		listing_store(input, SLICE(""), CERT_LOCATION_UNKNOWN, 1);
	return true;
}
