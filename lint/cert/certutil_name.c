#include "cert/certutil_name.h"

enum { NAME_MAX = 4096 }; /* longer ones are not put together from lines */

void certutil_name_init(struct block_name *name, struct arena *arena)
{
	*name = (struct block_name){ .arena = arena, .text = { "", 0 } };
	vector_init(&name->parts, arena->memory, sizeof(struct slice));
}

void certutil_name_free(struct block_name *name)
{
	vector_free(&name->parts);
}

void certutil_name_forget(struct block_name *name)
{
	name->text = (struct slice){ "", 0 };
	name->length = name->parts.count = 0;
}

bool certutil_is_name(struct slice text)
{
	size_t n = 0;

	while (n < text.len &&
	       (ascii_is_alpha(text.at[n]) || ascii_is_digit(text.at[n]) ||
		text.at[n] == '.' || text.at[n] == ' '))
		n++;
	return n && n < text.len && text.at[n] == '=';
}

bool certutil_name_add(struct block_name *name, struct slice part)
{
	struct slice *last;

	if (name->length + part.len > NAME_MAX)
		return false;
	last = vector_push(&name->parts);
	if (!last) {
		name->arena->failed = true;
		return false;
	}
	*last = part;
	name->length += part.len + 2;
	return true;
}

struct slice certutil_name_keep(struct listing_input *input,
				const struct block_name *name)
{
	const struct slice *parts = name->parts.items;
	char *text;
	size_t n = 0;

	if (!name->parts.count)
		return name->text.len ? listing_keep(input, name->text)
				      : name->text;
	text = ARENA_ARRAY(input->inventory->arena, char, name->length);
	if (!text)
		return (struct slice){ "", 0 };
	for (size_t i = 0; i < name->parts.count; i++) {
		memcpy(text + n, parts[i].at, parts[i].len);
		memcpy(text + n + parts[i].len, ", ", 2);
		n += parts[i].len + 2;
	}
	text[n - 2] = '\0';
	return (struct slice){ text, n - 2 };
}

/* Length of the part of a name before ", " or " + " outside of quotes. */
static size_t part_length(struct slice name)
{
	bool quoted = false;

	for (size_t i = 0; i < name.len; i++) {
		struct slice rest = slice_skip(name, i);

		if (name.at[i] == '"')
			quoted = !quoted;
		else if (!quoted && (slice_starts(rest, SLICE(", ")) ||
				     slice_starts(rest, SLICE(" + "))))
			return i;
	}
	return name.len;
}

struct slice certutil_common_name(struct slice name)
{
	while (name.len) {
		size_t length = part_length(name);
		struct slice part = slice_take(name, length);

		if (slice_starts(part, SLICE("CN="))) {
			part = slice_skip(part, 3);
			if (part.len > 1 && slice_starts(part, SLICE("\"")) &&
			    slice_ends(part, SLICE("\"")))
				part = slice_take(slice_skip(part, 1),
						  part.len - 2);
			return part;
		}
		name = slice_skip(name, length);
		while (name.len && (name.at[0] == ',' || name.at[0] == '+' ||
				    name.at[0] == ' '))
			name = slice_skip(name, 1);
	}
	return name;
}
