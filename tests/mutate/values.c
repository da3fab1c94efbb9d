#include "mutate.h"

#include <inttypes.h>

bool is_for_files(const struct schema_attribute *attribute)
{
	return !(attribute->flags & SCHEMA_RUNTIME) &&
	       attribute->since != TARGET_EXPRESS;
}

static struct slice pick(const char *const *texts, size_t count,
			 struct random *random)
{
	return slice_of(texts[random_below(random, count)]);
}

#define PICK(texts, random) pick((texts), LENGTH(texts), (random))

static bool is_number(const struct schema_attribute *attribute)
{
	return attribute->type == SCHEMA_UINT ||
	       attribute->type == SCHEMA_INT || attribute->type == SCHEMA_INT64;
}

static bool is_named(const struct schema_attribute *attribute)
{
	return attribute->type == SCHEMA_ENUM ||
	       attribute->type == SCHEMA_FLAGS;
}

static int64_t type_min(const struct schema_attribute *attribute)
{
	if (attribute->type == SCHEMA_INT)
		return INT32_MIN;
	return attribute->type == SCHEMA_INT64 ? -INT64_MAX : 0;
}

/* Of time spans, as far as they can be written. */
static int64_t type_max(const struct schema_attribute *attribute)
{
	if (attribute->type == SCHEMA_UINT)
		return UINT32_MAX;
	if (attribute->type == SCHEMA_INT)
		return INT32_MAX;
	return INT64_MAX / 1000000;
}

static int64_t step_of(const struct schema_attribute *attribute)
{
	return attribute->granularity > 1 ? attribute->granularity : 1;
}

/* A number that the attribute takes; a different one for each index. */
static int64_t valid_number(const struct schema_attribute *attribute,
			    size_t index, struct random *random)
{
	int64_t step = step_of(attribute), low = step, high = 60000 * step;

	if (attribute->validator == SCHEMA_NOT_IN_RANGE) {
		low = attribute->max + 1;
		high = type_max(attribute);
	} else if (attribute->validator == SCHEMA_RANGE) {
		low = (attribute->min + step - 1) / step * step;
		if (attribute->min < 0)
			low = attribute->min;
		high = attribute->max - attribute->max % step;
	}
	if (attribute->flags & SCHEMA_KEY)
		return low + (int64_t)index * step;
	switch (random_below(random, 4)) {
	case 0:
		return low;
	case 1:
		return high;
	default:
		return low +
		       (int64_t)random_below(
			       random, (uint64_t)((high - low) / step) + 1) *
			       step;
	}
}

static void put_clock(struct text *to, int64_t seconds)
{
	int64_t days = seconds / 86400;

	if (days)
		text_print(to, "%" PRId64 ".", days);
	text_print(to, "%02d:%02d:%02d", (int)(seconds / 3600 % 24),
		   (int)(seconds / 60 % 60), (int)(seconds % 60));
}

static void put_span(struct text *to, const struct schema_attribute *attribute,
		     int64_t seconds, struct random *random)
{
	int64_t unit = attribute->unit == SCHEMA_MINUTES ? 60 : 1;

	if (attribute->unit == SCHEMA_CLOCK || seconds % unit ||
	    (seconds >= 0 && random_one_in(random, 2)))
		put_clock(to, seconds);
	else
		text_print(to, "%" PRId64, seconds / unit);
}

static struct slice member_name(const struct schema *schema,
				const struct schema_attribute *attribute,
				uint64_t number)
{
	size_t at = attribute->first_member + number % attribute->member_count;

	return schema_text(schema, schema->members[at].name);
}

static void put_flags(struct text *to, const struct schema *schema,
		      const struct schema_attribute *attribute, size_t index,
		      struct random *random)
{
	size_t more =
		attribute->flags & SCHEMA_KEY ? 0 : random_below(random, 3);

	text_put(to, member_name(schema, attribute, index));
	for (size_t i = 0; i < more; i++) {
		text_put(to,
			 random_one_in(random, 2) ? SLICE(",") : SLICE(", "));
		text_put(to, member_name(schema, attribute,
					 random_below(random, 1000)));
	}
}

static void put_string(struct text *to,
		       const struct schema_attribute *attribute, size_t index,
		       struct random *random)
{
	static const char *const words[] = {
		"x",
		"two words",
		"gr\xC3\xBCn",
		"\xE6\x97\xA5\xE6\x9C\xAC",
		"\xF0\x9F\x94\x92",
	};
	static const char *const odd[] = { "a &amp; b", "&lt;&#252;&gt;",
					   "'",		"%SystemDrive%\\a",
					   "b>c",	"l\n\tm" };
	uint64_t choice = attribute->flags & SCHEMA_KEY
				  ? index
				  : random_below(random, 1000);

	if (attribute->validator == SCHEMA_APPLICATION_PATH ||
	    attribute->validator == SCHEMA_DIRECTORY_PATH)
		text_char(to, '/');
	text_put(to, slice_of(words[choice % LENGTH(words)]));
	if (attribute->validator == SCHEMA_ANY)
		text_put(to, slice_of(odd[choice % LENGTH(odd)]));
	text_print(to, "%zu", index);
}

void valid_value(struct text *to, const struct schema *schema,
		 const struct schema_attribute *attribute, size_t index,
		 struct random *random)
{
	static const char *const bools[] = { "true", "false" };

	if (!(attribute->flags & SCHEMA_KEY))
		index = random_below(random, 1000);
	if (attribute->flags & SCHEMA_INFINITE && random_one_in(random, 4)) {
		text_put(to, SLICE("Infinite"));
		return;
	}
	switch ((enum schema_type)attribute->type) {
	case SCHEMA_BOOL:
		text_put(to, slice_of(bools[index % 2]));
		break;
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_INT64:
		text_print(to, "%" PRId64,
			   valid_number(attribute, index, random));
		break;
	case SCHEMA_TIMESPAN:
		put_span(to, attribute, valid_number(attribute, index, random),
			 random);
		break;
	case SCHEMA_ENUM:
		text_put(to, member_name(schema, attribute, index));
		break;
	case SCHEMA_FLAGS:
		put_flags(to, schema, attribute, index, random);
		break;
	case SCHEMA_STRING:
		put_string(to, attribute, index, random);
		break;
	}
}

size_t value_capacity(const struct schema_attribute *attribute)
{
	if (attribute->type == SCHEMA_BOOL)
		return 2;
	return is_named(attribute) ? attribute->member_count : SIZE_MAX;
}

static bool has_range(const struct schema_attribute *attribute)
{
	return (is_number(attribute) || attribute->type == SCHEMA_TIMESPAN) &&
	       (attribute->validator == SCHEMA_RANGE ||
		attribute->validator == SCHEMA_NOT_IN_RANGE);
}

enum { OUTSIDE_MAX = 4 };

/* Numbers that can be written and are out of range, or between the steps. */
static size_t outside(const struct schema_attribute *attribute,
		      struct random *random, int64_t numbers[OUTSIDE_MAX])
{
	int64_t min = attribute->min, max = attribute->max;
	int64_t step = step_of(attribute), span = max - min;
	size_t count = 0;

	if (attribute->validator == SCHEMA_NOT_IN_RANGE) {
		numbers[count++] = min;
		numbers[count++] = max;
		numbers[count++] =
			min + (int64_t)random_below(random, (uint64_t)span + 1);
		return count;
	}
	if (max < type_max(attribute)) {
		int64_t room = type_max(attribute) - max;

		numbers[count++] = max + 1;
		numbers[count++] =
			max + 1 +
			(int64_t)random_below(
				random,
				(uint64_t)(room < 100000 ? room : 100000));
	}
	if (min > type_min(attribute))
		numbers[count++] = min - 1;
	if (step > 1)
		numbers[count++] =
			(min + step) / step * step + 1 +
			(int64_t)random_below(random, (uint64_t)step - 1);
	return count;
}

bool can_be_wrong(const struct schema_attribute *attribute, enum wrong wrong)
{
	struct random random = { 0 };
	int64_t numbers[OUTSIDE_MAX];

	switch (wrong) {
	case WRONG_NAME:
		return is_named(attribute);
	case WRONG_TYPE:
		return !is_named(attribute) && attribute->type != SCHEMA_STRING;
	case WRONG_RANGE:
		return has_range(attribute) &&
		       outside(attribute, &random, numbers) > 0;
	case WRONG_TEXT:
		break;
	}
	return attribute->type == SCHEMA_STRING &&
	       attribute->validator != SCHEMA_ANY;
}

static bool is_member(const struct schema *schema,
		      const struct schema_attribute *attribute,
		      struct slice name)
{
	for (size_t i = 0; i < attribute->member_count; i++)
		if (slice_eq_nocase(member_name(schema, attribute, i), name))
			return true;
	return false;
}

/* A name that the attribute does not have; numbers are none. */
static void put_wrong_name(struct text *to, const struct schema *schema,
			   const struct schema_attribute *attribute,
			   struct random *random)
{
	static const char *const words[] = { "Nothing", "4711", "0",
					     "\xC3\xB6\xF0\x9F\x94\x92",
					     "a.b" };
	size_t start = to->len;

	for (size_t tries = 0; tries < 20; tries++) {
		to->len = start;
		if (random_one_in(random, 4))
			text_put(to, PICK(words, random));
		else if (!make_typo(to,
				    member_name(schema, attribute,
						random_below(random, 1000)),
				    random))
			continue;
		if (!is_member(schema, attribute,
			       slice_skip(text_slice(to), start)))
			return;
	}
	to->len = start;
	text_put(to, slice_of(words[0]));
}

/* In flags, one that is right may stand before, or behind. */
static void put_wrong_flags(struct text *to, const struct schema *schema,
			    const struct schema_attribute *attribute,
			    struct random *random)
{
	if (random_one_in(random, 2)) {
		text_put(to, member_name(schema, attribute, 0));
		text_char(to, ',');
	}
	put_wrong_name(to, schema, attribute, random);
	if (random_one_in(random, 4)) {
		text_put(to, SLICE(", "));
		text_put(to, member_name(schema, attribute, 0));
	}
}

static void put_wrong_type(struct text *to,
			   const struct schema_attribute *attribute,
			   struct random *random)
{
	static const char *const bools[] = { "yes", "1",    "0",     "tru",
					     "on",  "wahr", "T rue", "" };
	static const char *const numbers[] = {
		"",    "abc", "12x", "1.5", "1 2",
		"--1", "0x",  "0xG", "1e3", "9223372036854775808"
	};
	static const char *const spans[] = {
		"",    "abc", "1:2",	   "aa:bb:cc", "00:00:0x",
		"1.5", "::",  "1:2:3:4:5", "-1:0:0"
	};

	if (attribute->type == SCHEMA_BOOL)
		text_put(to, PICK(bools, random));
	else if (attribute->type == SCHEMA_TIMESPAN)
		text_put(to, PICK(spans, random));
	else if (attribute->type == SCHEMA_UINT && random_one_in(random, 4))
		text_put(to, random_one_in(random, 2) ? SLICE("-1")
						      : SLICE("4294967296"));
	else if (attribute->type == SCHEMA_INT && random_one_in(random, 4))
		text_put(to, random_one_in(random, 2) ? SLICE("-2147483649")
						      : SLICE("2147483648"));
	else
		text_put(to, PICK(numbers, random));
}

static void put_wrong_range(struct text *to,
			    const struct schema_attribute *attribute,
			    struct random *random)
{
	int64_t numbers[OUTSIDE_MAX];
	size_t count = outside(attribute, random, numbers);
	int64_t number = numbers[random_below(random, count)];

	if (attribute->type == SCHEMA_TIMESPAN)
		put_span(to, attribute, number, random);
	else
		text_print(to, "%" PRId64, number);
}

static void put_wrong_text(struct text *to,
			   const struct schema_attribute *attribute,
			   struct random *random)
{
	static const char *const pools[] = { "", "a/b", "x|y", "\xC3\xBC*" };
	static const char *const sites[] = { "", "a/b", "what?", "\xC3\xBC/" };
	static const char *const paths[] = { "x", "/x/", "/../x", "/a/./b",
					     "" };
	static const char *const padded[] = { " x", "x ", " \xC3\xBC " };

	switch ((enum schema_validator)attribute->validator) {
	case SCHEMA_POOL_NAME:
		text_put(to, PICK(pools, random));
		break;
	case SCHEMA_SITE_NAME:
		text_put(to, PICK(sites, random));
		break;
	case SCHEMA_APPLICATION_PATH:
	case SCHEMA_DIRECTORY_PATH:
		text_put(to, PICK(paths, random));
		break;
	case SCHEMA_TRIMMED:
		text_put(to, PICK(padded, random));
		break;
	case SCHEMA_NON_EMPTY: /* the empty text */
	case SCHEMA_ANY:
	case SCHEMA_RANGE:
	case SCHEMA_NOT_IN_RANGE:
		break;
	}
}

void wrong_value(struct text *to, const struct schema *schema,
		 const struct schema_attribute *attribute, enum wrong wrong,
		 struct random *random)
{
	switch (wrong) {
	case WRONG_NAME:
		if (attribute->type == SCHEMA_FLAGS)
			put_wrong_flags(to, schema, attribute, random);
		else
			put_wrong_name(to, schema, attribute, random);
		break;
	case WRONG_TYPE:
		put_wrong_type(to, attribute, random);
		break;
	case WRONG_RANGE:
		put_wrong_range(to, attribute, random);
		break;
	case WRONG_TEXT:
		put_wrong_text(to, attribute, random);
		break;
	}
}
