/* PowerShell's ConvertTo-Json. */
#include <jansson.h>

#include "base/lines.h"
#include "cert/json_walk.h"
#include "cert/rows.h"
#include "cert/x509.h"

enum { SURE = 100 };

struct reading {
	struct listing_input *input;
	struct json_walk walk;
	struct lines lines;
	struct arena scratch; /* for values, until the rows are finished */
	struct rows rows;
};

static int recognise(const struct listing_input *input)
{
	struct slice text = slice_trim(input->text);

	return text.len && (text.at[0] == '{' || text.at[0] == '[') ? SURE : 0;
}

static struct slice string_of(const json_t *value)
{
	return (struct slice){ json_string_value(value),
			       json_string_length(value) };
}

/* Line of a place behind those asked for before. */
static uint32_t line_at(struct reading *reading, size_t at)
{
	while (reading->lines.next <= at && lines_next(&reading->lines))
		continue;
	return reading->lines.number ? reading->lines.number : 1;
}

/*
 * What matters of a value: lists and dates that Windows PowerShell wrapped
 * come bare, of another object the one property that counts.
 */
static json_t *bare(json_t *value, enum field field)
{
	const char *member = field_member(field);
	json_t *wrapped;

	if (!json_is_object(value))
		return value;
	wrapped = json_object_get(value, "value");
	if (wrapped || !member)
		return wrapped;
	return json_object_get(value, member);
}

static struct slice item_text(const json_t *list, size_t i, enum field field)
{
	json_t *item = bare(json_array_get(list, i), field);

	return json_is_string(item) ? string_of(item) : (struct slice){ "", 0 };
}

/* The texts of a list, one on each line; "{}" when it is empty. */
static struct slice join(struct arena *arena, const json_t *list,
			 enum field field)
{
	size_t count = json_array_size(list), room = 0, len = 0;
	char *text;

	if (!count)
		return SLICE("{}");
	for (size_t i = 0; i < count; i++)
		room += item_text(list, i, field).len + 1;
	text = ARENA_ARRAY(arena, char, room);
	if (!text)
		return (struct slice){ "", 0 };
	for (size_t i = 0; i < count; i++) {
		struct slice item = item_text(list, i, field);

		if (item.len)
			memcpy(text + len, item.at, item.len);
		len += item.len;
		text[len++] = '\n';
	}
	return (struct slice){ text, len };
}

static struct slice nested_text(struct arena *arena, json_t *value,
				enum field field)
{
	value = bare(value, field);
	if (json_is_string(value))
		return arena_copy(arena, string_of(value));
	if (json_is_array(value) && field_is_list(field))
		return join(arena, value, field);
	return (struct slice){ "", 0 };
}

static bool write_bytes(const json_t *list, char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);
		json_int_t number = json_integer_value(item);

		if (!json_is_integer(item) || number < 0 || number > 255)
			return false;
		bytes[i] = (char)number;
	}
	return true;
}

static void free_bytes(const struct arena *arena, struct slice bytes)
{
	if (bytes.at)
		arena->memory->resize(arena->memory->context, (void *)bytes.at,
				      0);
}

/*
 * A certificate as a list of numbers. The bytes come from the allocator, not
 * from the arena; null when it is none.
 */
static struct slice bytes_of(struct arena *arena, json_t *value)
{
	struct slice none = { NULL, 0 }, bytes;
	size_t count;
	char *at;

	value = bare(value, FIELD_RAW_DATA);
	count = json_array_size(value);
	if (!count || count > X509_SIZE_MAX)
		return none;
	at = arena->memory->resize(arena->memory->context, NULL, count);
	if (!at) {
		arena->failed = true;
		return none;
	}
	bytes = (struct slice){ at, count };
	if (write_bytes(value, at, count))
		return bytes;
	free_bytes(arena, bytes);
	return none;
}

/* An array or object; jansson judges it even if it does not matter. */
static void read_nested(struct reading *reading, struct slice raw,
			enum field field, struct row *row)
{
	json_error_t error;
	json_t *value = json_loadb(raw.at, raw.len, 0, &error);

	if (!value) {
		reading->walk.wrong = "an array or object is malformed";
		return;
	}
	if (field == FIELD_RAW_DATA && !row->der.at)
		row->der = bytes_of(&reading->scratch, value);
	if (field != FIELD_COUNT && !row->values[field].len)
		row->values[field] =
			nested_text(&reading->scratch, value, field);
	json_decref(value);
}

static bool is_number(struct slice raw)
{
	json_error_t error;
	json_t *value = json_loadb(raw.at, raw.len, JSON_DECODE_ANY, &error);
	bool number = json_is_number(value);

	json_decref(value);
	return number;
}

static void read_value(struct reading *reading, struct slice raw,
		       enum field field, struct row *row)
{
	struct slice text = { "", 0 };

	if (raw.at[0] == '[' || raw.at[0] == '{') {
		read_nested(reading, raw, field, row);
		return;
	}
	if (raw.at[0] == '"') {
		if (!walk_string(&reading->scratch, raw, &text))
			reading->walk.wrong = "a string has a bad escape";
	} else if (slice_is(raw, "true") || slice_is(raw, "false")) {
		text = raw;
	} else if (!slice_is(raw, "null")) {
		if (!is_number(raw))
			reading->walk.wrong = "a value is malformed";
		else if (field == FIELD_KEY_BITS)
			text = raw;
	}
	if (field != FIELD_COUNT && !row->values[field].len)
		row->values[field] = text;
}

/* A certificate stands where its thumbprint stands, or else its bytes. */
static void read_object(struct reading *reading)
{
	struct json_walk *walk = &reading->walk;
	size_t place = walk->at;
	struct row row = { .line = 0 };
	struct slice name, raw;
	bool first = true;

	walk_enter(walk, '{');
	while (walk_more(walk, '}', &first) && walk_name(walk, &name) &&
	       walk_value(walk, &raw)) {
		enum field field = field_of(name);

		if (field == FIELD_THUMBPRINT ||
		    (field == FIELD_RAW_DATA &&
		     !row.values[FIELD_THUMBPRINT].len))
			place = (size_t)(raw.at - walk->text.at);
		read_value(reading, raw, field, &row);
	}
	row.line = line_at(reading, place);
	if (!walk->wrong)
		rows_add(&reading->rows, &row);
	free_bytes(&reading->scratch, row.der);
}

/* Objects, or bare thumbprints. */
static void read_item(struct reading *reading)
{
	struct row row = { .line = 0 };
	char kind = walk_peek(&reading->walk);
	struct slice raw;

	if (kind == '{') {
		read_object(reading);
		return;
	}
	row.line = line_at(reading, reading->walk.at);
	if (!walk_value(&reading->walk, &raw))
		return;
	read_value(reading, raw, FIELD_THUMBPRINT, &row);
	if (kind == '"') {
		rows_add(&reading->rows, &row);
		return;
	}
	listing_warn(reading->input, row.line,
		     "an entry is neither an object nor a thumbprint");
	rows_skip(&reading->rows);
}

static void read_list(struct reading *reading)
{
	bool first = true;

	walk_enter(&reading->walk, '[');
	while (walk_more(&reading->walk, ']', &first))
		read_item(reading);
}

/*
 * An object is a certificate, or it wraps a list of them: as "value", or as
 * the only array that it has. Go to the list, if it is one. The whole object
 * has been passed over then; what follows it is the caller's to look at.
 */
enum shape { SHAPE_CERTIFICATE, SHAPE_WRAPPER, SHAPE_NEITHER };

static enum shape look_into(struct json_walk *walk, size_t *list)
{
	size_t arrays = 0, value = SIZE_MAX;
	struct slice name, raw;
	bool first = true;

	walk_enter(walk, '{');
	while (walk_more(walk, '}', &first) && walk_name(walk, &name) &&
	       walk_value(walk, &raw)) {
		enum field field = field_of(name);

		if (field == FIELD_THUMBPRINT || field == FIELD_RAW_DATA)
			return SHAPE_CERTIFICATE;
		if (raw.at[0] != '[')
			continue;
		arrays++;
		*list = (size_t)(raw.at - walk->text.at);
		if (slice_is(name, "value"))
			value = *list;
	}
	if (value != SIZE_MAX)
		*list = value;
	return arrays == 1 || value != SIZE_MAX ? SHAPE_WRAPPER : SHAPE_NEITHER;
}

static const char neither[] = "the JSON object has neither a Thumbprint nor a "
			      "list of certificates";

static bool read_root(struct reading *reading)
{
	struct json_walk *walk = &reading->walk;
	struct json_walk look = *walk;
	size_t list = 0;

	if (walk_peek(walk) == '[') {
		read_list(reading);
		return walk_done(walk);
	}
	switch (look_into(&look, &list)) {
	case SHAPE_CERTIFICATE:
		walk_peek(walk);
		read_object(reading);
		return walk_done(walk);
	case SHAPE_WRAPPER:
		if (!walk_done(&look))
			break;
		walk->at = list;
		read_list(reading);
		return !walk->wrong;
	case SHAPE_NEITHER:
		if (walk_done(&look))
			look.wrong = neither;
		break;
	}
	*walk = look;
	return false;
}

static bool read(struct listing_input *input)
{
	struct reading reading = { .input = input, .walk.text = input->text };
	bool valid, usable;

	arena_init(&reading.scratch, input->inventory->arena->memory);
	lines_init(&reading.lines, input->text);
	rows_begin(&reading.rows, input);
	valid = read_root(&reading);
	if (valid) {
		usable = rows_end(&reading.rows);
	} else {
		rows_abandon(&reading.rows);
		usable = listing_error(
			input, line_at(&reading, reading.walk.at), "%s%s",
			reading.walk.wrong == neither ? "" : "not valid JSON: ",
			reading.walk.wrong);
	}
	if (arena_failed(&reading.scratch))
		input->inventory->arena->failed = true;
	arena_free(&reading.scratch);
	return usable;
}

const struct cert_reader cert_reader_json = {
	.name = "JSON",
	.recognise = recognise,
	.read = read,
};
