#include "rule/rule.h"

/* The name in the XML declaration, or the beginning of the text. */
static struct span declared_span(const struct source *source)
{
	uint32_t start;

	if (!source->declared.len)
		return (struct span){ 0, 0 };
	start = (uint32_t)(source->declared.at - source->text.at);
	return (struct span){ start, start + (uint32_t)source->declared.len };
}

static const char *encoding_name(enum encoding encoding)
{
	switch (encoding) {
	case ENCODING_UTF16LE:
		return "UTF-16LE";
	case ENCODING_UTF16BE:
		return "UTF-16BE";
	case ENCODING_UTF32LE:
	case ENCODING_UTF32BE:
		return "UTF-32";
	case ENCODING_UTF8:
	case ENCODING_DECLARED:
	case ENCODING_BYTES:
		break;
	}
	return "UTF-8";
}

/* "UTF-16" says nothing of the byte order, which the mark tells. */
static bool fits(const struct source *source)
{
	struct slice declared = source->declared;
	const char *name = encoding_name(source->encoding);

	if (!declared.len || source->encoding == ENCODING_DECLARED)
		return true;
	if (source->encoding == ENCODING_UTF16LE ||
	    source->encoding == ENCODING_UTF16BE)
		return slice_is_nocase(declared, "UTF-16") ||
		       slice_is_nocase(declared, name);
	return slice_is_nocase(declared, name) ||
	       slice_is_nocase(declared, "UTF8") ||
	       (slice_is_nocase(declared, "US-ASCII") &&
		!source->byte_order_mark);
}

static bool is_wide(enum encoding encoding)
{
	return encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
}

static const char save_as_utf8[] =
	"save the file as UTF-8, with encoding=\"utf-8\" in the XML "
	"declaration";

/* What is wrong with the encoding as a whole; false if nothing is. */
static bool check_whole(struct check *check)
{
	const struct source *source = check->source;
	const char *declared = shown(check, source->declared);
	const char *actual = encoding_name(source->encoding);
	struct span at = declared_span(source);
	struct finding *finding;

	if (source->encoding == ENCODING_UTF32LE ||
	    source->encoding == ENCODING_UTF32BE)
		finding = report_text(check, at,
				      "the file is UTF-32, which IIS does "
				      "not read");
	else if (source->declared_unknown)
		finding = report_text(check, at, "encoding \"%s\" is unknown",
				      declared);
	else if (!fits(source))
		finding = report_text(check, at,
				      "encoding \"%s\" is declared, but the "
				      "file is %s: IIS does not read it",
				      declared, actual);
	else if (is_wide(source->encoding) && !source->byte_order_mark)
		finding = report_text(check, at,
				      "the file is UTF-16 without a byte "
				      "order mark: IIS does not read it");
	else
		return false;
	finding_help(check, finding, "%s", save_as_utf8);
	return true;
}

/* The first byte that is not ASCII, in a file that says that it is. */
static size_t beyond_ascii(const struct source *source)
{
	size_t at = 0;

	if (!slice_is_nocase(source->declared, "US-ASCII"))
		return SIZE_MAX;
	while (at < source->text.len && (signed char)source->text.at[at] >= 0)
		at++;
	return at < source->text.len ? at : SIZE_MAX;
}

static size_t first_bad_byte(const struct check *check)
{
	const struct xml_error *error = &check->document->error;

	if (error->fault == XML_BAD_ENCODING)
		return error->at.start;
	return beyond_ascii(check->source);
}

static void check_bytes(struct check *check)
{
	const struct source *source = check->source;
	size_t bad = first_bad_byte(check);
	struct span at = { (uint32_t)bad, (uint32_t)bad };
	const char *name = encoding_name(source->encoding);
	struct finding *finding;

	if (source->declared.len)
		name = shown(check, source->declared);
	at.end += bad < source->text.len;
	if (source->encoding == ENCODING_UTF8)
		finding = report_text(
			check, at,
			"byte 0x%02X is not valid here in %s: IIS does not "
			"read the file",
			(unsigned char)source->text.at[bad], name);
	else
		finding = report_text(check, at,
				      "from here on the bytes are not valid "
				      "in %s: IIS does not read the file",
				      name);
	finding_help(check, finding,
		     "it may be in the code page of an old editor, such as "
		     "Windows-1252: open it as that and save it as UTF-8; "
		     "what stands behind this place has not been checked");
}

static void check_legacy(struct check *check)
{
	struct finding *finding;

	if (check->source->encoding != ENCODING_DECLARED)
		return;
	finding = report_text(check, declared_span(check->source),
			      "encoding \"%s\": IIS is sure to read only "
			      "UTF-8 and UTF-16",
			      shown(check, check->source->declared));
	finding_severity(check, finding, SEVERITY_WARNING);
	finding_help(check, finding, "%s", save_as_utf8);
}

/* One mistake, one message: the encoding as a whole before single bytes. */
static void check_file(struct check *check)
{
	if (check_whole(check))
		return;
	if (first_bad_byte(check) != SIZE_MAX)
		check_bytes(check);
	else
		check_legacy(check);
}

const struct rule rule_xml_encoding = {
	.id = "xml-encoding",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file is not in the encoding that it declares, or not "
		   "in one that IIS reads",
	.references = {
		"https://learn.microsoft.com/previous-versions/windows/"
		"desktop/ms753129(v=vs.85)",
		"https://learn.microsoft.com/troubleshoot/developer/webapps/"
		"iis/health-diagnostic-performance/http-error-500-19-webpage",
	},
	.check_file = check_file,
};
