#include "rule/rule.h"

static size_t count_nuls(struct slice text)
{
	size_t count = 0, at;

	while ((at = slice_find(text, '\0')) != SIZE_MAX) {
		count++;
		text = slice_skip(text, at + 1);
	}
	return count;
}

/* ASCII characters of two bytes each, which nothing has marked as such. */
static bool is_wide(struct slice text)
{
	struct slice start = slice_take(text, 16);

	return start.len == 16 && count_nuls(start) == 8;
}

static void check_file(struct check *check)
{
	struct slice text = check->source->text;
	struct finding *finding;
	size_t first, count;
	struct span at;

	/* The XML reader has seen all of a text without fault. */
	if (check->document->error.fault == XML_FINE)
		return;
	first = slice_find(text, '\0');
	if (first == SIZE_MAX)
		return;
	at = (struct span){ (uint32_t)first, (uint32_t)first + 1 };
	if (is_wide(text)) {
		finding = report_at(check, at_text(at),
				    "every second byte is NUL: this is "
				    "UTF-16 without a byte order mark");
		finding_help(check, finding, "save the file as UTF-8");
		return;
	}
	count = count_nuls(text);
	finding = report_at(check, at_text(at),
			    "%zu NUL %s, which XML does not allow: a write "
			    "of the file was not completed",
			    count, count == 1 ? "byte" : "bytes");
	finding_help(check, finding, "%s", file_repair);
}

const struct rule rule_file_nul_bytes = {
	.id = "file-nul-bytes",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the file holds NUL bytes, as after a crash of the machine "
		   "or a full disk",
	.references = {
		REFERENCE_CONFIG_HISTORY,
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
