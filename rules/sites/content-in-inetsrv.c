#include "rule/rule.h"

#define SYSTEM32 "c:\\windows\\system32"

/* Features of Windows that bring content there. */
static bool is_of_windows(struct slice path)
{
	static const char *const folders[] = {
		SYSTEM32 "\\certsrv",
		SYSTEM32 "\\rpcproxy",
		SYSTEM32 "\\msmq",
		SYSTEM32 "\\hcsrvext",
		SYSTEM32 "\\inetsrv\\iisadmpwd",
	};

	for (size_t i = 0; i < LENGTH(folders); i++)
		if (path_is_in(path, slice_of(folders[i])))
			return true;
	return false;
}

static const char *wrong(struct slice path)
{
	if (path.len == 2 && path.at[1] == ':')
		return "is the root of a drive: all that is on it can be "
		       "asked for";
	if (path_is_in(path, SLICE(SYSTEM32)) && !is_of_windows(path))
		return "lies in the system's folder: programs and "
		       "configuration of Windows can be asked for";
	return NULL;
}

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	struct setting path;
	struct finding *finding;
	const char *what;

	if (check->config->express || !directory_path(check, directory, &path))
		return;
	what = wrong(path_canonical(check, path.value));
	if (!what)
		return;
	finding = report_hit(check, at_directory_path(check, directory, &path),
			     directory->element, "physicalPath '%s' %s",
			     shown(check, path.value), what);
	finding_help(check, finding,
		     "give the content a folder of its own, such as "
		     "\"C:\\inetpub\\www\", and nothing else in it");
}

const struct rule rule_content_in_inetsrv = {
	.id = "content-in-inetsrv",
	.severity = SEVERITY_INFO,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "the content of a site is a drive's root or a folder of Windows",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
	},
	.unless = { "vdir-path-relative" },
	.check_directory = check_directory,
};
