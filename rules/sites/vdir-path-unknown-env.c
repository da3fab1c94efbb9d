#include "rule/rule.h"

/* A pool with more variables than that has any. */
enum { VARIABLES_MAX = 200 };

/* Variables of every Windows, of IIS, and of IIS Express. */
static bool is_predefined(struct slice name)
{
	static const char *const known[] = { "SystemDrive",
					     "SystemRoot",
					     "windir",
					     "ProgramFiles",
					     "ProgramFiles(x86)",
					     "ProgramW6432",
					     "ProgramData",
					     "ALLUSERSPROFILE",
					     "CommonProgramFiles",
					     "CommonProgramFiles(x86)",
					     "CommonProgramW6432",
					     "PUBLIC",
					     "TEMP",
					     "TMP",
					     "USERPROFILE",
					     "APPDATA",
					     "LOCALAPPDATA",
					     "HOMEDRIVE",
					     "HOMEPATH",
					     "USERNAME",
					     "USERDOMAIN",
					     "COMPUTERNAME",
					     "ComSpec",
					     "OS",
					     "Path",
					     "PATHEXT",
					     "PROCESSOR_ARCHITECTURE",
					     "DriverData",
					     "APP_POOL_ID",
					     "APP_POOL_CONFIG",
					     "IIS_BIN",
					     "IIS_USER_HOME",
					     "IIS_SITES_HOME",
					     "IIS_DRIVE" };

	for (size_t i = 0; i < LENGTH(known); i++)
		if (slice_is_nocase(name, known[i]))
			return true;
	return false;
}

/* Is it set in the environmentVariables of a pool or of all pools? */
static bool is_set_in(const struct check *check,
		      const struct xml_element *owner, struct slice name)
{
	const struct xml_document *document = check->document;
	const struct xml_element *variables =
		owner ? xml_child(document, owner, "environmentVariables")
		      : NULL;
	size_t left = VARIABLES_MAX;
	struct slice set;

	if (!variables)
		return false;
	XML_EACH_CHILD (document, variables, child)
		if (!left-- || (xml_value(document, child, "name", &set) &&
				slice_eq_nocase(set, name)))
			return true;
	return false;
}

struct variable {
	struct slice name;
	const struct virtual_directory *first; /* that uses it */
	size_t count;
};

struct variables {
	struct table by_name;		    /* index */
	struct vector items;		    /* struct variable */
	const struct xml_element *defaults; /* applicationPoolDefaults */
};

static bool is_set(const struct check *check, const struct variables *variables,
		   const struct application_pool *pool, struct slice name)
{
	/* In a pool of another file, who knows. */
	return !pool || is_set_in(check, pool->element, name) ||
	       is_set_in(check, variables->defaults, name);
}

static void add(struct check *check, struct variables *variables,
		const struct virtual_directory *directory, struct slice name)
{
	struct variable *variable;
	uint32_t number;

	if (table_get(&variables->by_name, name, &number)) {
		variable = variables->items.items;
		variable[number].count++;
		return;
	}
	variable = vector_push(&variables->items);
	if (!variable) {
		check->arena->failed = true;
		return;
	}
	*variable = (struct variable){ name, directory, 1 };
	table_add(&variables->by_name, name,
		  (uint32_t)(variables->items.count - 1));
}

static void look_at(struct check *check,
		    const struct virtual_directory *directory, void *context)
{
	struct variables *variables = context;
	struct setting path;
	struct slice name;

	if (!directory_path(check, directory, &path))
		return;
	while (path_variable(&path.value, &name))
		if (name.len && slice_find(name, '\\') == SIZE_MAX &&
		    !is_predefined(name) &&
		    !is_set(check, variables, directory->application->pool,
			    name))
			add(check, variables, directory, name);
}

static void report(struct check *check, const struct variable *variable)
{
	struct setting path;
	struct finding *finding;

	if (!directory_path(check, variable->first, &path))
		return;
	finding = report_at(
		check, at_directory_path(check, variable->first, &path),
		"physicalPath uses the variable '%s', which neither Windows "
		"nor IIS sets%s",
		shown(check, variable->name),
		variable->count > 1
			? words(check, " (%zu virtual directories use it)",
				variable->count)
			: "");
	finding_help(check, finding,
		     "where the machine does not set it, it stays in the path "
		     "as it is, and IIS finds no folder; see that each server "
		     "has the variable, or write the path itself");
}

static void check_file(struct check *check)
{
	struct variables variables = { .defaults = pool_defaults(check) };

	table_init(&variables.by_name, check->arena, TABLE_NOCASE, 0);
	vector_init(&variables.items, check->arena->memory,
		    sizeof(struct variable));
	each_directory(check, look_at, &variables);
	for (size_t i = 0; i < variables.items.count; i++)
		report(check, (struct variable *)variables.items.items + i);
	vector_free(&variables.items);
}

const struct rule rule_vdir_path_unknown_env = {
	.id = "vdir-path-unknown-env",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a physical path uses a variable that not every server has",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
	},
	.check_file = check_file,
};
