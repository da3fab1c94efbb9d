#include "cert/clixml.h"

#include "base/utf8.h"
#include "cert/x509.h"

enum {
	/* Bytes of one property: a certificate in Base64 fits. */
	VALUE_MAX = 2 * X509_SIZE_MAX,
	ESCAPE = 7, /* bytes of "_x000D_" */
};

/* Where the value of a property stands among the text of the row. */
struct clixml_value {
	enum field field;
	size_t start, end;
};

void clixml_init(struct clixml_objects *objects, struct listing_input *input)
{
	const struct allocator *memory = input->inventory->arena->memory;

	*objects = (struct clixml_objects){ .depth = 0 };
	rows_begin(&objects->rows, input);
	vector_init(&objects->text, memory, sizeof(char));
	vector_init(&objects->values, memory, sizeof(struct clixml_value));
}

void clixml_free(struct clixml_objects *objects)
{
	vector_free(&objects->text);
	vector_free(&objects->values);
}

/* Within the list that an object may be, but not within its properties. */
bool clixml_is_row(const struct clixml_objects *objects, struct slice tag,
		   struct slice name)
{
	return slice_is(tag, "Obj") && !name.len &&
	       (!objects->depth || !objects->holds);
}

void clixml_begin_row(struct clixml_objects *objects, unsigned depth,
		      uint32_t line)
{
	objects->depth = depth;
	objects->line = line;
	objects->holds = objects->inside = objects->collecting = false;
	objects->text.count = objects->values.count = 0;
}

static bool has_value(const struct clixml_objects *objects, enum field field)
{
	const struct clixml_value *values = objects->values.items;

	for (size_t i = 0; i < objects->values.count; i++)
		if (values[i].field == field)
			return true;
	return false;
}

/* Of two properties for the same thing the first one counts. */
static void begin_property(struct clixml_objects *objects, struct slice tag,
			   struct slice name)
{
	enum field field = field_of(name);

	if (field != FIELD_COUNT && has_value(objects, field))
		field = FIELD_COUNT;
	objects->inside = true;
	objects->field = field;
	objects->object = slice_is(tag, "Obj");
	objects->listed = false;
	objects->collecting = field != FIELD_COUNT && !objects->object;
	objects->start = objects->text.count;
}

/*
 * Within the object that is the value: its items as texts, the one property
 * of an item that counts, or the value to which properties were added.
 */
static bool is_part(enum field field, struct slice tag, struct slice name)
{
	const char *member = field_member(field);

	if (name.len)
		return member && slice_is(name, member);
	if (slice_is(tag, "ToString"))
		return field_is_list(field);
	return slice_is(tag, "S") || slice_is(tag, "DT") ||
	       slice_is(tag, "B") || slice_is(tag, "BA");
}

void clixml_start(struct clixml_objects *objects, unsigned depth,
		  struct slice tag, struct slice name)
{
	unsigned below = objects->depth ? depth - objects->depth : 0;

	if (below == 1)
		objects->holds = slice_is(tag, "Props") || slice_is(tag, "MS");
	else if (below == 2 && objects->holds && name.len)
		begin_property(objects, tag, name);
	if (below < 3 || !objects->inside || !objects->object ||
	    objects->field == FIELD_COUNT)
		return;
	if (slice_is(tag, "LST"))
		objects->listed = true;
	objects->collecting = is_part(objects->field, tag, name);
}

static bool append(struct clixml_objects *objects, struct slice text)
{
	const struct vector bytes = { .items = (void *)text.at,
				      .size = 1,
				      .count = text.len };

	return vector_append(&objects->text, &bytes);
}

bool clixml_text(struct clixml_objects *objects, struct slice text)
{
	if (!objects->collecting)
		return true;
	if (objects->text.count - objects->start + text.len > VALUE_MAX) {
		objects->collecting = false;
		return true;
	}
	return append(objects, text);
}

/* The UTF-16 unit of "_x000D_" at the front. */
static bool parse_escape(struct slice text, uint32_t *unit)
{
	*unit = 0;
	if (text.len < ESCAPE || text.at[0] != '_' || text.at[1] != 'x' ||
	    text.at[ESCAPE - 1] != '_')
		return false;
	for (size_t i = 2; i < ESCAPE - 1; i++) {
		int digit = ascii_hex(text.at[i]);

		if (digit < 0)
			return false;
		*unit = *unit * 16 + (uint32_t)digit;
	}
	return true;
}

/* One character, of two units if need be; returns the bytes used. */
static size_t take_escape(struct slice text, uint32_t *c)
{
	uint32_t low;

	if (!parse_escape(text, c))
		return 0;
	if (*c < 0xD800 || *c > 0xDFFF)
		return ESCAPE;
	if (*c < 0xDC00 && parse_escape(slice_skip(text, ESCAPE), &low) &&
	    low >= 0xDC00 && low <= 0xDFFF) {
		*c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
		return 2 * ESCAPE;
	}
	*c = UTF8_REPLACEMENT;
	return ESCAPE;
}

/* Characters get shorter when they are no longer escaped. */
static size_t unescape(char *at, size_t len)
{
	size_t from = 0, to = 0;

	while (from < len) {
		struct slice rest = { at + from, len - from };
		char bytes[UTF8_MAX];
		uint32_t c;
		size_t used = rest.at[0] == '_' ? take_escape(rest, &c) : 0;

		if (!used) {
			at[to++] = at[from++];
			continue;
		}
		from += used;
		used = utf8_encode(c, bytes);
		memcpy(at + to, bytes, used);
		to += used;
	}
	return to;
}

static bool end_property(struct clixml_objects *objects)
{
	struct clixml_value *value;

	objects->inside = objects->collecting = false;
	if (objects->field == FIELD_COUNT)
		return true;
	if (objects->listed && objects->text.count == objects->start &&
	    !append(objects, SLICE("{}")))
		return false;
	value = vector_push(&objects->values);
	if (!value)
		return false;
	if (objects->text.count > objects->start) {
		char *text = (char *)objects->text.items + objects->start;

		objects->text.count =
			objects->start +
			unescape(text, objects->text.count - objects->start);
	}
	*value = (struct clixml_value){ objects->field, objects->start,
					objects->text.count };
	return true;
}

/* These must outlive the row. */
static bool is_kept(enum field field)
{
	switch (field) {
	case FIELD_NOT_BEFORE:
	case FIELD_NOT_AFTER:
	case FIELD_STORE:
	case FIELD_STORE_LOCATION:
	case FIELD_PARENT_PATH:
	case FIELD_PATH:
		return true;
	default:
		return false;
	}
}

static void end_row(struct clixml_objects *objects)
{
	const struct clixml_value *values = objects->values.items;
	const char *text = objects->text.items;
	struct row row = { .line = objects->line };

	objects->depth = 0;
	for (size_t i = 0; i < objects->values.count; i++) {
		struct slice value = { "", 0 };

		if (values[i].end > values[i].start)
			value = (struct slice){ text + values[i].start,
						values[i].end -
							values[i].start };
		if (is_kept(values[i].field))
			value = listing_keep(objects->rows.input, value);
		row.values[values[i].field] = value;
	}
	if (objects->values.count)
		rows_add(&objects->rows, &row);
	else
		rows_skip(&objects->rows);
}

bool clixml_end(struct clixml_objects *objects, unsigned depth)
{
	unsigned below = objects->depth ? depth - objects->depth : 0;

	if (!objects->depth)
		return true;
	if (below == 0) {
		end_row(objects);
		return true;
	}
	if (below == 1)
		objects->holds = false;
	if (below == 2 && objects->inside)
		return end_property(objects);
	if (below < 3 || !objects->collecting || !objects->object)
		return true;
	objects->collecting = false;
	return append(objects, SLICE("\n"));
}
