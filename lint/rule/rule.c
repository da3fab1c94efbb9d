#include "rule/rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { SHOWN_MAX = 60 };

/* Room that one code point needs when escaped: \u{10ffff}. */
enum { ESCAPED_MAX = 12 };

static bool has_control(struct slice text)
{
	if (utf8_valid_length(text) < text.len)
		return true;
	while (text.len) {
		uint32_t c;

		text = slice_skip(text, utf8_decode(text, &c));
		if (utf8_is_control(c))
			return true;
	}
	return false;
}

enum lines { LINES_ESCAPED, LINES_KEPT };

/* Control characters as \u{1b}, bytes that are not UTF-8 as \xff. */
static struct slice escape(struct arena *arena, struct slice text,
			   enum lines lines)
{
	char *out, *at;

	if (!has_control(text))
		return text;
	out = at = arena_alloc(arena, text.len + 1, ESCAPED_MAX);
	if (!out)
		return (struct slice){ "", 0 };
	while (text.len) {
		uint32_t c;
		size_t n = utf8_decode(text, &c);

		if (c >= UTF8_INVALID)
			at += snprintf(at, ESCAPED_MAX, "\\x%02x",
				       (unsigned)c & 0xFF);
		else if (utf8_is_control(c) &&
			 !(c == '\n' && lines == LINES_KEPT))
			at += snprintf(at, ESCAPED_MAX, "\\u{%x}", (unsigned)c);
		else
			at = (char *)memcpy(at, text.at, n) + n;
		text = slice_skip(text, n);
	}
	return (struct slice){ out, (size_t)(at - out) };
}

static struct slice format_text(struct check *check, const char *format,
				va_list args)
	__attribute__((format(printf, 2, 0)));
static struct slice format_text(struct check *check, const char *format,
				va_list args)
{
	return escape(check->arena, arena_vprintf(check->arena, format, args),
		      LINES_ESCAPED);
}

/* The value of the attribute, or the element's name without it. */
static struct span value_span(const struct check *check,
			      const struct xml_element *element,
			      const char *name)
{
	const struct xml_attribute *attribute =
		xml_attribute(check->document, element, name);

	return attribute ? xml_value_span(attribute)
			 : xml_name_span(check->document, element);
}

/* A finding without its message, which is told if not too many were. */
static struct finding *add(struct check *check,
			   const struct xml_element *element, struct span at)
{
	struct finding *finding = ARENA_NEW(check->arena, struct finding);
	struct finding **slot = finding ? vector_push(check->findings) : NULL;

	if (!slot) {
		check->arena->failed = true;
		return NULL;
	}
	finding->rule = check->rule;
	finding->severity = check->severity;
	finding->untold = check->count++ >= check->told_max;
	finding->at = at;
	finding->element = element;
	*slot = finding;
	return finding;
}

static bool is_told(const struct finding *finding)
{
	return finding && !finding->untold;
}

struct finding *report_element(struct check *check,
			       const struct xml_element *element,
			       const char *format, ...)
{
	struct finding *finding =
		add(check, element, xml_name_span(check->document, element));
	va_list args;

	va_start(args, format);
	if (is_told(finding))
		finding->message = format_text(check, format, args);
	va_end(args);
	return finding;
}

struct finding *report_value(struct check *check,
			     const struct xml_element *element,
			     const char *attribute, const char *format, ...)
{
	struct finding *finding =
		add(check, element, value_span(check, element, attribute));
	va_list args;

	va_start(args, format);
	if (is_told(finding))
		finding->message = format_text(check, format, args);
	va_end(args);
	return finding;
}

struct finding *report_attribute(struct check *check,
				 const struct xml_element *element,
				 const char *attribute, const char *format, ...)
{
	const struct xml_attribute *named =
		xml_attribute(check->document, element, attribute);
	struct finding *finding =
		add(check, element,
		    named ? xml_attribute_name_span(check->document, named)
			  : xml_name_span(check->document, element));
	va_list args;

	va_start(args, format);
	if (is_told(finding))
		finding->message = format_text(check, format, args);
	va_end(args);
	return finding;
}

struct finding *report_text(struct check *check, struct span at,
			    const char *format, ...)
{
	struct finding *finding = add(check, NULL, at);
	va_list args;

	va_start(args, format);
	if (is_told(finding))
		finding->message = format_text(check, format, args);
	va_end(args);
	return finding;
}

void finding_severity(struct check *check, struct finding *finding,
		      enum severity severity)
{
	if (finding && !check->severity_fixed)
		finding->severity = severity;
}

void finding_help(struct check *check, struct finding *finding,
		  const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (is_told(finding))
		finding->help = escape(
			check->arena, arena_vprintf(check->arena, format, args),
			LINES_KEPT);
	va_end(args);
}

static void add_note(struct check *check, struct finding *finding,
		     struct note content, const char *format, va_list args)
	__attribute__((format(printf, 4, 0)));
static void add_note(struct check *check, struct finding *finding,
		     struct note content, const char *format, va_list args)
{
	struct note *note =
		is_told(finding) ? ARENA_NEW(check->arena, struct note) : NULL;

	if (!note)
		return;
	*note = content;
	note->message = format_text(check, format, args);
	if (finding->last_note)
		finding->last_note->next = note;
	else
		finding->notes = note;
	finding->last_note = note;
}

void note_value(struct check *check, struct finding *finding,
		const struct xml_element *element, const char *attribute,
		const char *format, ...)
{
	struct note note = { .at = value_span(check, element, attribute) };
	va_list args;

	va_start(args, format);
	add_note(check, finding, note, format, args);
	va_end(args);
}

void note_element(struct check *check, struct finding *finding,
		  const struct xml_element *element, const char *format, ...)
{
	struct note note = { .at = xml_name_span(check->document, element) };
	va_list args;

	va_start(args, format);
	add_note(check, finding, note, format, args);
	va_end(args);
}

void note_text(struct check *check, struct finding *finding, struct span at,
	       const char *format, ...)
{
	struct note note = { .at = at };
	va_list args;

	va_start(args, format);
	add_note(check, finding, note, format, args);
	va_end(args);
}

void note_store(struct check *check, struct finding *finding,
		const struct cert_store *store, const char *format, ...)
{
	struct note note = {
		.file = inventory_listing_of(check->inventory, store)->path,
		.line = store->line,
	};
	va_list args;

	va_start(args, format);
	add_note(check, finding, note, format, args);
	va_end(args);
}

void note_cert(struct check *check, struct finding *finding,
	       const struct cert *cert, const char *format, ...)
{
	const struct inventory *inventory = check->inventory;
	const struct cert_store *store = inventory_store_of(inventory, cert);
	struct note note = {
		.file = inventory_listing_of(inventory, store)->path,
		.line = cert->line,
	};
	va_list args;

	va_start(args, format);
	add_note(check, finding, note, format, args);
	va_end(args);
}

const char *words(struct check *check, const char *format, ...)
{
	struct slice text = { "", 0 };
	va_list args;

	va_start(args, format);
	if (check->count < check->told_max)
		text = arena_vprintf(check->arena, format, args);
	va_end(args);
	return text.at;
}

const char *shown(struct check *check, struct slice value)
{
	struct slice rest = value, cut;
	size_t count = 0;

	if (check->count >= check->told_max)
		return "";
	while (rest.len && count < SHOWN_MAX) {
		uint32_t c;

		rest = slice_skip(rest, utf8_decode(rest, &c));
		count++;
	}
	cut = escape(check->arena, slice_take(value, value.len - rest.len),
		     LINES_ESCAPED);
	return words(check, "%.*s%s", (int)cut.len, cut.at,
		     rest.len ? "…" : "");
}

const char *value_shown(struct check *check,
			const struct metadata_property *property)
{
	return metadata_is_secret(property->id, property->flags)
		       ? "***"
		       : shown(check, property->value);
}

const char file_repair[] =
	"repair the file, or restore the newest good copy from "
	"%SystemDrive%\\inetpub\\history\\CFGHISTORY_*; with an "
	"applicationHost.config like this the whole server is offline (WAS "
	"5172, 500.19)";

/* Neither the shell nor the command's own syntax sees more than a path. */
static bool is_plain_path(struct slice path)
{
	for (size_t i = 0; i < path.len; i++) {
		char c = path.at[i];

		if (!ascii_is_alpha(c) && !ascii_is_digit(c) &&
		    !strchr(" /-_.~", c))
			return false;
	}
	return path.len;
}

const char *key_delete_command(struct check *check,
			       const struct metadata_key *key)
{
	if (!is_plain_path(key->path))
		return NULL;
	return words(check,
		     "appcmd clear config -section:customMetadata "
		     "\"-[path='%.*s']\"",
		     (int)key->path.len, key->path.at);
}
