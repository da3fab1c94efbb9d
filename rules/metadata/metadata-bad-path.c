#include "rule/rule.h"

static bool below_lm(struct slice path)
{
	return slice_is_nocase(path, "LM") ||
	       slice_starts_nocase(path, SLICE("LM/"));
}

/* What is wrong with the path, or null. IIS 6 wrote a slash in front. */
static const char *mistake(struct slice path)
{
	if (!path.len)
		return "a key without a path is about nothing";
	if (slice_starts(path, SLICE("/")))
		path = slice_skip(path, 1);
	if (slice_find(path, '\\') != SIZE_MAX)
		return "its parts must be separated by \"/\"";
	if (slice_search(path, SLICE("//")) != SIZE_MAX ||
	    slice_starts(path, SLICE("/")))
		return "a part of it is empty";
	if (slice_ends(path, SLICE("/")))
		return "it must not end with \"/\"";
	if (!below_lm(path))
		return "it must begin with \"LM/\"";
	return NULL;
}

/* The path as it was probably meant. */
static struct slice corrected(struct check *check, struct slice path)
{
	struct slice result = arena_copy(check->arena, path);
	char *bytes = (char *)(uintptr_t)result.at;
	size_t len = 0;

	for (size_t i = 0; i < result.len; i++) {
		char c = bytes[i] == '\\' ? '/' : bytes[i];

		if (c != '/' || (len && bytes[len - 1] != '/'))
			bytes[len++] = c;
	}
	while (len && bytes[len - 1] == '/')
		len--;
	return slice_take(result, len);
}

/* LM/W3SVC/<number>, as nearly all keys are. */
static bool is_plain_site(const struct metadata_key *key)
{
	return key->service == METADATA_SITE && !key->below.len &&
	       key->path.len == key->normal.len;
}

static void check_key(struct check *check, const struct metadata_key *key)
{
	const char *wrong = is_plain_site(key) ? NULL : mistake(key->path);
	struct finding *finding;
	struct slice path;

	if (!wrong)
		return;
	finding = report_at(check, at_value(check, key->element, "path"),
			    "path \"%s\" is no metabase path: %s",
			    shown(check, key->path), wrong);
	path = corrected(check, key->path);
	if (!path.len)
		finding_help(check, finding, "delete the key");
	else if (below_lm(path))
		finding_help(check, finding, "write %s", shown(check, path));
	else
		finding_help(check, finding,
			     "paths look like LM/W3SVC/1/ROOT, with the id of "
			     "the site");
}

const struct rule rule_metadata_bad_path = {
	.id = "metadata-bad-path",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the path of a key of customMetadata is no metabase path",
	.references = {
		REFERENCE_CUSTOM_METADATA_KEY,
		"https://learn.microsoft.com/iis/manage/managing-your-confi"
		"guration-settings/metabase-compatibility-with-iis-7-and-ab"
		"ove",
	},
	.check_key = check_key,
};
