#include "rule/rule.h"

enum { NOTES_MAX = 5 };

/* One key of a site that does not exist. */
struct orphan {
	const struct metadata_key *key;
	struct orphan *next; /* of the same site */
	/* Of the first key of a site only: */
	struct orphan *last;
	size_t count;
	bool has_hash;
};

struct orphans {
	struct table by_id; /* site id -> index of its first key */
	struct orphan *items;
	size_t count;
};

static void add_orphan(struct orphans *orphans, const struct metadata_key *key)
{
	struct slice id = { (const char *)&key->site_id, sizeof(key->site_id) };
	struct orphan *orphan = &orphans->items[orphans->count];
	struct orphan *first = orphan;
	uint32_t index;

	orphan->key = key;
	if (table_get(&orphans->by_id, id, &index)) {
		first = &orphans->items[index];
		first->last->next = orphan;
	} else {
		table_add(&orphans->by_id, id, (uint32_t)orphans->count);
	}
	orphans->count++;
	first->last = orphan;
	first->count++;
	first->has_hash |= key->certificate_hash != NULL;
}

static uint32_t highest_id(const struct config *config)
{
	uint32_t highest = 0;

	for (size_t i = 0; i < config->site_count; i++)
		if (config->sites[i].has_id && config->sites[i].id > highest)
			highest = config->sites[i].id;
	return highest;
}

static void add_help(struct check *check, struct finding *finding,
		     const struct orphan *first)
{
	struct slice help = SLICE("delete what is left over:");
	const struct orphan *orphan = first;

	for (size_t i = 0; orphan && i <= NOTES_MAX; i++) {
		const char *command = key_delete_command(check, orphan->key);

		help = arena_printf(check->arena, "%.*s\n%s", (int)help.len,
				    help.at,
				    command ? command
					    : "(by hand, the path has "
					      "characters of the shell)");
		orphan = orphan->next;
	}
	finding_help(check, finding,
		     "%.*s%s\nIIS Manager deletes a site together with its "
		     "keys, appcmd and scripts do not",
		     (int)help.len, help.at,
		     orphan ? "\nand so on for the other keys" : "");
}

static void add_notes(struct check *check, struct finding *finding,
		      const struct orphan *first)
{
	const struct orphan *orphan = first->next;
	size_t rest = first->count - 1;

	for (size_t i = 0; orphan && i < NOTES_MAX; i++, rest--) {
		note_at(check, finding,
			at_value(check, orphan->key->element, "path"),
			"also of site %u", (unsigned)orphan->key->site_id);
		orphan = orphan->next;
	}
	if (orphan)
		note_at(check, finding,
			at_value(check, orphan->key->element, "path"),
			"and %zu more %s", rest, rest == 1 ? "key" : "keys");
}

/* Many tools give a new site the number behind the highest one. */
static void report(struct check *check, const struct orphan *first,
		   uint32_t highest)
{
	const struct metadata_key *key = first->key;
	bool next = key->site_id && key->site_id - 1 == highest;
	struct finding *finding;

	finding = report_at(
		check, at_value(check, key->element, "path"),
		"\"%s\" is of a site that does not exist: the next %s id %u%s "
		"inherits these settings%s (HTTP 503)",
		shown(check, key->path),
		next ? "new site, which can get" : "site with",
		(unsigned)key->site_id, next ? "," : "",
		first->has_hash ? " and a certificate hash" : "");
	if (first->has_hash || next)
		finding_severity(check, finding, SEVERITY_ERROR);
	if (!finding || finding->untold)
		return;
	add_notes(check, finding, first);
	add_help(check, finding, first);
}

static void check_file(struct check *check)
{
	const struct config *config = check->config;
	struct orphans orphans = { .count = 0 };
	uint32_t highest = highest_id(config);

	/* Of a part of a file, nobody knows which sites there are. */
	if (!config->site_count || check->document->error.fault != XML_FINE)
		return;
	table_init(&orphans.by_id, check->arena, TABLE_EXACT, 0);
	orphans.items =
		ARENA_ARRAY(check->arena, struct orphan, config->key_count);
	for (size_t i = 0; orphans.items && i < config->key_count; i++)
		if (config->keys[i].service == METADATA_SITE &&
		    !config->keys[i].site)
			add_orphan(&orphans, &config->keys[i]);
	for (size_t i = 0; i < orphans.count; i++)
		if (orphans.items[i].last)
			report(check, &orphans.items[i], highest);
}

const struct rule rule_metadata_orphan_site = {
	.id = "metadata-orphan-site",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.needs = NEEDS_WHOLE,
	.since = "0.1",
	.summary = "customMetadata holds settings of a site that does not "
		   "exist",
	.references = {
		"https://learn.microsoft.com/troubleshoot/developer/webapps"
		"/iis/www-authentication-authorization/information-associat"
		"ed-iis-site-is-not-deleted",
	},
	.check_file = check_file,
};
