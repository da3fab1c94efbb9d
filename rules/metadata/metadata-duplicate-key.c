#include "rule/rule.h"

static void report(struct check *check, const struct metadata_key *key,
		   const struct metadata_key *first)
{
	bool same = slice_eq_nocase(key->path, first->path);
	struct finding *finding;

	if (same)
		finding =
			report_at(check, at_value(check, key->element, "path"),
				  "key \"%s\" stands here a second time: "
				  "IIS does not read the file (500.19, "
				  "0x800700b7)",
				  shown(check, key->path));
	else
		finding = report_at(
			check, at_value(check, key->element, "path"),
			"key \"%s\" names the same place as "
			"\"%s\"",
			shown(check, key->path), shown(check, first->path));
	if (!same)
		finding_severity(check, finding, SEVERITY_WARNING);
	note_at(check, finding, at_value(check, first->element, "path"),
		"first here");
	finding_help(check, finding,
		     "move the properties of this key that the first one "
		     "lacks there, and delete this key");
}

/* Of a site's own key, the model knows the first one; null for others. */
static const struct metadata_key *first_of_site(const struct metadata_key *key)
{
	const struct metadata_key *first;

	if (!key->site || key->below.len)
		return NULL;
	first = key->site->key;
	return first == key || slice_eq_nocase(key->normal, first->normal)
		       ? first
		       : NULL;
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct table seen;

	table_init(&seen, check->arena, TABLE_NOCASE, 0);
	for (size_t i = 0; i < config->key_count; i++) {
		const struct metadata_key *key = &config->keys[i];
		const struct metadata_key *first = first_of_site(key);
		uint32_t index;

		if (!key->normal.len && key->path.len)
			continue;
		if (!first && table_get(&seen, key->normal, &index))
			first = &config->keys[index];
		if (!first)
			table_add(&seen, key->normal, (uint32_t)i);
		else if (first != key)
			report(check, key, first);
	}
}

const struct rule rule_metadata_duplicate_key = {
	.id = "metadata-duplicate-key",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "customMetadata has two keys of one path",
	.references = {
		REFERENCE_CUSTOM_METADATA_KEY,
		REFERENCE_DUPLICATE_ENTRY,
	},
	.check_file = check_file,
};
