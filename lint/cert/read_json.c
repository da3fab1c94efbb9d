/* PowerShell's ConvertTo-Json. */
#include <jansson.h>

#include "base/lines.h"
#include "cert/rows.h"
#include "cert/x509.h"

enum {
	SURE = 100,
	/* Thumbprints that are written with escapes cannot be searched for. */
	MISSES_MAX = 8,
	NEEDLE_MAX = 64, /* how much of RawData is searched for instead */
};

/* Where in the text the certificates stand; jansson does not tell. */
struct finder {
	struct lines lines;
	size_t at; /* behind the last one found */
	int misses;
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

/* Without escaped characters at either end, such as an invisible one. */
static struct slice core(struct slice text)
{
	while (text.len && ascii_hex(text.at[0]) < 0)
		text = slice_skip(text, 1);
	while (text.len && ascii_hex(text.at[text.len - 1]) < 0)
		text.len--;
	return text;
}

/*
 * Line of the next occurrence of a thumbprint, or of a certificate, or of the
 * last one that was found. Each search goes on behind the last hit.
 */
static uint32_t find_line(struct finder *finder, const struct row *row)
{
	struct slice text = finder->lines.text;
	struct slice needle = core(row->values[FIELD_THUMBPRINT]);
	size_t at;

	if (!needle.len)
		needle = slice_take(row->values[FIELD_RAW_DATA], NEEDLE_MAX);
	if (needle.len && finder->misses < MISSES_MAX) {
		at = slice_search(slice_skip(text, finder->at), needle);
		if (at == SIZE_MAX)
			finder->misses++;
		else
			finder->at += at + needle.len;
	}
	while (finder->lines.next < finder->at && lines_next(&finder->lines))
		continue;
	return finder->lines.number ? finder->lines.number : 1;
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

static struct slice text_of(struct arena *arena, json_t *value,
			    enum field field)
{
	value = bare(value, field);
	if (json_is_string(value))
		return string_of(value);
	if (json_is_boolean(value))
		return json_is_true(value) ? SLICE("true") : SLICE("false");
	if (json_is_array(value) && field_is_list(field))
		return join(arena, value, field);
	if (json_is_integer(value) && field == FIELD_KEY_BITS)
		return arena_printf(arena, "%lld",
				    (long long)json_integer_value(value));
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
	arena->memory->resize(arena->memory->context, (void *)bytes.at, 0);
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

static void read_object(json_t *object, struct finder *finder,
			struct rows *rows)
{
	struct arena *arena = rows->input->inventory->arena;
	struct row row = { .line = 0 };
	const char *name;
	json_t *value;

	json_object_foreach (object, name, value) {
		enum field field = field_of(slice_of(name));

		if (field != FIELD_COUNT && !row.values[field].len)
			row.values[field] = text_of(arena, value, field);
		if (field == FIELD_RAW_DATA && !row.der.at)
			row.der = bytes_of(arena, value);
	}
	row.line = find_line(finder, &row);
	rows_add(rows, &row);
	if (row.der.at)
		free_bytes(arena, row.der);
}

/* Objects, or bare thumbprints. */
static void read_item(json_t *item, struct finder *finder, struct rows *rows)
{
	struct row row = { .line = 0 };

	if (json_is_object(item)) {
		read_object(item, finder, rows);
		return;
	}
	if (json_is_string(item))
		row.values[FIELD_THUMBPRINT] = string_of(item);
	row.line = find_line(finder, &row);
	if (json_is_string(item)) {
		rows_add(rows, &row);
		return;
	}
	listing_warn(rows->input, row.line,
		     "an entry is neither an object nor a thumbprint");
	rows_skip(rows);
}

static bool is_certificate(json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach (object, name, value) {
		enum field field = field_of(slice_of(name));

		if (field == FIELD_THUMBPRINT || field == FIELD_RAW_DATA)
			return true;
	}
	return false;
}

/* The array that an object wraps: "value", or the only one it has. */
static json_t *wrapped(json_t *object)
{
	json_t *array = json_object_get(object, "value");
	const char *name;
	json_t *value;
	size_t count = 0;

	if (json_is_array(array))
		return array;
	json_object_foreach (object, name, value) {
		if (!json_is_array(value))
			continue;
		array = value;
		count++;
	}
	return count == 1 ? array : NULL;
}

static bool read_items(struct listing_input *input, json_t *root)
{
	struct finder finder = { .at = 0 };
	struct rows rows;
	json_t *items = root;

	lines_init(&finder.lines, input->text);
	if (json_is_object(root) && !is_certificate(root))
		items = wrapped(root);
	if (!items)
		return listing_error(input, 1,
				     "the JSON object has neither a Thumbprint "
				     "nor a list of certificates");
	rows_begin(&rows, input);
	if (json_is_object(items))
		read_object(items, &finder, &rows);
	for (size_t i = 0; i < json_array_size(items); i++)
		read_item(json_array_get(items, i), &finder, &rows);
	return rows_end(&rows);
}

static bool read(struct listing_input *input)
{
	json_error_t error;
	json_t *root;
	bool usable;

	root = json_loadb(input->text.at, input->text.len, 0, &error);
	if (!root)
		return listing_error(input,
				     error.line > 0 ? (uint32_t)error.line : 0,
				     "not valid JSON: %.100s", error.text);
	usable = read_items(input, root);
	json_decref(root);
	return usable;
}

const struct cert_reader cert_reader_json = {
	.name = "JSON",
	.recognise = recognise,
	.read = read,
};
