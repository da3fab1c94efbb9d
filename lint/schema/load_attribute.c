/*
 * Loading: one <attribute> of a schema file.
 */
#include "schema/build.h"

static struct schema_attribute *attribute_at(struct schema_loader *loader,
					     uint32_t index)
{
	return (struct schema_attribute *)loader->attributes.items + index;
}

static bool find_name(struct slice name, const char *const *names, size_t count,
		      uint8_t *index)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_is(name, names[i])) {
			*index = (uint8_t)i;
			return true;
		}
	}
	return false;
}

static bool read_type(struct schema_loader *loader,
		      const struct xml_element *element,
		      struct schema_attribute *attribute)
{
	static const char *const types[] = {
		[SCHEMA_BOOL] = "bool",	    [SCHEMA_UINT] = "uint",
		[SCHEMA_INT] = "int",	    [SCHEMA_INT64] = "int64",
		[SCHEMA_STRING] = "string", [SCHEMA_ENUM] = "enum",
		[SCHEMA_FLAGS] = "flags",   [SCHEMA_TIMESPAN] = "timeSpan",
	};
	static const char *const units[] = {
		[SCHEMA_CLOCK] = "string",
		[SCHEMA_SECONDS] = "seconds",
		[SCHEMA_MINUTES] = "minutes",
	};

	if (!find_name(load_value(loader, element, "type"), types,
		       LENGTH(types), &attribute->type))
		return load_fail(loader, load_place(loader, element, "type"),
				 "an <attribute> needs a type: bool, uint, "
				 "int, int64, string, enum, flags or timeSpan");
	find_name(load_value(loader, element, "timeSpanFormat"), units,
		  LENGTH(units), &attribute->unit);
	return true;
}

/* Digits with an optional sign, of at most 18 digits. */
static bool read_number(struct slice text, int64_t *number)
{
	bool negative = slice_starts(text, SLICE("-"));

	text = slice_trim(slice_skip(text, negative));
	*number = 0;
	if (!text.len || text.len > 18)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_digit(text.at[i]))
			return false;
		*number = *number * 10 + (text.at[i] - '0');
	}
	if (negative)
		*number = -*number;
	return true;
}

/* "min,max[,exclude]", with the granularity between for time spans. */
static bool read_range(struct slice parameter, bool granular,
		       struct schema_attribute *attribute)
{
	struct slice min, max, part;

	if (!slice_cut(&parameter, ',', &min) ||
	    !slice_cut(&parameter, ',', &max) ||
	    !read_number(slice_trim(min), &attribute->min) ||
	    !read_number(slice_trim(max), &attribute->max))
		return false;
	if (granular && slice_cut(&parameter, ',', &part) &&
	    !read_number(slice_trim(part), &attribute->granularity))
		return false;
	if (slice_cut(&parameter, ',', &part) &&
	    slice_is(slice_trim(part), "exclude"))
		attribute->validator = SCHEMA_NOT_IN_RANGE;
	return attribute->granularity >= 0;
}

static bool read_validator(struct schema_loader *loader,
			   const struct xml_element *element,
			   struct schema_attribute *attribute)
{
	static const char *const names[] = {
		[SCHEMA_ANY] = "",
		[SCHEMA_NON_EMPTY] = "nonEmptyString",
		[SCHEMA_RANGE] = "integerRange",
		[SCHEMA_NOT_IN_RANGE] = "timeSpanRange",
		[SCHEMA_POOL_NAME] = "applicationPoolName",
		[SCHEMA_SITE_NAME] = "siteName",
		[SCHEMA_APPLICATION_PATH] = "applicationPath",
		[SCHEMA_DIRECTORY_PATH] = "virtualDirectoryPath",
		[SCHEMA_TRIMMED] = "requireTrimmedString",
	};
	struct slice name = load_value(loader, element, "validationType");
	bool spans = slice_is(name, "timeSpanRange");

	if (!find_name(name, names, LENGTH(names), &attribute->validator) ||
	    (!spans && attribute->validator != SCHEMA_RANGE))
		return true;
	attribute->validator = SCHEMA_RANGE;
	if (read_range(load_value(loader, element, "validationParameter"),
		       spans, attribute))
		return true;
	return load_fail(loader,
			 load_place(loader, element, "validationParameter"),
			 "not a range: expected 'min,max'");
}

static bool read_member(struct schema_loader *loader,
			const struct xml_element *element)
{
	struct slice name = load_value(loader, element, "name");
	struct schema_member *member, made = { .value = 0 };

	if (!name.len ||
	    !read_number(load_value(loader, element, "value"), &made.value))
		return load_fail(loader, load_place(loader, element, "value"),
				 "a name of an enum or of flags needs a name "
				 "and a number as value");
	if (!load_since(loader, element, &made.since))
		return false;
	made.name = load_text(loader, name);
	member = vector_push(&loader->members);
	if (!member) {
		loader->arena->failed = true;
		return false;
	}
	*member = made;
	return true;
}

static bool read_members(struct schema_loader *loader,
			 const struct xml_element *element,
			 struct schema_attribute *attribute)
{
	const char *name = attribute->type == SCHEMA_ENUM ? "enum" : "flag";
	bool fine = true;

	attribute->first_member = (uint32_t)loader->members.count;
	if (attribute->type != SCHEMA_ENUM && attribute->type != SCHEMA_FLAGS)
		return true;
	XML_EACH_CHILD (loader->document, element, child)
		if (fine && xml_is(loader->document, child, name))
			fine = load_room(loader, child,
					 loader->members.count -
						 attribute->first_member) &&
			       read_member(loader, child);
	attribute->member_count =
		(uint32_t)loader->members.count - attribute->first_member;
	return fine;
}

static uint16_t read_flags(const struct schema_loader *loader,
			   const struct xml_element *element)
{
	static const struct {
		const char *keyword;
		uint16_t flag;
	} table[] = {
		{ "required", SCHEMA_REQUIRED },
		{ "isUniqueKey", SCHEMA_UNIQUE_KEY },
		{ "isCombinedKey", SCHEMA_COMBINED_KEY },
		{ "caseSensitive", SCHEMA_CASE_SENSITIVE },
		{ "encrypted", SCHEMA_ENCRYPTED },
		{ "expanded", SCHEMA_EXPANDED },
		{ "allowInfinite", SCHEMA_INFINITE },
	};
	uint16_t flags = 0;

	for (size_t i = 0; i < LENGTH(table); i++)
		if (load_flag(loader, element, table[i].keyword))
			flags |= table[i].flag;
	if (xml_attribute(loader->document, element, "defaultValue"))
		flags |= SCHEMA_HAS_DEFAULT;
	if (xml_attribute(loader->document, element, "extension"))
		flags |= SCHEMA_RUNTIME;
	return flags;
}

static struct schema_member *member_at(struct schema_loader *loader,
				       uint32_t index)
{
	return (struct schema_member *)loader->members.items + index;
}

/* The member of that name, letter case aside, or SCHEMA_NONE. */
static uint32_t member_named(struct schema_loader *loader, uint32_t first,
			     uint32_t count, struct schema_text name)
{
	for (uint32_t i = first; i < first + count; i++)
		if (slice_eq_nocase(
			    loaded_text(loader, member_at(loader, i)->name),
			    loaded_text(loader, name)))
			return i;
	return SCHEMA_NONE;
}

static bool copy_member(struct schema_loader *loader, uint32_t index)
{
	struct schema_member *made = vector_push(&loader->members);

	if (!made) {
		loader->arena->failed = true;
		return false;
	}
	*made = *member_at(loader, index);
	return true;
}

/* Has the kept definition all names of the other, as early as it has them? */
static bool has_members(struct schema_loader *loader,
			const struct schema_attribute *kept,
			const struct schema_attribute *other)
{
	for (uint32_t i = 0; i < other->member_count; i++) {
		const struct schema_member *member =
			member_at(loader, other->first_member + i);
		uint32_t same = member_named(loader, kept->first_member,
					     kept->member_count, member->name);

		if (same == SCHEMA_NONE ||
		    member_at(loader, same)->since > member->since)
			return false;
	}
	return true;
}

/*
 * All names that either of two definitions of one attribute has; too many:
 * any text. They are copied, as another edition may use those that were there.
 */
static void unite_members(struct schema_loader *loader,
			  struct schema_attribute *kept,
			  const struct schema_attribute *other)
{
	uint32_t first = (uint32_t)loader->members.count, same;

	if (has_members(loader, kept, other))
		return;
	if (kept->member_count + other->member_count > SCHEMA_SIBLINGS_MAX) {
		kept->type = SCHEMA_STRING;
		kept->member_count = 0;
		return;
	}
	for (uint32_t i = 0; i < kept->member_count; i++)
		if (!copy_member(loader, kept->first_member + i))
			return;
	for (uint32_t i = 0; i < other->member_count; i++) {
		struct schema_member member =
			*member_at(loader, other->first_member + i);

		same = member_named(loader, first,
				    (uint32_t)loader->members.count - first,
				    member.name);
		if (same == SCHEMA_NONE) {
			if (!copy_member(loader, other->first_member + i))
				return;
		} else if (member.since < member_at(loader, same)->since) {
			member_at(loader, same)->since = member.since;
		}
	}
	kept->first_member = first;
	kept->member_count = (uint32_t)loader->members.count - first;
}

/*
 * An attribute that is defined twice takes what either definition takes: it
 * is not known which of the two IIS follows.
 */
static void loosen(struct schema_loader *loader, struct schema_attribute *kept,
		   const struct schema_attribute *other)
{
	if (kept->type != other->type) {
		kept->type = SCHEMA_STRING;
		kept->validator = SCHEMA_ANY;
	} else if (kept->member_count || other->member_count) {
		unite_members(loader, kept, other);
	} else if (kept->validator != other->validator ||
		   kept->min != other->min || kept->max != other->max ||
		   kept->granularity != other->granularity) {
		kept->validator = SCHEMA_ANY;
	}
	if (!(other->flags & SCHEMA_REQUIRED))
		kept->flags &= (uint16_t)~SCHEMA_REQUIRED;
	kept->flags |= other->flags & (SCHEMA_INFINITE | SCHEMA_ENCRYPTED);
	if (!(kept->flags & SCHEMA_HAS_DEFAULT)) {
		kept->flags |= other->flags & SCHEMA_HAS_DEFAULT;
		kept->fallback = other->fallback;
	}
}

static uint32_t append(struct schema_loader *loader,
		       const struct schema_attribute *attribute)
{
	struct schema_attribute *made = vector_push(&loader->attributes);

	if (!made) {
		loader->arena->failed = true;
		return SCHEMA_NONE;
	}
	*made = *attribute;
	return (uint32_t)loader->attributes.count - 1;
}

/*
 * Add to an attribute that is there. A version that no edition has makes a
 * new one, if it is later than the first. Otherwise those of that version and
 * later ones take what the file says as well: it does not know of ours.
 */
static void add_edition(struct schema_loader *loader, uint32_t first,
			struct schema_attribute *attribute)
{
	uint32_t before = SCHEMA_NONE, i = first, made;

	while (i != SCHEMA_NONE &&
	       attribute_at(loader, i)->since < attribute->since) {
		before = i;
		i = attribute_at(loader, i)->newer;
	}
	if (before != SCHEMA_NONE &&
	    (i == SCHEMA_NONE ||
	     attribute_at(loader, i)->since > attribute->since)) {
		attribute->newer = i;
		made = append(loader, attribute);
		attribute_at(loader, before)->newer = made;
		return;
	}
	if (before == SCHEMA_NONE)
		attribute_at(loader, first)->since = attribute->since;
	for (; i != SCHEMA_NONE; i = attribute_at(loader, i)->newer)
		loosen(loader, attribute_at(loader, i), attribute);
}

static bool ever_required(struct schema_loader *loader, uint32_t index)
{
	for (; index != SCHEMA_NONE; index = attribute_at(loader, index)->newer)
		if (attribute_at(loader, index)->flags & SCHEMA_REQUIRED)
			return true;
	return false;
}

/* Behind the last attribute of the owner, or to the one of its name. */
static bool add(struct schema_loader *loader, uint32_t owner,
		const struct xml_element *element,
		struct schema_attribute *attribute)
{
	struct schema_element *elements = loader->elements.items;
	struct slice name = loaded_text(loader, attribute->name);
	uint32_t last = SCHEMA_NONE, made;
	size_t count = 0;

	for (uint32_t i = elements[owner].first_attribute; i != SCHEMA_NONE;
	     i = attribute_at(loader, i)->next) {
		if (slice_eq(loaded_text(loader, attribute_at(loader, i)->name),
			     name)) {
			bool before = ever_required(loader, i);

			add_edition(loader, i, attribute);
			if (before && !ever_required(loader, i))
				elements[owner].required--;
			else if (!before && ever_required(loader, i))
				elements[owner].required++;
			return true;
		}
		last = i;
		count++;
	}
	if (!load_room(loader, element, count))
		return false;
	made = append(loader, attribute);
	if (attribute->flags & SCHEMA_REQUIRED)
		elements[owner].required++;
	if (last == SCHEMA_NONE)
		elements[owner].first_attribute = made;
	else
		attribute_at(loader, last)->next = made;
	return true;
}

bool load_attribute(struct schema_loader *loader,
		    const struct xml_element *element, uint32_t owner)
{
	struct schema_attribute attribute = { .next = SCHEMA_NONE,
					      .newer = SCHEMA_NONE };
	struct slice name = load_value(loader, element, "name");

	if (!name.len)
		return load_fail(loader,
				 xml_name_span(loader->document, element),
				 "an <attribute> needs a name");
	attribute.flags = read_flags(loader, element);
	attribute.name = load_text(loader, name);
	attribute.fallback =
		load_text(loader, load_value(loader, element, "defaultValue"));
	if (!load_since(loader, element, &attribute.since) ||
	    !read_type(loader, element, &attribute) ||
	    !read_validator(loader, element, &attribute) ||
	    !read_members(loader, element, &attribute))
		return false;
	return add(loader, owner, element, &attribute);
}
