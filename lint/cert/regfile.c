#include "cert/regfile.h"

#include "base/utf16.h"

enum { DIGITS_OF_NUMBER = 8, BYTES_OF_NUMBER = 4 };

/* Types that "hex(…):" names (winnt.h). */
enum { HEX_STRING = 1, HEX_EXPAND = 2, HEX_BINARY = 3, HEX_NUMBER = 4 };

static const struct slice headers[] = {
	{ "Windows Registry Editor Version ", 32 },
	{ "REGEDIT4", 8 },
};

static bool is_header(struct slice line)
{
	for (size_t i = 0; i < LENGTH(headers); i++)
		if (slice_starts_nocase(line, headers[i]))
			return true;
	return false;
}

bool regfile_is(struct slice text)
{
	return is_header(slice_trim(text));
}

void regfile_init(struct regfile *file, struct slice text, struct arena *arena)
{
	*file = (struct regfile){
		.arena = arena,
		.ansi = slice_starts_nocase(slice_trim(text), headers[1]),
	};
	lines_init(&file->lines, text);
	vector_init(&file->data, arena->memory, 1);
}

void regfile_free(struct regfile *file)
{
	vector_free(&file->data);
}

static void add_byte(struct regfile *file, char byte)
{
	char *room = vector_push(&file->data);

	if (room)
		*room = byte;
	else
		file->arena->failed = true;
}

static struct slice data_of(const struct regfile *file)
{
	return (struct slice){ file->data.items, file->data.count };
}

/* Number in hexadecimal digits, at most eight. */
static bool hex_number(struct slice text, uint32_t *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		int digit = ascii_hex(text.at[i]);

		if (digit < 0)
			return false;
		*number = *number << 4 | (uint32_t)digit;
	}
	return text.len && text.len <= DIGITS_OF_NUMBER;
}

/* "3e,41,65," of one line; *open: another byte must follow. */
static bool take_bytes(struct regfile *file, struct slice line, bool *open)
{
	struct slice part;

	while (slice_cut(&line, ',', &part)) {
		uint32_t byte;

		part = slice_trim(part);
		*open = !part.len;
		if (*open && !line.at)
			return true;
		if (part.len > 2 || !hex_number(part, &byte))
			return false;
		add_byte(file, (char)byte);
	}
	return true;
}

/*
 * The next line, when it can be the continuation of bytes: what begins as a
 * key or a value shows that the file was cut and put together again.
 */
static bool continue_bytes(struct regfile *file)
{
	struct lines ahead = file->lines;
	struct slice line;

	if (!lines_next(&ahead))
		return false;
	line = slice_trim(ahead.line);
	if (line.len && ascii_hex(line.at[0]) < 0 && line.at[0] != '\\')
		return false;
	file->lines = ahead;
	return true;
}

/* Bytes on one line or more; "\" at the end joins the next one. */
static bool read_bytes(struct regfile *file, struct slice line)
{
	bool open = false;

	for (;;) {
		bool more;

		line = slice_trim(line);
		more = slice_ends(line, SLICE("\\"));
		if (more)
			line = slice_take(line, line.len - 1);
		if (!take_bytes(file, line, &open))
			return false;
		if (!more)
			return !open || !file->data.count;
		if (!continue_bytes(file))
			return false;
		line = file->lines.line;
	}
}

/* Offset of the quotation mark that ends a string, or SIZE_MAX. */
static size_t find_quote(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			return i;
		if (text.at[i] == '\\')
			i++;
	}
	return SIZE_MAX;
}

/* One line of a string, or its first part. */
static void take_text(struct regfile *file, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\\' && i + 1 < text.len)
			i++;
		add_byte(file, text.at[i]);
	}
}

/*
 * A string; what stands in it is quoted by "\", but for line breaks. A key
 * ends it, for it would hide all that follows.
 */
static bool read_string(struct regfile *file, struct slice line)
{
	size_t end;

	while ((end = find_quote(line)) == SIZE_MAX) {
		struct lines ahead = file->lines;

		take_text(file, line);
		add_byte(file, '\n');
		if (!lines_next(&ahead) || slice_starts(ahead.line, SLICE("[")))
			return false;
		file->lines = ahead;
		line = ahead.line;
	}
	take_text(file, slice_take(line, end));
	return true;
}

/* What bytes of the type are. */
static void take_typed(struct regfile *file, struct reg_item *item,
		       uint32_t type)
{
	const unsigned char *b = file->data.items;

	item->data = data_of(file);
	if (type == HEX_BINARY) {
		item->type = REG_TYPE_BINARY;
	} else if (type == HEX_NUMBER && item->data.len == BYTES_OF_NUMBER) {
		item->type = REG_TYPE_NUMBER;
		item->number = b[0] | (uint32_t)b[1] << 8 |
			       (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
	} else if (type == HEX_STRING || type == HEX_EXPAND) {
		item->type = REG_TYPE_STRING;
		item->data = file->ansi
				     ? slice_take(item->data,
						  slice_find(item->data, '\0'))
				     : utf16_text(file->arena, item->data);
	}
}

/* "hex:…" or "hex(3):…". */
static void read_hex(struct regfile *file, struct reg_item *item,
		     struct slice text)
{
	uint32_t type = HEX_BINARY;
	size_t colon = slice_find(text, ':');
	struct slice head = slice_trim(slice_take(text, colon));

	item->type = REG_TYPE_DAMAGED;
	if (colon == SIZE_MAX)
		return;
	if (head.len) {
		if (head.at[0] != '(' || !slice_ends(head, SLICE(")")) ||
		    !hex_number(slice_skip(slice_take(head, head.len - 1), 1),
				&type))
			return;
	}
	if (!read_bytes(file, slice_skip(text, colon + 1)))
		return;
	item->type = REG_TYPE_OTHER;
	take_typed(file, item, type);
}

/* What stands behind "name"=. */
static void read_data(struct regfile *file, struct reg_item *item,
		      struct slice text)
{
	text = slice_trim(text);
	item->type = REG_TYPE_DAMAGED;
	if (slice_starts(text, SLICE("\""))) {
		if (read_string(file, slice_skip(text, 1)))
			item->type = REG_TYPE_STRING;
		item->data = data_of(file);
	} else if (slice_starts_nocase(text, SLICE("dword:"))) {
		text = slice_skip(text, 6);
		text = slice_trim(slice_take(text, slice_find(text, ';')));
		if (hex_number(text, &item->number))
			item->type = REG_TYPE_NUMBER;
	} else if (slice_starts_nocase(text, SLICE("hex"))) {
		read_hex(file, item, slice_skip(text, 3));
	} else if (slice_is(text, "-")) {
		item->type = REG_TYPE_OTHER;
	}
}

static bool read_key(struct reg_item *item, struct slice line)
{
	if (line.len < 2 || !slice_ends(line, SLICE("]")))
		return false;
	line = slice_skip(slice_take(line, line.len - 1), 1);
	item->deleted = slice_starts(line, SLICE("-"));
	item->name = item->deleted ? slice_skip(line, 1) : line;
	return true;
}

/* "name"=… or @=…; `line` begins with the name. */
static bool read_value(struct regfile *file, struct reg_item *item,
		       struct slice line)
{
	size_t end = 0;

	if (line.at[0] == '"') {
		line = slice_skip(line, 1);
		end = find_quote(line);
		if (end == SIZE_MAX)
			return false;
		item->name = slice_take(line, end);
	}
	line = slice_trim(slice_skip(line, end + 1));
	if (!slice_starts(line, SLICE("=")))
		return false;
	file->data.count = 0;
	read_data(file, item, slice_skip(line, 1));
	return true;
}

enum reg_step regfile_next(struct regfile *file, struct reg_item *item)
{
	while (lines_next(&file->lines)) {
		struct slice line = slice_trim(file->lines.line);
		enum reg_step step = REG_STRAY;

		if (!line.len || line.at[0] == ';' || is_header(line))
			continue;
		*item = (struct reg_item){ .line = file->lines.number };
		if (line.at[0] == '[' && read_key(item, line))
			step = REG_KEY;
		else if ((line.at[0] == '"' || line.at[0] == '@') &&
			 read_value(file, item, line))
			step = REG_VALUE;
		return step;
	}
	return REG_END;
}
