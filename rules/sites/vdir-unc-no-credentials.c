#include "rule/rule.h"

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	const struct application_pool *pool = directory->application->pool;
	struct setting path;
	struct finding *finding;

	/* IIS Express runs as the developer, and has no pools of WAS. */
	if (!pool || check->config->express ||
	    !directory_path(check, directory, &path) ||
	    path_kind(path_bare(path.value)) != PATH_UNC ||
	    directory_has(check, directory, "userName") ||
	    setting_is(check, scope_of(pool->element), "processModel",
		       "identityType", "SpecificUser"))
		return;
	finding = report_hit(
		check, at_directory_path(check, directory, &path),
		directory->element,
		"physicalPath '%s' is on a share, and neither the virtual "
		"directory nor its application pool has an account for it",
		shown(check, path.value));
	finding_help(check, finding,
		     "write userName and password (\"Connect as\" in IIS "
		     "Manager), or run the pool as a domain account; else IIS "
		     "reads web.config as the computer's account, and answers "
		     "500.19 (0x80070005, 0x8007052e) if that may not");
}

const struct rule rule_vdir_unc_no_credentials = {
	.id = "vdir-unc-no-credentials",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "content is on a share, and no account is set for it",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
		REFERENCE_HTTP_500_19,
	},
	.check_directory = check_directory,
};
