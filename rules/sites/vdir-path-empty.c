#include "rule/rule.h"

static struct finding *report(struct check *check,
			      const struct virtual_directory *directory,
			      const struct setting *path)
{
	if (path->where)
		return report_hit(check,
				  at_value(check, path->where, "physicalPath"),
				  directory->element,
				  "physicalPath is empty: there is no folder "
				  "to serve");
	/* It may be written where we cannot see it. */
	if (check->config->extent == CONFIG_FRAGMENT ||
	    check->document->error.fault != XML_FINE)
		return NULL;
	return report_at(check, at_element(check, directory->element),
			 "virtual directory '%s' has no physicalPath, of its "
			 "own or from defaults: there is no folder to serve",
			 shown(check, directory->path));
}

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	struct setting path = { .where = NULL };

	if (config_value(check->config, scope_of(directory->element), "",
			 "physicalPath", &path) &&
	    path_bare(path.value).len)
		return;
	finding_help(check, report(check, directory, &path),
		     "write the full path of a folder, such as "
		     "\"C:\\inetpub\\www\"\n"
		     "IIS Manager says: \"The path is not of a legal form.\"");
}

const struct rule rule_vdir_path_empty = {
	.id = "vdir-path-empty",
	.severity = SEVERITY_ERROR,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a virtual directory has no physical path",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
	},
	.check_directory = check_directory,
};
