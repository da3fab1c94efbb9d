#include "rule/rule.h"

static const char *wrong(enum path_kind kind)
{
	switch (kind) {
	case PATH_DRIVE_RELATIVE:
		return "has no '\\' behind the drive";
	case PATH_ROOTED:
		return "has no drive";
	case PATH_RELATIVE:
		return "is relative";
	default:
		return NULL;
	}
}

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	struct setting path;
	struct finding *finding;
	const char *what;

	if (!directory_path(check, directory, &path))
		return;
	what = wrong(path_kind(path_bare(path.value)));
	if (!what)
		return;
	finding = report_hit(
		check, at_directory_path(check, directory, &path),
		directory->element,
		"physicalPath '%s' %s: a full path is expected, \"C:\\…\" or "
		"\"\\\\server\\share\\…\"",
		shown(check, path.value), what);
	finding_help(check, finding,
		     "IIS has no folder that the rest could start from; it "
		     "answers 500.19, \"Cannot read configuration file\" "
		     "(0x8007010b, 0x80070003)");
}

const struct rule rule_vdir_path_relative = {
	.id = "vdir-path-relative",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a physical path is not a full one",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
		REFERENCE_HTTP_500_19,
		REFERENCE_FILE_ERRORS,
	},
	.check_directory = check_directory,
};
