#include "rule/rule.h"

#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"

enum { SHOWN_MAX = 60 };

static bool has_control(struct slice text)
{
	while (text.len) {
		uint32_t c;

		text = slice_skip(text, utf8_decode(text, &c));
		if ((c < ' ' || c > '~') && utf8_is_control(c))
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
	out = at = arena_alloc(arena, text.len + 1, UTF8_ESCAPE_SIZE);
	if (!out)
		return (struct slice){ "", 0 };
	while (text.len) {
		uint32_t c;
		size_t n = utf8_decode(text, &c);

		if (utf8_is_control(c) && !(c == '\n' && lines == LINES_KEPT))
			at += utf8_escape(c, at);
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

/* What is not told is not looked for: a place near by will do. */
static struct place near_by(const struct xml_element *element)
{
	return (struct place){
		.element = element,
		.at = { element->start, element->start + 1 },
	};
}

struct place at_element(const struct check *check,
			const struct xml_element *element)
{
	if (!may_tell(check))
		return near_by(element);
	return (struct place){
		.element = element,
		.at = xml_name_span(check->document, element),
	};
}

struct place at_value(const struct check *check,
		      const struct xml_element *element, const char *attribute)
{
	const struct xml_attribute *found;

	if (!may_tell(check))
		return near_by(element);
	found = xml_attribute(check->document, element, attribute);
	if (!found)
		return at_element(check, element);
	return (struct place){ .element = element,
			       .at = xml_value_span(found) };
}

struct place at_attribute(const struct check *check,
			  const struct xml_element *element,
			  const char *attribute)
{
	const struct xml_attribute *found;

	if (!may_tell(check))
		return near_by(element);
	found = xml_attribute(check->document, element, attribute);
	if (!found)
		return at_element(check, element);
	return (struct place){
		.element = element,
		.at = xml_attribute_name_span(check->document, found),
	};
}

struct place at_setting(const struct check *check,
			const struct setting *setting, const char *attribute,
			const struct xml_element *element)
{
	return setting->where ? at_value(check, setting->where, attribute)
			      : at_element(check, element);
}

struct place at_text(struct span span)
{
	return (struct place){ .at = span };
}

struct place at_store(const struct check *check, const struct cert_store *store)
{
	return (struct place){
		.file = inventory_listing_of(check->inventory, store)->path,
		.line = store->line,
	};
}

struct place at_cert(const struct check *check, const struct cert *cert)
{
	const struct inventory *inventory = check->inventory;
	const struct cert_store *store = inventory_store_of(inventory, cert);

	return (struct place){
		.file = inventory_listing_of(inventory, store)->path,
		.line = cert->line,
	};
}

struct place at_record(const struct check *check,
		       const struct http_record *record)
{
	return (struct place){
		.file = http_record_listing(check->inventory, record)->path,
		.line = record->line,
	};
}

/* A finding without its message, which is told if not too many were. */
static struct finding *add(struct check *check, struct place place)
{
	struct finding *finding = ARENA_NEW(check->arena, struct finding);
	struct finding **slot = finding ? vector_push(check->findings) : NULL;

	if (!slot) {
		check->arena->failed = true;
		return NULL;
	}
	finding->rule = check->rule;
	finding->severity = check->severity;
	finding->untold = check->count >= check->told_max;
	finding->at = place.at;
	finding->element = place.element;
	check->count++;
	*slot = finding;
	return finding;
}

static bool is_told(const struct finding *finding)
{
	return finding && !finding->untold;
}

struct finding *report_va(struct check *check, struct place place,
			  const char *format, va_list args)
{
	struct finding *finding = add(check, place);

	if (is_told(finding))
		finding->message = format_text(check, format, args);
	return finding;
}

struct finding *report_at(struct check *check, struct place place,
			  const char *format, ...)
{
	struct finding *finding;
	va_list args;

	va_start(args, format);
	finding = report_va(check, place, format, args);
	va_end(args);
	return finding;
}

bool setting_is(const struct check *check, struct scope scope,
		const char *below, const char *attribute, const char *value)
{
	struct setting setting;

	return config_value(check->config, scope, below, attribute, &setting) &&
	       slice_is_nocase(slice_trim(setting.value), value);
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

void note_at(struct check *check, struct finding *finding, struct place place,
	     const char *format, ...)
{
	struct note *note =
		is_told(finding) ? ARENA_NEW(check->arena, struct note) : NULL;
	va_list args;

	if (!note)
		return;
	va_start(args, format);
	note->message = format_text(check, format, args);
	va_end(args);
	note->at = place.at;
	note->file = place.file;
	note->line = place.line;
	if (finding->last_note)
		finding->last_note->next = note;
	else
		finding->notes = note;
	finding->last_note = note;
}

struct finding *report_fault(struct check *check)
{
	const struct xml_error *error = &check->document->error;
	struct finding *finding =
		report_at(check, at_text(error->at), "%.*s",
			  (int)error->message.len, error->message.at);

	if (error->related_message)
		note_at(check, finding, at_text(error->related), "%s",
			error->related_message);
	finding_help(check, finding, "%s", file_repair);
	return finding;
}

const char *words(struct check *check, const char *format, ...)
{
	struct slice text = { "", 0 };
	va_list args;

	va_start(args, format);
	if (may_tell(check))
		text = arena_vprintf(check->arena, format, args);
	va_end(args);
	return text.at;
}

const char *shown(struct check *check, struct slice value)
{
	struct slice rest = value, cut;
	size_t count = 0;

	if (!may_tell(check))
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
