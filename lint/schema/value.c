#include "schema/value.h"

#define POOL_NAME_BAD	    "|<>&\\\"/[]+=;:,?*@"
#define SITE_NAME_BAD	    "/?"
#define VERDICT(kind, what) ((struct value_verdict){ (kind), (what), NULL })

bool value_number(struct slice text, int64_t *number)
{
	bool negative = slice_starts(text, SLICE("-"));
	int64_t sum = 0;

	text = slice_skip(text, negative);
	if (!text.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		int digit = text.at[i] - '0';

		if (!ascii_is_digit(text.at[i]) ||
		    sum > (INT64_MAX - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	*number = negative ? -sum : sum;
	return true;
}

/* One field of a time span, of at most nine digits. */
static bool read_field(struct slice text, int64_t *number)
{
	return text.len <= 9 && !slice_starts(text, SLICE("-")) &&
	       value_number(text, number);
}

/* "ss" or "ss.fraction". */
static bool read_seconds(struct slice text, int64_t *seconds)
{
	size_t dot = slice_find(text, '.');
	int64_t ignored;

	if (dot == SIZE_MAX)
		return read_field(text, seconds);
	return read_field(slice_take(text, dot), seconds) &&
	       read_field(slice_skip(text, dot + 1), &ignored);
}

/* "hh" or "d.hh". */
static bool read_hours(struct slice text, int64_t *hours)
{
	size_t dot = slice_find(text, '.');
	int64_t days;

	if (dot == SIZE_MAX)
		return read_field(text, hours);
	if (!read_field(slice_take(text, dot), &days) ||
	    !read_field(slice_skip(text, dot + 1), hours))
		return false;
	*hours += days * 24;
	return true;
}

bool value_time_span(struct slice text, int64_t *seconds)
{
	struct slice parts[4];
	int64_t days = 0, hours, minutes;
	size_t count = 0;

	while (count < LENGTH(parts) && slice_cut(&text, ':', &parts[count]))
		count++;
	if (text.at || count < 3)
		return false;
	if (count == 4 && !read_field(parts[0], &days))
		return false;
	if (!read_hours(parts[count - 3], &hours) ||
	    !read_field(parts[count - 2], &minutes) ||
	    !read_seconds(parts[count - 1], seconds))
		return false;
	*seconds += ((days * 24 + hours) * 60 + minutes) * 60;
	return true;
}

const struct schema_member *
value_member(const struct schema *schema,
	     const struct schema_attribute *attribute, struct slice name)
{
	for (uint32_t i = 0; i < attribute->member_count; i++) {
		const struct schema_member *member =
			&schema->members[attribute->first_member + i];

		if (slice_eq_nocase(schema_text(schema, member->name), name))
			return member;
	}
	return NULL;
}

static struct value_verdict check_name(const struct schema *schema,
				       const struct schema_attribute *attribute,
				       struct slice name)
{
	const struct schema_member *member =
		value_member(schema, attribute, name);
	int64_t ignored;

	if (member && schema_too_new(schema, member->since))
		return (struct value_verdict){ VALUE_TOO_NEW, name, member };
	if (member)
		return VERDICT(VALUE_FINE, name);
	return VERDICT(value_number(name, &ignored) ? VALUE_NUMBER
						    : VALUE_NOT_OF_TYPE,
		       name);
}

static struct value_verdict
check_flags(const struct schema *schema,
	    const struct schema_attribute *attribute, struct slice value)
{
	struct slice rest = value, part;

	while (slice_cut(&rest, ',', &part)) {
		struct value_verdict verdict;

		part = slice_trim(part);
		if (!part.len)
			continue;
		verdict = check_name(schema, attribute, part);
		if (verdict.problem != VALUE_FINE)
			return verdict;
	}
	return VERDICT(VALUE_FINE, value);
}

static bool is_hexadecimal(struct slice value)
{
	if (!slice_starts_nocase(value, SLICE("0x")) || value.len == 2)
		return false;
	for (size_t i = 2; i < value.len; i++)
		if (ascii_hex(value.at[i]) < 0)
			return false;
	return true;
}

static bool fits(uint8_t type, int64_t number)
{
	if (type == SCHEMA_UINT)
		return number >= 0 && number <= UINT32_MAX;
	if (type == SCHEMA_INT)
		return number >= INT32_MIN && number <= INT32_MAX;
	return true;
}

static struct value_verdict
check_range(const struct schema_attribute *attribute, int64_t number,
	    struct slice value)
{
	bool inside = number >= attribute->min && number <= attribute->max;

	if (attribute->validator != SCHEMA_RANGE &&
	    attribute->validator != SCHEMA_NOT_IN_RANGE)
		return VERDICT(VALUE_FINE, value);
	if (inside != (attribute->validator == SCHEMA_RANGE))
		return VERDICT(VALUE_OUT_OF_RANGE, value);
	if (attribute->granularity > 1 && number % attribute->granularity)
		return VERDICT(VALUE_NOT_GRANULAR, value);
	return VERDICT(VALUE_FINE, value);
}

static struct value_verdict
check_number(const struct schema_attribute *attribute, struct slice value)
{
	int64_t number;

	if (is_hexadecimal(value))
		return VERDICT(VALUE_FINE, value);
	if (!value_number(value, &number) || !fits(attribute->type, number))
		return VERDICT(VALUE_NOT_OF_TYPE, value);
	return check_range(attribute, number, value);
}

/* As seconds; what is too large for them is out of every range, and stays. */
static int64_t in_seconds(uint8_t unit, int64_t number)
{
	bool small = number >= INT64_MIN / 60 && number <= INT64_MAX / 60;

	return unit == SCHEMA_MINUTES && small ? number * 60 : number;
}

static struct value_verdict
check_time_span(const struct schema_attribute *attribute, struct slice value)
{
	int64_t seconds;

	if (attribute->unit != SCHEMA_CLOCK && value_number(value, &seconds))
		seconds = in_seconds(attribute->unit, seconds);
	else if (!value_time_span(value, &seconds))
		return VERDICT(VALUE_NOT_OF_TYPE, value);
	return check_range(attribute, seconds, value);
}

/* The first character that is one of those, or an empty slice. */
static struct slice find_any(struct slice value, const char *characters)
{
	for (size_t i = 0; i < value.len; i++)
		if (strchr(characters, value.at[i]) && value.at[i])
			return slice_take(slice_skip(value, i), 1);
	return slice_take(value, 0);
}

/* A segment "." or "..", which no path may have. */
static bool has_dots(struct slice path)
{
	struct slice segment;

	while (slice_cut(&path, '/', &segment))
		if (slice_is(segment, ".") || slice_is(segment, ".."))
			return true;
	return false;
}

static bool is_path(struct slice path)
{
	return slice_starts(path, SLICE("/")) &&
	       (path.len == 1 || !slice_ends(path, SLICE("/"))) &&
	       !has_dots(path);
}

static struct value_verdict check_text(const struct schema_attribute *attribute,
				       struct slice value)
{
	struct slice bad = { value.at, 0 };

	switch ((enum schema_validator)attribute->validator) {
	case SCHEMA_NON_EMPTY:
		return VERDICT(value.len ? VALUE_FINE : VALUE_EMPTY, value);
	case SCHEMA_POOL_NAME:
		bad = find_any(value, POOL_NAME_BAD);
		break;
	case SCHEMA_SITE_NAME:
		bad = find_any(value, SITE_NAME_BAD);
		break;
	case SCHEMA_APPLICATION_PATH:
	case SCHEMA_DIRECTORY_PATH:
		bad = is_path(value) ? bad : value;
		break;
	case SCHEMA_TRIMMED:
		return VERDICT(slice_trim(value).len == value.len
				       ? VALUE_FINE
				       : VALUE_NOT_TRIMMED,
			       value);
	case SCHEMA_ANY:
	case SCHEMA_RANGE:
	case SCHEMA_NOT_IN_RANGE:
		return VERDICT(VALUE_FINE, value);
	}
	return VERDICT(bad.len || !value.len ? VALUE_BAD_NAME : VALUE_FINE,
		       bad);
}

struct value_verdict value_check(const struct schema *schema,
				 const struct schema_attribute *attribute,
				 struct slice value)
{
	struct slice text = slice_trim(value);

	if ((attribute->flags & SCHEMA_INFINITE) &&
	    slice_is_nocase(text, "Infinite"))
		return VERDICT(VALUE_FINE, value);
	if ((attribute->flags & SCHEMA_ENCRYPTED) &&
	    slice_starts(text, SLICE("[enc:")))
		return VERDICT(VALUE_FINE, value);
	switch ((enum schema_type)attribute->type) {
	case SCHEMA_BOOL:
		return VERDICT(slice_is_nocase(text, "true") ||
					       slice_is_nocase(text, "false")
				       ? VALUE_FINE
				       : VALUE_NOT_OF_TYPE,
			       value);
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_INT64:
		return check_number(attribute, text);
	case SCHEMA_ENUM:
		return check_name(schema, attribute, text);
	case SCHEMA_FLAGS:
		return check_flags(schema, attribute, value);
	case SCHEMA_TIMESPAN:
		return check_time_span(attribute, text);
	case SCHEMA_STRING:
		break;
	}
	return check_text(attribute, value);
}
