#include "rule/rule.h"

/* The name in the XML declaration, or the beginning of the text. */
static struct span declared_span(const struct source *source)
{
	size_t start = source->declared.len
			       ? (size_t)(source->declared.at - source->text.at)
			       : 0;

	return (struct span){ (uint32_t)start,
			      (uint32_t)(start + source->declared.len) };
}

static const char *encoding_name(const struct source *source)
{
	static const char *const names[] = {
		[ENCODING_UTF8] = "UTF-8",
		[ENCODING_UTF16LE] = "UTF-16LE",
		[ENCODING_UTF16BE] = "UTF-16BE",
		[ENCODING_UTF32LE] = "UTF-32",
		[ENCODING_UTF32BE] = "UTF-32",
		[ENCODING_DECLARED] = "the declared encoding",
	};

	return names[source->encoding];
}

static bool is_utf16(const struct source *source)
{
	return source->encoding == ENCODING_UTF16LE ||
	       source->encoding == ENCODING_UTF16BE;
}

/* "UTF-16" says nothing of the byte order, which the mark tells. */
static bool fits(const struct source *source)
{
	struct slice declared = source->declared;

	if (!declared.len || source->encoding == ENCODING_DECLARED ||
	    slice_is_nocase(declared, encoding_name(source)))
		return true;
	if (is_utf16(source))
		return slice_is_nocase(declared, "UTF-16");
	return slice_is_nocase(declared, "UTF8") ||
	       (slice_is_nocase(declared, "US-ASCII") &&
		!source->byte_order_mark);
}

/* What is wrong with the encoding as a whole; null if nothing is. */
static const char *what(const struct source *source)
{
	if (source->encoding == ENCODING_UTF32LE ||
	    source->encoding == ENCODING_UTF32BE)
		return "the file is UTF-32";
	if (source->declared_unknown)
		return "there is no such encoding";
	if (!fits(source))
		return is_utf16(source) ? "the file is UTF-16"
					: "the file is UTF-8 or ASCII";
	if (is_utf16(source) && !source->byte_order_mark)
		return "the file is UTF-16 without a byte order mark";
	return NULL;
}

/* Not of the encoding, or not ASCII in a file that says that it is. */
static size_t first_bad_byte(const struct check *check)
{
	const struct xml_error *error = &check->document->error;
	struct slice text = check->source->text;

	if (error->fault == XML_BAD_ENCODING)
		return error->at.start;
	if (!slice_is_nocase(check->source->declared, "US-ASCII"))
		return SIZE_MAX;
	for (size_t at = 0; at < text.len; at++)
		if ((signed char)text.at[at] < 0)
			return at;
	return SIZE_MAX;
}

static void check_bytes(struct check *check, size_t bad)
{
	const struct source *source = check->source;
	struct slice byte = slice_take(slice_skip(source->text, bad), 1);
	struct span at = { (uint32_t)bad, (uint32_t)(bad + byte.len) };
	const char *name = source->declared.len ? shown(check, source->declared)
						: encoding_name(source);
	struct finding *finding;

	if (source->encoding == ENCODING_UTF8)
		finding = report_at(
			check, at_text(at),
			"byte 0x%02X is not valid here in %s: IIS does not "
			"read the file",
			byte.len ? (unsigned char)byte.at[0] : 0u, name);
	else
		finding = report_at(check, at_text(at),
				    "from here on the bytes are not valid "
				    "in %s: IIS does not read the file",
				    name);
	finding_help(check, finding,
		     "it may be in the code page of an old editor, such as "
		     "Windows-1252: open it as that and save it as UTF-8; "
		     "what stands behind this place has not been checked");
}

/* One mistake, one message: the encoding as a whole before single bytes. */
static void check_file(struct check *check)
{
	const struct source *source = check->source;
	const char *declared = shown(check, source->declared);
	const char *wrong = what(source);
	struct span at = declared_span(source);
	size_t bad = first_bad_byte(check);
	struct finding *finding = NULL;

	if (wrong && source->declared.len)
		finding = report_at(check, at_text(at),
				    "encoding \"%s\" is declared, but %s: "
				    "IIS does not read it",
				    declared, wrong);
	else if (wrong)
		finding = report_at(check, at_text(at),
				    "%s: IIS does not read it", wrong);
	else if (bad != SIZE_MAX)
		check_bytes(check, bad);
	else if (source->encoding == ENCODING_DECLARED) {
		finding = report_at(check, at_text(at),
				    "encoding \"%s\": IIS is sure to read "
				    "only UTF-8 and UTF-16",
				    declared);
		finding_severity(check, finding, SEVERITY_WARNING);
	}
	finding_help(check, finding,
		     "save the file as UTF-8, with encoding=\"utf-8\" in the "
		     "XML declaration");
}

const struct rule rule_xml_encoding = {
	.id = "xml-encoding",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file is not in the encoding that it declares, or not "
		   "in one that IIS reads",
	.references = {
		"https://learn.microsoft.com/previous-versions/windows/desk"
		"top/ms753129(v=vs.85)",
	},
	.check_file = check_file,
};
