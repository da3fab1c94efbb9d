#include "rule/rule.h"

/* From this letter on, drives are rather mapped than local. */
enum { MAPPED_FROM = 'p' };

static void look_for_share(struct check *check,
			   const struct virtual_directory *directory,
			   void *context)
{
	bool *found = context;
	struct setting path;

	*found = *found || (directory_path(check, directory, &path) &&
			    path_kind(path_bare(path.value)) == PATH_UNC);
}

static void look_at(struct check *check,
		    const struct virtual_directory *directory, void *context)
{
	struct setting path;
	struct slice bare;
	struct finding *finding;

	(void)context;
	if (!directory_path(check, directory, &path))
		return;
	bare = path_bare(path.value);
	if (path_kind(bare) != PATH_DRIVE ||
	    ascii_lower(bare.at[0]) < MAPPED_FROM)
		return;
	finding = report_hit(check, at_directory_path(check, directory, &path),
			     directory->element,
			     "physicalPath '%s' may be on a mapped network "
			     "drive, which IIS does not see",
			     shown(check, path.value));
	finding_help(check, finding,
		     "drives are mapped for the session of a user; if %c: is "
		     "one, write the share, \"\\\\server\\share\\…\"",
		     bare.at[0]);
}

static void check_file(struct check *check)
{
	bool shares = false;

	/* IIS Express runs in the session of the developer. */
	if (check->config->express)
		return;
	each_directory(check, look_for_share, &shares);
	if (shares)
		each_directory(check, look_at, NULL);
}

const struct rule rule_vdir_mapped_drive = {
	.id = "vdir-mapped-drive",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a physical path may be on a mapped network drive",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
		REFERENCE_HTTP_500_19,
	},
	.check_file = check_file,
};
