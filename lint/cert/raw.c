#include "cert/raw.h"

#include "cert/base64.h"
#include "cert/lists.h"

/* Numbers have blanks or commas between them; Base64 has none. */
static bool is_numbers(struct slice text)
{
	bool several = false;

	for (size_t i = 0; i < text.len; i++) {
		bool between = text.at[i] == ',' || ascii_is_space(text.at[i]);

		if (!between && !ascii_is_digit(text.at[i]))
			return false;
		several = several || between;
	}
	return several;
}

/* Write the numbers to `bytes`; their count, or 0 when one is no byte. */
static size_t read_numbers(struct slice text, char *bytes)
{
	size_t count = 0, i = 0;

	while (i < text.len) {
		unsigned number = 0;

		if (!ascii_is_digit(text.at[i])) {
			i++;
			continue;
		}
		for (; i < text.len && ascii_is_digit(text.at[i]); i++) {
			number = number * 10 + (unsigned)(text.at[i] - '0');
			if (number > 255)
				return 0;
		}
		bytes[count++] = (char)number;
	}
	return count;
}

bool raw_decode(struct arena *arena, struct slice text, struct slice *bytes)
{
	const struct allocator *memory = arena->memory;
	char *out;

	if (lists_open(&text))
		return false;
	if (!is_numbers(text))
		return base64_decode(arena, text, bytes);
	out = memory->resize(memory->context, NULL, text.len / 2 + 1);
	if (!out) {
		arena->failed = true;
		return false;
	}
	*bytes = (struct slice){ out, read_numbers(text, out) };
	if (!bytes->len)
		base64_free(arena, *bytes);
	return bytes->len;
}

bool raw_is_left_out(struct slice text)
{
	return lists_open(&text) || slice_starts(text, SLICE("System."));
}
