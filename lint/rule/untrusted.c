#include "rule/untrusted.h"

#include "rule/native.h"
#include "rule/paths.h"

/* Deeper folders are not looked for among the contents of sites. */
enum { DEPTH_MAX = 64 };

static bool is_in_any(struct slice path, const char *const *folders,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (path_is_in(path, slice_of(folders[i])))
			return true;
	return false;
}

static bool has_folder(struct slice path, const char *name)
{
	struct slice part;

	while (slice_cut(&path, '\\', &part))
		if (path.at && slice_is(part, name))
			return true;
	return false;
}

/* A path that starts with a variable whose value depends on the process. */
static enum trust variable_trust(struct slice path)
{
	static const char *const users[] = {
		"%userprofile%",	 "%appdata%", "%localappdata%",
		"%homedrive%%homepath%", "%public%",
	};
	static const char *const temporary[] = { "%temp%", "%tmp%" };

	if (is_in_any(path, users, LENGTH(users)))
		return TRUST_NOT_USERS;
	return is_in_any(path, temporary, LENGTH(temporary))
		       ? TRUST_NOT_TEMPORARY
		       : TRUST_UNKNOWN;
}

/* A path without its drive. */
static enum trust folder_trust(struct slice path)
{
	static const char *const full[] = {
		"\\windows\\system32\\inetsrv", "\\windows\\syswow64\\inetsrv",
		"\\windows\\microsoft.net",	"\\program files",
		"\\program files (x86)",
	};
	static const char *const users[] = {
		"\\users",
		"\\documents and settings",
	};

	if (has_folder(path, "temporary asp.net files"))
		return TRUST_NOT_TEMPORARY;
	if (is_in_any(path, full, LENGTH(full)))
		return TRUST_FULL;
	if (has_folder(path, "temp") || has_folder(path, "tmp"))
		return TRUST_NOT_TEMPORARY;
	if (is_in_any(path, users, LENGTH(users)))
		return TRUST_NOT_USERS;
	if (path_is_in(path, SLICE("\\programdata")))
		return TRUST_NOT_PROGRAM_DATA;
	/* Of short names and variables, nobody knows what they stand for. */
	if (slice_find(path, '~') != SIZE_MAX ||
	    slice_find(path, '%') != SIZE_MAX)
		return TRUST_UNKNOWN;
	return TRUST_ELSEWHERE;
}

/* Without "\\?\" before a drive; "\\?\UNC\" is no drive. */
static struct slice without_device(struct slice path)
{
	struct slice rest = slice_skip(path, 4);

	if ((slice_starts(path, SLICE("\\\\?\\")) ||
	     slice_starts(path, SLICE("\\\\.\\"))) &&
	    rest.len > 1 && rest.at[1] == ':')
		return rest;
	return path;
}

static struct slice without_drive(struct slice path)
{
	return path.len > 1 && path.at[1] == ':' ? slice_skip(path, 2) : path;
}

enum trust path_trust(struct slice path)
{
	path = without_device(path);
	if (slice_starts(path, SLICE("\\\\")))
		return TRUST_NOT_SHARE;
	if (slice_starts(path, SLICE("%")))
		return variable_trust(path);
	path = without_drive(path);
	return slice_starts(path, SLICE("\\")) ? folder_trust(path)
					       : TRUST_UNKNOWN;
}

/* What sites serve. */
struct contents {
	const struct virtual_directory **directories;
	struct table by_path;
};

static void add_contents(struct check *check, struct contents *contents,
			 const struct application *application)
{
	for (size_t i = 0; i < application->directory_count; i++) {
		const struct virtual_directory *directory =
			&application->directories[i];
		struct slice path =
			path_canonical(check, directory->physical_path);
		size_t number = contents->by_path.count;

		if (path.len &&
		    table_add(&contents->by_path, path, (uint32_t)number))
			contents->directories[number] = directory;
	}
}

static size_t count_directories(const struct config *config)
{
	size_t count = 0;

	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].application_count; j++)
			count += config->sites[i]
					 .applications[j]
					 .directory_count;
	return count;
}

static void find_contents(struct check *check, struct contents *contents)
{
	const struct config *config = check->config;

	if (contents->directories)
		return;
	table_init(&contents->by_path, check->arena, TABLE_EXACT, 0);
	contents->directories =
		ARENA_ARRAY(check->arena, const struct virtual_directory *,
			    count_directories(config) + 1);
	if (!contents->directories)
		return;
	for (size_t i = 0; i < config->site_count; i++)
		for (size_t j = 0; j < config->sites[i].application_count; j++)
			add_contents(check, contents,
				     &config->sites[i].applications[j]);
}

/* The virtual directory in whose folder the file is, or null. */
static const struct virtual_directory *
served_by(struct check *check, struct contents *contents, struct slice path)
{
	size_t depth = 0;
	uint32_t number;

	find_contents(check, contents);
	for (size_t i = 0; i < path.len && depth < DEPTH_MAX; i++) {
		if (path.at[i] != '\\')
			continue;
		depth++;
		if (table_get(&contents->by_path, slice_take(path, i), &number))
			return contents->directories[number];
	}
	return NULL;
}

/* Is it where the setup of a well-known module puts it? */
static bool is_own_folder(struct slice name, struct slice path)
{
	const struct native_module *known = native_module(name);

	return known && known->folder &&
	       path_is_in(without_drive(path), slice_of(known->folder));
}

static const char *const places[] = {
	[TRUST_FULL] = "a trusted folder",
	[TRUST_UNKNOWN] = "an unknown folder",
	[TRUST_ELSEWHERE] = "outside of inetsrv, Microsoft.NET and Program "
			    "Files",
	[TRUST_NOT_TEMPORARY] = "a folder for temporary files",
	[TRUST_NOT_USERS] = "a folder of users",
	[TRUST_NOT_PROGRAM_DATA] = "ProgramData, where every user may create "
				   "files",
	[TRUST_NOT_SHARE] = "a share of another machine",
	[TRUST_NOT_CONTENT] = "a folder that a site serves",
};

struct untrusted {
	struct check *check;
	const char *attribute, *what;
	struct contents contents;
};

static void see(struct untrusted *untrusted, const struct xml_element *entry)
{
	struct check *check = untrusted->check;
	struct slice value = entry_value(check, entry, untrusted->attribute);
	struct slice name = entry_value(check, entry, "name");
	struct slice path = path_canonical(check, value);
	enum trust trust = path_trust(path);
	const struct virtual_directory *directory = NULL;
	struct finding *finding;

	if (trust < TRUST_ELSEWHERE || is_own_folder(name, path) ||
	    setting_is(check, scope_of(entry), "", "enabled", "false"))
		return;
	if (trust == TRUST_ELSEWHERE)
		directory = served_by(check, &untrusted->contents, path);
	if (directory)
		trust = TRUST_NOT_CONTENT;
	finding = report_at(check, at_value(check, entry, untrusted->attribute),
			    "%s '%s' is loaded from '%s', %s", untrusted->what,
			    shown(check, name), shown(check, value),
			    places[trust]);
	if (trust > TRUST_ELSEWHERE)
		finding_severity(check, finding, SEVERITY_ERROR);
	finding_help(check, finding,
		     "whoever can replace the file runs code in each worker "
		     "process; find out who put it there, check its "
		     "signature, and move it to %%ProgramFiles%%");
	if (directory)
		note_at(check, finding,
			at_value(check, directory->element, "physicalPath"),
			"served from here");
}

void report_untrusted(struct check *check, const char *path,
		      const char *attribute, const char *what)
{
	struct untrusted untrusted = {
		.check = check,
		.attribute = attribute,
		.what = what,
	};

	if (check->config->express)
		return;
	CONFIG_EACH_SECTION (check->config, path, section)
		XML_EACH_CHILD (check->document, section->element, child)
			if (!xml_is(check->document, child, "remove") &&
			    !xml_is(check->document, child, "clear"))
				see(&untrusted, child);
}
