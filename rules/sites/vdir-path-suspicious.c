#include "rule/rule.h"

static bool is_slash(char c)
{
	return c == '\\' || c == '/';
}

static bool has_dots(struct slice path)
{
	struct slice part;

	while (slice_cut(&path, '\\', &part))
		if (slice_is(part, ".."))
			return true;
	return false;
}

/* The first character that no path has, or 0. */
static char forbidden(struct slice path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] && strchr("<>|?*", path.at[i]))
			return path.at[i];
	return 0;
}

/* What is wrong, behind "physicalPath 'x' "; null if nothing is. */
static const char *wrong(struct check *check, struct slice path)
{
	char c;

	if (path_bare(path).len != slice_trim(path).len ||
	    slice_find(path, '"') != SIZE_MAX)
		return "has quotes in it";
	if (slice_trim(path).len != path.len)
		return ascii_is_space(path.at[0]) ? "begins with white space"
						  : "ends with white space";
	if (path_kind(path) == PATH_DEVICE)
		path = slice_skip(path, 4);
	c = forbidden(path);
	if (c)
		return words(check, "has a '%c', which no path can have", c);
	if (slice_find(path, '/') != SIZE_MAX)
		return "has '/' where Windows writes '\\'";
	if (has_dots(path))
		return "has a part '..'";
	if (path.len > 2 && is_slash(path.at[0]) && is_slash(path.at[1]))
		path = slice_skip(path, 2);
	if (slice_starts(path, SLICE("\\")) ||
	    slice_search(path, SLICE("\\\\")) != SIZE_MAX)
		return "has a doubled '\\'";
	return NULL;
}

static void check_directory(struct check *check,
			    const struct virtual_directory *directory)
{
	struct setting path;
	struct finding *finding;
	const char *what;

	if (!directory_path(check, directory, &path))
		return;
	what = wrong(check, path.value);
	if (!what)
		return;
	finding = report_hit(check, at_directory_path(check, directory, &path),
			     directory->element, "physicalPath '%s' %s",
			     shown(check, path.value), what);
	finding_help(check, finding,
		     "write the path as the Explorer shows it: IIS uses it as "
		     "it is, and answers 500.19 (0x80070003, 0x8007010b, "
		     "0x8007007b) where Windows finds no such folder");
}

const struct rule rule_vdir_path_suspicious = {
	.id = "vdir-path-suspicious",
	.severity = SEVERITY_WARNING,
	.profiles = PROFILE_DEFAULT,
	.since = "0.1",
	.summary = "a physical path is not written as paths of Windows are",
	.references = {
		REFERENCE_VIRTUAL_DIRECTORY,
		REFERENCE_HTTP_500_19,
	},
	.unless = { "vdir-path-relative" },
	.check_directory = check_directory,
};
