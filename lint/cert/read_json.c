/* PowerShell's ConvertTo-Json. */
#include <jansson.h>

#include "base/lines.h"
#include "cert/fields.h"

enum {
	SURE = 100,
	/* Thumbprints that are written with escapes cannot be searched for. */
	MISSES_MAX = 8,
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
 * Line of the next occurrence of a thumbprint, or of the last one that was
 * found. Each search goes on behind the last hit.
 */
static uint32_t find_line(struct finder *finder, struct slice thumbprint)
{
	struct slice text = finder->lines.text;
	size_t at;

	thumbprint = core(thumbprint);
	if (thumbprint.len && finder->misses < MISSES_MAX) {
		at = slice_search(slice_skip(text, finder->at), thumbprint);
		if (at == SIZE_MAX)
			finder->misses++;
		else
			finder->at += at + thumbprint.len;
	}
	while (finder->lines.next < finder->at && lines_next(&finder->lines))
		continue;
	return finder->lines.number ? finder->lines.number : 1;
}

/* The value as a text; dates that Windows PowerShell wrapped come bare. */
static struct slice text_of(json_t *value)
{
	if (json_is_object(value))
		value = json_object_get(value, "value");
	if (json_is_string(value))
		return string_of(value);
	if (json_is_boolean(value))
		return json_is_true(value) ? SLICE("true") : SLICE("false");
	return (struct slice){ "", 0 };
}

static void read_object(json_t *object, struct finder *finder,
			struct rows *rows)
{
	struct row row = { .line = 0 };
	const char *name;
	json_t *value;

	json_object_foreach (object, name, value) {
		enum field field = field_of(slice_of(name));

		if (field != FIELD_COUNT && !row.values[field].len)
			row.values[field] = text_of(value);
	}
	row.line = find_line(finder, row.values[FIELD_THUMBPRINT]);
	rows_add(rows, &row);
}

/* Objects, or bare thumbprints. */
static void read_item(json_t *item, struct finder *finder, struct rows *rows)
{
	struct row row = { .line = 0 };

	if (json_is_object(item)) {
		read_object(item, finder, rows);
		return;
	}
	row.values[FIELD_THUMBPRINT] = text_of(item);
	row.line = find_line(finder, row.values[FIELD_THUMBPRINT]);
	if (json_is_string(item)) {
		rows_add(rows, &row);
		return;
	}
	listing_warn(rows->input, row.line,
		     "an entry is neither an object nor a thumbprint");
	rows_skip(rows);
}

static bool has_thumbprint(json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach (object, name, value) {
		if (field_of(slice_of(name)) == FIELD_THUMBPRINT)
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
	if (json_is_object(root) && !has_thumbprint(root))
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
